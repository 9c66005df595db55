"""The entities whose removal disconnects two others."""

from __future__ import annotations

from ..graph.figures import counted
from ..graph.model import Answer, Columns, EntityRef, Row
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ..graph.walks.between import between
from ._answer import answer
from ._cut import MANY, Links, paths_through, smallest_cut
from .path import PathNet

EXAMPLE = "bottleneck Iran Hezbollah --max-hops 3"
QUESTION = "Who stands between {ends}?"
GRAPH = "path"
COLUMNS: Columns = {"entity": "entity", "paths_cut": "number"}


def bottleneck(
    store: Store,
    source: EntityRef,
    target: EntityRef,
    *,
    max_hops: int = 4,
    directed: bool = False,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """The fewest entities whose removal cuts every path between two others.

    Of several smallest sets the answer is the one with the least ids, in order of id. `paths_cut` counts the simple
    paths of at most max-hops through an entity; a path through two of them counts for both. Nothing cuts two entities
    that are joined directly. Beyond four hops the question is hard: where a search of some thousand steps does not
    settle it, the answer is the minimum cut of all paths among the same entities, and a note says so.

    `source`: entity to start from.
    `target`: entity to arrive at.
    `max_hops`: longest path that counts.
    `directed`: follow arrows in their direction only.
    """
    net = PathNet(store, [source, target], scope, directed=directed)
    arcs = between(net.net, net.handles[0], net.handles[1], max_hops)
    if net.handles[1] in arcs.get(net.handles[0], {}):
        note = "They are joined directly: there is nothing between them to cut."
        return answer("bottleneck", COLUMNS, [], notes=[note])
    ids = net.net.ids({node for start, near in arcs.items() for node in (start, *near)})
    links: Links = {ids[node]: {ids[other] for other in near} for node, near in arcs.items()}
    start, goal = net.ends
    cut, proved = smallest_cut(links, start, goal, max_hops)
    counts, complete = paths_through(links, start, goal, max_hops)
    notes = [] if proved else ["A smaller set may exist: the search for it was given up."]
    notes += [] if complete else [f"Only the first {MANY:,} paths are counted."]
    rows: list[Row] = [{"entity": id_, "paths_cut": counts.get(id_, 0)} for id_ in cut]
    cuts = "cuts" if len(rows) == 1 else "together cut"
    within = f"every path of at most {counted(max_hops, 'hop')}"
    return answer(
        "bottleneck", COLUMNS, rows, entities=[row["entity"] for row in rows[:limit]], limit=limit, notes=notes,
        heading=f"{counted(len(rows), 'entity', 'entities')} {cuts} {within}." if rows else "",
    )  # fmt: skip
