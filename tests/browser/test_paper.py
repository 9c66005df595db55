"""The picture taken away: PNG, SVG and print."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.render.samples import hostile, small

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser


@pytest.mark.full
def test_png_is_twice_the_screen_and_svg_is_inert(opened: Opener, tmp_path: Path) -> None:
    tab = opened(hostile(), color_scheme="dark", accept_downloads=True)
    for kind in ("png", "svg"):
        with tab.expect_download() as download:
            tab.evaluate("(kind) => linkchart.app.savePicture(kind)", kind)
        download.value.save_as(tmp_path / f"picture.{kind}")
    header = (tmp_path / "picture.png").read_bytes()[16:24]
    place = tab.locator("#picture").bounding_box()
    assert place is not None
    assert struct.unpack(">II", header) == (round(place["width"] * 2), round(place["height"] * 2))
    root = ET.parse(tmp_path / "picture.svg").getroot()  # noqa: S314 - our own file
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "rect", "g", "title", "path", "circle", "ellipse", "text", "tspan"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


@pytest.mark.full
def test_print_is_light_vector_with_quotes(opened: Opener) -> None:
    import pypdf
    import pypdfium2

    picture = small()
    states = [entity for entity in picture.entities if entity.type != "State" or entity.id == "state:iran"]
    tab = opened(replace(picture, entities=states, title="Who controls whom?"), color_scheme="dark")
    content = tab.pdf(format="A4", prefer_css_page_size=True)
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert [image for sheet in reader.pages for image in sheet.images] == []
    text = "".join(sheet.extract_text() for sheet in reader.pages)
    for words in ("Who controls whom?", "Showing 4 entities", "Organization (1)", "friendly", "So it is written."):
        assert words in text
    width, height = reader.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)
    pixels = pypdfium2.PdfDocument(content)[0].render(scale=4).to_numpy()[..., ::-1].astype(int)  # RGB
    assert (pixels[5, 5] == 255).all()
    across, down = square_of((abs(pixels - (0x00, 0x72, 0xB2)) < 12).all(axis=2))
    assert abs(across / down - 1) < 0.03


def square_of(hits: NDArray[np.bool_]) -> tuple[int, int]:
    """Measure the width and height of the topmost patch of hits."""
    import numpy as np

    rows = np.asarray(hits.any(axis=1))
    top = int(rows.argmax())
    down = int(np.logical_not(rows[top:]).argmax())
    columns = np.flatnonzero(hits[top : top + down].any(axis=0))
    return int(columns[-1] - columns[0] + 1), down
