"""What the influence queries share: the spread from an actor, and the rows of best paths."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise

from ..graph.identity.resolve import resolve
from ..graph.model import Answer, Columns, Relation, Row
from ..graph.scope import Node, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.together import together
from ..graph.walks.influence import InfluenceWalker
from ..graph.walks.network import Net
from ..graph.walks.reach import Spread
from ._answer import answer, strongest
from ._arithmetic import arithmetic

COLUMNS: Columns = {"entity": "entity", "score": "number", "hops": "number", "path": "path", "together": "span"}

EXPLAINED: Columns = {"arithmetic": "text"}
"""The column that --explain adds."""


class InfluenceNet:
    """The influence graph around an entity; `against` limits support to that against this one or nobody named."""

    def __init__(self, store: Store, mention: str, scope: Scope, against: str | None = None) -> None:
        self.start = resolve(store, mention)
        self.walker = InfluenceWalker(
            store, scope, (self.start,), resolve(store, against) if against is not None else None
        )
        self.net = Net(self.walker)
        self.acts = store.schema.acts(self.start)
        self._store, self._scope = store, scope

    def spread(self, max_hops: int, *, backward: bool = False, beyond: int = 0) -> Spread:
        """Compute how influence spreads from the entity or, with `backward`, where its influences come from.

        `beyond`: further hops to prefetch.
        """
        (start,) = self.walker.nodes([self.start])
        hops = max_hops if self.acts else 0
        if hops + beyond > 0 and self.acts:
            self.walker.fetch(start, hops + beyond, backward=backward)
        return Spread(self.net, start, hops, backward=backward)

    def arcs_of(
        self, pairs: Collection[tuple[str, str]], *, bare: bool = True
    ) -> dict[tuple[str, str], list[Relation]]:
        """Look up the relations that conduct from the first to the second of each pair, strongest first."""
        rule = self.walker.rule
        arcs: dict[tuple[str, str], list[Relation]] = {pair: [] for pair in pairs}
        wanted = Selection(self._scope, pairs=sorted(pairs), names={*rule.along, *rule.against})
        relations = self.walker.fetched
        if relations is None:
            relations = list(self._store.relations(wanted, bare=bare)) if pairs else []
        for relation in self.walker.admitted([relation for relation in relations if relation.modality != "negated"]):
            for ends, names in (
                ((relation.source, relation.target), rule.along), ((relation.target, relation.source), rule.against),
            ):  # fmt: skip
                if ends in arcs and relation.relation in names and self.walker.steers(relation, ends[1]):
                    arcs[ends].append(relation)
        return {pair: strongest(relations_) for pair, relations_ in arcs.items()}


def influence_answer(
    query: str,
    store: Store,
    mention: str,
    scope: Scope,
    max_hops: int,
    limit: int | None,
    *,
    against: str | None,
    explain: bool,
    backward: bool,
) -> Answer:
    """List everyone the entity influences, or (`backward`) who influences it, by (-score, hops, id)."""
    net = InfluenceNet(store, mention, scope, against)
    spread = net.spread(max_hops, backward=backward)
    scores = spread.scores()
    rows = _rows(net, spread, scores, limit)
    arcs = net.arcs_of({pair for row in rows for pair in pairwise(row["path"])}, bare=against is None)
    rows = [{**row, "together": together((arcs[pair] for pair in pairwise(row["path"])), store.schema)} for row in rows]
    if explain:
        rows = [
            {**row, "arithmetic": arithmetic(net.walker, store.schema, row["score"], row["path"], arcs)} for row in rows
        ]
    relations = sorted({relation.id for hop in arcs.values() for relation in hop})
    entities = [id_ for row in rows for id_ in row["path"]]
    columns: Columns = {**COLUMNS, **EXPLAINED} if explain else COLUMNS
    return answer(
        query, columns, rows, entities=entities, relations=relations, limit=limit, total=len(scores),
        heading=_heading(list(scores.values())),
    )  # fmt: skip


def _rows(net: InfluenceNet, spread: Spread, scores: Mapping[Node, tuple[float, int]], limit: int | None) -> list[Row]:
    """Make the rows of the best scores, each with its best path."""
    ids = net.net.ids(scores)
    rows: list[Row] = []
    for node in sorted(scores, key=lambda node: (-scores[node][0], scores[node][1], ids[node]))[:limit]:
        score, hops = scores[node]
        path = spread.path_to(node, score, hops)
        names = net.net.ids(path)
        rows.append({"entity": ids[node], "score": score, "hops": hops, "path": [names[step] for step in path]})
    return rows


def _heading(scores: list[tuple[float, int]]) -> str:
    """Count the entities in a sentence, and the directly linked ones among them."""
    direct = sum(hops == 1 for _, hops in scores)
    if not scores:
        return ""
    if len(scores) == 1:
        return f"1 entity, {'' if direct else 'not '}directly."
    return f"{len(scores):,} entities, {f'{direct:,}' if direct else 'none'} of them directly."
