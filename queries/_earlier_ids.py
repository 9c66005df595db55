"""Relations that had another id before a finer date came (docs/semantics.md, Time)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ..graph.model import RELATION_MODALITIES, Relation
from ..graph.relation_ids import id_of, named_part, ref_origin, relation_number
from ..graph.schema import Schema
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store

MOST = 100_000
"""The most relations of a store that are searched, which takes seconds."""


def advice_on(store: Store, id_: str) -> str:
    """Write which relations an unknown id may have meant; "" if there are none or it is no id of a relation."""
    number = relation_number(id_)
    if number is None or store.statistics().totals.relations > MOST:
        return ""
    relations = store.relations(Selection(Scope(modalities=RELATION_MODALITIES)))
    now = [relation.id for relation in relations if number in _earlier(relation, store.schema)]
    return f"A relation had this id before a finer date came: it is {' or '.join(now)} now." if now else ""


def _earlier(relation: Relation, schema: Schema) -> set[int]:
    """Compute the numbers that a relation may have had with coarser or fewer dates."""
    kind = schema.relations[relation.relation]
    if kind.aspect == "event" or not relation.tellings:
        return set()
    telling = relation.tellings[0]
    named = named_part(telling.attributes, kind.key, ref_origin(telling.publisher, telling.document))
    spans = product(set(_coarser(relation.start)), set(_coarser(relation.end)))
    return {id_of(relation.source, relation.relation, relation.target, named, *span) for span in spans}


def _coarser(bound: str | None) -> Iterator[str]:
    """Yield a bound in every precision, "" for an open one."""
    yield from ("", *((bound[:4], bound[:7], bound) if bound else ()))
