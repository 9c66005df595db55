"""The page by axe-core, in every state, size and scheme; nothing makes it wider."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkchart.render.page.page import page
from tests.browser.chromium import SIZES
from tests.render.samples import answered, hostile, relation, small

if TYPE_CHECKING:
    from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

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
        assert [(name, violation["id"], violation["nodes"][0]["html"]) for violation in found] == []


@pytest.mark.full
def test_axe_finds_what_is_wrong_in_a_control_page(opened: Opener) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = opened(page(small()).replace("</header>", "<button></button></header>"))
    assert "button-name" in {violation["id"] for violation in Axe().run(tab).response["violations"]}


def test_nothing_widens_the_page(opened: Opener) -> None:
    tab = opened(hostile())
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        assert tab.evaluate("() => document.documentElement.scrollWidth") <= width
