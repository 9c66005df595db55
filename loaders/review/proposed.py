"""A file of proposed facts: its names and facts, each with the key under which it is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ...graph.errors import InputError
from ...graph.identity.near_entities import NearEntities
from ...graph.model import Entity
from ...graph.names import entity_id
from .decisions import fact_key, name_key

ENDS = ("source", "target")
NEAR = 0.6
"""Score of names from which one is offered as the same as another."""

OFFERED = 4


class Name(NamedTuple):
    """A name that facts of the file have; `near` are ids and names of entities that it may mean, the nearest first.

    `known` is the id of the entity of the store that has this very name.
    """

    key: str
    id: str
    type: str
    name: str
    facts: int
    kind: str | None = None
    known: str | None = None
    near: tuple[tuple[str, str], ...] = ()


class Fact(NamedTuple):
    """A proposed fact; `fields` are as the file has them."""

    key: str
    fields: Mapping[str, Any]

    @property
    def ends(self) -> tuple[str, str]:
        """The keys of the names of its ends."""
        source, target = (name_key(self.fields[f"{end}_type"], self.fields[end]) for end in ENDS)
        return source, target


class Proposed(NamedTuple):
    """What a file proposes: documents and entities as they are, names by key, facts."""

    documents: tuple[Mapping[str, Any], ...]
    entities: tuple[Mapping[str, Any], ...]
    names: Mapping[str, Name]
    facts: tuple[Fact, ...]


def proposed(records: Iterable[tuple[int, str, Any]], known: Iterable[Entity] = ()) -> Proposed:
    """Read what a file proposes; `known` are the entities of the store that it is meant for."""
    by_kind: dict[str, list[Mapping[str, Any]]] = {"document": [], "entity": [], "fact": [], "note": []}
    for line, kind, fields in records:
        if kind not in by_kind or (kind == "fact" and not all(f"{end}_type" in fields for end in ENDS)):
            reason = fields.get("reason") if kind == "broken" else "only what “linkchart extract” writes is reviewed."
            raise InputError(f"line {line}: {reason}")
        by_kind[kind].append(fields)
    facts = tuple(Fact(fact_key(fields), fields) for fields in by_kind["fact"])
    return Proposed(
        tuple(by_kind["document"]), tuple(by_kind["entity"]), _names(facts, by_kind["entity"], known), facts
    )


def _names(facts: Iterable[Fact], entities: Iterable[Mapping[str, Any]], known: Iterable[Entity]) -> dict[str, Name]:
    kinds = {(fields.get("type"), fields.get("name")): fields.get("kind") for fields in entities}
    counts: dict[tuple[str, str], int] = {}
    for fact in facts:
        for end in ENDS:
            named = fact.fields[f"{end}_type"], fact.fields[end]
            counts[named] = counts.get(named, 0) + 1
    names = {}
    of_store = _by_name(known)
    offers = _offers(counts, of_store)
    for (type_, name), count in counts.items():
        id_, key = entity_id(type_, name), name_key(type_, name)
        found = of_store.get((type_, name))
        kind = kinds.get((type_, name))
        names[key] = Name(key, id_, type_, name, count, kind, found.id if found else None, offers.get(id_, ()))
    return names


def _by_name(known: Iterable[Entity]) -> dict[tuple[str, str], Entity]:
    return {(entity.type, name): entity for entity in known for name in (*entity.aliases, entity.name)}


def _offers(
    named: Iterable[tuple[str, str]], of_store: Mapping[tuple[str, str], Entity]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Map new names to the entities of file and store with near names."""
    new = {entity_id(type_, name): Entity(entity_id(type_, name), type_, name) for type_, name in named}
    stored = {entity.id: entity for entity in of_store.values()}
    by_type: dict[str, NearEntities] = {}
    for entity in (new | stored).values():
        by_type.setdefault(entity.type, NearEntities(entity.type)).add(entity)
    scored: dict[str, list[tuple[float, str, str]]] = {}
    for near in by_type.values():
        for pair, likeness in near.pairs(NEAR, new.keys()).items():
            for id_, other in (pair, pair[::-1]):
                if id_ in new and id_ not in stored:
                    scored.setdefault(id_, []).append((-likeness.score, other, (new | stored)[other].name))
    return {id_: tuple((other, name) for _, other, name in sorted(listed)[:OFFERED]) for id_, listed in scored.items()}
