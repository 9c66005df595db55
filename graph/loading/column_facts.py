"""Make facts of checked columns, with their relation ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from ..facts import Facts
from ..relation_ids import hashed
from .checks import FactChecker
from .columns import Columns
from .details import Details
from .documents import Evidence

ONE_WAY, BOTH_WAYS = 1, 2
"""Values of the column `fit`: the directions in which a relation may join the types of its ends."""


class FactMaker:
    """Makes facts of columns without doubts."""

    def __init__(self, checker: FactChecker, evidence: Evidence) -> None:
        self._checker = checker
        self._evidence = evidence
        self._is_event = {name: checker.is_event(name) for name in checker.relations}
        self._keyed = frozenset(filter(checker.has_key, checker.relations))

    def made(self, columns: Columns) -> Facts:
        """Make the facts."""
        self._turn_symmetric(columns)
        details: list[Details] = columns["details"]
        starts, ends = zip(*columns["span"], strict=True) if details else ((), ())
        ids, keys = self._ids(columns, starts, ends)
        return Facts(
            ids, columns["from"], columns["relation"], columns["to"], starts, ends, self._documents(columns),
            columns["paragraph"], columns["quote"], columns["credibility"], [detail.kept for detail in details], keys,
            columns["source_as"], columns["target_as"],
        )  # fmt: skip

    def _ids(self, columns: Columns, starts: Sequence[str], ends: Sequence[str]) -> tuple[list[int], Sequence[int]]:
        """Compute the ids and keys of relations, which are equal without dates and for events."""
        relations = columns["relation"]
        named = self._named(columns)
        none = [""] * len(relations)
        keys = hashed(zip(columns["source"], relations, columns["target"], none, none, named, strict=True))
        is_event = self._is_event
        parts = zip(columns["source"], relations, columns["target"], starts, ends, named, strict=True)
        dated = {place: part for place, part in enumerate(parts) if (part[3] or part[4]) and not is_event[part[1]]}
        ids = list(keys)
        for place, id_ in zip(dated, hashed(dated.values()), strict=True):
            ids[place] = id_
        return ids, keys

    def _named(self, columns: Columns) -> list[str]:
        """List the attributes' part of each key."""
        relations, details, documents = columns["relation"], columns["details"], columns["document"]
        named = [detail.named for detail in details]
        for place in self._with_a_key(relations, details):
            named[place] = self._checker.named(relations[place], details[place], documents[place] or None)
        return named

    def _documents(self, columns: Columns) -> list[object]:
        """List the handles of documents; undescribed ones are written first."""
        handles = columns["in"]
        if all(handles):
            return handles
        self._evidence.introduce(columns["document"])
        return self._evidence.documents.handles(columns["document"])

    def _turn_symmetric(self, columns: Columns) -> None:
        """Order the ends of symmetric relations by id."""
        sides = [(columns[f"source{name}"], columns[f"target{name}"]) for name in ("", "_as")]
        sides.append((columns["from"], columns["to"]))
        sources, targets = sides[0]
        for place, ways in enumerate(columns["fit"]):
            if ways == BOTH_WAYS and targets[place] < sources[place]:
                for first, second in sides:
                    first[place], second[place] = second[place], first[place]

    def _with_a_key(self, relations: Sequence[str], details: Sequence[Details]) -> Iterator[int]:
        """Yield the positions of facts with attributes in their key other than `against`."""
        if any(map(_has_ref, details)) or not self._keyed.isdisjoint(relations):
            for place, (relation, detail) in enumerate(zip(relations, details, strict=True)):
                if detail.has_ref or relation in self._keyed:
                    yield place


_has_ref = attrgetter("has_ref")
