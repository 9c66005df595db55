"""The spread of influence from one node: the best product of weights to every node within some hops."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..grading import rounded
from ..scope import Node
from .network import Net


class Spread:
    """Best products of weights from a start, by number of hops.

    A label (hops, node) is stored only when no fewer hops reach the node with as much weight: any path over another
    label has a shorter one of at least its weight. `backward` follows the arcs against their direction, so that all
    paths end at the start.
    """

    def __init__(
        self, net: Net, start: Node, max_hops: int, *, backward: bool = False, banned: Collection[Node] = ()
    ) -> None:
        self._net = net
        self._start = start
        self._backward = backward
        self.layers: list[dict[Node, float]] = [{start: 1.0}]
        self._before: list[dict[Node, list[tuple[Node, float]]]] = [{}]
        best: dict[Node, float] = {start: 1.0}
        for _ in range(max_hops):
            self._grow(best, banned)
            if not self.layers[-1]:
                break

    def _grow(self, best: dict[Node, float], banned: Collection[Node]) -> None:
        last, layer = self.layers[-1], dict[Node, float]()
        before: dict[Node, list[tuple[Node, float]]] = {}
        for node, near in self._net.near(list(last), backward=self._backward):
            for other, weight in near.items():
                product = last[node] * weight
                if product > best.get(other, -1.0) and other not in banned:
                    before.setdefault(other, []).append((node, weight))
                    layer[other] = max(product, layer.get(other, -1.0))
        best.update(layer)
        self.layers.append(layer)
        self._before.append(before)

    def scores(self) -> dict[Node, tuple[float, int]]:
        """Compute the rounded score of every node but the start, with the fewest hops that reach it."""
        best: dict[Node, tuple[float, int]] = {}
        for hops, layer in enumerate(self.layers[1:], 1):
            for node, product in layer.items():
                score = rounded(product)
                if node not in best or score > best[node][0]:
                    best[node] = (score, hops)
        return best

    def path_to(self, node: Node, score: float, hops: int) -> tuple[Node, ...]:
        """Trace the best path to a node as nodes in the direction of the arcs; of equals the least ids."""
        return self.path_over({node: 1.0}, score, hops)

    def path_over(self, last: Mapping[Node, float], score: float, hops: int) -> tuple[Node, ...]:
        """Trace the best path of so many hops whose product, times its last node's weight in `last`, is the score."""
        useful = self._useful(last, score, hops)
        if self._backward:
            return self._from_far_end(useful, last, score, hops)
        nodes, product = [self._start], 1.0
        for count in range(1, hops + 1):
            fitting: dict[Node, float] = {}
            for node, onward in useful[count].items():
                for before, weight in self._before[count].get(node, ()):
                    if before == nodes[-1] and rounded(product * weight * onward) >= score:
                        fitting[node] = weight
            nodes.append(self._net.least(fitting))
            product *= fitting[nodes[-1]]
        return tuple(nodes)

    def _useful(self, last: Mapping[Node, float], score: float, hops: int) -> list[dict[Node, float]]:
        """List by number of hops the nodes that such a path may have there, with the best product from each onward."""
        layers: list[dict[Node, float]] = [{} for _ in range(hops + 1)]
        layers[hops] = {node: weight for node, weight in last.items() if node in self.layers[hops]}
        for count in range(hops, 0, -1):
            for node, onward in layers[count].items():
                for before, weight in self._before[count].get(node, ()):
                    product = weight * onward
                    if rounded(self.layers[count - 1][before] * product) >= score:
                        layers[count - 1][before] = max(product, layers[count - 1].get(before, -1.0))
        return layers

    def _from_far_end(
        self, useful: list[dict[Node, float]], last: Mapping[Node, float], score: float, hops: int
    ) -> tuple[Node, ...]:
        fitting = {node: last[node] for node in useful[hops] if rounded(self.layers[hops][node] * last[node]) >= score}
        first = self._net.least(fitting)
        nodes, product = [first], fitting[first]
        for count in range(hops, 0, -1):
            choices = {
                before: weight for before, weight in self._before[count][nodes[-1]]
                if rounded(self.layers[count - 1][before] * weight * product) >= score
            }  # fmt: skip
            nodes.append(self._net.least(choices))
            product *= choices[nodes[-1]]
        return tuple(nodes)
