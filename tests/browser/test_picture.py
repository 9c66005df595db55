"""What the picture shows: names that lie on nothing, the same places everywhere, exports and print; for everyone."""

from __future__ import annotations

import io
import random
import re
import struct
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from linkchart.graph.model import Entity
from linkchart.render.page.page import page
from linkchart.render.picture.picture import Picture
from tests.render.samples import answered, hostile, relation, small

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray
    from playwright.sync_api import Page

    from tests.browser.chromium import Tabs

    Opener = Callable[..., Page]

pytestmark = pytest.mark.browser

SIZES = [(1280, 800), (390, 844), (640, 400)]
POSITIONS = "() => JSON.stringify([...linkchart.picture.positions()])"
BOXES = """() => {
    const { picture } = linkchart, scale = linkchart.network.getScale();
    const nodes = picture.plan.nodes.map(({ id, radius }) => {
        const { x, y } = picture.where(id), r = radius * scale * 0.8; // a hexagon does not fill its square
        return { kind: "node", id, left: x - r, right: x + r, top: y - r, bottom: y + r };
    });
    return [...picture.names().boxes, ...nodes];
}"""


LINES_BETWEEN = """() => linkchart.picture.plan.lines
    .filter(({ from, to, sign }) => sign === 1 && from === "x:0" && to === "x:1")
    .map(({ id, links, count }) => ({ id, links, count }))"""


LINE_EXTENT = """() => {
    const { picture } = linkchart, { clientWidth, clientHeight } = picture.element;
    const place = picture.element.getBoundingClientRect();
    const alongLine = ({ id }) => [0.2, 0.4, 0.5, 0.6, 0.8].map((part) => picture.point(id, part));
    const points = picture.plan.lines.flatMap(alongLine);
    const xs = points.map(({ x }) => x - place.left), ys = points.map(({ y }) => y - place.top);
    return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys), clientWidth, clientHeight];
}"""
COUNT_STROKES = """() => {
    const { stroke } = CanvasRenderingContext2D.prototype;
    window.strokes = 0;
    CanvasRenderingContext2D.prototype.stroke = function (...given) {
        window.strokes += 1;
        return stroke.apply(this, given);
    };
}"""
STROKES = "() => { window.strokes = 0; linkchart.network.redraw(); return window.strokes; }"


def made(size: int, lines: int) -> Picture:
    """Return a picture of generated entities, some of which have many lines."""
    chance = random.Random(size)  # noqa: S311 - the same pictures every time
    types = ("State", "Organization", "Person", "Event")
    entities = [
        Entity(f"x:{rank}", types[rank % 4], f"{chance.choice(WORDS)} {chance.choice(WORDS)} {rank}")
        for rank in range(size)
    ]
    ends = [(min(chance.randrange(size), chance.randrange(size)), chance.randrange(size)) for _ in range(lines)]
    names = ("SUPPORTS", "OPPOSES", "MEMBER_OF")
    relations = [
        relation(f"r{rank}", f"x:{a}", names[rank % 3], f"x:{b}") for rank, (a, b) in enumerate(ends) if a != b
    ]
    return Picture("Generated", "", entities, relations)


WORDS = ("Al", "Northern Front", "Government of Somewhere", "League", "Popular Mobilization", "A", "Wide Mmmm")


@pytest.fixture
def opened(tabs: Tabs, tmp_path: Path) -> Opener:
    """Opens a picture, or a page's text, in a tab."""

    def open_(shown: Picture | str, size: tuple[int, int] = SIZES[0], **options: Any) -> Page:
        file = tmp_path / "page.html"
        file.write_text(page(shown) if isinstance(shown, Picture) else shown, encoding="utf-8")
        tab = tabs.blank(size, **options)
        tab.goto(file.as_uri())
        tab.wait_for_selector("html[data-ready]", state="attached", timeout=15_000)
        return tab

    return open_


