"""Derive relations from events: the perpetrators of an event ATTACKED its targets."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..graph.derive import derived, each_derived, event_spans
from ..graph.model import Relation
from ..graph.rules import admits
from ..graph.schema import EVENT_PARTS, Schema
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store

Pair = tuple[str, str]


def attacks(store: Store, scope: Scope, about: Collection[str], *, bare: bool = False) -> list[Relation]:
    """Derive the relations of some entities, in order of id.

    A scope that names relations must name the derived one, not those it follows from.
    """
    schema = store.schema
    names = stepping(schema, scope)
    if not names:
        return []
    near = store.relations(Selection(_wide(scope), about=about, names=names), bare=True)
    events = {end for relation in near for end in (relation.source, relation.target) if schema.is_event(end)}
    nearby = attacks_at(store, scope, sorted(events), bare=bare)
    return [attack for attack in nearby if attack.source in about or attack.target in about]


def attacks_at(
    store: Store,
    scope: Scope,
    events: Collection[str],
    pairs: Collection[Pair] | None = None,
    *,
    bare: bool = False,
) -> list[Relation]:
    """Derive the relations of some events, in order of id; `pairs`: only those between such ends, in either order."""
    return sorted(each_attack_at(store, scope, events, pairs, bare=bare), key=lambda attack: attack.id)


def each_attack_at(
    store: Store,
    scope: Scope,
    events: Collection[str],
    pairs: Collection[Pair] | None = None,
    *,
    bare: bool = False,
) -> Iterator[Relation]:
    """Yield the relations of `attacks_at` in any order, one at a time."""
    schema = store.schema
    if not events or not stepping(schema, scope):
        return
    steps = store.relations(Selection(_wide(scope), about=events, names=schema.with_role(*EVENT_PARTS)), bare=bare)
    for attack in each_derived((step for step in steps if step.modality != "negated"), schema, pairs):
        if attack.via in events and admits(schema, scope, attack.relation):
            yield attack


def attacks_by(store: Store, scope: Scope, parts: Collection[Pair], pairs: Collection[Pair]) -> list[Relation]:
    """Derive the relations between some pairs, in either order, from parts in events, undated and in order of id.

    `parts` are pairs of an actor and an event.
    """
    schema = store.schema
    names = stepping(schema, scope)
    steps = store.relations(Selection(_wide(scope), pairs=parts, names=names), bare=True) if parts and names else ()
    attacks = derived((step for step in steps if step.modality != "negated"), schema, pairs)
    return [attack for attack in attacks if admits(schema, scope, attack.relation)]


def dated(store: Store, scope: Scope, attacks: Collection[Relation]) -> list[Relation]:
    """Date derived relations by their events."""
    events = {attack.via for attack in attacks if attack.via}
    names = store.schema.with_role(*EVENT_PARTS)
    wanted = Selection(_wide(scope)._replace(dated_only=True), about=sorted(events), names=names)
    parts = store.relations(wanted, bare=True) if events else ()
    spans = event_spans((part for part in parts if part.modality != "negated"), store.schema)
    dates = [spans.get(attack.via or "", (None, None)) for attack in attacks]
    return [attack._replace(start=start, end=end) for attack, (start, end) in zip(attacks, dates, strict=True)]


def stepping(schema: Schema, scope: Scope) -> tuple[str, ...]:
    """List the relations from which the derived relations of a scope follow."""
    rules = [rule for rule in schema.derived if admits(schema, scope, rule.relation)]
    return schema.with_role(*(role for rule in rules for role in (*rule.first, *rule.then)))


def _wide(scope: Scope) -> Scope:
    return scope._replace(relations=(), sign=0)
