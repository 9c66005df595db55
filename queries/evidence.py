"""The tellings of an entity's relations, and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from ..graph.errors import InputError, UnknownName
from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from ..graph.model import RETRACTED, Answer, Columns, EntityRef, Row, Telling
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.telling_order import standing_of
from ._answer import answer, pages_of

EXAMPLE = 'evidence "Quds Force" Iran'
QUESTION = "Who says what{about}?"
COLUMNS: Columns = {
    "relation": "relation", "document": "text", "paragraph": "number", "quote": "text", "method": "text",
    "confidence": "number", "modality": "text",
}  # fmt: skip
Key: TypeAlias = tuple[str, int]
"""A row by the id of its relation and the place of its telling there."""


def evidence(
    store: Store,
    entity: EntityRef | None = None,
    other: EntityRef | None = None,
    *,
    document: str | None = None,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Every telling of an entity's relations, or of a document, with its quote and where it stands.

    Relations come strongest first (-weight, relation, id), the tellings of each best graded first. What was
    retracted is listed, though it counts for nothing.

    `entity`: the entity whose relations to list.
    `other`: only the relations with this entity.
    `document`: only tellings of this document; it needs no entity.
    """
    wanted = _wanted(store, entity, other, document, scope)
    keys, heading = _order(store, wanted)
    return _answer(store, wanted, keys[:limit])._replace(total=len(keys), heading=heading)


def pages(
    store: Store,
    entity: EntityRef | None = None,
    other: EntityRef | None = None,
    *,
    document: str | None = None,
    scope: Scope = EVERYTHING,
) -> Iterator[Answer]:
    """Yield the answer of `evidence` a page at a time."""
    wanted = _wanted(store, entity, other, document, scope)
    return pages_of(_order(store, wanted)[0], lambda keys: _answer(store, wanted, keys))


class _Wanted(NamedTuple):
    """The request: the relations whose tellings to list, the ids of its entities, and the only document."""

    relations: Selection
    entities: tuple[str, ...]
    document: str | None


def _wanted(store: Store, entity: str | None, other: str | None, document: str | None, scope: Scope) -> _Wanted:
    """Look up the entities and the document of a request; raises InputError and UnknownName."""
    if entity is None and document is None:
        raise InputError("Name an entity, or a document with --document.")
    if document is not None and not any(store.documents([document])):
        raise UnknownName("document", document, (known.id for known in store.documents()))
    ends = tuple(resolve(store, mention) for mention in (entity, other) if mention is not None)
    about = list(ends) if len(ends) == 1 else None
    pairs = [(ends[0], ends[1])] if len(ends) == 2 else None
    scope = scope._replace(modalities=tuple({*scope.modalities, RETRACTED}))
    return _Wanted(Selection(scope, about=about, pairs=pairs), ends, document)


def _order(store: Store, wanted: _Wanted) -> tuple[list[Key], str]:
    """List the keys of all rows in order, and a heading that counts them."""
    ranked: list[tuple[float, str, str, list[int]]] = []
    standings: Counter[str] = Counter()
    for relation in store.relations(wanted.relations):
        places = [place for place, telling in enumerate(relation.tellings) if _shown(telling, wanted)]
        if places:
            standings.update(standing_of(relation.tellings[place]) for place in places)
            ranked.append((-relation.weight, relation.relation, relation.id, places))
    keys = [(id_, place) for _, _, id_, places in sorted(ranked) for place in places]
    if not keys:
        return keys, ""
    heading = f"{counted(len(keys), 'telling')} of {counted(len(ranked), 'relation')}"
    said = ((standings[name], *words) for name, words in _SAID.items() if standings[name])
    parts = (f"{number:,} of them {one if number == 1 else more}" for number, one, more in said)
    return keys, ", ".join([heading, *parts]) + "."


def _answer(store: Store, wanted: _Wanted, keys: Sequence[Key]) -> Answer:
    """Look up the rows of some keys."""
    ids = list(dict.fromkeys(id_ for id_, _ in keys))
    selection = wanted.relations._replace(ids=ids)
    by_id = {relation.id: relation for relation in store.relations(selection)} if ids else {}
    rows = [_row(id_, by_id[id_].tellings[place]) for id_, place in keys]
    ends = (end for id_ in ids for end in (by_id[id_].source, by_id[id_].target))
    return answer("evidence", COLUMNS, rows, entities=[*wanted.entities, *ends], relations=ids)


def _row(relation: str, telling: Telling) -> Row:
    unchecked = telling.quote and not telling.checked
    in_words = {"shown": {"method": f"{telling.method}, quote unchecked"}} if unchecked else {}
    return {
        "relation": relation, "document": telling.document, "paragraph": telling.paragraph, "quote": telling.quote,
        "method": telling.method, "confidence": telling.confidence, "modality": standing_of(telling),
        **in_words,
    }  # fmt: skip


def _shown(telling: Telling, wanted: _Wanted) -> bool:
    return wanted.document in (None, telling.document)


_SAID = {"negated": ("a denial", "denials"), RETRACTED: ("retracted", "retracted")}