def overlaps(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the texts that lie on other texts or on nodes."""
    texts = [box for box in boxes if box["kind"] != "node"]
    return [
        (text["id"], f"{other['kind']} {other['id']}")
        for text in texts
        for other in boxes
        if other is not text
        and text["left"] < other["right"] - 0.5
        and other["left"] < text["right"] - 0.5
        and text["top"] < other["bottom"] - 0.5
        and other["top"] < text["bottom"] - 0.5
    ]


@pytest.mark.full
@pytest.mark.parametrize(
    "picture",
    [small(), answered(), made(70, 110), made(160, 420)],
    ids=["small", "answer", "generated 70", "generated 160"],
)
def test_no_text_lies_on_text_or_node_at_any_zoom(opened: Opener, picture: Picture) -> None:
    tab = opened(picture)
    for factor in (1, 0.5, 0.5, 3, 4):
        tab.evaluate("(factor) => { linkchart.picture.zoom(factor); linkchart.network.redraw(); }", factor)
        boxes = tab.evaluate(BOXES)
        assert overlaps(boxes) == []
        heights = [box["bottom"] - box["top"] for box in boxes if box["kind"] == "name"]
        assert all(height >= 12 for height in heights)


def test_name_on_a_node_would_be_found() -> None:
    name = {"kind": "name", "id": "a", "left": 0, "right": 10, "top": 0, "bottom": 10}
    assert overlaps([name, {**name, "kind": "node", "id": "b", "left": 5, "right": 15}]) == [("a", "node b")]


@pytest.mark.parametrize(("size", "lines", "least"), [(40, 60, 0.9), (150, 539, 0.5)])
def test_names_shown_at_first_fit_are_many(opened: Opener, size: int, lines: int, least: float) -> None:
    names = opened(made(size, lines)).evaluate("() => linkchart.picture.names()")
    assert names["shown"] >= least * size


@pytest.mark.full
def test_large_page_opens_grouped_and_search_opens_a_group(opened: Opener) -> None:
    tab = opened(made(320, 700))
    nodes = "() => linkchart.picture.plan.nodes.map(({ id }) => id)"
    grouped = tab.evaluate(nodes)
    assert len(grouped) < 300
    assert f"Groups are drawn as one: {len(grouped)} nodes." in tab.locator("#count").inner_text()
    assert overlaps(tab.evaluate(BOXES)) == []
    name, id_ = tab.evaluate(
        "() => { const { members: [id] } = linkchart.app.scene.nodes.find(({ id }) => id.startsWith('g:bloc:'));"
        " return [linkchart.app.graph.entityOf.get(id).name, id]; }"
    )
    assert id_ not in grouped
    tab.fill("#search", name)
    tab.keyboard.press("Enter")
    assert id_ in tab.evaluate(nodes)
    assert tab.evaluate("linkchart.app.state.nodes") == [id_]


def test_fit_shows_the_bends_of_lines(opened: Opener) -> None:
    tab = opened(made(40, 100))
    tab.evaluate("() => linkchart.app.change({ layout: 'chain' })")
    left, right, top, bottom, wide, high = tab.evaluate(LINE_EXTENT)
    assert 0 <= left < right <= wide
    assert 0 <= top < bottom <= high


def test_gesture_moves_a_copy_and_draws_anew_at_rest(opened: Opener) -> None:
    tab = opened(made(40, 100))
    tab.evaluate(COUNT_STROKES)
    tab.mouse.move(12, 120)
    tab.mouse.down()
    tab.mouse.move(20, 130)
    assert tab.evaluate("() => linkchart.picture.moving") == "view"
    tab.evaluate(STROKES)  # makes the copy, unless a frame has done so
    in_copy = tab.evaluate(STROKES)
    tab.mouse.up()
    tab.wait_for_timeout(50)
    assert tab.evaluate("() => linkchart.picture.moving") == ""
    assert in_copy == 0
    assert tab.evaluate(STROKES) > 100


@pytest.mark.full
def test_nodes_lie_alike_in_every_window_and_font(opened: Opener) -> None:
    picture = made(80, 160)
    places = {opened(picture, size).evaluate(POSITIONS) for size in [*SIZES, (1900, 1000)]}
    text = page(picture)
    other = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text).replace("system-ui", "monospace")
    assert "monospace" in other
    assert places == {opened(other).evaluate(POSITIONS)}


@pytest.mark.full
def test_picture_fits_again_when_the_window_changes(opened: Opener) -> None:
    scale = "() => linkchart.network.getScale()"
    tab, other = opened(made(40, 60)), opened(made(40, 60), (760, 700))
    assert tab.evaluate(scale) != other.evaluate(scale)
    tab.set_viewport_size({"width": 760, "height": 700})
    tab.wait_for_timeout(400)
    assert tab.evaluate(scale) == pytest.approx(other.evaluate(scale), rel=0.02)


def test_picture_that_was_moved_stays_when_the_window_changes(opened: Opener) -> None:
    tab = opened(made(40, 60))
    tab.evaluate("() => linkchart.picture.zoom(3)")
    tab.set_viewport_size({"width": 1000, "height": 800})
    tab.wait_for_timeout(400)
    assert tab.evaluate("() => linkchart.network.getScale()") > 1.6


def test_lines_of_a_pair_are_one_until_it_is_chosen(opened: Opener) -> None:
    many = made(30, 180)
    relations = [one for one in many.relations if {one.source, one.target} != {"x:0", "x:1"}]
    twice = [relation(f"more{rank}", "x:0", "SUPPORTS", "x:1") for rank in range(3)]
    tab = opened(replace(many, relations=[*relations, *twice]))
    line = tab.evaluate(LINES_BETWEEN)
    assert [one["count"] for one in line] == [3]
    tab.evaluate("([{ id, links }]) => linkchart.picture.handlers.pick({ line: id, links })", line)
    assert [one["count"] for one in tab.evaluate(LINES_BETWEEN)] == [1, 1, 1]
    assert "3 relations" in tab.locator("#pane").inner_text()


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
def test_print_is_vector_undistorted_light_and_has_the_quotes(opened: Opener) -> None:
    import pypdf
    import pypdfium2

    one = small()
    states = [entity for entity in one.entities if entity.type != "State" or entity.id == "state:iran"]
    tab = opened(replace(one, entities=states, title="Who controls whom?"), color_scheme="dark")
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
    """Return the width and height of the topmost patch of some hits."""
    import numpy as np

    rows = np.asarray(hits.any(axis=1))
    top = int(rows.argmax())
    down = int(np.logical_not(rows[top:]).argmax())
    columns = np.flatnonzero(hits[top : top + down].any(axis=0))
    return int(columns[-1] - columns[0] + 1), down


STATES = {
    "start": "() => {}",
    "node": "() => linkchart.app.pick({ nodes: ['state:iran'] })",
    "line": "() => linkchart.app.pick({ relations: ['r1'] })",
    "search": """() => {
        const box = document.getElementById('search');
        box.focus();
        box.value = 'i';
        box.dispatchEvent(new Event('input'));
    }""",
    "table": "() => linkchart.app.change({ panel: 'table' })",
    "timeline": """() => linkchart.app.change({
        panel: 'answer', filter: { ...linkchart.app.state.filter, from: '2020-01' },
    })""",
}


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(SIZES[0], "light", id="wide and light"),
        pytest.param(SIZES[1], "dark", id="phone and dark", marks=pytest.mark.full),
        pytest.param(SIZES[0], "dark", id="wide and dark", marks=pytest.mark.full),
        pytest.param(SIZES[1], "light", id="phone and light", marks=pytest.mark.full),
        pytest.param(SIZES[2], "light", id="twice as large and light", marks=pytest.mark.full),
        pytest.param(SIZES[2], "dark", id="twice as large and dark", marks=pytest.mark.full),
    ],
)
def test_axe_finds_nothing_in_any_state(opened: Opener, size: tuple[int, int], scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    later = relation("later", "state:us", "OPPOSES", "state:iran", start="2021-05")
    tab = opened(replace(answered(), relations=[*answered().relations, later]), size, color_scheme=scheme)
    for name, act in STATES.items():
        tab.evaluate(act)
        found = Axe().run(tab).response["violations"]
        assert [(name, one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.full
def test_axe_finds_what_is_wrong_in_a_control_page(opened: Opener) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = opened(page(small()).replace("</header>", "<button></button></header>"))
    assert "button-name" in {one["id"] for one in Axe().run(tab).response["violations"]}


def test_nothing_widens_the_page(opened: Opener) -> None:
    tab = opened(hostile())
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        assert tab.evaluate("() => document.documentElement.scrollWidth") <= width
