from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from linkchart.render.page.page import page
from linkchart.render.picture.picture import Picture
from tests.render.samples import HOSTILE, answered, hostile, relation, small, telling

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page, ViewportSize

    from tests.browser.chromium import Tabs

pytestmark = pytest.mark.browser

WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

POINT_ON_CURVE = "([id, t]) => { const { x, y } = linkchart.picture.point(id, t); return [x, y]; }"
POINT_OF_NODE = "(id) => { const { x, y } = linkchart.picture.where(id.slice(2)); return [x, y]; }"
COLOUR = """([x, y]) => {
    const canvas = document.querySelector("canvas");
    const place = canvas.getBoundingClientRect(), ratio = canvas.width / place.width;
    const at = [(x - place.x) * ratio, (y - place.y) * ratio].map(Math.round);
    return [...canvas.getContext("2d").getImageData(...at, 1, 1).data];
}"""
INK = """() => {
    const canvas = document.querySelector("canvas");
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let ink = 0;
    for (let at = 3; at < pixels.length; at += 4) if (pixels[at]) ink += 1;
    return ink;
}"""


@dataclass
class Opened:
    """A page in the browser, and all that it asked for, complained of or opened."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def refuse(self, dialog: Dialog) -> None:
        """Close a dialog and complain of it."""
        self.complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def card(self) -> str:
        return self.page.locator("#pane").inner_text()

    def click(self, point: str, of: Any) -> None:
        x, y = self.page.evaluate(point, of)
        self.page.mouse.click(x, y)


Open = Callable[..., Opened]


@pytest.fixture
def opened(tabs: Tabs, tmp_path: Path) -> Open:
    """Opens a picture, or any HTML, from a file."""

    def open_(shown: Picture | str, size: ViewportSize = WIDE, **options: Any) -> Opened:
        file = tmp_path / "page.html"
        file.write_text(shown if isinstance(shown, str) else page(shown), encoding="utf-8")
        tab = Opened(tabs.blank((size["width"], size["height"]), **options))
        tabs.listen(
            tab.page,
            request=lambda request: tab.requests.append(request.url),
            console=lambda message: tab.complaints.append(message.text),
            pageerror=lambda error: tab.complaints.append(str(error)),
            dialog=tab.refuse,
        )
        tab.page.goto(file.as_uri())
        if not isinstance(shown, str):
            tab.page.wait_for_selector("html[data-ready]", state="attached", timeout=15_000)
        return tab

    return open_


def eventually(tab: Opened, read: Callable[[], Any], wanted: Any, seconds: float = 10) -> Any:
    """What `read` gives once that is what is wanted, or else what it gives in the end.

    A browser tells a page, and Playwright a test, of some things only a little later. `wait_for_function` would wait
    inside the page, where the page's own policy forbids it.
    """
    deadline = time.monotonic() + seconds
    while (given := read()) != wanted and time.monotonic() < deadline:
        tab.page.wait_for_timeout(20)  # lets events come in
    return given


def is_alone_and_silent(tab: Opened) -> bool:
    """Whether a page asked for nothing but itself and had nothing to complain of."""
    tab.page.evaluate("() => console.log('all said')")  # told in turn: no complaint from before it is still on its way
    assert eventually(tab, lambda: "all said" in tab.complaints, True)
    tab.complaints.remove("all said")
    return tab.requests == [tab.page.url.partition("#")[0]] and not tab.complaints


@pytest.mark.parametrize("picture", [small(), hostile(), Picture("", "", [], [])], ids=["small", "hostile", "empty"])
def test_page_asks_for_nothing_but_itself_and_raises_no_error(opened: Open, picture: Picture) -> None:
    tab = opened(picture)
    tab.page.set_viewport_size(PHONE)
    assert is_alone_and_silent(tab), (tab.requests, tab.complaints)


@pytest.mark.parametrize(
    "fault",
    [
        '<img src="https://example.invalid/a.png">',
        '<link rel="stylesheet" href="https://example.invalid/a.css">',
        "<script>fetch('https://example.invalid/')</script>",
        "<p onclick='1'>never clicked, but inline code all the same</p>",
        "<p style='color: red'>inline style</p>",
    ],
)
def test_page_that_does_ask_or_run_what_it_must_not_is_found_out(opened: Open, fault: str) -> None:
    tab = opened(page(small()).replace("</header>", f"</header>{fault}"))
    tab.page.wait_for_selector("html[data-ready]", state="attached")
    assert eventually(tab, lambda: is_alone_and_silent(tab), False) is False


def test_nodes_and_lines_are_drawn(opened: Open) -> None:
    tab = opened(small())
    assert tab.page.evaluate(INK) > 3000
    counts = "() => [linkchart.network.body.nodeIndices.length, linkchart.picture.plan.lines.length]"
    assert tab.page.evaluate(counts) == [5, 7]


@pytest.mark.full
def test_same_page_lies_alike_every_time(opened: Open) -> None:
    positions = "() => JSON.stringify(linkchart.network.getPositions())"
    assert opened(small()).page.evaluate(positions) == opened(small()).page.evaluate(positions)


def test_no_two_nodes_lie_on_one_another(opened: Open) -> None:
    spots = list(opened(hostile()).page.evaluate("() => linkchart.network.getPositions()").values())
    gaps = [abs(a["x"] - b["x"]) + abs(a["y"] - b["y"]) for a in spots for b in spots if a is not b]
    assert min(gaps) > 20


def test_click_on_a_node_shows_its_card(opened: Open) -> None:
    tab = opened(small())
    tab.click(POINT_OF_NODE, "n:organization:quds-force")
    for words in (
        "Quds Force",
        "Organization · military",
        "IRGC-QF",
        "4 relations",
        "Quds Force is controlled by Iran",
        "Quds Force is part of Iran",
    ):
        assert words in tab.card()


def test_card_counts_the_neighbours_that_are_left_out(opened: Open) -> None:
    tab = opened(small())
    tab.click(POINT_OF_NODE, "n:state:iran")
    assert "7 more neighbours" in tab.card()


@pytest.mark.full
@pytest.mark.parametrize("id_", ["r1", "r2", "r4", "r5", "r6"])
def test_click_on_a_line_shows_who_says_so_and_where(opened: Open, id_: str) -> None:
    told = next(one for one in small().relations if one.id == id_)
    quote = f"“{id_}” is told <b>so</b>."
    detailed = told._replace(tellings=(telling(quote, attributed_to="a witness", made_by="reader-7"),))
    tab = opened(replace(small(), relations=[detailed if one.id == id_ else one for one in small().relations]))
    tab.click(POINT_ON_CURVE, [f"e:{id_}", 0.4])
    for words in (
        quote,
        "A briefing · The Paper · 2020-04-10 · paragraph 3",
        "a witness",
        "analyst (reader-7)",
        "0.48",
    ):
        assert words in tab.card()


def test_parallel_lines_and_loops_do_not_lie_on_one_another(opened: Open) -> None:
    two = [relation(f"x{rank}", "state:iran", "SUPPORTS", "state:us") for rank in range(3)]
    loops = [relation(f"y{rank}", "state:us", "SUCCEEDED", "state:us") for rank in range(2)]
    tab = opened(replace(small(), relations=[*two, *loops]))
    for id_ in ("x0", "x1", "x2"):
        tab.click(POINT_ON_CURVE, [f"e:{id_}", 0.5])
        assert tab.page.evaluate("() => linkchart.picture.selection.links") == [id_]
    first, second = (tab.page.evaluate(POINT_ON_CURVE, [f"e:{id_}", 0.5]) for id_ in ("y0", "y1"))
    assert abs(first[0] - second[0]) + abs(first[1] - second[1]) > 10


@pytest.mark.full
def test_derived_line_says_what_it_follows_from_and_leads_there(opened: Open) -> None:
    tab = opened(small())
    tab.click(POINT_ON_CURVE, ["e:r5+r6", 0.4])
    assert "attacked" in tab.card()
    assert "follows from" in tab.card()
    tab.page.get_by_role("button", name="Airport strike").click()
    assert "Event · strike" in tab.card()


def test_chosen_line_keeps_the_colour_of_its_sign(opened: Open) -> None:
    tab = opened(small())
    point = tab.page.evaluate(POINT_ON_CURVE, ["e:r6", 0.3])
    tab.page.mouse.click(*point)
    tab.page.wait_for_timeout(50)
    points = [tab.page.evaluate(POINT_ON_CURVE, ["e:r6", part / 40]) for part in range(4, 37)]  # dashes leave gaps
    assert [0xC4, 0x37, 0x0F] in [tab.page.evaluate(COLOUR, spot)[:3] for spot in points]


def test_hostile_text_is_shown_and_never_run(opened: Open) -> None:
    tab = opened(hostile())
    before = tab.page.evaluate("() => Object.keys(window).length")
    for text in HOSTILE:
        tab.page.evaluate("(id) => linkchart.picture.handlers.pick({ node: id })", text)
        assert tab.page.evaluate("() => linkchart.picture.selection.nodes") == [text]
        tab.page.evaluate("(id) => linkchart.picture.handlers.pick({ line: `e:${id}`, links: [id] })", text)
        assert tab.page.locator("#pane blockquote").text_content() == text
    assert tab.page.title() != "owned"
    assert tab.page.evaluate("() => Object.keys(window).length") == before
    assert tab.page.locator("#pane script, #pane img, #pane svg, #pane b").count() == 0
    assert is_alone_and_silent(tab), tab.complaints


def test_long_names_do_not_widen_the_page(opened: Open) -> None:
    tab = opened(hostile(), PHONE)
    tab.page.evaluate("(id) => linkchart.picture.handlers.pick({ node: id })", "x" * 300)
    assert "x" * 300 in tab.card()
    assert tab.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    assert tab.page.evaluate("() => document.getElementById('panel').scrollWidth") <= PHONE["width"]


def test_search_box_finds_a_name_and_brings_it_into_view(opened: Open) -> None:
    tab = opened(small())
    for typed in ("qas", "Qāssem", "QASSEM sol", "soleimani"):
        tab.page.evaluate("() => linkchart.app.act('deselect')")
        tab.page.evaluate("() => linkchart.network.moveTo({ position: { x: 9000, y: 9000 } })")
        tab.page.keyboard.press("/")
        tab.page.fill("#search", "")
        tab.page.keyboard.type(typed)
        tab.page.keyboard.press("Enter")
        assert "Qāssem Soleimani" in tab.card()
        assert tab.page.evaluate("() => linkchart.picture.selection.nodes") == ["person:soleimani"]
        x, y = tab.page.evaluate(POINT_OF_NODE, "n:person:soleimani")
        assert 0 < x < WIDE["width"]
        assert 0 < y < WIDE["height"]


def test_search_box_knows_aliases_and_says_when_nothing_is_found(opened: Open) -> None:
    tab = opened(small())
    tab.page.fill("#search", "irgc")
    assert tab.page.locator("#found [role=option]").all_text_contents() == ["Quds Force Organization"]
    tab.page.fill("#search", "nobody")
    assert "No name" in tab.page.locator("#found").inner_text()


def test_everything_can_be_reached_with_the_keyboard_alone(opened: Open) -> None:
    tab = opened(small())
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("quds")
    tab.page.keyboard.press("Enter")
    for _ in range(20):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("() => document.activeElement.matches('.relations .line')"):
            break
    tab.page.keyboard.press("Enter")
    assert "So it is written." in tab.card()
    tab.page.keyboard.press("Escape")
    assert "Most connected" in tab.card()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_follows_the_light_or_dark_scheme(opened: Open, scheme: str) -> None:
    tab = opened(small(), color_scheme=scheme)
    tab.page.get_by_role("button", name="Iran").first.click()
    ground, text = tab.page.evaluate(
        "() => [document.body, document.querySelector('#pane h2')].map((one, at) => "
        "getComputedStyle(one)[at ? 'color' : 'backgroundColor'].match(/\\d+/g).slice(0, 3).map(Number))"
    )
    assert (sum(ground) > 600, sum(text) < 200) == ((True, True) if scheme == "light" else (False, False))
    ink = tab.page.evaluate("() => linkchart.picture.colour('--text')")
    assert ink == ("#1c2126" if scheme == "light" else "#e8ebee")


def test_page_changes_with_the_scheme_while_it_is_open(opened: Open) -> None:
    tab = opened(small(), color_scheme="light")
    tab.page.emulate_media(color_scheme="dark")
    colour = "() => linkchart.picture.colour('--type-0')"
    assert eventually(tab, lambda: tab.page.evaluate(colour), "#4ba3e3") == "#4ba3e3"


def test_answer_stands_out(opened: Open) -> None:
    tab = opened(answered())
    light = "(id) => linkchart.picture.plan.lines.find((line) => line.id === id).light"
    assert tab.page.evaluate(light, "e:r1") > tab.page.evaluate(light, "e:r6")
    assert tab.page.locator("#title").inner_text() == "How is Iran linked to Qāssem Soleimani?"
    assert tab.page.locator("#pane .hop .line").all_inner_texts() == [
        "Iran controls Quds Force since 2020-01-03 graded 0.48",
        "Quds Force is led by Qāssem Soleimani since 2020-01-03 (role: commander) graded 0.48",
    ]


def test_empty_picture_says_so(opened: Open) -> None:
    tab = opened(Picture("Nothing", "", [], []))
    assert tab.page.get_by_text("There is nothing to show").is_visible()
    assert not tab.page.locator("#legend").is_visible()


def test_without_scripts_a_page_says_what_it_needs(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page(small()), encoding="utf-8")
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((tmp_path / "page.html").as_uri())
        assert "JavaScript" in tab.locator("noscript p").inner_text()
        assert tab.locator("noscript p").is_visible()
        assert not tab.locator("#wait").is_visible()
