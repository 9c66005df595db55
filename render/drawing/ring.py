"""A picture in the round: boxes on two arcs, the lines between them inside, where no box stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drawing import Box, Drawing, Point, Wire, arrowhead, points
from .lines import Joint

GAP = 12
MARGIN = 8
WIDE, DEEP = 150.0, 90.0
"""Half the room between the two arcs in the middle, and how far they bend."""


def round_about(boxes: Sequence[Box], drawn: Sequence[Joint]) -> Drawing:
    """Return the drawing of boxes around, clockwise from the top in the order given, with their lines."""
    half = (len(boxes) + 1) // 2
    right, left = boxes[:half], boxes[half:][::-1]
    height = max(sum(one.height + GAP for one in side) for side in (right, left))
    widths = [max((one.width for one in side), default=0.0) for side in (right, left)]
    middle = MARGIN + widths[1] + WIDE + DEEP
    placed = _side(right, height, middle, 1) + _side(left, height, middle, -1)
    anchors = {one.id: (one.left if one.x > middle else one.right, one.y) for one in placed}
    wires = [_wire(one, anchors, (middle, MARGIN + height / 2)) for one in drawn if one.source != one.target]
    width = middle + WIDE + DEEP + widths[0] + MARGIN
    return Drawing(round(width), round(height + 2 * MARGIN), placed, wires)


def _side(boxes: Sequence[Box], height: float, middle: float, way: int) -> list[Box]:
    """Return the boxes of one arc, from top to bottom, spread over its height."""
    spare = (height - sum(one.height for one in boxes)) / max(len(boxes), 1)
    placed, at = [], MARGIN + spare / 2
    for one in boxes:
        y = at + one.height / 2
        away = (y - MARGIN - height / 2) / (height / 2)
        x = middle + way * (WIDE + DEEP * (1 - away**2) ** 0.5 + one.width / 2)
        placed.append(replace(one, x=round(x, 1), y=round(y, 1)))
        at += one.height + spare
    return placed


def _wire(one: Joint, anchors: dict[str, Point], centre: Point) -> Wire:
    start, end = anchors[one.source], anchors[one.target]
    # Bent towards the centre, further where several lines join the same two; so it stays inside the arcs.
    share = 0.35 + 0.2 * one.rank
    bend = (
        (start[0] + end[0]) / 2 * (1 - share) + centre[0] * share,
        (start[1] + end[1]) / 2 * (1 - share) + centre[1] * share,
    )
    heads = [arrowhead(end, bend)] if one.forward else []
    heads += [arrowhead(start, bend)] if one.backward else []
    return Wire(one, f"M{points(start)} Q{points(bend, end)}", tuple(heads))
