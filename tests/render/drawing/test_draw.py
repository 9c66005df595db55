"""Where things stand in a picture on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.model import Entity
from linkchart.graph.schema import builtin
from linkchart.render.drawing.draw import draw
from linkchart.render.drawing.drawing import Box, Drawing
from linkchart.render.drawing.layers import acyclic, columns, in_order, lanes
from linkchart.render.drawing.lines import joints
from linkchart.render.picture.picture import Picture
from tests.render.report.samples import chain_of
from tests.render.samples import hostile, relation, small

KINDS = ("SUPPORTS", "FIGHTS", "COOPERATES_WITH", "CONTROLS")
PAIRS = st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39), st.sampled_from(KINDS)), max_size=70)


def picture_of(pairs: list[tuple[int, int, str]], *, own: bool) -> Picture:
    ends = sorted({end for pair in pairs for end in pair[:2]} | {0})
    entities = [Entity(f"organization:o{end:02}", "Organization", f"Group number {end}") for end in ends]
    relations = [
        relation(f"r{rank}", f"organization:o{source:02}", kind, f"organization:o{other:02}")
        for rank, (source, other, kind) in enumerate(pairs)
    ]
    return Picture("", "", entities, relations, highlight=frozenset(relation.id for relation in relations if own))


def apart(box: Box, other: Box) -> bool:
    return (
        box.right <= other.left or other.right <= box.left
        or box.top + box.height <= other.top or other.top + other.height <= box.top
    )  # fmt: skip


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    return [(box.name, other.name) for box, other in combinations(drawing.boxes, 2) if not apart(box, other)]


def inside(drawing: Drawing) -> bool:
    return all(
        box.left >= 0 and box.top >= 0 and box.right <= drawing.width and box.top + box.height <= drawing.height
        for box in drawing.boxes
    )


@given(PAIRS, st.booleans())
def test_boxes_overlap_nowhere_and_stay_inside(pairs: list[tuple[int, int, str]], own: bool) -> None:
    picture = picture_of(pairs, own=own)
    drawing = draw(picture)
    assert {box.id for box in drawing.boxes} == {entity.id for entity in picture.entities}
    assert overlapping(drawing) == []
    assert inside(drawing)
    assert draw(picture) == drawing


@given(PAIRS)
def test_arcs_point_right_and_pass_no_box(pairs: list[tuple[int, int, str]]) -> None:
    ids = sorted({str(end) for pair in pairs for end in pair[:2]})
    arrows = [(str(source), str(other)) for source, other, _ in pairs]
    arcs = acyclic(ids, [], arrows)
    column = columns(ids, arcs)
    assert {frozenset(arc) for arc in arcs} == {frozenset(arrow) for arrow in arrows if arrow[0] != arrow[1]}
    assert all(column[tail] < column[head] for tail, head in arcs)
    slots = [slot for row in in_order(ids, arcs, column) for slot in row]
    assert len(slots) == len(set(slots)) == len(ids) + sum(len(lanes(arc, column)) for arc in arcs)


def test_path_reads_rightward_against_arrows() -> None:
    picture = chain_of(7)
    ids = [entity.id for entity in picture.entities]
    for flow in (ids, ids[::-1]):
        places = {box.id: box.x for box in draw(picture, [flow]).boxes}
        assert all(places[id_] < places[other] for id_, other in pairwise(flow))


def test_path_is_one_row() -> None:
    assert len({box.y for box in draw(chain_of(6)).boxes}) == 1


def test_relations_of_one_sign_are_one_counted_line() -> None:
    ends = ("state:a", "state:b")
    entities = [Entity(id_, "State", id_) for id_ in ends]
    relations = [
        relation("r1", *ends[:1], "SUPPORTS", ends[1]),
        relation("r2", ends[1], "SUPPORTS", ends[0], weight=0.01),
        relation("r3", ends[0], "FIGHTS", ends[1]),
        relation("r4", ends[0], "ATTACKED", ends[1], derived=True),
    ]
    friendly, hostile_, derived = joints(Picture("", "", entities, relations))
    assert (friendly.words, friendly.relations, friendly.forward, friendly.backward) == ("supports +1", 2, True, True)
    assert (hostile_.words, hostile_.dash != derived.dash, derived.sign == hostile_.sign) == ("fights", True, True)
    assert [joint.rank for joint in (friendly, hostile_, derived)] == [0, 1, 2]


def test_symmetric_line_has_no_arrow_loop_is_local() -> None:
    drawing = draw(replace(small(), highlight=frozenset(["r1"])))
    loop = next(wire for wire in drawing.wires if wire.joint.source == wire.joint.target)
    assert loop.heads == ()
    assert builtin().relations["COOPERATES_WITH"].symmetric
    box = next(box for box in drawing.boxes if box.id == loop.joint.source)
    assert abs(loop.at[0] - box.x) < 1
    assert 0 < loop.at[1] < box.top
    assert inside(drawing)


def test_crowded_picture_is_ring_with_lines_inside() -> None:
    pairs = [(node, (node * 7 + step) % 40, "FIGHTS") for node in range(40) for step in (1, 3)]
    drawing = draw(picture_of(pairs, own=False))
    assert len({box.x for box in drawing.boxes}) > 9
    middle = drawing.width / 2
    for wire in drawing.wires:
        start, bend, end = [
            (float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", wire.path.replace("M", " "))
        ]
        for share in (0.1, 0.3, 0.5, 0.7, 0.9):
            x = start[0] * (1 - share) ** 2 + 2 * bend[0] * share * (1 - share) + end[0] * share**2
            y = start[1] * (1 - share) ** 2 + 2 * bend[1] * share * (1 - share) + end[1] * share**2
            assert not [
                box.name for box in drawing.boxes
                if box.left + 2 < x < box.right - 2 and box.top < y < box.top + box.height
            ], (wire.joint, middle)  # fmt: skip


def test_hostile_names_are_drawn() -> None:
    drawing = draw(hostile(), [[entity.id for entity in hostile().entities]])
    assert len(drawing.boxes) == len(hostile().entities)
    assert overlapping(drawing) == []
