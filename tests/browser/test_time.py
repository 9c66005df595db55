"""The time strip: a span by brush, and playing it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.render.samples import small

if TYPE_CHECKING:
    from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

FILTER = "() => [linkchart.app.state.filter.from, linkchart.app.state.filter.to]"


def test_brush_selects_span_and_play_moves_it(opened: Opener) -> None:
    dates = enumerate(small().relations)
    relations = [relation._replace(start=f"{2001 + rank}", end=None) for rank, relation in dates]
    tab = opened(replace(small(), relations=relations))
    chart = tab.locator("#time .bars").bounding_box()
    assert chart is not None
    year = chart["width"] / len(relations)
    tab.mouse.move(chart["x"] + 1.5 * year, chart["y"] + 5)
    tab.mouse.down()
    tab.mouse.move(chart["x"] + 3.5 * year, chart["y"] + 5)
    tab.mouse.up()
    assert tab.evaluate(FILTER) == ["2002", "2004"]
    tab.get_by_role("button", name="Play").click()
    assert tab.evaluate(FILTER) == ["", "2001"]
    tab.wait_for_timeout(800)
    assert tab.evaluate(FILTER)[1] > "2001"
    tab.get_by_role("button", name="Stop").click()
    stopped = tab.evaluate(FILTER)
    tab.wait_for_timeout(800)
    assert tab.evaluate(FILTER) == stopped
