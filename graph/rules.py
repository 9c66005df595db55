"""The arcs that a search may use: the rules of the path graph and of the influence graph."""

from __future__ import annotations

from collections.abc import Collection

from .schema import Schema
from .scope import Rule, Scope, Selection


def admits(schema: Schema, scope: Scope, relation: str) -> bool:
    """Check whether a scope admits a relation by name and sign; relations of events have any sign."""
    kind = schema.relations[relation]
    if scope.relations and relation not in scope.relations:
        return False
    return not scope.sign or kind.sign == scope.sign or kind.aspect == "event"


def path_rule(schema: Schema, scope: Scope, ends: Collection[str] = (), *, directed: bool = False) -> Rule:
    """Make the rule of the path graph (docs/semantics.md, Queries)."""
    names = scope.relations or (tuple(schema.relations) if scope.any_relation else schema.path_relations())
    names = tuple(name for name in names if admits(schema, scope, name))
    against = tuple(name for name in names if schema.relations[name].symmetric) if directed else names
    through = None if scope.any_node else tuple(dict.fromkeys((*schema.walkable, *scope.through)))
    return Rule(scope, names, against, through, tuple(ends))


def influence_rule(schema: Schema, scope: Scope) -> Rule:
    """Make the rule of the influence graph: conducting relations between actors."""
    along = {name for name in schema.conducting("forward") if admits(schema, scope, name)}
    against = {name for name in schema.conducting("backward") if admits(schema, scope, name)}
    both = {name for name in along | against if schema.relations[name].symmetric}
    return Rule(scope, tuple(sorted(along | both)), tuple(sorted(against | both)), schema.acting)


def signed_names(schema: Schema, scope: Scope) -> tuple[str, ...]:
    """List the relations of a scope that have a sign."""
    return tuple(name for name, kind in schema.relations.items() if kind.sign and admits(schema, scope, name))


def selected_names(schema: Schema, selection: Selection) -> set[str] | None:
    """Collect the relations that a selection may read, None for all."""
    scope = selection.scope
    if selection.names is None and not scope.relations and not scope.sign:
        return None
    names = schema.relations if selection.names is None else selection.names
    return {name for name in names if name in schema.relations and admits(schema, scope, name)}
