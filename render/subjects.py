"""What an answer speaks of, looked up: entities and relations by id, and the names to show for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import MODALITIES
from ..graph.scope import Scope, Selection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.model import Answer, Entity, Relation
    from ..graph.schema import Schema
    from ..graph.stores.protocol import Store


class Subjects:
    """The entities and relations that an answer speaks of, by id, and the ontology to tell of them."""

    def __init__(self, entities: Mapping[str, Entity], relations: Mapping[str, Relation], schema: Schema) -> None:
        self.entities = entities
        self.relations = relations
        self.names = names_of(entities)
        self.schema = schema


def subjects_of(answer: Answer, store: Store, *, bare: bool = False) -> Subjects:
    """Return what an answer speaks of, the ends of its relations among it; `bare` leaves out the tellings."""
    derived = {one.id: one for one in answer.derived}
    wanted = [id_ for id_ in answer.relations if id_ not in derived]
    selection = Selection(Scope(modalities=MODALITIES), ids=wanted)
    found = store.relations(selection, bare=bare) if wanted else ()
    relations = {one.id: one for one in found} | derived
    ids = dict.fromkeys(answer.entities)
    for one in relations.values():
        ids |= dict.fromkeys((one.source, one.target))
    entities = {one.id: one for one in store.entities(list(ids))} if ids else {}
    return Subjects(entities, relations, store.schema)


def names_of(entities: Mapping[str, Entity]) -> dict[str, str]:
    """Return the names to show; where two entities share one, each with its type, or with its id."""
    sharing: dict[str, list[Entity]] = {}
    for entity in entities.values():
        sharing.setdefault(entity.name.casefold(), []).append(entity)
    names = {}
    for same in sharing.values():
        types = {one.type for one in same}
        for one in same:
            told_by = "" if len(same) == 1 else f" ({one.type if len(types) == len(same) else one.id})"
            names[one.id] = one.name + told_by
    return names
