"""Short ways to ask a query, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from linkchart.graph.model import Answer
from linkchart.graph.stores.protocol import Store
from linkchart.queries import query

CASE = Path(__file__).parents[2] / "loaders/examples/iraq-2020/facts.yaml"


def asked(store: Store, name: str, *ends: str, **options: Any) -> Answer:
    """Ask a query by its name."""
    return query(name).function(store, *ends, **options)


def column(answer: Answer, name: str) -> list[Any]:
    """List the values of one column of an answer."""
    return [row[name] for row in answer.rows]
