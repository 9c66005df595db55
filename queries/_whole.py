"""The whole graph of a rule in columns, for queries that rank all entities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..graph.scope import Rule
from ..graph.stores.contract.walker import Walker
from ..graph.stores.protocol import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED = 2020


class Whole(NamedTuple):
    """Every arc once, of parallel ones the heaviest; nodes are positions in `ids`, which is sorted."""

    ids: list[str]
    tails: NDArray[np.int64]
    heads: NDArray[np.int64]
    weights: NDArray[np.float64]

    def arcs(self) -> Iterator[tuple[int, int, float]]:
        """Iterate over the arcs in order of their ends."""
        return zip(self.tails.tolist(), self.heads.tolist(), self.weights.tolist(), strict=True)

    def both_ways(self) -> Whole:
        """Copy the graph with every arc in both directions."""
        import numpy as np

        tails, heads = np.concatenate([self.tails, self.heads]), np.concatenate([self.heads, self.tails])
        return Whole(self.ids, *_best(tails, heads, np.concatenate([self.weights, self.weights])))


def whole(store: Store, *rules: Rule) -> Whole:
    """Collect the arcs of some rules together, without loops and without entities that no arc touches."""
    return whole_of(*(store.walker(rule) for rule in rules))


def whole_of(*walkers: Walker) -> Whole:
    """Collect the arcs of some walkers together, without loops and without entities that no arc touches."""
    import numpy as np

    place: dict[object, int] = {}
    columns: list[list[int]] = [[], []]
    weights: list[float] = []
    for walker in walkers:
        for tail, head, weight in walker.all_arcs():
            if tail != head:
                columns[0].append(place.setdefault(tail, len(place)))
                columns[1].append(place.setdefault(head, len(place)))
                weights.append(weight)
    named = walkers[0].ids(list(place))  # type: ignore[arg-type] # the keys are the walker's own nodes
    ids = sorted(named.values())
    order = {id_: number for number, id_ in enumerate(ids)}
    placed = np.array([order[named[node]] for node in place], dtype=np.int64)  # type: ignore[index]
    tails, heads = (placed[np.array(column, dtype=np.int64)] for column in columns)
    return Whole(ids, *_best(tails, heads, np.array(weights)))


def _best(
    tails: NDArray[np.int64], heads: NDArray[np.int64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    import numpy as np

    order = np.lexsort((-weights, heads, tails))
    tails, heads, weights = tails[order], heads[order], weights[order]
    first = np.ones(len(tails), dtype=bool)
    first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
    return tails[first], heads[first], weights[first]
