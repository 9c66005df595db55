"""Draw a picture from left to right: boxes in columns, and lines that cross no other box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from .drawing import Box, Drawing, Point, Wire, arrowhead, points, text_width
from .layers import Arc, Slot, lanes, through
from .lines import Joint

GAP = 16
LANE = 14
"""Height of the space for a line through a column."""

APART = 15
"""Distance between parallel lines."""

MARGIN = 8

INSCRIBED = 11
"""Font size of the labels on lines."""

MOST_INSCRIBED = 30
"""The most lines that get labels; with more the labels would overlap, so the columns move closer instead."""

ROUNDS = 6


def flowing(
    boxes: Mapping[str, Box], rows: Sequence[Sequence[Slot]], column: Mapping[str, int], joints: Sequence[Joint]
) -> Drawing:
    """Draw boxes in columns (see layers.in_order), with their lines."""
    if len(joints) > MOST_INSCRIBED:
        joints = [replace(joint, words="") for joint in joints]
    heights = {slot: boxes[slot].height if isinstance(slot, str) else LANE for row in rows for slot in row}
    middles = _middles(rows, heights, _neighbours(joints, column))
    top = min((middles[slot] - heights[slot] / 2 for slot in middles), default=0)
    middles = {slot: middle - top + MARGIN + _room_above(joints) for slot, middle in middles.items()}
    lefts, widths = _across(boxes, rows, joints)
    placed = {
        id_: replace(box, x=lefts[column[id_]] + widths[column[id_]] / 2, y=middles[id_]) for id_, box in boxes.items()
    }
    busy = _degrees(joints, column)
    wires = [_wire(joint, placed, middles, column, (lefts, widths), busy) for joint in joints]
    height = max((middles[slot] + heights[slot] / 2 for slot in middles), default=0) + MARGIN
    return Drawing(round(lefts[-1] + widths[-1] + MARGIN + 16), round(height), list(placed.values()), wires)


def column_height(row: Sequence[Slot], boxes: Mapping[str, Box]) -> float:
    """Compute the minimum height of a column."""
    return sum((boxes[slot].height if isinstance(slot, str) else LANE) + GAP for slot in row)


def _neighbours(joints: Sequence[Joint], column: Mapping[str, int]) -> dict[Slot, list[Slot]]:
    near: dict[Slot, list[Slot]] = {}
    for arc in dict.fromkeys(_rightward(joint, column) for joint in joints if joint.source != joint.target):
        for slot, other in pairwise(through(arc, column)):
            near.setdefault(slot, []).append(other)
            near.setdefault(other, []).append(slot)
    return near


def _rightward(joint: Joint, column: Mapping[str, int]) -> Arc:
    ends = (joint.source, joint.target)
    return ends if column[joint.source] < column[joint.target] else (ends[1], ends[0])


def _middles(
    rows: Sequence[Sequence[Slot]], heights: Mapping[Slot, float], near: Mapping[Slot, Sequence[Slot]]
) -> dict[Slot, float]:
    """Compute the height of each slot: as near to its neighbours as the order in its column allows."""
    middles: dict[Slot, float] = {}
    for row in rows:
        total = sum(heights[slot] + GAP for slot in row)
        at = -total / 2
        for slot in row:
            middles[slot] = at + heights[slot] / 2
            at += heights[slot] + GAP
    for turn in range(ROUNDS):
        for row in rows if turn % 2 == 0 else reversed(rows):
            wanted = [_mean([middles[other] for other in near.get(slot, ())], middles[slot]) for slot in row]
            middles.update(zip(row, _spread(wanted, [heights[slot] + GAP for slot in row]), strict=True))
    return middles


def _spread(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Space out positions by the sizes of their slots, in order, with the same average as wanted."""
    spaced: list[float] = []
    for rank, place in enumerate(wanted):
        least = spaced[-1] + (sizes[rank - 1] + sizes[rank]) / 2 if spaced else place
        spaced.append(max(place, least))
    shift = _mean([a - b for a, b in zip(wanted, spaced, strict=True)], 0.0)
    return [place + shift for place in spaced]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _room_above(joints: Sequence[Joint]) -> float:
    return 26.0 if any(joint.source == joint.target for joint in joints) else 0.0


