"""How to open a store, and which arcs its searches use. What a store can do stands in contract.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .schema import ACTORS, WALKABLE, Schema
from .scope import Arc, Node, Rule, Scope, Selection

if TYPE_CHECKING:
    from collections.abc import Collection

    from .contract import Counts, Statistics, Store, Trial, Walker, Writer

_CONTRACT = ("Counts", "Statistics", "Store", "Trial", "Walker", "Writer")

__all__ = [
    "Arc",
    "Counts",
    "Node",
    "Rule",
    "Selection",
    "Statistics",
    "Store",
    "Trial",
    "Walker",
    "Writer",
    "influence_rule",
    "open_store",
    "path_rule",
]


def __getattr__(name: str) -> Any:
    """Return a name of contract.py: to define its protocols takes time that a command which only asks can save."""
    if name not in _CONTRACT:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import contract

    return getattr(contract, name)


def path_rule(schema: Schema, scope: Scope, ends: Collection[str] = (), *, directed: bool = False) -> Rule:
    """Return the rule of the path graph (semantics, section 5)."""
    names = scope.relations or (tuple(schema.relations) if scope.any_relation else schema.path_relations())
    against = tuple(name for name in names if schema.relations[name].symmetric) if directed else names
    return Rule(scope, names, against, None if scope.any_node else WALKABLE, tuple(ends))


def influence_rule(schema: Schema, scope: Scope) -> Rule:
    """Return the rule of the influence graph: conducting relations between actors."""
    allowed = scope.relations or tuple(schema.relations)
    along = {name for name in schema.conducting("forward") if name in allowed}
    against = {name for name in schema.conducting("backward") if name in allowed}
    both = {name for name in along | against if schema.relations[name].symmetric}
    return Rule(scope, tuple(sorted(along | both)), tuple(sorted(against | both)), ACTORS)


def open_store(url: str = "linkchart.db", *, create: bool = False) -> Store:
    """Return the store at a path, `:memory:`, or an address like `neo4j://host:7687`.

    Raises StoreError when there is none (and `create` is not set), when the file is something else, or
    when the server does not answer.
    """
    if "://" in url:
        from .neo4j import Neo4jStore

        return Neo4jStore.connect(url)
    from .embedded import EmbeddedStore

    return EmbeddedStore.open(url, create=create)
