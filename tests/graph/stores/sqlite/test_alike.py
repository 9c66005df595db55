"""Tellings that differ only in document, place and quote make the relation that the general grouping makes."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.sqlite import merge
from tests.graph.records import Record, add, contents, document

WIRE = "The minister said on Friday that the convoy had been stopped at the border by unknown men."
DOCUMENTS = [
    document("a", publisher="Herald", reliability="A"),
    document("b", publisher="The Herald", reliability="D"),
    document("c", publisher="Post"),
    document("d", reliability="F", published="2021"),
    document("e", publisher="Times", retracted="withdrawn"),
]

tellings = st.fixed_dictionaries(
    {
        "relation": st.sampled_from(["SUPPORTS", "MET_WITH", "KILLED"]),
        "document": st.sampled_from([None, *"abcde"]),
    },
    optional={
        "date": st.sampled_from(["2020", "2020-05", "2020-05-01"]),
        "paragraph": st.integers(1, 3),
        "credibility": st.integers(1, 6),
        "quote": st.sampled_from([WIRE, WIRE.upper(), "The convoy had been stopped."]),
        "attributes": st.sampled_from([{"count": 3}, {"count": "several"}, {"strength": 0.2}, {"ref": "1"}]),
        "modality": st.sampled_from(["claimed", "negated"]),
        "extraction": st.sampled_from([0.5, 1.0]),
    },
)


def stored(facts: list[dict[str, Any]]) -> list[Any]:
    """Load facts about a person, and read what they make."""
    with closing(open_store(":memory:")) as store:
        add(store, *DOCUMENTS, *map(about_bo, facts))
        return contents(store)


def about_bo(keys: dict[str, Any]) -> Record:
    source = {"source": "Raid", "source_type": "Event"} if keys["relation"] == "KILLED" else {}
    ends = {"source": "Ana", "source_type": "Person", "target": "Bo", "target_type": "Person"}
    return "fact", {**ends, **source, **keys}


@settings(max_examples=60, deadline=None)
@given(st.lists(tellings, min_size=2, max_size=6), st.integers(0, 2))
def test_alike_tellings_are_grouped_as_any_others(facts: list[dict[str, Any]], repeats: int) -> None:
    facts += [{**keys, "document": "c", "paragraph": 9} for keys in facts[:repeats]]
    with patch.object(merge, "relation_of_alike", lambda *_: None):
        expected = stored(facts)
    assert stored(facts) == expected
