"""Chains of cause and effect: simple paths that cannot be made longer at either end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, pairwise

from ..graph.dates import first_day, last_day
from ..graph.derive import Span
from ..graph.schema import LINKS
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store

MANY = 1_000
"""Chains told at most: in a thicket of circles there are more of them than anybody can read."""
STEPS = 100_000
"""Beginnings of chains looked at, at most."""

Chain = tuple[str, ...]


class Chains:
    """What caused or answered what, in a scope."""

    def __init__(self, store: Store, scope: Scope) -> None:
        self._store, self._scope = store, scope
        self._effects: dict[str, dict[str, list[str]]] = {}
        self._causes: dict[str, set[str]] = {}
        self._read: set[str] = set()
        self._steps = 0

    def all(self) -> tuple[list[Chain], bool]:
        """Return all chains, and whether those are all."""
        self._load(None)
        found = list(islice(self._from(self._beginnings()), MANY + 1))
        return found[:MANY], len(found) <= MANY and self._steps < STEPS

    def about(self, event: str) -> tuple[list[Chain], bool]:
        """Return the chains that hold an event, and whether those are all."""
        self._reachable(event, forward=True)
        before = self._reachable(event, forward=False)
        found = list(islice(self._from(self._beginnings(before), event), MANY + 1))
        return found[:MANY], len(found) <= MANY and self._steps < STEPS

    def relations(self, chains: Iterable[Sequence[str]]) -> list[str]:
        """Return the relations that join some chains."""
        return [one for chain in chains for pair in pairwise(chain) for one in self._effects[pair[0]][pair[1]]]

    def _load(self, about: Collection[str] | None) -> None:
        schema = self._store.schema
        names = [
            name for name in schema.with_role(*LINKS) if not self._scope.relations or name in self._scope.relations
        ]
        wanted = Selection(self._scope, about=about, names=names)
        for one in self._store.relations(wanted, bare=True) if names else ():
            cause, effect = (
                (one.source, one.target) if schema.role(one.relation) == "cause" else (one.target, one.source)
            )
            if cause != effect and one.modality != "negated":
                held = self._effects.setdefault(cause, {}).setdefault(effect, [])
                if one.id not in held:
                    held.append(one.id)
                self._causes.setdefault(effect, set()).add(cause)

    def _reachable(self, start: str, *, forward: bool) -> set[str]:
        """Return what an event led to, or all that led to it, reading on from there."""
        found, frontier = {start}, {start}
        while frontier:
            missing = frontier - self._read
            if missing:
                self._load(sorted(missing))
                self._read |= missing
            near = self._effects if forward else self._causes
            frontier = {other for one in frontier for other in near.get(one, ())} - found
            found |= frontier
        return found

    def _beginnings(self, among: Collection[str] | None = None) -> list[str]:
        """Return where a chain may begin: what has no cause but those in a circle with it."""
        import networkx as nx

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_edges_from((cause, effect) for cause in self._effects for effect in self._effects[cause])
        circle = {node: number for number, held in enumerate(nx.strongly_connected_components(graph)) for node in held}
        known = circle if among is None else [one for one in among if one in circle]
        return sorted(one for one in known if all(circle[cause] == circle[one] for cause in self._causes.get(one, ())))

    def _from(self, beginnings: Iterable[str], through: str | None = None) -> Iterator[Chain]:
        """Yield the chains that begin there, in order of ids; only those that hold `through`, if given."""
        before = self._reachable(through, forward=False) if through is not None else set()

        def onward(chain: list[str], held: set[str]) -> list[str]:
            further = (one for one in self._effects.get(chain[-1], ()) if one not in held)
            return sorted(one for one in further if through is None or through in held or one in before)

        for start in beginnings:
            chain, held = [start], {start}
            choices = [iter(onward(chain, held))]
            while choices and self._steps < STEPS:
                other = next(choices[-1], None)
                if other is None:
                    choices.pop()
                    held.discard(chain.pop())
                    continue
                self._steps += 1
                chain.append(other)
                held.add(other)
                further = onward(chain, held)
                choices.append(iter(further))
                if not further and (through is None or through in held) and self._causes.get(start, set()) <= held:
                    yield tuple(chain)


def out_of_order(spans: Sequence[Span]) -> bool:
    """Return whether a span ends before one begins that comes earlier in the list, by days that leave no doubt.

    >>> out_of_order([("2020-03", "2020-03"), (None, None), ("2019", "2019")])
    True
    >>> out_of_order([("2020-03", "2020-03"), ("2020", "2020")])
    False
    """
    latest = ""
    for start, end in spans:
        if end and last_day(end) < latest:
            return True
        if start:
            latest = max(latest, first_day(start))
    return False
