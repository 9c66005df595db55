"""How casualties read where tellings give other counts: the numbers stay as they are, people see the range."""

from __future__ import annotations

from typing import Any

import pytest

from linkchart.render.cells import shown_value
from tests.queries.asking import asked
from tests.queries.graphs import graph_of


def _event(*counts: tuple[str, Any]) -> dict[str, Any]:
    """The row of an event, from counts of victims; each count is better graded than the next."""
    facts = [
        {
            "source": "Raid", "source_type": "Event", "relation": "KILLED", "target": victims,
            "target_type": "Population", "document": f"d{rank}", "confidence": 0.9 - rank / 10,
            "attributes": {"count": count},
        }
        for rank, (victims, count) in enumerate(counts)
    ]  # fmt: skip
    (row,) = asked(graph_of([(line, "fact", fact) for line, fact in enumerate(facts, 1)]), "events").rows
    return dict(row)


@pytest.mark.parametrize(
    ("counts", "number", "shown"),
    [
        ([("guards", 5), ("guards", 5)], 5, 5),
        ([("guards", 5), ("guards", 6)], 5, "5 to 6"),
        ([("guards", 15), ("guards", 12), ("guards", "dozens")], 15, "12 to 15"),
        ([("guards", "at least 1,200")], 1200, "at least 1200"),
        ([("guards", 5), ("guards", "at least 5")], 5, 5),
        ([("guards", "several"), ("guards", 7)], "several", "several, or 7"),
        ([("guards", "several")], "several", "several"),
        ([("guards", 5), ("guards", 12), ("nurses", 8)], 13, "13 to 20"),
        ([("guards", 5), ("guards", 6), ("nurses", "dozens")], "5 and dozens", "5 to 6 and dozens"),
        ([("guards", 5), ("nurses", 8)], 13, 13),
    ],
)
def test_differing_counts_are_shown_as_range(counts: list[tuple[str, Any]], number: Any, shown: Any) -> None:
    row = _event(*counts)
    assert (row["killed"], shown_value(row, "killed")) == (number, shown)
