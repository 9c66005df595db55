"""What the influence queries share: the spread from an actor, and its best paths as rows."""

from __future__ import annotations

from itertools import pairwise

from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, Relation, Row
from ..graph.rules import influence_rule
from ..graph.scope import Rule, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.walks.network import Net
from ..graph.walks.reach import Spread
from ._answer import answer, strongest

COLUMNS: Columns = {"entity": "entity", "score": "number", "hops": "number", "path": "path"}


class InfluenceNet:
    """The influence graph around one entity."""

    def __init__(self, store: Store, mention: str, scope: Scope) -> None:
        self.start = resolve(store, mention)
        self.rule: Rule = influence_rule(store.schema, scope)._replace(ends=(self.start,))
        self.net = Net(store.walker(self.rule))
        self.acts = store.schema.acts(self.start)
        self._store = store

    def spread(self, max_hops: int, *, backward: bool = False) -> Spread:
        """Return how far influence spreads from the entity, or (`backward`) from how far it comes."""
        (start,) = self.net.walker.nodes([self.start])
        hops = max_hops if self.acts else 0
        self.net = self.net.around(start, hops, backward=backward)
        return Spread(self.net, start, hops, backward=backward)

    def relations(self, pairs: set[tuple[str, str]]) -> list[str]:
        """Return the ids of the relations that conduct from the first to the second of each pair, in order."""
        found = self.net.walker.relations(pairs)
        return sorted([one.id for told in self.arcs_of(pairs).values() for one in told] if found is None else found)

    def arcs_of(self, pairs: set[tuple[str, str]], *, bare: bool = True) -> dict[tuple[str, str], list[Relation]]:
        """Return the relations that conduct from the first to the second of each pair, strongest first."""
        arcs: dict[tuple[str, str], list[Relation]] = {pair: [] for pair in pairs}
        names = {*self.rule.along, *self.rule.against}
        wanted = Selection(self.rule.scope, pairs=sorted(pairs), names=names)
        for one in self._store.relations(wanted, bare=bare) if pairs else ():
            if (one.source, one.target) in arcs and one.relation in self.rule.along:
                arcs[one.source, one.target].append(one)
            if (one.target, one.source) in arcs and one.relation in self.rule.against:
                arcs[one.target, one.source].append(one)
        return {pair: strongest(one for one in found if one.modality != "negated") for pair, found in arcs.items()}


def influence_answer(
    query: str, store: Store, mention: str, scope: Scope, max_hops: int, limit: int | None, *, backward: bool
) -> Answer:
    """Return everyone whom the entity influences, or (`backward`) who influences it, by (-score, hops, id)."""
    net = InfluenceNet(store, mention, scope)
    spread = net.spread(max_hops, backward=backward)
    scores = spread.scores()
    ids = net.net.ids(scores)
    order = sorted(scores, key=lambda node: (-scores[node][0], scores[node][1], ids[node]))
    rows: list[Row] = []
    for node in order[:limit]:
        score, hops = scores[node]
        nodes = spread.path_to(node, score, hops)
        path = [net.net.ids(nodes)[one] for one in nodes]
        rows.append({"entity": ids[node], "score": score, "hops": hops, "path": path})
    pairs = {pair for row in rows for pair in pairwise(row["path"])}
    relations = net.relations(pairs)
    entities = [one for row in rows for one in row["path"]]
    return answer(query, COLUMNS, rows, entities=entities, relations=relations, limit=limit, total=len(order))
