"""The best route through a small set of arcs that is known to hold it."""

from collections.abc import Mapping
from typing import NamedTuple

from ..grading import rounded
from ..scope import Node
from .network import Nearby, Net

Arcs = Mapping[Node, Nearby]


class Route(NamedTuple):
    """A simple path by its nodes; `weight` is the product of its hops' weights, not rounded."""

    nodes: tuple[Node, ...]
    weight: float

    @property
    def hops(self) -> int:
        """The number of hops."""
        return len(self.nodes) - 1


def best_route(net: Net, arcs: Arcs, source: Node, target: Node, max_hops: int, carried: float = 1.0) -> Route | None:
    """Return the best route by (-weight, hops, ids), or None; weights are rounded after `carried` is multiplied in.

    Of all routes that round to the best weight, the fewest hops are simple of themselves: cutting a
    circle out would leave fewer hops and no less weight. So it is enough to know, for each number of
    hops, the best product from every node to the target, and then to go forward by the least ids.
    """
    rest = _products_to(arcs, target, max_hops)
    onward = [layer.get(source, -1.0) for layer in rest]
    if max(onward) < 0:
        return None
    # Where nothing is carried every weight comes to nought, but what is not reached still is not.
    reached = [carried * weight if weight >= 0 else -1.0 for weight in onward]
    best = rounded(max(reached))
    hops = next(count for count, weight in enumerate(reached) if weight >= 0 and rounded(weight) == best)
    nodes, weight = [source], 1.0
    for left in range(hops - 1, -1, -1):
        here = arcs[nodes[-1]]
        fitting = [
            node for node, step in here.items()
            if node in rest[left] and rounded(carried * weight * step * rest[left][node]) >= best
        ]  # fmt: skip
        nodes.append(net.least(fitting))
        weight *= here[nodes[-1]]
    return Route(tuple(nodes), weight)


def _products_to(arcs: Arcs, target: Node, max_hops: int) -> list[dict[Node, float]]:
    layers: list[dict[Node, float]] = [{target: 1.0}]
    into: dict[Node, list[tuple[Node, float]]] = {}
    for node, near in arcs.items():
        for other, weight in near.items():
            into.setdefault(other, []).append((node, weight))
    for _ in range(max_hops):
        layer: dict[Node, float] = {}
        for node, product in layers[-1].items():
            for before, weight in into.get(node, ()):
                if before != target and weight * product > layer.get(before, -1.0):
                    layer[before] = weight * product
        layers.append(layer)
    return layers
