"""The best route through a small set of arcs known to contain it."""

from collections.abc import Mapping

from ..grading import rounded
from ..named_tuples import Record
from ..scope import Node
from .network import Nearby, Net

Arcs = Mapping[Node, Nearby]


class Route(Record):
    """A simple path as its nodes; `weight` is the unrounded product of its hops' weights."""

    nodes: tuple[Node, ...]
    weight: float

    @property
    def hops(self) -> int:
        """The number of hops."""
        return len(self.nodes) - 1


def best_route(net: Net, arcs: Arcs, source: Node, target: Node, max_hops: int, carried: float = 1.0) -> Route | None:
    """Find the best route by (-weight, hops, ids), or None; `carried` is multiplied in before weights are rounded.

    Of all routes that round to the best weight, those of fewest hops are simple: cutting out a circle would leave
    fewer hops and no less weight. So it suffices to know, for each number of hops, the best product from every node
    to the target, and then to go forward by the least ids.
    """
    products = _products_to(arcs, target, max_hops)
    from_source = [layer.get(source, -1.0) for layer in products]
    if max(from_source) < 0:
        return None
    # With carried = 0 every weight is 0, but an unreached node must stay apart from a reached one.
    weights = [carried * weight if weight >= 0 else -1.0 for weight in from_source]
    best = rounded(max(weights))
    hops = next(count for count, weight in enumerate(weights) if weight >= 0 and rounded(weight) == best)
    nodes, weight = [source], 1.0
    for hops_left in range(hops - 1, -1, -1):
        steps = arcs[nodes[-1]]
        fitting = [
            node for node, step in steps.items()
            if node in products[hops_left] and rounded(carried * weight * step * products[hops_left][node]) >= best
        ]  # fmt: skip
        nodes.append(net.least(fitting))
        weight *= steps[nodes[-1]]
    return Route(tuple(nodes), weight)


def _products_to(arcs: Arcs, target: Node, max_hops: int) -> list[dict[Node, float]]:
    """Compute, for each number of hops, the best product from every node to the target."""
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
