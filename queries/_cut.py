"""The smallest set of nodes on every short path: minimum cuts where they are exact, else a bounded search.

With at most four hops the least cut of short paths is a least cut of all paths over their arcs (Lovász, Neumann-Lara
and Plummer 1978), which networkx finds. From five hops on the problem is NP-hard; then one node of any short path must
be in the cut, and all choices are tried in turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from ..graph.walks.between import distances

if TYPE_CHECKING:
    import networkx as nx

Links = Mapping[str, set[str]]

EASY = 4
"""The most hops for which minimum cuts are exact."""

WORK = 200_000
"""The most nodes the search looks at before it gives up."""

MANY = 1_000_000
"""The most paths counted."""


class _TooHard(Exception):
    """Ends the search when it has looked at too many nodes."""


def smallest_cut(links: Links, source: str, target: str, max_hops: int) -> tuple[list[str], bool]:
    """Find the least set of nodes on every path of at most max_hops, of equal sizes that of the least ids.

    The second value is False when a smaller set, or one of lesser ids, could not be ruled out.
    """
    graph = _Short(source, target, max_hops)
    # A node next to both ends is in every cut; taking those first saves most of the work around a hub.
    certain = {node for node in links.get(source, ()) if target in links.get(node, ())}
    rest = graph.without(links, certain)
    try:
        return sorted([*certain, *graph.least(rest)]), True
    except _TooHard:
        return sorted([*certain, *graph.flow_cut(rest)]), False


def paths_through(links: Links, source: str, target: str, max_hops: int) -> tuple[dict[str, int], bool]:
    """Count the simple paths through each node between; return also whether all could be counted."""
    into: dict[str, list[str]] = {}
    for node, near in links.items():
        for other in near:
            into.setdefault(other, []).append(node)
    hops_left = distances(into, target)  # type: ignore[arg-type] # nodes are handles of either kind
    counts: dict[str, int] = {}
    total = 0
    stack: list[tuple[str, ...]] = [(source,)]
    while stack and total < MANY:
        nodes = stack.pop()
        for other in links.get(nodes[-1], ()):
            if other == target:
                total += 1
                for node in nodes[1:]:
                    counts[node] = counts.get(node, 0) + 1
            elif other not in nodes and len(nodes) + hops_left.get(other, max_hops) <= max_hops:
                stack.append((*nodes, other))
    return counts, total < MANY


def least_flow_cut(links: Links, source: str, target: str) -> list[str]:
    """Find the least cut of all paths over these links, of equal sizes that of the least ids.

    There are as many disjoint paths as a least cut has nodes, and each contains exactly one of them. A node of such a
    path is in some least cut unless flow can be led around it: unless the residual graph leads from before the node
    to behind it (Picard and Queyranne 1980).
    """
    import networkx as nx

    graph = _digraph(links)
    paths = [list(path) for path in nx.node_disjoint_paths(graph, source, target)]
    chosen: list[str] = []
    while paths:
        part = {
            side: number
            for number, component in enumerate(nx.strongly_connected_components(_residual(graph, paths)))
            for side in component
        }
        inner = {node: path for path in paths for node in path[1:-1]}
        node = min(node for node in inner if part[node, "before"] != part[node, "behind"])
        chosen.append(node)
        paths.remove(inner[node])
        graph.remove_node(node)
    return chosen


def _digraph(links: Links) -> nx.DiGraph[str]:
    import networkx as nx

    return nx.DiGraph([(node, other) for node in sorted(links) for other in sorted(links[node])])


def _residual(graph: nx.DiGraph[str], paths: list[list[str]]) -> nx.DiGraph[tuple[str, str]]:
    """Build the residual graph, with every node split into the sides before and behind it."""
    import networkx as nx

    ends = {paths[0][0], paths[0][-1]}
    used = {node for path in paths for node in path}
    residual: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    for node in graph:
        sides = (node, "before"), (node, "behind")
        if node not in used or node in ends:
            residual.add_edge(*sides)
        if node in used:
            residual.add_edge(*reversed(sides))
    residual.add_edges_from(((node, "behind"), (other, "before")) for node, other in graph.edges)
    residual.add_edges_from(((other, "before"), (node, "behind")) for path in paths for node, other in pairwise(path))
    return residual


class _Short:
    """The short paths between two nodes, as nodes are removed."""

    def __init__(self, source: str, target: str, max_hops: int) -> None:
        self._ends = (source, target)
        self._max_hops = max_hops
        self._work = 0

    def without(self, links: Links, removed: set[str]) -> Links:
        """Keep the links on paths of at most `max_hops` that avoid the removed nodes."""
        remaining = {node: near - removed for node, near in links.items() if node not in removed}
        into: dict[str, list[str]] = {}
        for node, near in remaining.items():
            for other in near:
                into.setdefault(other, []).append(node)
        from_source = distances({node: list(near) for node, near in remaining.items()}, self._ends[0])
        to_target = distances(into, self._ends[1])  # type: ignore[arg-type]
        max_hops = self._max_hops
        short = {
            node: {
                other
                for other in near
                if from_source.get(node, max_hops) + 1 + to_target.get(other, max_hops) <= max_hops
            }
            for node, near in remaining.items()
        }
        return {node: near for node, near in short.items() if near}

    def least(self, links: Links) -> list[str]:
        """Find the least cut with the least ids, by testing node after node whether some least cut contains it."""
        if not links:
            return []
        if self._settled_by_flow(links):
            return least_flow_cut(links, *self._ends)
        size = self._size(links)
        chosen: list[str] = []
        for node in sorted(set(links) - set(self._ends)):
            if size == 0:
                break
            rest = self.without(links, {node})
            if self._cuttable(rest, size - 1):
                chosen.append(node)
                links, size = rest, size - 1
        return chosen

    def flow_cut(self, links: Links) -> set[str]:
        """Find a minimum cut of all paths over these links, including the long ones."""
        if not links:
            return set()
        import networkx as nx

        return set(nx.minimum_node_cut(_digraph(links), *self._ends))

    def _settled_by_flow(self, links: Links) -> bool:
        return self._max_hops <= EASY or len({*links, *self._ends}) <= self._max_hops + 1

    def _size(self, links: Links) -> int:
        most = len(self.flow_cut(links))
        if self._settled_by_flow(links):
            return most
        return next(size for size in range(most + 1) if size == most or self._cuttable(links, size))

    def _cuttable(self, links: Links, size: int) -> bool:
        """Check whether so many nodes can cut all short paths."""
        if not links or size <= 0:
            return not links
        if self._settled_by_flow(links):
            return len(self.flow_cut(links)) <= size
        self._work += len(links)
        if self._work > WORK:
            raise _TooHard
        if self._disjoint(links, size + 1) > size:
            return False
        if len(self.flow_cut(links)) <= size:
            return True
        path = self._shortest(links)
        return any(self._cuttable(self.without(links, {node}), size - 1) for node in path)

    def _disjoint(self, links: Links, enough: int) -> int:
        """Count short paths that share no node between the ends: fewer nodes than that cannot cut them."""
        count = 0
        while links and count < enough:
            links = self.without(links, set(self._shortest(links)))
            count += 1
        return count

    def _shortest(self, links: Links) -> list[str]:
        """List the nodes between the ends of some shortest path."""
        source, target = self._ends
        before = {source: source}
        layer = [source]
        while target not in before:
            next_layer = []
            for node in layer:
                for other in sorted(links.get(node, ())):
                    if other not in before:
                        before[other] = node
                        next_layer.append(other)
            layer = next_layer
        path = []
        node = before[target]
        while node != source:
            path.append(node)
            node = before[node]
        return path
