"""The lines of a picture: of several relations between two entities one line for each sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...graph.model import Relation
from ..labels import plain
from ..palette import DERIVED, SIGNS
from ..picture.picture import Picture

WORDS = 24
"""Longest inscription of a line."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A line between two entities (ids): its sign by rank, its dash, its arrows, and what it says.

    `rank` of `count`: which of the lines between the same two it is.
    """

    source: str
    target: str
    sign: int
    dash: tuple[int, ...]
    forward: bool
    backward: bool
    words: str
    relations: int
    rank: int = 0
    count: int = 1


def joints(picture: Picture) -> list[Joint]:
    """Return the lines of a picture in order of their ends; relations without both ends have none.

    Relations of one pair of entities and one sign are one line, inscribed with the heaviest and how many more.
    """
    drawn = {one.id for one in picture.entities}
    groups: dict[tuple[str, str, int, bool], list[Relation]] = {}
    for one in sorted(picture.relations, key=lambda one: (-one.weight, one.relation, one.id)):
        if {one.source, one.target} <= drawn:
            ends = sorted((one.source, one.target))
            groups.setdefault((ends[0], ends[1], one.sign, one.derived), []).append(one)
    of_pair: dict[tuple[str, str], list[list[Relation]]] = {}
    for key in sorted(groups, key=lambda key: (key[0], key[1], key[3], -key[2])):
        of_pair.setdefault(key[:2], []).append(groups[key])
    return [_joint(picture, one, rank, len(same)) for same in of_pair.values() for rank, one in enumerate(same)]


def _joint(picture: Picture, same: list[Relation], rank: int, count: int) -> Joint:
    first = same[0]
    pointing = [one for one in same if not _symmetric(picture, one)]
    sign = first.sign if first.sign in SIGNS else 0
    more = f" +{len(same) - 1}" if len(same) > 1 else ""
    return Joint(
        source=first.source,
        target=first.target,
        sign=list(SIGNS).index(sign),
        dash=DERIVED if first.derived else SIGNS[sign].dash,
        forward=any(one.source == first.source for one in pointing),
        backward=any(one.source == first.target != first.source for one in pointing),
        words=_inscription(picture, first) + more,
        relations=len(same),
        rank=rank,
        count=count,
    )


def _symmetric(picture: Picture, one: Relation) -> bool:
    sort = picture.schema.relations.get(one.relation)
    return bool(sort and sort.symmetric)


def _inscription(picture: Picture, one: Relation) -> str:
    sort = picture.schema.relations.get(one.relation)
    words = plain(sort.words if sort else one.relation.lower().replace("_", " "))
    return words if len(words) <= WORDS else words[: WORDS - 1].rstrip() + "…"


def names(picture: Picture) -> Mapping[str, str]:
    """Return the names of a picture's entities, each harmless in one line."""
    return {one.id: plain(one.name) or "(no name)" for one in picture.entities}
