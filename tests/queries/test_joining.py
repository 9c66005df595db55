"""Paths, connections, common neighbours and bottlenecks, on graphs with plain answers."""

from __future__ import annotations

import pytest

from linkchart.graph.errors import InputError
from linkchart.graph.stores.protocol import Store
from tests.queries.asking import asked, column
from tests.queries.graphs import linked


def test_path_of_zero_weights_reaches_its_end() -> None:
    store = linked(
        "organization:a MET_WITH person:a", "person:a MET_WITH organization:b", confidence=0
    )  # fmt: skip
    answer = asked(store, "path", "organization:a", "organization:b", by="weight", k=3)
    assert column(answer, "nodes") == [["organization:a", "person:a", "organization:b"]]


def test_connect_uses_fewest_hops_in_all(case: Store) -> None:
    answer = asked(case, "connect", "Hezbollah", "Iran", "Houthis")
    through = [nodes[1:-1] for nodes in column(answer, "nodes")]
    assert len(answer.rows) == 2
    assert through == [["organization:quds-force"]] * 2
    assert not answer.notes


def test_connect_notes_unconnected_parts() -> None:
    store = linked("state:a SUPPORTS state:b", "state:c SUPPORTS state:d")
    answer = asked(store, "connect", "state:a", "state:b", "state:c")
    assert column(answer, "nodes") == [["state:a", "state:b"]]
    assert "2 parts" in answer.notes[0]


def test_connect_of_one_entity_is_rejected(case: Store) -> None:
    with pytest.raises(InputError):
        asked(case, "connect", "Iran", "Islamic Republic of Iran")


def test_common_distinguishes_friends_and_foes() -> None:
    store = linked(
        "state:a SUPPORTS organization:friend", "state:b SUPPORTS organization:friend",
        "state:a FIGHTS organization:foe", "organization:foe OPPOSES state:b",
        "state:a SUPPORTS organization:mixed", "state:b FIGHTS organization:mixed",
        "state:a PERPETRATED event:neutral", "event:neutral TARGETED state:b",
        "state:a SUPPORTS organization:other", "state:b OPERATES_IN place:other", "state:a OPERATES_IN place:other",
    )  # fmt: skip
    answer = asked(store, "common", "state:a", "state:b")
    assert {row["entity"].split(":")[1]: row["stance"] for row in answer.rows} == {
        "friend": "friend", "foe": "foe", "mixed": "mixed", "neutral": "neutral",
    }  # fmt: skip


def test_common_sign_is_that_of_heaviest_relation() -> None:
    store = linked(
        "state:a SUPPORTS organization:x 0.5", "state:a FIGHTS organization:x 0.6", "state:b FIGHTS organization:x"
    )
    assert column(asked(store, "common", "state:a", "state:b"), "stance") == ["foe"]


def test_common_of_iran_and_daesh_has_mobilization(case: Store) -> None:
    found = asked(case, "common", "Quds Force", "Daesh").rows
    assert {row["entity"]: row["stance"] for row in found}["organization:popular-mobilization-forces"] == "mixed"


def test_single_bridge_is_the_bottleneck() -> None:
    store = linked(
        "state:a SUPPORTS organization:x", "state:a SUPPORTS organization:y", "organization:x SUPPORTS person:bridge",
        "organization:y SUPPORTS person:bridge", "person:bridge LEADS state:b",
    )  # fmt: skip
    answer = asked(store, "bottleneck", "state:a", "state:b")
    assert list(answer.rows) == [{"entity": "person:bridge", "paths_cut": 2}]


def test_bottleneck_ignores_longer_paths() -> None:
    ring = ["state:a SUPPORTS state:x", "state:x SUPPORTS state:b", "state:a SUPPORTS state:p",
            "state:p SUPPORTS state:q", "state:q SUPPORTS state:b"]  # fmt: skip
    assert column(asked(linked(*ring), "bottleneck", "state:a", "state:b", max_hops=2), "entity") == ["state:x"]
    assert column(asked(linked(*ring), "bottleneck", "state:a", "state:b"), "entity") == ["state:p", "state:x"]


def test_direct_neighbours_have_no_bottleneck(case: Store) -> None:
    answer = asked(case, "bottleneck", "Iran", "Quds Force")
    assert not answer.rows
    assert "joined directly" in answer.notes[0]


def test_quds_force_is_bottleneck_of_iran_hezbollah(case: Store) -> None:
    assert column(asked(case, "bottleneck", "Iran", "Hezbollah"), "entity") == ["organization:quds-force"]
