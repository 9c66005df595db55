"""Draw a picture as a ring: boxes on two arcs, with the lines inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .drawing import Box, Drawing, Point, Wire, arrowhead, points
from .lines import Joint

GAP = 12
MARGIN = 8
WIDE, DEEP = 150.0, 90.0
"""Half the distance between the ends of the two arcs, and how far they bulge outwards."""


def ring(boxes: Sequence[Box], joints: Sequence[Joint]) -> Drawing:
    """Draw boxes clockwise from the top in the given order, with their lines inside."""
    half = (len(boxes) + 1) // 2
    right, left = boxes[:half], boxes[half:][::-1]
    height = max(sum(box.height + GAP for box in side) for side in (right, left))
    widths = [max((box.width for box in side), default=0.0) for side in (right, left)]
    middle = MARGIN + widths[1] + WIDE + DEEP
    placed = _side(right, height, middle, 1) + _side(left, height, middle, -1)
    anchors = {box.id: (box.left if box.x > middle else box.right, box.y) for box in placed}
    centre = (middle, MARGIN + height / 2)
    wires = [_wire(joint, anchors, centre) for joint in joints if joint.source != joint.target]
    width = middle + WIDE + DEEP + widths[0] + MARGIN
    return Drawing(round(width), round(height + 2 * MARGIN), placed, wires)


def _side(boxes: Sequence[Box], height: float, middle: float, way: int) -> list[Box]:
    """Place the boxes of one arc, from top to bottom, spread over its height."""
    spare = (height - sum(box.height for box in boxes)) / max(len(boxes), 1)
    placed, at = [], MARGIN + spare / 2
    for box in boxes:
        y = at + box.height / 2
        away = (y - MARGIN - height / 2) / (height / 2)
        x = middle + way * (WIDE + DEEP * (1 - away**2) ** 0.5 + box.width / 2)
        placed.append(replace(box, x=round(x, 1), y=round(y, 1)))
        at += box.height + spare
    return placed


def _wire(joint: Joint, anchors: dict[str, Point], centre: Point) -> Wire:
    start, end = anchors[joint.source], anchors[joint.target]
    # Lines bend towards the centre to stay inside the arcs; each further line between the same two bends more.
    share = 0.35 + 0.2 * joint.rank
    bend = (
        (start[0] + end[0]) / 2 * (1 - share) + centre[0] * share,
        (start[1] + end[1]) / 2 * (1 - share) + centre[1] * share,
    )
    heads = [arrowhead(end, bend)] if joint.forward else []
    heads += [arrowhead(start, bend)] if joint.backward else []
    return Wire(joint, f"M{points(start)} Q{points(bend, end)}", tuple(heads))
