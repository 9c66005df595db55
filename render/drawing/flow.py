"""A picture from left to right: columns of boxes, and lines that go round every box but their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from .drawing import Box, Drawing, Point, Wire, arrowhead, points, text_width
from .layers import Arc, Slot, lanes, through
from .lines import Joint

GAP = 16
LANE = 14
"""Height that a line takes which passes through a column."""
APART = 15
"""How far parallel lines stand from one another."""
MARGIN = 8
INSCRIBED = 11
"""Size of the words on lines."""
MOST_INSCRIBED = 30
"""Where there are more lines their words would lie on one another: none is inscribed, and columns move together."""
ROUNDS = 6


def flowing(
    boxes: Mapping[str, Box], rows: Sequence[Sequence[Slot]], column: Mapping[str, int], drawn: Sequence[Joint]
) -> Drawing:
    """Return the drawing of boxes in columns (see layers.in_order) with their lines."""
    if len(drawn) > MOST_INSCRIBED:
        drawn = [replace(one, words="") for one in drawn]
    heights = {slot: boxes[slot].height if isinstance(slot, str) else LANE for row in rows for slot in row}
    middles = _middles(rows, heights, _neighbours(drawn, column))
    top = min((middles[slot] - heights[slot] / 2 for slot in middles), default=0)
    middles = {slot: middle - top + MARGIN + _room_above(drawn) for slot, middle in middles.items()}
    lefts, widths = _across(boxes, rows, drawn)
    placed = {
        id_: replace(one, x=lefts[column[id_]] + widths[column[id_]] / 2, y=middles[id_]) for id_, one in boxes.items()
    }
    busy = _degrees(drawn, column)
    wires = [_wire(one, placed, middles, column, (lefts, widths), busy) for one in drawn]
    height = max((middles[slot] + heights[slot] / 2 for slot in middles), default=0) + MARGIN
    return Drawing(round(lefts[-1] + widths[-1] + MARGIN + 16), round(height), list(placed.values()), wires)


def column_height(row: Sequence[Slot], boxes: Mapping[str, Box]) -> float:
    """Return the height that a column needs at least."""
    return sum((boxes[slot].height if isinstance(slot, str) else LANE) + GAP for slot in row)


def _neighbours(drawn: Sequence[Joint], column: Mapping[str, int]) -> dict[Slot, list[Slot]]:
    near: dict[Slot, list[Slot]] = {}
    for arc in dict.fromkeys(_rightward(one, column) for one in drawn if one.source != one.target):
        for one, other in pairwise(through(arc, column)):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    return near


def _rightward(one: Joint, column: Mapping[str, int]) -> Arc:
    ends = (one.source, one.target)
    return ends if column[one.source] < column[one.target] else (ends[1], ends[0])


def _middles(
    rows: Sequence[Sequence[Slot]], heights: Mapping[Slot, float], near: Mapping[Slot, Sequence[Slot]]
) -> dict[Slot, float]:
    """Return how far down each slot stands: as near to what it is joined to as the order in its column allows."""
    middles: dict[Slot, float] = {}
    for row in rows:
        total = sum(heights[slot] + GAP for slot in row)
        at = -total / 2
        for slot in row:
            middles[slot] = at + heights[slot] / 2
            at += heights[slot] + GAP
    for turn in range(ROUNDS):
        for row in rows if turn % 2 == 0 else reversed(rows):
            wanted = [_mean([middles[one] for one in near.get(slot, ())], middles[slot]) for slot in row]
            middles.update(zip(row, _spread(wanted, [heights[slot] + GAP for slot in row]), strict=True))
    return middles


def _spread(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Return places in the order given, none nearer than their sizes allow, and on the average where wanted."""
    found: list[float] = []
    for rank, place in enumerate(wanted):
        least = found[-1] + (sizes[rank - 1] + sizes[rank]) / 2 if found else place
        found.append(max(place, least))
    shift = _mean([a - b for a, b in zip(wanted, found, strict=True)], 0.0)
    return [place + shift for place in found]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _room_above(drawn: Sequence[Joint]) -> float:
    return 26.0 if any(one.source == one.target for one in drawn) else 0.0


