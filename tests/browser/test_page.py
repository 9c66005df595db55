"""The page of a picture: alone and silent, drawn, read by card, in both schemes, hostile text or none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkchart.render.page.page import page
from linkchart.render.picture.picture import Picture
from tests.browser.chromium import SIZES
from tests.browser.watched import eventually, is_alone_and_silent
from tests.render.samples import HOSTILE, answered, hostile, relation, small, telling

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser

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


@pytest.mark.parametrize("picture", [small(), hostile(), Picture("", "", [], [])], ids=["small", "hostile", "empty"])
def test_page_fetches_only_itself_without_errors(watched: Watch, picture: Picture) -> None:
    tab = watched(picture)
    tab.page.set_viewport_size({"width": 390, "height": 844})
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
def test_page_with_foreign_request_is_caught(watched: Watch, fault: str) -> None:
    tab = watched(page(small()).replace("</header>", f"</header>{fault}"))
    tab.page.wait_for_selector("html[data-ready]", state="attached")
    assert eventually(tab, lambda: is_alone_and_silent(tab), False) is False


def test_nodes_and_lines_are_drawn(watched: Watch) -> None:
    tab = watched(small())
    assert tab.page.evaluate(INK) > 3000
    counts = "() => [linkchart.network.body.nodeIndices.length, linkchart.picture.plan.lines.length]"
    assert tab.page.evaluate(counts) == [5, 7]


@pytest.mark.full
def test_same_page_lies_alike_every_time(watched: Watch) -> None:
    positions = "() => JSON.stringify(linkchart.network.getPositions())"
    assert watched(small()).page.evaluate(positions) == watched(small()).page.evaluate(positions)


def test_no_two_nodes_lie_on_one_another(watched: Watch) -> None:
    spots = list(watched(hostile()).page.evaluate("() => linkchart.network.getPositions()").values())
    gaps = [abs(a["x"] - b["x"]) + abs(a["y"] - b["y"]) for a in spots for b in spots if a is not b]
    assert min(gaps) > 20


def test_click_on_a_node_shows_its_card(watched: Watch) -> None:
    tab = watched(small())
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


def test_card_counts_the_neighbours_that_are_left_out(watched: Watch) -> None:
    tab = watched(small())
    tab.click(POINT_OF_NODE, "n:state:iran")
    assert "7 more neighbours" in tab.card()


@pytest.mark.full
@pytest.mark.parametrize("id_", ["r1", "r2", "r4", "r5", "r6"])
def test_click_on_a_line_shows_who_says_so_and_where(watched: Watch, id_: str) -> None:
    relation = next(relation for relation in small().relations if relation.id == id_)
    quote = f"“{id_}” is <b>said</b> so."
    detailed = relation._replace(tellings=(telling(quote, attributed_to="a witness", made_by="reader-7"),))
    tab = watched(
        replace(small(), relations=[detailed if relation.id == id_ else relation for relation in small().relations])
    )
    tab.click(POINT_ON_CURVE, [f"e:{id_}", 0.4])
    for words in (
        quote,
        "A briefing · The Paper · 2020-04-10 · paragraph 3",
        "a witness",
        "analyst (reader-7)",
        "0.48",
    ):
        assert words in tab.card()


def test_parallel_lines_and_loops_do_not_overlap(watched: Watch) -> None:
    two = [relation(f"x{rank}", "state:iran", "SUPPORTS", "state:us") for rank in range(3)]
    loops = [relation(f"y{rank}", "state:us", "SUCCEEDED", "state:us") for rank in range(2)]
    tab = watched(replace(small(), relations=[*two, *loops]))
    for id_ in ("x0", "x1", "x2"):
        tab.click(POINT_ON_CURVE, [f"e:{id_}", 0.5])
        assert tab.page.evaluate("() => linkchart.picture.selection.links") == [id_]
    first, second = (tab.page.evaluate(POINT_ON_CURVE, [f"e:{id_}", 0.5]) for id_ in ("y0", "y1"))
    assert abs(first[0] - second[0]) + abs(first[1] - second[1]) > 10


@pytest.mark.full
def test_derived_line_names_and_opens_its_basis(watched: Watch) -> None:
    tab = watched(small())
    tab.click(POINT_ON_CURVE, ["e:r5+r6", 0.4])
    assert "attacked" in tab.card()
    assert "follows from" in tab.card()
    tab.page.get_by_role("button", name="Airport strike").click()
    assert "Event · strike" in tab.card()


def test_chosen_line_keeps_the_colour_of_its_sign(watched: Watch) -> None:
    tab = watched(small())
    point = tab.page.evaluate(POINT_ON_CURVE, ["e:r6", 0.3])
    tab.page.mouse.click(*point)
    tab.page.wait_for_timeout(50)
    points = [tab.page.evaluate(POINT_ON_CURVE, ["e:r6", part / 40]) for part in range(4, 37)]  # dashes leave gaps
    assert [0xC4, 0x37, 0x0F] in [tab.page.evaluate(COLOUR, spot)[:3] for spot in points]


def test_hostile_text_is_shown_and_never_run(watched: Watch) -> None:
    tab = watched(hostile())
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


def test_long_names_do_not_widen_the_page(watched: Watch) -> None:
    tab = watched(hostile(), SIZES[1])
    tab.page.evaluate("(id) => linkchart.picture.handlers.pick({ node: id })", "x" * 300)
    assert "x" * 300 in tab.card()
    assert tab.page.evaluate("() => document.documentElement.scrollWidth") <= SIZES[1][0]
    assert tab.page.evaluate("() => document.getElementById('panel').scrollWidth") <= SIZES[1][0]


def test_keyboard_alone_reaches_everything(watched: Watch) -> None:
    tab = watched(small())
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
def test_page_follows_the_light_or_dark_scheme(watched: Watch, scheme: str) -> None:
    tab = watched(small(), color_scheme=scheme)
    tab.page.get_by_role("button", name="Iran").first.click()
    ground, text = tab.page.evaluate(
        "() => [document.body, document.querySelector('#pane h2')].map((one, at) => "
        "getComputedStyle(one)[at ? 'color' : 'backgroundColor'].match(/\\d+/g).slice(0, 3).map(Number))"
    )
    assert (sum(ground) > 600, sum(text) < 200) == ((True, True) if scheme == "light" else (False, False))
    ink = tab.page.evaluate("() => linkchart.picture.colour('--text')")
    assert ink == ("#1c2126" if scheme == "light" else "#e8ebee")


def test_open_page_follows_colour_scheme(watched: Watch) -> None:
    tab = watched(small(), color_scheme="light")
    tab.page.emulate_media(color_scheme="dark")
    colour = "() => linkchart.picture.colour('--type-0')"
    assert eventually(tab, lambda: tab.page.evaluate(colour), "#4ba3e3") == "#4ba3e3"


def test_answer_stands_out(watched: Watch) -> None:
    tab = watched(answered())
    light = "(id) => linkchart.picture.plan.lines.find((line) => line.id === id).light"
    assert tab.page.evaluate(light, "e:r1") > tab.page.evaluate(light, "e:r6")
    assert tab.page.locator("#title").inner_text() == "How is Iran linked to Qāssem Soleimani?"
    assert tab.page.locator("#pane .hop .line").all_inner_texts() == [
        "Iran controls Quds Force since 2020-01-03 graded 0.48",
        "Quds Force is led by Qāssem Soleimani since 2020-01-03 (role: commander) graded 0.48",
    ]


def test_empty_picture_says_so(watched: Watch) -> None:
    tab = watched(Picture("Nothing", "", [], []))
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
