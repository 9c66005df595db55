"""The ontology as a parameter of Cypher: lists of types and relations, as `$ontology.acting`."""

from __future__ import annotations

from typing import Any

from ...schema import EVENT_PARTS, HARMS, LINKS, ROLES, Derived, Schema
from .properties import COMMON, asked, camel


def ontology_of(schema: Schema) -> dict[str, Any]:
    """List the names for each flag of a schema: types that act, relations that conduct forward, and so on."""
    return {
        **_types(schema),
        **_flags(schema),
        **_conduction(schema),
        **_roles(schema),
        "derived": [_rule(schema, rule) for rule in schema.derived],
    }


def _types(schema: Schema) -> dict[str, list[str]]:
    return {
        "acting": list(schema.acting),
        "walkable": list(schema.walkable),
        "events": list(schema.event_types),
        "proxies": list(schema.proxy_types),
        "places": sorted(schema.place_types),
        "acted_kinds": sorted({kind for name in schema.event_types for kind in schema.nodes[name].acted_kinds}),
    }


def _flags(schema: Schema) -> dict[str, Any]:
    relations = schema.relations
    return {
        "path": list(schema.path_relations()),
        "symmetric": [name for name, relation in relations.items() if relation.symmetric],
        "shared": [name for name, relation in relations.items() if relation.shared],
        "proxy": [name for name, relation in relations.items() if relation.proxy],
        "positive": [name for name, relation in relations.items() if relation.sign > 0],
        "negative": [name for name, relation in relations.items() if relation.sign < 0],
        "ties": [name for name, relation in relations.items() if relation.aspect == "tie"],
        "eventual": [name for name, relation in relations.items() if relation.aspect == "event"],
        "expected": {name: list(relation.expected) for name, relation in relations.items() if relation.expected},
    }


def _conduction(schema: Schema) -> dict[str, Any]:
    """List the relations that conduct influence, the types they steer, and the property of their fraction."""
    relations = schema.relations
    return {
        "forward": list(schema.conducting("forward")),
        "backward": list(schema.conducting("backward")),
        "steers": {
            name: list(schema.steered(name)) for name, relation in relations.items() if relation.conducts != "none"
        },
        "fractions": {
            name: camel(relation.fraction)
            for name, relation in relations.items()
            if relation.fraction in COMMON | asked(relation)
        },
    }


def _roles(schema: Schema) -> dict[str, Any]:
    return {
        "role": {role: list(schema.with_role(role)) for role in ROLES},
        "parts": list(schema.with_role(*EVENT_PARTS)),
        "harms": list(schema.with_role(*HARMS)),
        "links": list(schema.with_role(*LINKS)),
        "about_events": list(schema.with_role(*EVENT_PARTS, "claimant", *LINKS)),
    }


def _rule(schema: Schema, rule: Derived) -> dict[str, Any]:
    kind = schema.relations[rule.relation]
    first, then = schema.with_role(*rule.first), schema.with_role(*rule.then)
    return {
        "relation": rule.relation, "first": list(first), "then": list(then), "but_not": list(rule.but_not),
        "sign": kind.sign, "strength": kind.strength,
    }  # fmt: skip
