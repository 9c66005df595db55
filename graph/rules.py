"""Which arcs a search may use: the rules of the path graph and of the influence graph."""

from __future__ import annotations

from collections.abc import Collection

from .schema import ACTORS, WALKABLE, Schema
from .scope import Rule, Scope


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
