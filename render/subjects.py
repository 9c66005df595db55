"""Look up the subjects of an answer: entities and relations by id, and the names to show for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.model import RELATION_MODALITIES
from ..graph.scope import Scope, Selection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from ..graph.model import Answer, Entity, Relation
    from ..graph.schema import Schema
    from ..graph.stores.protocol import Store


NAMING = ("against", "via")
"""Attributes whose values are ids of entities, where they are known."""


class Subjects:
    """The entities and relations in an answer, by id, with the ontology that describes them.

    With `plain`, names are not made unique, for output that also has the ids.
    """

    def __init__(
        self, entities: Mapping[str, Entity], relations: Mapping[str, Relation], schema: Schema, *, plain: bool = False
    ) -> None:
        self.entities = entities
        self.relations = relations
        self.names = {id_: entity.name for id_, entity in entities.items()} if plain else names_of(entities)
        self.schema = schema


def subjects_of(answer: Answer, store: Store, *, bare: bool = False, plain: bool = False) -> Subjects:
    """Look up the subjects of an answer, including the ends of its relations and the entities their attributes name.

    `bare` leaves out tellings and attributes, except attributes that distinguish relations of the same wording.
    """
    derived = {relation.id: relation for relation in answer.derived}
    wanted = [id_ for id_ in answer.relations if id_ not in derived]
    selection = Selection(Scope(modalities=RELATION_MODALITIES), ids=wanted)
    stored = store.relations(selection, bare=bare) if wanted else ()
    relations = {relation.id: relation for relation in stored} | derived
    if bare:
        relations |= _distinguished(relations, store)
    ids = dict.fromkeys(answer.entities)
    for relation in relations.values():
        named = (relation.attributes.get(key) for key in NAMING)
        ids |= dict.fromkeys((relation.source, relation.target, *(id_ for id_ in named if isinstance(id_, str))))
    entities = {entity.id: entity for entity in store.entities(list(ids))} if ids else {}
    return Subjects(entities, relations, store.schema, plain=plain)


def _distinguished(relations: Mapping[str, Relation], store: Store) -> dict[str, Relation]:
    """Add to relations of the same ends, name and dates the attributes in which they differ."""
    alike: dict[tuple[str | None, ...], list[str]] = {}
    for relation in relations.values():
        if not relation.derived:
            key = relation.source, relation.relation, relation.target, relation.start, relation.end
            alike.setdefault(key, []).append(relation.id)
    groups = [ids for ids in alike.values() if len(ids) > 1]
    if not groups:
        return {}
    wanted = Selection(Scope(modalities=RELATION_MODALITIES), ids=[id_ for ids in groups for id_ in ids])
    attributes = {relation.id: relation.attributes for relation in store.relations(wanted)}
    return {id_: relations[id_]._replace(attributes=own) for ids in groups for id_, own in _differing(attributes, ids)}


def _differing(attributes: Mapping[str, Mapping[str, Any]], ids: list[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield for each id the attributes in which the ids differ."""
    keys = dict.fromkeys(key for id_ in ids for key in attributes[id_])
    distinct = [key for key in keys if len({repr(attributes[id_].get(key)) for id_ in ids}) > 1]
    yield from ((id_, {key: attributes[id_][key] for key in distinct if key in attributes[id_]}) for id_ in ids)


def names_of(entities: Mapping[str, Entity]) -> dict[str, str]:
    """Choose the names to show; entities that share a name get their type or id added."""
    sharing: dict[str, list[Entity]] = {}
    for entity in entities.values():
        sharing.setdefault(entity.name.casefold(), []).append(entity)
    names = {}
    for namesakes in sharing.values():
        types = {entity.type for entity in namesakes}
        for entity in namesakes:
            mark = entity.type if len(types) == len(namesakes) else entity.id
            names[entity.id] = entity.name if len(namesakes) == 1 else f"{entity.name} ({mark})"
    return names
