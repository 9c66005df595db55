"""Store the decisions of reviews on tellings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ...decided import marked
from ...disputes import Touched
from ...errors import StoreChanged
from ...model import Telling
from ...schema import Schema
from ..entries import Entry
from ..protocol import Store
from ..reviewing import marked_by
from ..totals import Counts
from .disputes import mark_disputes
from .growth import Regrouped
from .regroup import lookup, regroup
from .tellings import StoredTelling, stored_telling

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction

Verdicts = dict[tuple[Any, ...], str | None]
"""Decisions by the content of tellings."""


class Reviewed(NamedTuple):
    """A telling of a relation, and the decision on it."""

    relation: str
    telling: Telling
    verdict: str | None


def write_reviews(tx: Tx, schema: Schema, reviews: Iterable[Reviewed], touched: Touched) -> Counts:
    """Mark tellings with their decisions, and regroup them; raises StoreChanged for one that is gone."""
    by_key: dict[int, Verdicts] = {}
    for reviewed in reviews:
        stored = next(iter(lookup(tx, "id", [reviewed.relation])), None)
        content = stored_telling(reviewed.telling).content
        if stored is None or content not in {telling.content for telling in stored.tellings.tellings}:
            raise StoreChanged("The store")
        by_key.setdefault(stored.tellings.key, {})[content] = reviewed.verdict
    total = Regrouped()
    for key, verdicts in by_key.items():
        total += regroup(tx, schema, [key], touched, left=partial(_decided, verdicts))
    return Counts(relations=total.relations, tellings=total.tellings)


def undo_reviews(tx: Tx, store: Store, entries: Iterable[Entry]) -> None:
    """Remove the decisions of entries from the tellings."""
    reviews = [Reviewed(marked.relation, marked.telling, None) for marked in marked_by(store, entries)]
    touched = Touched(store.schema)
    write_reviews(tx, store.schema, reviews, touched)
    if reviews:
        mark_disputes(tx, store.schema, touched)


def _decided(verdicts: Verdicts, telling: StoredTelling) -> StoredTelling:
    if telling.content not in verdicts:
        return telling
    return telling._replace(details=marked(telling.details, verdicts[telling.content]))
