"""What is taken many at a time is what it is one by one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import linkchart
from linkchart.graph.loading.plain_facts import FEWEST
from linkchart.graph.stores.open_store import open_store
from tests.graph.telling import Told, held, reasons, tell

ENTITIES = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["state:iran", "state:iraq", "organization:badr", "", "iran"]),
        "type": st.sampled_from(["State", "State", "Organization", "Sate"]),
        "name": st.sampled_from(["Iran", "Iraq", "Badr", " Badr", "", " "]),
    },
    optional={
        "kind": st.sampled_from(["", "militia", None]),
        "aliases": st.sampled_from([[], ["Persia"], ["b", "a", "b"], [""], ["Iran"]]),
        "attributes": st.sampled_from([{}, {"iso": "IR"}, {"iso": None}, None]),
    },
)


def told_by_file(folder: Path, told: Sequence[Told]) -> list[Any]:
    """Return what a store holds of records in one file, and why it turned others away."""
    file = folder / "facts.jsonl"
    file.write_text("".join(json.dumps({kind: fields}) + "\n" for kind, fields in told))
    with closing(open_store(":memory:", create=True)) as store:
        return [reasons(linkchart.load(store, str(file))), *held(store)]


def told_singly(told: Sequence[Told]) -> list[Any]:
    with closing(open_store(":memory:", create=True)) as store:
        return [reasons(tell(store, *told)), *held(store)]


@given(entities=st.lists(ENTITIES, min_size=1, max_size=5), odd=st.lists(ENTITIES, max_size=1))
def test_entities_many_at_a_time_are_those_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, entities: list[dict[str, Any]], odd: list[dict[str, Any]]
) -> None:
    told: list[Told] = [("entity", one) for one in [*entities * FEWEST, *odd]]
    assert told_by_file(tmp_path_factory.mktemp("file"), told) == told_singly(told)
