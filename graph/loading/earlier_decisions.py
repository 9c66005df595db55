"""Decisions of earlier reviews on facts that a program proposes again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from ..decided import decision_key, in_force, marked
from ..facts import Fact
from ..stores.protocol import Store
from ..telling_details import read_details
from .checks import PROGRAMS


class EarlierDecisions:
    """The decisions in force in a store, so that rejected facts stay rejected and no question is asked twice."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _verdicts(self) -> Mapping[str, Mapping[tuple[str, str], str]]:
        """The decisions by the key of a fact's content, then by its current ends."""
        verdicts: dict[str, dict[tuple[str, str], str]] = {}
        for decided in in_force(self._store.history()):
            verdicts.setdefault(decided.key, {})[decided.source, decided.target] = decided.verdict
        ends = {end for pairs in verdicts.values() for pair in pairs for end in pair}
        now = self._now(ends)
        return {
            key: {(now[source], now[target]): verdict for (source, target), verdict in pairs.items()}
            for key, pairs in verdicts.items()
        }

    def _now(self, ids: Iterable[str]) -> dict[str, str]:
        """Map ids to those of their representatives."""
        return {id_: ids[0] if ids else id_ for id_, ids in self._store.find({*ids}).items()}

    def applied(self, fact: Fact) -> Fact:
        """Mark a proposed fact with the earlier decision."""
        if not fact.details or not self._verdicts:
            return fact
        details = read_details(fact.details)
        if details.get("method") not in PROGRAMS or "reviewed" in details:
            return fact
        pairs = self._verdicts.get(decision_key(fact))
        if not pairs:
            return fact
        now = self._now((fact.source, fact.target))
        source, target = now[fact.source], now[fact.target]
        verdict = pairs.get((source, target)) or (self._is_symmetric(fact) and pairs.get((target, source)))
        return fact._replace(details=marked(fact.details, verdict)) if verdict else fact

    def _is_symmetric(self, fact: Fact) -> bool:
        relation = self._store.schema.relations.get(fact.relation)
        return relation is not None and relation.symmetric
