"""The smallest set of nodes on every short path: minimum cuts where they settle it, else a bounded search.

With at most four hops the least cut of short paths is a least cut of all paths over their arcs (Lovász,
Neumann-Lara and Plummer 1978), which networkx finds. From five hops on it is NP-hard; then one node of any
short path must be in the cut, and all choices are tried in turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from ..graph.walks.between import distances

if TYPE_CHECKING:
    import networkx as nx

Links = Mapping[str, set[str]]

EASY = 4  # so many hops for which minimum cuts are exact
WORK = 200_000  # nodes looked at before the search is given up
MANY = 1_000_000  # paths counted at most


class _TooHard(Exception):
    """Carries the search out when it has looked at too much."""


def smallest_cut(links: Links, source: str, target: str, max_hops: int) -> tuple[list[str], bool]:
    """Return the least set of nodes on every path of at most max_hops, of equal sizes that of the least ids.

    The second value is False when a smaller set, or one of lesser ids, could not be ruled out.
    """
    graph = _Short(source, target, max_hops)
    # What is next to both ends is in every cut; taking it first leaves little of the work around a hub.
    sure = {one for one in links.get(source, ()) if target in links.get(one, ())}
    rest = graph.without(links, sure)
    try:
        return sorted([*sure, *graph.least(rest)]), True
    except _TooHard:
        return sorted([*sure, *graph.flow_cut(rest)]), False


def paths_through(links: Links, source: str, target: str, max_hops: int) -> tuple[dict[str, int], bool]:
    """Return how many simple paths run through each node between, and whether all could be counted."""
    into: dict[str, list[str]] = {}
    for node, near in links.items():
        for other in near:
            into.setdefault(other, []).append(node)
    left = distances(into, target)  # type: ignore[arg-type] # node ids are one of the two kinds of handles
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
            elif other not in nodes and len(nodes) + left.get(other, max_hops) <= max_hops:
                stack.append((*nodes, other))
    return counts, total < MANY


def least_flow_cut(links: Links, source: str, target: str) -> list[str]:
    """Return the least cut of all paths over these links, of equal sizes that of the least ids.

    Of disjoint paths, as many as a least cut has nodes, each holds just one of them. A node of such a path is
    in some least cut unless flow could be led around it: unless, in the residual graph, one comes from before
    the node to behind it (Picard and Queyranne 1980).
    """
    import networkx as nx

    graph = _digraph(links)
    paths = [list(path) for path in nx.node_disjoint_paths(graph, source, target)]
    chosen: list[str] = []
    while paths:
        part = {
            side: number
            for number, held in enumerate(nx.strongly_connected_components(_residual(graph, paths)))
            for side in held
        }
        inner = {node: path for path in paths for node in path[1:-1]}
        node = min(one for one in inner if part[one, "before"] != part[one, "behind"])
        chosen.append(node)
        paths.remove(inner[node])
        graph.remove_node(node)
    return chosen


def _digraph(links: Links) -> nx.DiGraph[str]:
    import networkx as nx

    return nx.DiGraph([(node, other) for node in sorted(links) for other in sorted(links[node])])


def _residual(graph: nx.DiGraph[str], paths: list[list[str]]) -> nx.DiGraph[tuple[str, str]]:
    """Return where more flow could go, with every node parted into the sides before and behind it."""
    import networkx as nx

    ends = {paths[0][0], paths[0][-1]}
    used = {node for path in paths for node in path}
    found: nx.DiGraph[tuple[str, str]] = nx.DiGraph()
    for node in graph:
        sides = (node, "before"), (node, "behind")
        if node not in used or node in ends:
            found.add_edge(*sides)
        if node in used:
            found.add_edge(*reversed(sides))
    found.add_edges_from(((node, "behind"), (other, "before")) for node, other in graph.edges)
    found.add_edges_from(((other, "before"), (node, "behind")) for path in paths for node, other in pairwise(path))
    return found


class _Short:
    """The short paths between two nodes, as nodes are taken away."""

    def __init__(self, source: str, target: str, max_hops: int) -> None:
        self._ends = (source, target)
        self._max_hops = max_hops
        self._work = 0

    def without(self, links: Links, gone: set[str]) -> Links:
        """Return the links that still lie on some way of at most max_hops."""
        kept = {node: near - gone for node, near in links.items() if node not in gone}
        into: dict[str, list[str]] = {}
        for node, near in kept.items():
            for other in near:
                into.setdefault(other, []).append(node)
        there = distances({node: list(near) for node, near in kept.items()}, self._ends[0])
        back = distances(into, self._ends[1])  # type: ignore[arg-type]
        far = self._max_hops
        short = {
            node: {other for other in near if there.get(node, far) + 1 + back.get(other, far) <= far}
            for node, near in kept.items()
        }
        return {node: near for node, near in short.items() if near}

    def least(self, links: Links) -> list[str]:
        """Return the least cut with the least ids: node by node, whatever some least cut still holds."""
        if not links:
            return []
        if self._settled_by_flow(links):
            return least_flow_cut(links, *self._ends)
        left = self._size(links)
        chosen: list[str] = []
        for node in sorted(set(links) - set(self._ends)):
            if left == 0:
                break
            rest = self.without(links, {node})
            if self._cuttable(rest, left - 1):
                chosen.append(node)
                links, left = rest, left - 1
        return chosen

    def flow_cut(self, links: Links) -> set[str]:
        """Return a minimum cut of all paths over these links, the long ones too."""
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
        """Return whether so many nodes cut all short paths."""
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
        """Return a number of short paths that share no node between the ends: no fewer nodes can cut them."""
        count = 0
        while links and count < enough:
            links = self.without(links, set(self._shortest(links)))
            count += 1
        return count

    def _shortest(self, links: Links) -> list[str]:
        """Return the nodes between the ends of some shortest path."""
        source, target = self._ends
        before = {source: source}
        layer = [source]
        while target not in before:
            grown = []
            for node in layer:
                for other in sorted(links.get(node, ())):
                    if other not in before:
                        before[other] = node
                        grown.append(other)
            layer = grown
        path = []
        node = before[target]
        while node != source:
            path.append(node)
            node = before[node]
        return path
