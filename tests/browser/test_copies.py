"""What a saved copy of the page keeps: notes, pins, steps; all else byte for byte."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from linkchart.render.page.page import page, write_page
from tests.browser.explorer import Explorer
from tests.render.samples import hostile

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_copy_differs_in_its_data_alone_and_opens(tab: Explorer, browser: Browser, tmp_path: Path) -> None:
    original = tab.file.read_text(encoding="utf-8")
    tab.pick(nodes=["state:iran"])
    note = "</script><img src=x onerror=alert(1)> \u2028 ’é𝄞"
    tab.page.locator("#pane textarea").fill(note)
    tab.page.locator("#pane textarea").blur()
    tab.run("Pin the selection")
    tab.page.locator("#tab-steps").click()
    tab.page.get_by_label("Text of a new step").fill("First")
    tab.page.get_by_role("button", name="Add what is shown").click()
    copy = tab.saved("Save a copy")
    block = re.compile(r'(?<=<script type="application/json" id="data">).*?(?=</script>)', re.DOTALL)
    assert block.sub("", copy) == block.sub("", original)
    found, was = (json.loads(block.search(text)[0]) for text in (copy, original))  # type: ignore[index]
    assert found["notes"] == [["n:state:iran", note]]
    assert {**found, "notes": [], "pins": [], "steps": []} == was
    (tmp_path / "copy.html").write_text(copy, encoding="utf-8")
    other = Explorer(browser, tmp_path / "copy.html")
    other.pick(nodes=["state:iran"])
    assert other.page.locator("#pane textarea").input_value() == note
    assert other.state("pins")[0][0] == "state:iran"
    assert other.complaints == []
    other.context.close()


@pytest.mark.full
def test_page_of_hostile_texts_saves_a_copy_of_itself(browser: Browser, tmp_path: Path) -> None:
    write_page(hostile(), str(tmp_path / "page.html"))
    tab = Explorer(browser, tmp_path / "page.html")
    assert tab.saved("Save a copy") == page(hostile())
    assert tab.complaints == []
    tab.context.close()


def test_steps_are_played_with_the_arrow_keys(tab: Explorer) -> None:
    for layout in ("free", "time"):
        tab.page.evaluate("(layout) => linkchart.app.change({ layout, panel: 'steps' })", layout)
        tab.page.get_by_label("Text of a new step").fill(f"The {layout} one")
        tab.page.get_by_role("button", name="Add what is shown").click()
    tab.page.locator("#pane").focus()
    tab.page.keyboard.press("ArrowRight")
    assert (tab.state("step"), tab.state("layout")) == (0, "free")
    tab.page.keyboard.press("ArrowRight")
    assert (tab.state("step"), tab.state("layout")) == (1, "time")
    assert tab.page.locator("#live").inner_text() == "The time one"


def test_unsaved_notes_warn_before_the_page_is_left(tab: Explorer) -> None:
    tab.page.evaluate("() => linkchart.app.note('page', 'x')")
    assert tab.page.evaluate("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    tab.saved("Save a copy")
    assert tab.page.evaluate("() => dispatchEvent(new Event('beforeunload', { cancelable: true }))")
