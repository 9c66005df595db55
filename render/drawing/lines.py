"""Make the lines of a picture: one for all relations of the same sign between two entities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...graph.model import Relation
from ..labels import plain
from ..palette import DERIVED, SIGNS
from ..picture.picture import Picture

WORDS = 24
"""The most characters of a line's label."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A line between two entities (ids): the rank of its sign, its dash, its arrows, and its label.

    It is number `rank` of the `count` lines between the two.
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
    """Make the lines of a picture, in order of their ends, from the relations with both ends in it.

    A line's label names its heaviest relation and the number of the others.
    """
    drawn = {entity.id for entity in picture.entities}
    groups: dict[tuple[str, str, int, bool], list[Relation]] = {}
    for relation in sorted(picture.relations, key=lambda relation: (-relation.weight, relation.relation, relation.id)):
        if {relation.source, relation.target} <= drawn:
            ends = sorted((relation.source, relation.target))
            groups.setdefault((ends[0], ends[1], relation.sign, relation.derived), []).append(relation)
    of_pair: dict[tuple[str, str], list[list[Relation]]] = {}
    for key in sorted(groups, key=lambda key: (key[0], key[1], key[3], -key[2])):
        of_pair.setdefault(key[:2], []).append(groups[key])
    return [_joint(picture, group, rank, len(pair)) for pair in of_pair.values() for rank, group in enumerate(pair)]


def _joint(picture: Picture, relations: list[Relation], rank: int, count: int) -> Joint:
    first = relations[0]
    pointing = [relation for relation in relations if not _symmetric(picture, relation)]
    sign = first.sign if first.sign in SIGNS else 0
    more = f" +{len(relations) - 1}" if len(relations) > 1 else ""
    return Joint(
        source=first.source,
        target=first.target,
        sign=list(SIGNS).index(sign),
        dash=DERIVED if first.derived else SIGNS[sign].dash,
        forward=any(relation.source == first.source for relation in pointing),
        backward=any(relation.source == first.target != first.source for relation in pointing),
        words=_inscription(picture, first) + more,
        relations=len(relations),
        rank=rank,
        count=count,
    )


def _symmetric(picture: Picture, relation: Relation) -> bool:
    kind = picture.schema.relations.get(relation.relation)
    return bool(kind and kind.symmetric)


def _inscription(picture: Picture, relation: Relation) -> str:
    kind = picture.schema.relations.get(relation.relation)
    words = plain(kind.words if kind else relation.relation.lower().replace("_", " "))
    return words if len(words) <= WORDS else words[: WORDS - 1].rstrip() + "…"


def names(picture: Picture) -> Mapping[str, str]:
    """Map the ids of a picture's entities to their names, each as one line of harmless text."""
    return {entity.id: plain(entity.name) or "(no name)" for entity in picture.entities}
