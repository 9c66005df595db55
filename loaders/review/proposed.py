"""A file of proposed facts: its names and facts, each with the key under which it is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import product
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

MOST = 100
"""Keys of one fact under other names."""


class Name(NamedTuple):
    """A name in the facts of the file; `near` are ids and names of entities that it may refer to, the nearest first.

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
    """A proposed fact; `fields` are as in the file.

    `also`: its keys under the other names of its ends, those in the store or in the text.
    """

    key: str
    fields: Mapping[str, Any]
    also: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[str, str]:
        """The keys of the names of its ends."""
        source, target = (name_key(self.fields[f"{end}_type"], self.fields[end]) for end in ENDS)
        return source, target


class Proposed(NamedTuple):
    """The contents of a file of proposals: documents and entities as they are, names by key, facts."""

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
    stored = _by_name(known)
    facts = tuple(Fact(fact_key(fields), fields, _also(fields, stored)) for fields in by_kind["fact"])
    return Proposed(
        tuple(by_kind["document"]), tuple(by_kind["entity"]), _names(facts, by_kind["entity"], stored), facts
    )


def _also(fields: Mapping[str, Any], stored: Mapping[tuple[str, str], Entity]) -> tuple[str, ...]:
    """List the keys of a fact under the other names of its ends, as the store knows them."""
    names_of_ends = []
    for end in ENDS:
        entity = stored.get((fields[f"{end}_type"], fields[end]))
        others = {fields.get(f"{end}_as") or fields[end], entity.name, *entity.aliases} if entity else set()
        names_of_ends.append(sorted({fields[end], *others}))
    keys = (fact_key({**fields, "source": source, "target": target}) for source, target in product(*names_of_ends))
    return tuple(keys)[:MOST] if max(map(len, names_of_ends)) > 1 else ()


def _names(
    facts: Iterable[Fact], entities: Iterable[Mapping[str, Any]], stored: Mapping[tuple[str, str], Entity]
) -> dict[str, Name]:
    kinds = {(fields.get("type"), fields.get("name")): fields.get("kind") for fields in entities}
    counts = named_in(facts)
    new = {entity_id(*named): Entity(entity_id(*named), *named) for named in counts if named not in stored}
    offered = offers(new, {entity.id: entity for entity in stored.values()})
    names = {}
    for (type_, name), count in counts.items():
        key, id_, entity = name_key(type_, name), entity_id(type_, name), stored.get((type_, name))
        kind = kinds.get((type_, name))
        names[key] = Name(key, id_, type_, name, count, kind, entity.id if entity else None, offered.get(id_, ()))
    return names


def named_in(facts: Iterable[Fact]) -> Counter[tuple[str, str]]:
    """Count the facts of each type and name at their ends, in the order of the facts."""
    return Counter((fact.fields[f"{end}_type"], fact.fields[end]) for fact in facts for end in ENDS)


def rules_in(text: str | None) -> list[str]:
    """List the rules that found a fact, as its `rule` names them.

    >>> rules_in("dispute/accuse-verb + structure/leader-noun")
    ['dispute/accuse-verb', 'structure/leader-noun']
    """
    return [rule for rule in (text or "").split(" + ") if rule]


def _by_name(known: Iterable[Entity]) -> dict[tuple[str, str], Entity]:
    return {(entity.type, name): entity for entity in known for name in (*entity.aliases, entity.name)}


def offers(new: Mapping[str, Entity], stored: Mapping[str, Entity]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Map new entities, by id, to the ids and names of others with near names."""
    both = {**new, **stored}
    by_type: dict[str, NearEntities] = {}
    for entity in both.values():
        by_type.setdefault(entity.type, NearEntities(entity.type)).add(entity)
    scored: dict[str, list[tuple[float, str, str]]] = {}
    for near in by_type.values():
        for pair, likeness in near.pairs(NEAR, new.keys()).items():
            for id_, other in (pair, pair[::-1]):
                if id_ in new and id_ not in stored:
                    scored.setdefault(id_, []).append((-likeness.score, other, both[other].name))
    return {id_: tuple((other, name) for _, other, name in sorted(listed)[:OFFERED]) for id_, listed in scored.items()}
