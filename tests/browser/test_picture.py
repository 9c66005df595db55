"""What the picture shows: names that lie on nothing, the same places everywhere, exports and print; for everyone."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from linkchart.graph.model import Entity
from linkchart.render.page.page import page
from linkchart.render.picture.picture import Picture
from tests.browser.chromium import SIZES
from tests.render.samples import answered, relation, small

if TYPE_CHECKING:
    from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

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
    """Generate a picture in which some entities have many lines."""
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


def overlaps(boxes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """List the texts that overlap other texts or nodes."""
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
def test_large_page_is_grouped_until_searched(opened: Opener) -> None:
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


def test_fit_cuts_no_name_in_a_small_window(opened: Opener) -> None:
    tab = opened(made(150, 400), SIZES[1])
    place = tab.locator("#picture").bounding_box()
    assert place is not None
    names = [box for box in tab.evaluate(BOXES) if box["kind"] == "name"]
    assert len(names) > 10
    assert min(box["left"] for box in names) >= place["x"]
    assert max(box["right"] for box in names) <= place["x"] + place["width"]


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


def test_moved_picture_stays_when_window_resizes(opened: Opener) -> None:
    tab = opened(made(40, 60))
    tab.evaluate("() => linkchart.picture.zoom(3)")
    tab.set_viewport_size({"width": 1000, "height": 800})
    tab.wait_for_timeout(400)
    assert tab.evaluate("() => linkchart.network.getScale()") > 1.6


def test_lines_of_a_pair_are_one_until_it_is_chosen(opened: Opener) -> None:
    many = made(30, 180)
    relations = [relation for relation in many.relations if {relation.source, relation.target} != {"x:0", "x:1"}]
    twice = [relation(f"more{rank}", "x:0", "SUPPORTS", "x:1") for rank in range(3)]
    tab = opened(replace(many, relations=[*relations, *twice]))
    line = tab.evaluate(LINES_BETWEEN)
    assert [part["count"] for part in line] == [3]
    tab.evaluate("([{ id, links }]) => linkchart.picture.handlers.pick({ line: id, links })", line)
    assert [part["count"] for part in tab.evaluate(LINES_BETWEEN)] == [1, 1, 1]
    assert "3 relations" in tab.locator("#pane").inner_text()
