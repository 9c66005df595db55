"""Write a picture as a Mermaid flowchart in which names cannot act as markup."""

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
    """Write the flowchart of a picture, without the fence around it."""
    return "\n".join(_lines(picture, flows))


def _lines(picture: Picture, flows: Sequence[Sequence[str]]) -> Iterator[str]:
    types, names_ = looks(picture.schema), names(picture)
    lines = joints(picture)
    order = [id_ for id_ in dict.fromkeys([*(id_ for flow in flows for id_ in flow), *names_]) if id_ in names_]
    column = columns(order, acyclic(order, flows, [(line.source, line.target) for line in lines]))
    number = {id_: f"n{rank}" for rank, id_ in enumerate(sorted(order, key=lambda id_: column[id_]))}
    kind = {entity.id: entity.type for entity in picture.entities}
    ranks = {name: rank for rank, name in enumerate(types)}
    yield "flowchart LR"
    for id_, own in number.items():
        before, after = _SHAPES[types[kind[id_]].shape if kind[id_] in types else "box"]
        yield f"  {own}{before}{quoted(names_[id_])}{after}:::type{ranks.get(kind[id_], 0)}"
    for line in lines:
        yield f"  {_line(line, number, column)}"
    for rank in sorted({ranks.get(kind[id_], 0) for id_ in order}):
        yield f"  classDef type{rank} stroke:{list(types.values())[rank].light},stroke-width:2px"
    for (sign, dash), numbers in sorted(_by_look(lines).items()):
        dashed = f",stroke-dasharray:{' '.join(map(str, dash))}" if dash else ""
        yield f"  linkStyle {','.join(numbers)} stroke:{list(SIGNS.values())[sign].light},stroke-width:2px{dashed}"


def _by_look(lines: Sequence[Joint]) -> dict[tuple[int, tuple[int, ...]], list[str]]:
    """Group the numbers of lines by sign and dash."""
    numbers: dict[tuple[int, tuple[int, ...]], list[str]] = {}
    for rank, line in enumerate(lines):
        numbers.setdefault((line.sign, line.dash), []).append(str(rank))
    return numbers


def _line(joint: Joint, number: dict[str, str], column: dict[str, int]) -> str:
    left, right, forward, backward = joint.source, joint.target, joint.forward, joint.backward
    if column[left] > column[right]:
        left, right, forward, backward = right, left, backward, forward
    # Mermaid starts from the first end, and has no line with an arrowhead there alone: the label points instead.
    words = quoted(joint.words) if forward or not backward else f"← {quoted(joint.words)}"
    arrow = "<-->" if forward and backward else "-->" if forward else "---"
    return f'{number[left]} {arrow}|"{words}"| {number[right]}'


def quoted(text: str) -> str:
    """Escape a text for a quoted string of Mermaid, with a code for each character of punctuation.

    >>> quoted('Al-"Quds" #1')
    'Al-#34;Quds#34; #35;1'
    """
    return "".join(char if char.isalnum() or char in " -,." or char > "\x7f" else f"#{ord(char)};" for char in text)
