"""The ontology: node types, relations, and the types that each relation joins."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from .errors import SchemaError
from .named_tuples import Record

EVENT_PARTS = ("perpetrator", "participant", "victim", "killed", "injured", "place")
"""Roles of the relations that report an event: who did it, to whom, where."""

DOERS = ("perpetrator", "participant", "claimant")
"""Roles of the relations that lead to an event; those of other roles lead from it."""

HARMS = ("victim", "killed", "injured")
"""Roles of the relations to those an event hit."""

LINKS = ("cause", "answer")
"""Roles of the relations between events: cause and answer."""

ROLES = (*EVENT_PARTS, "claimant", *LINKS, "part")
"""Roles that relations play in queries; a `part` lies in, or belongs to, a larger whole."""


class NodeType(Record):
    """A type of node, and the kinds it is commonly divided into.

    `acts`: influence, alliances and tensions are between nodes of such types. `walkable`: may stand in the middle of a
    path. Of an event type, `acted_kinds` are carried out by somebody, `spread_kinds` happen in many places.
    """

    name: str
    kinds: tuple[str, ...] = ()
    gloss: str = ""
    acts: bool = False
    walkable: bool = False
    acted_kinds: tuple[str, ...] = ()
    spread_kinds: tuple[str, ...] = ()


class RelationType(Record):
    """A relation of the ontology; docs/semantics.md explains its flags.

    `steers`: types that influence may reach over it, () for all that act. `fraction`: an attribute in percent that
    replaces the dilution of a `shared` relation. `verb`: its words, unless they follow from the name.
    """

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
    aspect: str = "tie"
    steers: tuple[str, ...] = ()
    shared: bool = False
    once: bool = False
    key: tuple[str, ...] = ()
    proxy: bool = False
    fraction: str | None = None
    role: str | None = None
    opposes: tuple[str, ...] = ()
    verb: str = ""

    @property
    def words(self) -> str:
        """The relation in words, from its source to its target: `is part of`."""
        return self.verb or self.name.lower().replace("_", " ")


class Derived(Record):
    """A derived relation from the perpetrators of an event to its targets.

    `first` and `then` are roles; `but_not` are types that the second relation may not lead to.
    """

    relation: str
    first: tuple[str, ...]
    then: tuple[str, ...]
    but_not: tuple[str, ...] = ()


class Schema:
    """The node types and relations in force, by name; `extra` are a case's additions to the built-in ones."""

    __slots__ = ("_event_types", "derived", "extra", "nodes", "relations", "type_of_prefix")

    def __init__(
        self,
        nodes: Mapping[str, NodeType],
        relations: Mapping[str, RelationType],
        extra: Mapping[str, Any] | None = None,
        derived: tuple[Derived, ...] = (),
    ) -> None:
        self.nodes = nodes
        self.relations = relations
        self.derived = derived
        self.extra = extra or {}
        self._event_types: tuple[str, ...] = ()
        self.type_of_prefix = {name.lower(): name for name in nodes}

    @property
    def acting(self) -> tuple[str, ...]:
        """The types that act."""
        return tuple(name for name, node in self.nodes.items() if node.acts)

    @property
    def walkable(self) -> tuple[str, ...]:
        """The types that may stand in the middle of a path."""
        return tuple(name for name, node in self.nodes.items() if node.walkable)

    @property
    def event_types(self) -> tuple[str, ...]:
        """The types that somebody can carry out."""
        if not self._event_types:  # asked for every relation of a store
            ends = {end for name in self.with_role("perpetrator") for end in self.relations[name].range}
            self._event_types = tuple(name for name in self.nodes if name in ends)
        return self._event_types

    @property
    def place_types(self) -> tuple[str, ...]:
        """The types where events take place, except types that act."""
        ends = {end for name in self.with_role("place") for end in self.relations[name].range}
        return tuple(name for name, node in self.nodes.items() if name in ends and not node.acts)

    @property
    def proxy_types(self) -> tuple[str, ...]:
        """The types that can be a proxy: organizations, and acting types that a case adds."""
        added = self.extra.get("nodes", {})
        return tuple(name for name in self.acting if name == "Organization" or name in added)

    def with_role(self, *roles: str) -> tuple[str, ...]:
        """List the relations that play any of these roles."""
        return tuple(name for name, relation in self.relations.items() if relation.role in roles)

    def role(self, relation: str) -> str | None:
        """Look up the role of a relation."""
        return self.relations[relation].role

    def acts(self, entity_id: str) -> bool:
        """Check whether an entity is of a type that acts."""
        return self.nodes[self.entity_type(entity_id)].acts

    def is_event(self, entity_id: str) -> bool:
        """Check whether an entity is an event."""
        return self.entity_type(entity_id) in self.event_types

    def steered(self, relation: str) -> tuple[str, ...]:
        """List the types that influence may reach over a relation."""
        return self.relations[relation].steers or self.acting

    def entity_type(self, entity_id: str) -> str:
        """Read the type of an entity from its id; raises SchemaError when the prefix is no type."""
        prefix = entity_id.partition(":")[0]
        try:
            return self.type_of_prefix[prefix]
        except KeyError:
            raise SchemaError(f"“{entity_id}” is not an id: ids look like organization:quds-force.") from None

    def path_relations(self) -> tuple[str, ...]:
        """List the relations that a path may use."""
        return tuple(name for name, relation in self.relations.items() if relation.on_path)

    def conducting(self, direction: str) -> tuple[str, ...]:
        """List the relations that conduct influence `forward` or `backward` along their arrow."""
        return tuple(name for name, relation in self.relations.items() if relation.conducts == direction)


@cache
def builtin() -> Schema:
    """Load the ontology that linkchart ships."""
    with open(__file__.removesuffix(".py") + ".json", encoding="utf-8") as file:  # pathlib costs 4 ms of start-up
        data = json.load(file)
    return Schema(
        {entry["name"]: node_type(entry) for entry in data["nodes"]},
        {entry["name"]: relation_type(entry) for entry in data["relations"]},
        derived=tuple(derived_relation(entry) for entry in data["derived"]),
    )


def node_type(entry: Mapping[str, Any]) -> NodeType:
    """Make a node type from its entry in the data."""
    return NodeType(**_with_tuples(entry))


def relation_type(entry: Mapping[str, Any]) -> RelationType:
    """Make a relation from its entry in the data."""
    return RelationType(**_with_tuples(entry))


def derived_relation(entry: Mapping[str, Any]) -> Derived:
    """Make a derived relation from its entry in the data."""
    return Derived(**_with_tuples({key: value for key, value in entry.items() if key in Derived._fields}))


def _with_tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def extended(schema: Schema, extra: Mapping[str, Any]) -> Schema:
    """Add a case's own types to a schema, or override its types; `extra` must be checked already."""
    nodes, relations = dict(schema.nodes), dict(schema.relations)
    for name, entry in extra.get("nodes", {}).items():
        usual = nodes[name]._asdict() if name in nodes else {"name": name}
        nodes[name] = node_type(usual | entry)
    for name, entry in extra.get("relations", {}).items():
        base = relations[name]._asdict() if name in relations else {"name": name}
        relations[name] = relation_type(base | entry)
    merged = {
        part: {**schema.extra.get(part, {}), **extra.get(part, {})} for part in ("nodes", "relations", "type_of_prefix")
    }
    return Schema(nodes, relations, merged, schema.derived)
