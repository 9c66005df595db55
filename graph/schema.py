"""The ontology as data: node types, relations, and what may join what."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from .errors import SchemaError

WALKABLE = ("State", "Organization", "Person", "Event")
"""Types that may stand in the middle of a path."""

ACTORS = ("State", "Organization", "Person")
"""Types that influence runs between, and that alliances and tensions are about."""

DERIVING = ("TARGETED", "KILLED", "INJURED")
"""What an event does to somebody, which makes its perpetrator one who ATTACKED them."""


class NodeType(NamedTuple):
    """A type of node and the kinds it is commonly divided into."""

    name: str
    kinds: tuple[str, ...] = ()
    gloss: str = ""


class RelationType(NamedTuple):
    """A relation of the ontology; the fields are the columns of its table in the README's schema."""

    name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    sign: int = 0
    strength: float = 0.5
    conducts: str = "none"
    symmetric: bool = False
    on_path: bool = True
    expected: tuple[str, ...] = ()
    inverse: str = ""
    layer: str = "influence"
    plover: str | None = None
    gloss: str = ""

    @property
    def words(self) -> str:
        """The relation as words: `is controlled by` for the reverse is `inverse`."""
        return self.name.lower().replace("_", " ")


class Schema:
    """The node types and relations in force, by name; `extra` is what a case added to the built-in ones."""

    __slots__ = ("extra", "nodes", "relations", "type_of_prefix")

    def __init__(
        self,
        nodes: Mapping[str, NodeType],
        relations: Mapping[str, RelationType],
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        self.nodes = nodes
        self.relations = relations
        self.extra = extra or {}
        self.type_of_prefix = {name.lower(): name for name in nodes}

    def entity_type(self, entity_id: str) -> str:
        """Return the type of an entity by its id; raises SchemaError when the prefix is no type."""
        prefix = entity_id.partition(":")[0]
        try:
            return self.type_of_prefix[prefix]
        except KeyError:
            raise SchemaError(f"“{entity_id}” is no id: ids look like organization:quds-force.") from None

    def path_relations(self) -> tuple[str, ...]:
        """Return the relations that a path may run over."""
        return tuple(name for name, one in self.relations.items() if one.on_path)

    def conducting(self, direction: str) -> tuple[str, ...]:
        """Return the relations that conduct influence `forward` or `backward` along their arrow."""
        return tuple(name for name, one in self.relations.items() if one.conducts == direction)


@cache
def builtin() -> Schema:
    """Return the ontology that linkchart ships."""
    with open(__file__.removesuffix(".py") + ".json", encoding="utf-8") as file:  # pathlib costs 4 ms of start-up
        data = json.load(file)
    return Schema(
        {one["name"]: node_type(one) for one in data["nodes"]},
        {one["name"]: relation_type(one) for one in data["relations"]},
    )


def node_type(entry: Mapping[str, Any]) -> NodeType:
    """Return a node type from its entry in the data."""
    return NodeType(entry["name"], tuple(entry.get("kinds", ())), entry.get("gloss", ""))


def relation_type(entry: Mapping[str, Any]) -> RelationType:
    """Return a relation from its entry in the data."""
    lists = {key: tuple(entry[key]) for key in ("domain", "range", "expected") if key in entry}
    return RelationType(**{**entry, **lists})


def extended(schema: Schema, extra: Mapping[str, Any]) -> Schema:
    """Return the schema with a case's own types added or overridden; `extra` is checked already."""
    nodes, relations = dict(schema.nodes), dict(schema.relations)
    for name, entry in extra.get("nodes", {}).items():
        nodes[name] = node_type({"name": name} | entry)
    for name, entry in extra.get("relations", {}).items():
        base = relations[name]._asdict() if name in relations else {"name": name}
        relations[name] = relation_type(base | entry)
    merged = {
        part: {**schema.extra.get(part, {}), **extra.get(part, {})} for part in ("nodes", "relations", "type_of_prefix")
    }
    return Schema(nodes, relations, merged)
