"""Find the stored tellings that decisions of a review are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..decided import Decided, decided_in, decision_key
from ..facts import Fact
from ..model import Telling
from ..scope import Selection
from .clashes import EVERYTHING
from .transfer import facts_of

if TYPE_CHECKING:
    from .entries import Entry
    from .protocol import Store


class FactTelling(NamedTuple):
    """A stored telling with the id of its relation and its fact as loaded."""

    relation: str
    telling: Telling
    fact: Fact


def tellings_of(store: Store, wanted: Iterable[Decided]) -> Iterator[tuple[Decided, FactTelling]]:
    """Find the tellings of decisions, even where judgements have merged their ends since."""
    by_key = _by_key(store, list(wanted))
    if not by_key:
        return
    selection = Selection(
        EVERYTHING.scope,
        pairs={(source, target) for _, source, target, _ in by_key},
        names={decided.relation for decided in by_key.values()},
    )
    for relation in store.relations(selection):
        ends = in_order(store, relation.relation, relation.source, relation.target)
        for telling, fact in zip(relation.tellings, facts_of(relation, store.schema), strict=True):
            decided = by_key.get((decision_key(fact), *ends, telling.method == "analyst"))
            if decided is not None:
                yield decided, FactTelling(relation.id, telling, fact)


def _by_key(store: Store, decisions: Sequence[Decided]) -> dict[tuple[str, str, str, bool], Decided]:
    """Arrange decisions by (key, source, target, added), with the ends as they are now."""
    ids = {end for decided in decisions for end in (decided.source, decided.target)}
    now = {id_: meant[0] for id_, meant in store.find(ids).items() if meant}
    by_key: dict[tuple[str, str, str, bool], Decided] = {}
    for decided in decisions:
        if decided.source in now and decided.target in now:
            ends = in_order(store, decided.relation, now[decided.source], now[decided.target])
            by_key[decided.key, *ends, decided.added] = decided
    return by_key


def in_order(store: Store, relation: str, source: str, target: str) -> tuple[str, str]:
    """Sort the ends of a relation without direction."""
    if store.schema.relations[relation].symmetric and target < source:
        return target, source
    return source, target


def marked_by(store: Store, entries: Iterable[Entry]) -> list[FactTelling]:
    """Find the tellings that entries have marked as decided."""
    decisions = [decided for entry in entries for decided in decided_in(entry) if not decided.added]
    tellings = list(tellings_of(store, decisions)) if decisions else []
    return [telling for decided, telling in tellings if telling.telling.reviewed == decided.verdict]
