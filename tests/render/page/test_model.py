"""Paths and influence asked in the page against the command line's, on random graphs."""

from __future__ import annotations

from json import loads
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from linkchart.graph.model import MODALITIES
from linkchart.graph.names import normal
from linkchart.graph.scope import Scope, Selection, window
from linkchart.queries import query as named
from linkchart.queries.blocs import blocs
from linkchart.queries.influence import influence
from linkchart.queries.influencers import influencers
from linkchart.queries.path import path
from linkchart.render.page.carrier import carrier, page_data
from linkchart.render.picture.picture import Picture
from tests.examples import examples
from tests.queries.graphs import ACTORS, ENDS, Records, cases, graph_of, linked
from tests.render.page.node import Model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkchart.graph.stores.protocol import Store

FEW = examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
WINDOWS = st.sampled_from([("", ""), ("2019-06", ""), ("", "2020-02"), ("2020", "2020-03-01")])


@pytest.fixture(scope="module")
def model() -> Iterator[Model]:
    """The page's model in Node, for all tests of this file."""
    started = Model()
    yield started
    started.close()


def data_of_all(store: Store) -> dict[str, Any]:
    """Build the data block of a page that shows a whole store."""
    relations = list(store.relations(Selection(Scope(modalities=MODALITIES))))
    documents = {document.id: document for document in store.documents()}
    picture = Picture("", "", list(store.entities()), relations, documents, schema=store.schema)
    network = carrier(picture)
    return page_data(picture, network.nodes, network.edges)


def exported(model: Model, case: Records) -> tuple[Store, dict[str, Any]]:
    """Export facts from a page; a store of them, and the page's data block."""
    data = data_of_all(graph_of(case))
    lines = model.ask(ask="facts", data=data, filter={}).splitlines()
    records = [(number, *next(iter(loads(line).items()))) for number, line in enumerate(lines, 1)]
    return graph_of(records), data


@FEW
@given(
    case=cases(),
    source=ENDS,
    target=ENDS,
    k=st.integers(1, 4),
    by=st.sampled_from(["hops", "weight"]),
    directed=st.booleans(),
    via=st.none() | ENDS,
    dates=WINDOWS,
)
def test_paths_in_page_equal_command_line(
    model: Model, case: Records, source: str, target: str, k: int, by: Any, directed: bool, via: str | None, dates: Any
) -> None:
    store, data = exported(model, case)
    question = {"source": source, "target": target, "k": k, "by": by, "directed": directed, "via": via}
    filter_ = {"from": dates[0], "to": dates[1]}
    rows = model.ask(ask="path", data=data, filter=filter_, question=question)
    if len({source, target, via}) < 3:
        assert rows == []
        return
    low, high = window(None, *(date or None for date in dates))
    answer = path(store, source, target, k=k, by=by, via=via, directed=directed, scope=Scope(low=low, high=high))
    assert [{name: row[name] for name in answer.columns} for row in rows] == [dict(row) for row in answer.rows]


@FEW
@given(case=cases(), source=st.sampled_from(ACTORS), hops=st.integers(1, 4), dates=WINDOWS)
def test_influence_in_page_equals_command_line(model: Model, case: Records, source: str, hops: int, dates: Any) -> None:
    store, data = exported(model, case)
    filter_ = {"from": dates[0], "to": dates[1]}
    low, high = window(None, *(date or None for date in dates))
    for query, backward in ((influence, False), (influencers, True)):
        question = {"source": source, "maxHops": hops, "backward": backward}
        rows = model.ask(ask="influence", data=data, filter=filter_, question=question)
        answer = query(store, source, max_hops=hops, scope=Scope(low=low, high=high))
        assert [{name: row[name] for name in answer.columns} for row in rows] == [dict(row) for row in answer.rows]


@pytest.mark.parametrize("name", ["The U.S. Army", "Jam'iyyat-i Islāmī", "حزب الله", "Ansar al-Sharia (Libya)", "a"])
def test_names_in_the_page_have_the_normal_form(model: Model, name: str) -> None:
    assert model.ask(ask="normal", texts=[name]) == [normal(name)]


@pytest.mark.parametrize("name", ["path", "influence", "influencers"])
def test_page_asks_in_the_words_of_the_query(model: Model, name: str) -> None:
    data = data_of_all(linked("state:a SUPPORTS state:b"))
    words = model.ask(ask="words", data=data, question={"query": name, "source": "state:a", "target": "state:b"})
    names = {entity["id"]: entity["name"] for entity in data["entities"]}
    assert words == named(name).question.format(names["state:a"], names["state:b"])


@FEW
@given(case=cases())
def test_blocs_of_a_page_are_those_of_the_query(case: Records) -> None:
    store = graph_of(case)
    members: dict[int, set[str]] = {}
    for entity in data_of_all(store)["entities"]:
        members.setdefault(entity.get("bloc", -1), set()).add(entity["id"])
    members.pop(-1, None)
    rows = blocs(store).rows
    assert [members[number] for number in sorted(members)] == [set(row["entities"]) for row in rows]
