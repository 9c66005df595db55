"""The arcs of the influence graph, with shared relations diluted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model import Relation
from ..names import normal
from ..rules import influence_rule
from ..scope import Arc, Node, Scope, Selection
from ..stores.contract.walker import Walker
from ..stores.protocol import Store
from .derived import DerivedWalker
from .dilution import Backing, Counted, diluted
from .fetched import Fetched


class _Group(NamedTuple):
    """Relations that reach the same types and are read alike."""

    names: tuple[str, ...]
    types: frozenset[str]
    walker: Walker
    shared: bool
    in_full: bool
    backings: Mapping[Node, Sequence[Backing]] | None = None
    """Shared relations by target, once `fetch` has read them."""


class InfluenceWalker(DerivedWalker):
    """The influence graph of a scope; with `against`, only support against that entity or without a named opponent."""

    def __init__(self, store: Store, scope: Scope, ends: Collection[str] = (), against: str | None = None) -> None:
        self.rule = influence_rule(store.schema, scope)._replace(ends=tuple(ends))
        super().__init__(store.walker(self.rule))
        self._store, self._scope, self._against = store, scope, against
        self._acting = frozenset(store.schema.acting)
        self._groups = list(self._grouped())
        self._types: dict[Node, str] = {}
        self.fetched: list[Relation] | None = None
        """The relations that `fetch` has read, if it has."""

    def _grouped(self) -> Iterator[_Group]:
        schema = self._store.schema
        names: dict[tuple[frozenset[str], bool, bool, bool], list[str]] = {}
        for name in dict.fromkeys((*self.rule.along, *self.rule.against)):
            kind = schema.relations[name]
            in_full = kind.shared and (kind.fraction is not None or self._against is not None)
            key = (frozenset(schema.steered(name)), kind.shared, in_full, kind.proxy)
            names.setdefault(key, []).append(name)
        for (types, shared, in_full, _), chosen in names.items():
            along = tuple(name for name in self.rule.along if name in chosen)
            against = tuple(name for name in self.rule.against if name in chosen)
            walker = self._store.walker(self.rule._replace(along=along, against=against))
            yield _Group(tuple(chosen), types, walker, shared, in_full)

    def arcs(
        self, frontier: Collection[Node], *, backward: bool = False, names: Collection[str] | None = None
    ) -> Iterator[Arc]:
        """Yield the arcs that leave the frontier, or (`backward`) arrive there.

        `names` limits them to these relations.
        """
        for group in self._groups:
            if names is None or any(name in names for name in group.names):
                yield from self._arcs(group, list(frontier), backward=backward)

    def _arcs(self, group: _Group, frontier: Collection[Node], *, backward: bool) -> Iterator[Arc]:
        if backward:
            frontier = self._of_types(frontier, group.types)
        if not frontier:
            return
        if not group.shared:
            arcs = list(group.walker.arcs(frontier, backward=backward))
            reached = set(frontier) if backward else set(self._of_types({there for _, there, _ in arcs}, group.types))
            yield from (arc for arc in arcs if backward or arc[1] in reached)
            return
        near = group.walker.arcs(frontier, backward=backward)
        targets = frontier if backward else self._of_types({there for _, there, _ in near}, group.types)
        starts = set(frontier)
        arcs = [arc for arc in self._diluted(group, targets) if backward or arc[0] in starts] if targets else []
        sources = set(self._of_types({source for source, _, _ in arcs}, self._acting))
        for source, target, weight in arcs:
            if source in sources:
                yield (target, source, weight) if backward else (source, target, weight)

    def counted(self, source: str, target: str, names: Collection[str]) -> list[Counted]:
        """List the diluted weights of the shared relations of these names from one entity to another."""
        ends = self.nodes([source, target])
        groups = [group for group in self._groups if group.shared and any(name in names for name in group.names)]
        return [
            counted for group in groups for counted in diluted(self._backings(group, ends[1:]))
            if counted.backing.source == ends[0]
        ]  # fmt: skip

    def _diluted(self, group: _Group, targets: Collection[Node] | None) -> Iterator[Arc]:
        for backing, weight, _, _ in diluted(self._backings(group, targets)):
            yield backing.source, backing.target, weight

    def _backings(self, group: _Group, targets: Collection[Node] | None) -> Iterable[Backing]:
        if not group.in_full:
            return (Backing(*backing) for backing in group.walker.spans(targets))
        if group.backings is not None:
            return [backing for target in targets or () for backing in group.backings.get(target, ())]
        about = None if targets is None else sorted(self.ids(targets).values())
        relations = list(self._store.relations(Selection(self._scope, about=about, names=group.names)))
        return self._read(relations, None if about is None else set(about))

    def _read(self, relations: list[Relation], targets: Collection[str] | None) -> list[Backing]:
        """Turn full relations into backings, without those against another entity."""
        opposed = self._opposed(relations)
        ends = {end for relation in relations for end in (relation.source, relation.target)}
        ids = sorted(ends)
        handles = dict(zip(ids, self.nodes(ids), strict=True))
        backings: list[Backing] = []
        for relation in relations:
            if relation.modality == "negated" or relation.attributes.get("against") in opposed:
                continue
            ways = [(relation.source, relation.target)] if relation.relation in self.rule.along else []
            ways += [(relation.target, relation.source)] if relation.relation in self.rule.against else []
            share = self._share(relation)
            backings += [
                Backing(
                    handles[source], handles[target], relation.relation, relation.weight, relation.start or "",
                    relation.end or "", share,
                )
                for source, target in ways if targets is None or target in targets
            ]  # fmt: skip
        return backings

    def admitted(self, relations: list[Relation]) -> list[Relation]:
        """Drop the shared relations against another entity than the given one."""
        kinds = self._store.schema.relations
        shared = [relation for relation in relations if kinds[relation.relation].shared]
        opposed = self._opposed(shared)
        return [
            relation for relation in relations
            if not kinds[relation.relation].shared or relation.attributes.get("against") not in opposed
        ]  # fmt: skip

    def steers(self, relation: Relation, entity: str) -> bool:
        """Check whether a relation may conduct influence to an entity."""
        return self._store.schema.entity_type(entity) in self._store.schema.steered(relation.relation)

    def _opposed(self, relations: Iterable[Relation]) -> set[object]:
        """Collect the values of `against` that mean another entity than the given one."""
        if self._against is None:
            return set()
        named = {str(against) for relation in relations if (against := relation.attributes.get("against"))}
        meant = self._store.find(sorted(named)) if named else {}
        wanted = normal(self._against)
        return {name for name in named if self._against not in meant[name] and normal(name) != wanted}

    def _share(self, relation: Relation) -> float | None:
        fraction = self._store.schema.relations[relation.relation].fraction
        given = relation.attributes.get(fraction) if fraction else None
        try:
            return None if given is None else float(str(given).rstrip("% ")) / 100
        except ValueError:
            return None

    def fetch(self, start: Node, hops: int, *, backward: bool = False) -> None:
        """Read the relations of all walks of this length from a node, or (`backward`) to it, where the store can.

        From then on only these are walked.
        """
        shared = [name for group in self._groups if group.shared for name in group.names]
        relations = self._walker.around(start, hops, backward=backward, shared=shared)
        if relations is not None:
            self.fetched = list(relations)
            self._groups = [self._fetched(group) for group in self._groups]

    def _fetched(self, group: _Group) -> _Group:
        """Limit a group to the relations that were fetched."""
        relations = [relation for relation in self.fetched or () if relation.relation in group.names]
        walker = Fetched(group.walker, self.rule, relations, lambda node: bool(self._of_types([node], self._acting)))
        by_target: dict[Node, list[Backing]] = {}
        for backing in self._read(relations, None) if group.in_full else ():
            by_target.setdefault(backing.target, []).append(backing)
        return group._replace(walker=walker, backings=by_target)

    def all_arcs(self) -> Iterator[Arc]:
        """Yield every arc once, in its direction."""
        for group in self._groups:
            arcs = self._diluted(group, None) if group.shared else group.walker.all_arcs()
            if group.types == self._acting and not group.shared:
                yield from arcs
                continue
            listed = list(arcs)
            targets = set(self._of_types({there for _, there, _ in listed}, group.types))
            sources = set(self._of_types({here for here, _, _ in listed}, self._acting))
            yield from (arc for arc in listed if arc[1] in targets and arc[0] in sources)

    def _of_types(self, nodes: Collection[Node], types: Collection[str]) -> list[Node]:
        """Select the nodes of these types."""
        schema = self._store.schema
        missing = [node for node in nodes if node not in self._types]
        if missing:
            self._types.update((node, schema.entity_type(id_)) for node, id_ in self.ids(missing).items())
        return [node for node in nodes if self._types[node] in types]
