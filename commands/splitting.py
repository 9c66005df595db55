"""Which tellings a split parts off, and how the new entity is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..graph.errors import InputError
from ..graph.identity.in_force import InForce
from ..graph.identity.judgements import Judgement
from ..graph.identity.resolve import resolve
from ..graph.names import entity_id
from ..graph.stores.transfer import EVERYTHING

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store


def split_of(
    store: Store, mention: str, names: Sequence[str], documents: Sequence[str], new_name: str | None
) -> Judgement:
    """Make the judgement that splits tellings off an entity; raises InputError for none, or several's."""
    id_ = resolve(store, mention)
    (entity,) = store.entities([id_])
    name = new_name or (names[0] if names else entity.name)
    by_told = set(_told_ends(store, id_, names, documents))
    if not by_told:
        called = " or ".join([*(f"calls it “{one}”" for one in names), *(f"stands in {one}" for one in documents)])
        raise InputError(f"No telling of {id_} {called}: “linkchart who” shows how tellings call it.")
    if len(by_told) > 1:
        raise InputError(
            f"These tellings are of {' and '.join(sorted(by_told))}, which judgements make one: "
            "undo the judgement instead, “linkchart who” shows it."
        )
    (told,) = by_told
    entities = told, _new_id(store, entity.type, name)
    return Judgement("split", entities, name, names=tuple(names), documents=tuple(documents))


def _told_ends(store: Store, id_: str, names: Sequence[str], documents: Sequence[str]) -> Iterator[str]:
    """Yield the ids, as told, of the ends that the split would part off."""
    trial = Judgement("split", (id_, ""), names=tuple(names), documents=tuple(documents))
    for relation in store.relations(EVERYTHING._replace(about=(id_,))):
        for telling in relation.tellings:
            ends = (
                (relation.source, telling.source_id, telling.source_as),
                (relation.target, telling.target_id, telling.target_as),
            )
            for current, told, name in ends:
                if current == id_ and InForce([trial]).end(id_, name, telling.document) != id_:
                    yield told or current


def _new_id(store: Store, type_: str, name: str) -> str:
    """Make an unused id."""
    wanted = entity_id(type_, name)
    count, id_ = 1, wanted
    while store.find([id_])[id_] == (id_,) or store.matches([id_])[id_]:
        count += 1
        id_ = f"{wanted}-{count}"
    return id_