def _across(
    boxes: Mapping[str, Box], rows: Sequence[Sequence[Slot]], drawn: Sequence[Joint]
) -> tuple[list[float], list[float]]:
    """Return the left side and the width of each column; between two there is room for what lines say."""
    gap = max((text_width(one.words, INSCRIBED) + 44 if one.words else 64 for one in drawn), default=60.0)
    widths = [max((boxes[slot].width for slot in row if isinstance(slot, str)), default=20.0) for row in rows]
    lefts = [float(MARGIN)]
    for width in widths[:-1]:
        lefts.append(lefts[-1] + width + gap)
    return lefts, widths


def _degrees(drawn: Sequence[Joint], column: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Return how many lines there are on each side of each box."""
    found: dict[tuple[str, str], int] = {}
    for one in drawn:
        left, right = _rightward(one, column)
        for key in ((left, "right"), (right, "left")):
            found[key] = found.get(key, 0) + 1
    return found


def _wire(
    one: Joint,
    placed: Mapping[str, Box],
    middles: Mapping[Slot, float],
    column: Mapping[str, int],
    across: tuple[Sequence[float], Sequence[float]],
    busy: Mapping[tuple[str, str], int],
) -> Wire:
    if one.source == one.target:
        return _loop(one, placed[one.source])
    left, right = _rightward(one, column)
    shift = (one.rank - (one.count - 1) / 2) * APART
    stops: list[Point] = [(placed[left].right, placed[left].y + shift)]
    for lane in lanes((left, right), column):
        start, width = across[0][lane.column], across[1][lane.column]
        stops += [(start, middles[lane] + shift), (start + width, middles[lane] + shift)]
    stops.append((placed[right].left, placed[right].y + shift))
    at_left, at_right = (one.backward, one.forward) if one.source == left else (one.forward, one.backward)
    heads = [arrowhead(stops[0], (stops[0][0] + 1, stops[0][1]))] if at_left else []
    heads += [arrowhead(stops[-1], (stops[-1][0] - 1, stops[-1][1]))] if at_right else []
    at = _inscribed(one, stops, busy[left, "right"], busy[right, "left"])
    return Wire(one, _curve(stops), tuple(heads), one.words, at)


def _curve(stops: Sequence[Point]) -> str:
    """Return a path that leaves and arrives level: curves between the columns, straight lines through them."""
    parts = [f"M{points(stops[0])}"]
    for number, ((x, y), (to_x, to_y)) in enumerate(pairwise(stops)):
        middle = (x + to_x) / 2
        bend = f"C{points((middle, y), (middle, to_y), (to_x, to_y))}"
        parts.append(bend if number % 2 == 0 else f"L{points((to_x, to_y))}")
    return " ".join(parts)


def _inscribed(one: Joint, stops: Sequence[Point], leaving: int, arriving: int) -> Point:
    """Return where a line says what it is: by the end at which fewer lines meet, where they lie apart."""
    half = text_width(one.words, INSCRIBED) / 2 + 14
    near_left = leaving < arriving
    if one.count > 1:  # at the height of their end, so that the words of parallel lines stand as far apart as they
        x, y = (stops[0][0] + half, stops[0][1]) if near_left else (stops[-1][0] - half, stops[-1][1])
        return round(x, 1), round(y - 4, 1)
    (x, y), (to_x, to_y) = (stops[0], stops[1]) if near_left else (stops[-2], stops[-1])
    middle = (x + to_x) / 2 if leaving == arriving == 1 else x + half if near_left else to_x - half
    share = _share((middle - x) / (to_x - x))
    return round(middle, 1), round(y + (to_y - y) * (3 * share**2 - 2 * share**3) - 4, 1)


def _share(across: float) -> float:
    """Return the parameter at which the cubic with both its handles in the middle is so far across, by halving."""
    low, high = 0.0, 1.0
    for _ in range(20):
        share = (low + high) / 2
        if 1.5 * share * (1 - share) + share**3 < across:
            low = share
        else:
            high = share
    return low


def _loop(one: Joint, around: Box) -> Wire:
    x, top = around.x, around.top
    path = f"M{points((x - 14, top))} C{points((x - 30, top - 30), (x + 30, top - 30), (x + 14, top))}"
    heads = (arrowhead((x + 14, top), (x + 19, top - 9)),) if one.forward else ()
    return Wire(one, path, heads, one.words, (x, round(top - 24, 1)))
