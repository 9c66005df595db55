"""The search box: names by any of their words, their aliases, and what to say when there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import SIZES
from tests.render.samples import small

if TYPE_CHECKING:
    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser


def test_search_box_brings_name_into_view(watched: Watch) -> None:
    tab = watched(small())
    for typed in ("qas", "Qāssem", "QASSEM sol", "soleimani"):
        tab.page.evaluate("() => linkchart.app.act('deselect')")
        tab.page.evaluate("() => linkchart.network.moveTo({ position: { x: 9000, y: 9000 } })")
        tab.page.keyboard.press("/")
        tab.page.fill("#search", "")
        tab.page.keyboard.type(typed)
        tab.page.keyboard.press("Enter")
        assert "Qāssem Soleimani" in tab.card()
        assert tab.page.evaluate("() => linkchart.picture.selection.nodes") == ["person:soleimani"]
        x, y = tab.page.evaluate(
            "() => { const { x, y } = linkchart.picture.where('person:soleimani'); return [x, y]; }"
        )
        assert 0 < x < SIZES[0][0]
        assert 0 < y < SIZES[0][1]


def test_search_box_finds_aliases_and_reports_none(watched: Watch) -> None:
    tab = watched(small())
    tab.page.fill("#search", "irgc")
    assert tab.page.locator("#found [role=option]").all_text_contents() == ["Quds Force Organization"]
    tab.page.fill("#search", "nobody")
    assert "No name" in tab.page.locator("#found").inner_text()
