"""What follows from events: who did one ATTACKED those whom it hit."""

from __future__ import annotations

from collections.abc import Collection

from ..graph.derive import derived
from ..graph.model import Relation
from ..graph.rules import admits
from ..graph.schema import EVENT_PARTS, Schema
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store


def attacks(store: Store, scope: Scope, about: Collection[str], *, bare: bool = False) -> list[Relation]:
    """Return the derived relations of some entities, in order of id.

    A scope that names relations must name the derived one, and not those from which it follows.
    """
    schema = store.schema
    names = stepping(schema, scope)
    if not names:
        return []
    near = store.relations(Selection(_wide(scope), about=about, names=names), bare=True)
    events = {end for one in near for end in (one.source, one.target) if schema.is_event(end)}
    found = attacks_at(store, scope, sorted(events), bare=bare)
    return [one for one in found if one.source in about or one.target in about]


def attacks_at(store: Store, scope: Scope, events: Collection[str], *, bare: bool = False) -> list[Relation]:
    """Return the derived relations of some events, in order of id."""
    schema = store.schema
    if not events or not stepping(schema, scope):
        return []
    steps = store.relations(Selection(_wide(scope), about=events, names=schema.with_role(*EVENT_PARTS)), bare=bare)
    follows = derived((one for one in steps if one.modality != "negated"), schema)
    return [one for one in follows if one.via in events and admits(schema, scope, one.relation)]


def stepping(schema: Schema, scope: Scope) -> tuple[str, ...]:
    """Return the relations from which those follow that a scope admits."""
    rules = [rule for rule in schema.derived if admits(schema, scope, rule.relation)]
    return schema.with_role(*(role for rule in rules for role in (*rule.first, *rule.then)))


def _wide(scope: Scope) -> Scope:
    return scope._replace(relations=(), sign=0)
