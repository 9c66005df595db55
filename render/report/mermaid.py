"""A picture as a Mermaid flowchart, in which no name can be anything but a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..drawing.layers import acyclic, columns
from ..drawing.lines import Joint, joints, names
from ..palette import SIGNS, looks
from ..picture.picture import Picture

_SHAPES = {
    "square": ('["', '"]'),
    "hexagon": ('{{"', '"}}'),
    "dot": ('(["', '"])'),
    "triangleDown": ('[\\"', '"/]'),
    "triangle": ('[/"', '"\\]'),
    "star": ('>"', '"]'),
    "diamond": ('{"', '"}'),
    "box": ('[["', '"]]'),
}


def mermaid(picture: Picture, flows: Sequence[Sequence[str]] = ()) -> str:
    """Return the flowchart of a picture, without the fence around it."""
    return "\n".join(_lines(picture, flows))


def _lines(picture: Picture, flows: Sequence[Sequence[str]]) -> Iterator[str]:
    types, called = looks(picture.schema), names(picture)
    drawn = joints(picture)
    order = [one for one in dict.fromkeys([*(one for flow in flows for one in flow), *called]) if one in called]
    column = columns(order, acyclic(order, flows, [(one.source, one.target) for one in drawn]))
    number = {one: f"n{rank}" for rank, one in enumerate(sorted(order, key=lambda one: column[one]))}
    kind = {one.id: one.type for one in picture.entities}
    ranks = {name: rank for rank, name in enumerate(types)}
    yield "flowchart LR"
    for id_, own in number.items():
        before, after = _SHAPES[types[kind[id_]].shape if kind[id_] in types else "box"]
        yield f"  {own}{before}{quoted(called[id_])}{after}:::type{ranks.get(kind[id_], 0)}"
    for one in drawn:
        yield f"  {_line(one, number, column)}"
    for rank in sorted({ranks.get(kind[one], 0) for one in order}):
        yield f"  classDef type{rank} stroke:{list(types.values())[rank].light},stroke-width:2px"
    for (sign, dash), same in sorted(_alike(drawn).items()):
        dashed = f",stroke-dasharray:{' '.join(map(str, dash))}" if dash else ""
        yield f"  linkStyle {','.join(same)} stroke:{list(SIGNS.values())[sign].light},stroke-width:2px{dashed}"


def _alike(drawn: Sequence[Joint]) -> dict[tuple[int, tuple[int, ...]], list[str]]:
    """Return the numbers of the lines that look the same."""
    found: dict[tuple[int, tuple[int, ...]], list[str]] = {}
    for rank, one in enumerate(drawn):
        found.setdefault((one.sign, one.dash), []).append(str(rank))
    return found


def _line(one: Joint, number: dict[str, str], column: dict[str, int]) -> str:
    left, right, forward, backward = one.source, one.target, one.forward, one.backward
    if column[left] > column[right]:
        left, right, forward, backward = right, left, backward, forward
    # Mermaid lays out from the end named first, and has no line with a head at that end alone: its words point instead.
    words = quoted(one.words) if forward or not backward else f"← {quoted(one.words)}"
    arrow = "<-->" if forward and backward else "-->" if forward else "---"
    return f'{number[left]} {arrow}|"{words}"| {number[right]}'


def quoted(text: str) -> str:
    """Return a text for a quoted string of Mermaid: all that is punctuation as a code of its own.

    >>> quoted('Al-"Quds" #1')
    'Al-#34;Quds#34; #35;1'
    """
    return "".join(char if char.isalnum() or char in " -,." or char > "\x7f" else f"#{ord(char)};" for char in text)
