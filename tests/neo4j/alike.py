"""Comparison of a store on a server with one in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import linkchart
from linkchart.graph.stores.protocol import Store
from tests.graph.records import contents

EXAMPLE = Path(linkchart.__file__).parent / "loaders" / "examples" / "iraq-2020" / "facts.yaml"


def arcs(store: Store, rule: Any, *, backward: bool) -> list[tuple[str, str, float]]:
    walker = store.walker(rule)
    nodes = walker.nodes([entity.id for entity in store.entities()])
    found = list(walker.arcs(nodes, backward=backward))
    names = walker.ids({node for here, there, _ in found for node in (here, there)})
    return sorted((names[here], names[there], weight) for here, there, weight in found)


def assert_alike(remote: Store, local: Store) -> None:
    for kept, expected in zip(contents(remote), contents(local), strict=True):
        assert kept == expected
