"""Disputed relations and both sides of each dispute."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ..graph.counts import differ
from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, EntityRef, Relation, Row, Telling
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.spans import agree, overlap
from ..graph.stores.protocol import Store
from ..graph.telling_order import counting
from ._answer import answer, pages_of

EXAMPLE = "disputes"
QUESTION = "What is disputed{around}?"
COLUMNS: Columns = {"relation": "relation", "kind": "text", "for": "either", "against": "either"}


def disputes(
    store: Store, entity: EntityRef | None = None, *, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """Disputed relations, and who disputes them: one row for each relation and kind of dispute.

    Kinds: `denied` by somebody; `date` and `count`, where tellings differ; `end`, reported to go on after its last
    day; `twice`, where an event has two of what it has once; `opposed` by a relation that contradicts it. `for` and
    `against` name the documents and paragraphs of the tellings, or the ids of relations. Rows come by (relation id,
    kind).

    `entity`: only relations of this entity.
    """
    keys = _keys(store, entity, scope)
    count = len({key.partition(" ")[0] for key in keys})
    heading = f"{counted(len(keys), 'dispute')} of {counted(count, 'relation')}." if keys else ""
    return _answer(store, scope, keys[:limit])._replace(total=len(keys), heading=heading)


def pages(store: Store, entity: EntityRef | None = None, *, scope: Scope = EVERYTHING) -> Iterator[Answer]:
    """Yield the answer of `disputes` a page at a time."""
    return pages_of(_keys(store, entity, scope), lambda keys: _answer(store, scope, keys))


def _keys(store: Store, entity: EntityRef | None, scope: Scope) -> list[str]:
    """List the relation and kind of every row in order, as one text each, which takes the least memory."""
    selection = Selection(scope, about=None if entity is None else [resolve(store, entity)])
    return [
        f"{relation.id} {kind}"
        for relation in store.relations(selection, bare=True)
        for kind in sorted(relation.disputed)
    ]


def _answer(store: Store, scope: Scope, keys: Sequence[str]) -> Answer:
    """Look up the rows of some keys."""
    kinds = [(id_, kind) for id_, _, kind in (key.partition(" ") for key in keys)]
    selection = Selection(scope, ids=list(dict.fromkeys(id_ for id_, _ in kinds)))
    disputed = {relation.id: relation for relation in store.relations(selection)} if keys else {}
    opponents = _Opponents(store, disputed.values())
    rows: list[Row] = []
    used = dict(disputed)
    for id_, kind in kinds:
        relation = disputed[id_]
        against = opponents.of(relation, kind)
        used.update((other.id, other) for other in against)
        sides = (
            {"for": [id_], "against": [other.id for other in against]} if kind in BETWEEN else _sides(relation, kind)
        )
        rows.append({"relation": id_, "kind": kind, **sides})
    entities = [end for relation in used.values() for end in (relation.source, relation.target)]
    return answer("disputes", COLUMNS, rows, entities=entities, relations=used)


BETWEEN = ("twice", "opposed")
"""Kinds in which one relation disputes another."""


class _Opponents:
    """The relations that contradict some disputed ones."""

    def __init__(self, store: Store, disputed: Collection[Relation]) -> None:
        self._kinds = store.schema.relations
        self._from: dict[tuple[str, str], list[Relation]] = {}
        self._between: dict[frozenset[str], list[Relation]] = {}
        if twice := [relation for relation in disputed if "twice" in relation.disputed]:
            sources, names = {relation.source for relation in twice}, {relation.relation for relation in twice}
            for other in store.relations(Selection(about=sorted(sources), names=sorted(names)), bare=True):
                self._from.setdefault((other.source, other.relation), []).append(other)
        if pairs := {(relation.source, relation.target) for relation in disputed if "opposed" in relation.disputed}:
            for other in store.relations(Selection(pairs=sorted(pairs)), bare=True):
                self._between.setdefault(frozenset((other.source, other.target)), []).append(other)

    def of(self, relation: Relation, kind: str) -> list[Relation]:
        """List the relations that contradict one in a kind of `BETWEEN`, in order of id; none for other kinds."""
        if kind == "twice":
            others = self._from.get((relation.source, relation.relation), [])
            return [other for other in others if other.id != relation.id and other.target != relation.source]
        if kind == "opposed":
            others = self._between.get(frozenset((relation.source, relation.target)), [])
            return [other for other in others if other.id != relation.id and self._opposed(relation, other)]
        return []

    def _opposed(self, relation: Relation, other: Relation) -> bool:
        kind, other_kind = self._kinds[relation.relation], self._kinds[other.relation]
        contrary = other.relation in kind.opposes or relation.relation in other_kind.opposes
        return contrary and overlap(*((side.start or "", side.end or "") for side in (relation, other)))


def _sides(relation: Relation, kind: str) -> Row:
    """List the places of the tellings for and against a relation."""
    against = [telling for telling in relation.tellings if _against(relation, telling, kind)]
    for_ = [telling for telling in counting(relation.tellings) if telling not in against]
    return {"for": _places(for_), "against": _places(against)}


def _against(relation: Relation, telling: Telling, kind: str) -> bool:
    if kind == "denied":
        return telling.modality == "negated"
    if telling.modality == "negated":
        return False
    if kind == "count":
        best = relation.attributes.get("count")
        return differ([value for value in (best, telling.attributes.get("count")) if value is not None])
    span = (relation.start or "", relation.end or "")
    own = (telling.start or "", telling.end or "")
    return not agree(span, own) if kind == "date" else bool(own[0] and not own[1] and span[1])


def _places(tellings: Iterable[Telling]) -> list[str]:
    """List the places of tellings in words."""
    return [
        f"{telling.document or 'no document'}, paragraph {telling.paragraph}" if telling.paragraph
        else telling.document or "no document"
        for telling in tellings
    ]  # fmt: skip