def _across(
    boxes: Mapping[str, Box], rows: Sequence[Sequence[Slot]], joints: Sequence[Joint]
) -> tuple[list[float], list[float]]:
    """Compute the left side and width of each column, with room between columns for the labels of lines."""
    gap = max((text_width(joint.words, INSCRIBED) + 44 if joint.words else 64 for joint in joints), default=60.0)
    widths = [max((boxes[slot].width for slot in row if isinstance(slot, str)), default=20.0) for row in rows]
    lefts = [float(MARGIN)]
    for width in widths[:-1]:
        lefts.append(lefts[-1] + width + gap)
    return lefts, widths


def _degrees(joints: Sequence[Joint], column: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Count the lines on each side of each box."""
    degrees: dict[tuple[str, str], int] = {}
    for joint in joints:
        left, right = _rightward(joint, column)
        for key in ((left, "right"), (right, "left")):
            degrees[key] = degrees.get(key, 0) + 1
    return degrees


def _wire(
    joint: Joint,
    placed: Mapping[str, Box],
    middles: Mapping[Slot, float],
    column: Mapping[str, int],
    across: tuple[Sequence[float], Sequence[float]],
    busy: Mapping[tuple[str, str], int],
) -> Wire:
    if joint.source == joint.target:
        return _loop(joint, placed[joint.source])
    left, right = _rightward(joint, column)
    shift = (joint.rank - (joint.count - 1) / 2) * APART
    stops: list[Point] = [(placed[left].right, placed[left].y + shift)]
    for lane in lanes((left, right), column):
        start, width = across[0][lane.column], across[1][lane.column]
        stops += [(start, middles[lane] + shift), (start + width, middles[lane] + shift)]
    stops.append((placed[right].left, placed[right].y + shift))
    at_left, at_right = (joint.backward, joint.forward) if joint.source == left else (joint.forward, joint.backward)
    heads = [arrowhead(stops[0], (stops[0][0] + 1, stops[0][1]))] if at_left else []
    heads += [arrowhead(stops[-1], (stops[-1][0] - 1, stops[-1][1]))] if at_right else []
    at = _inscribed(joint, stops, busy[left, "right"], busy[right, "left"])
    return Wire(joint, _curve(stops), tuple(heads), joint.words, at)


def _curve(stops: Sequence[Point]) -> str:
    """Write a path that starts and ends horizontally: curves between columns, straight lines through them."""
    parts = [f"M{points(stops[0])}"]
    for number, ((x, y), (to_x, to_y)) in enumerate(pairwise(stops)):
        middle = (x + to_x) / 2
        bend = f"C{points((middle, y), (middle, to_y), (to_x, to_y))}"
        parts.append(bend if number % 2 == 0 else f"L{points((to_x, to_y))}")
    return " ".join(parts)


def _inscribed(joint: Joint, stops: Sequence[Point], leaving: int, arriving: int) -> Point:
    """Place the label of a line near the end where fewer lines meet."""
    half = text_width(joint.words, INSCRIBED) / 2 + 14
    near_left = leaving < arriving
    if joint.count > 1:  # at the height of the end, so that labels of parallel lines are as far apart as the lines
        x, y = (stops[0][0] + half, stops[0][1]) if near_left else (stops[-1][0] - half, stops[-1][1])
        return round(x, 1), round(y - 4, 1)
    (x, y), (to_x, to_y) = (stops[0], stops[1]) if near_left else (stops[-2], stops[-1])
    middle = (x + to_x) / 2 if leaving == arriving == 1 else x + half if near_left else to_x - half
    share = _share((middle - x) / (to_x - x))
    return round(middle, 1), round(y + (to_y - y) * (3 * share**2 - 2 * share**3) - 4, 1)


def _share(across: float) -> float:
    """Find by bisection the parameter at which the cubic with both handles in the middle has gone this far across."""
    low, high = 0.0, 1.0
    for _ in range(20):
        share = (low + high) / 2
        if 1.5 * share * (1 - share) + share**3 < across:
            low = share
        else:
            high = share
    return low


def _loop(joint: Joint, around: Box) -> Wire:
    x, top = around.x, around.top
    path = f"M{points((x - 14, top))} C{points((x - 30, top - 30), (x + 30, top - 30), (x + 14, top))}"
    heads = (arrowhead((x + 14, top), (x + 19, top - 9)),) if joint.forward else ()
    return Wire(joint, path, heads, joint.words, (x, round(top - 24, 1)))
