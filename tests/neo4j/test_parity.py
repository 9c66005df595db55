"""Both engines give the same rows, and so does the Cypher of every query that plain Cypher can answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import neo4j
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from linkchart import load
from linkchart.graph.errors import UnknownEntity
from linkchart.graph.loading.load import load_file
from linkchart.graph.stores.neo4j.cypher import literal
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.queries import names, query
from tests.neo4j.conftest import GIVEN, TESTED, once, open_driver, remove_nodes
from tests.neo4j.parity import Ask, answered, asks, assert_alike, assert_enough, fetches, from_cypher, run
from tests.neo4j.server import Access
from tests.queries.graphs import ENDS, Records, cases, records

CASE = Path(str(files("linkchart.loaders"))) / "examples" / "iraq-2020" / "facts.yaml"
IRAN, UNITED_STATES, HEZBOLLAH = "state:iran", "state:united-states", "organization:hezbollah"
FETCHING = [name for name in names() if fetches(name)]
DIRECT = [name for name in names() if not fetches(name)]


class Server(NamedTuple):
    """A server: its driver, and the address of a store on it."""

    driver: neo4j.Driver
    url: str


class Pair(NamedTuple):
    """One graph in both engines; of the questions about it every so many-th is asked."""

    here: Store
    there: Store
    driver: neo4j.Driver
    which: str
    every: int

    def asks(self, name: str) -> list[Ask]:
        """List every n-th question for a query, beginning with the first."""
        if self.which == "case":
            where = {"at": "state:iraq"}
            asked = asks(name, IRAN, HEZBOLLAH, UNITED_STATES)
            return [(ends, where if "at" in options else options) for ends, options in asked][:: self.every]
        found = []
        for ends in [("state:a", "organization:c", "organization:a"), ("person:b", "place:a", "organization:b")]:
            found += list(asks(name, *ends))
        return [ask for place, ask in enumerate(found) if ask not in found[:place]][:: self.every]


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, neo4j_release: str, neo4j_access: Access) -> Iterator[Server]:
    """Yield a server for the whole module: one graph is asked a great many questions."""
    if neo4j_release != GIVEN:
        request.getfixturevalue("neo4j_server").start()
    with pytest.MonkeyPatch.context() as patch, open_driver(neo4j_access) as driver:
        patch.setenv("NEO4J_USERNAME", neo4j_access.user)
        patch.setenv("NEO4J_PASSWORD", neo4j_access.password)
        yield Server(driver, neo4j_access.routed)


GRAPHS = [pytest.param(which, marks=pytest.mark.full) for which in ("case", "corners")] + ["some corners"]


@pytest.fixture(scope="module", params=GRAPHS)
def pair(request: pytest.FixtureRequest, neo4j_release: str, server: Server) -> Iterator[Pair]:
    """Yield the example case, and then a graph of all that is easily got wrong, in both engines."""
    remove_nodes(server.driver)
    there, here = open_store(server.url, create=True), open_store(":memory:", create=True)
    for store in (here, there):
        report = load(store, str(CASE)) if request.param == "case" else load_file(store, records(CORNERS))
        assert not report.rejected
    # `make test` asks some of the questions; what a second release does otherwise than the first shows in some as well.
    every = 8 if request.param == "some corners" else 1 if neo4j_release == TESTED[0] else 3
    yield Pair(here, there, server.driver, request.param, every)
    here.close()
    there.close()


@pytest.mark.parametrize("name", names())
def test_both_engines_answer_alike(pair: Pair, name: str) -> None:
    for ask in pair.asks(name):
        assert_alike(name, ask, pair.here, pair.there)


@pytest.mark.full
@pytest.mark.parametrize("name", DIRECT)
def test_cypher_answers_alike(pair: Pair, name: str) -> None:
    for place, (ends, options) in enumerate(pair.asks(name)):
        want = [from_cypher(row) for row in query(name).function(pair.here, *ends, **options).rows]
        for inline in (False, True) if place < 2 else (False,):
            got = run(pair.driver, name, ends, options, inline=inline)
            assert [from_cypher(row) for row in got] == want, (ends, options)


@pytest.mark.full
@pytest.mark.parametrize("name", FETCHING)
def test_cypher_fetches_what_the_function_needs(pair: Pair, name: str) -> None:
    for place, ask in enumerate(pair.asks(name)):
        rows = run(pair.driver, name, *ask, inline=False)
        assert all(set(row) == {"source", "relation", "target", "weight", "id"} for row in rows)
        assert [row["id"] for row in rows] == sorted({row["id"] for row in rows})
        assert place > 1 or rows == run(pair.driver, name, *ask, inline=True)
        assert_enough(name, ask, pair.here, [row["id"] for row in rows])


def test_unknown_end_has_no_rows(pair: Pair) -> None:
    for name, ends in (("path", ("state:nowhere", "state:iran")), ("influence", ("state:nowhere",))):
        assert run(pair.driver, name, ends, {}, inline=True) == []
        for store in (pair.here, pair.there):
            with pytest.raises(UnknownEntity):
                query(name).function(store, *ends)


WRITTEN = st.text() | st.sampled_from(
    ["Ba'ath", "a\\", "\\u0027", "\\\\u0027 RETURN 2", "\n//", "`", '"', "$x", "\0", "😀", "\u2028"]
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=WRITTEN)
def test_literal_is_read_as_it_was_meant(server: Server, text: str) -> None:
    assert answered(server.driver, f"RETURN {literal(text)} AS it").records[0]["it"] == text


@pytest.mark.full
@once
@settings(max_examples=3, deadline=None, phases=(Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))
@given(case=cases(), ends=st.lists(ENDS, min_size=3, max_size=3, unique=True), turn=st.integers(0, 13))
def test_random_graphs_have_the_same_rows(server: Server, case: Records, ends: list[str], turn: int) -> None:
    remove_nodes(server.driver)
    with closing(open_store(":memory:", create=True)) as here, closing(open_store(server.url, create=True)) as there:
        for store in (here, there):
            load_file(store, [(line, kind, dict(fields)) for line, kind, fields in case])
        for name in names():
            asked = list(asks(name, *ends))
            ask = asked[turn % len(asked)]
            want = assert_alike(name, ask, here, there)
            rows = run(server.driver, name, *ask, inline=False)
            if fetches(name):
                assert_enough(name, ask, here, [row["id"] for row in rows])
            else:
                assert [from_cypher(row) for row in rows] == [from_cypher(row) for row in want.rows], (name, *ask)


WIRE = "They cooperate with each other in all matters, said the one and the other."
CORNERS: list[dict[str, Any]] = [
    # parallel relations, of equal weight and not, and a pair that is joined both ways
    {"source": "state:a", "relation": "SUPPORTS", "target": "organization:a", "attributes": {"strength": 0.5}},
    {"source": "state:a", "relation": "AIDED", "target": "organization:a", "attributes": {"strength": 0.5}},
    {"source": "state:a", "relation": "SUPPORTS", "target": "organization:a", "start": "2019", "confidence": 0.9,
     "attributes": {"against": "state:b", "support_kinds": ["weapons"]}},
    {"source": "organization:a", "relation": "OPPOSES", "target": "state:a", "attributes": {"strength": 0.25}},
    # loops
    {"source": "organization:a", "relation": "OPPOSES", "target": "organization:a"},
    {"source": "organization:b", "relation": "SUPPORTS", "target": "organization:b"},
    {"source": "event:a", "relation": "RESPONSE_TO", "target": "event:a"},
    # a circle of influence, and ways of equal weight through b and c
    {"source": "organization:a", "relation": "SUPPORTS", "target": "organization:b", "attributes": {"strength": 0.5}},
    {"source": "organization:a", "relation": "CONTROLS", "target": "organization:c", "confidence": 0.25},
    {"source": "organization:b", "relation": "CONTROLS", "target": "organization:c", "confidence": 0.5},
    {"source": "organization:c", "relation": "SUPPORTS", "target": "organization:a", "attributes": {"strength": 1}},
    {"source": "organization:c", "relation": "SUPPORTS", "target": "person:a", "confidence": 0},
    {"source": "person:a", "relation": "LEADS", "target": "organization:b", "start": "2018", "end": "2020-02"},
    {"source": "person:b", "relation": "MEMBER_OF", "target": "organization:b", "confidence": 0.00003},
    # symmetric relations
    {"source": "state:b", "relation": "FIGHTS", "target": "organization:c", "date": "2020", "credibility": 2},
    {"source": "organization:c", "relation": "AGREED_WITH", "target": "state:a", "date": "2020-02-29"},
    {"source": "state:a", "relation": "COOPERATES_WITH", "target": "state:b", "end": "2019-06"},
    # coarse dates, and several of one event
    {"source": "person:b", "relation": "PERPETRATED", "target": "event:a", "date": "2020"},
    {"source": "organization:c", "relation": "PERPETRATED", "target": "event:a", "confidence": 0.5},
    {"source": "organization:c", "relation": "CLAIMED", "target": "event:a", "modality": "claimed"},
    {"source": "event:a", "relation": "KILLED", "target": "person:a", "date": "2020-02", "confidence": 0.5},
    {"source": "event:a", "relation": "INJURED", "target": "population:a", "attributes": {"count": 3}},
    {"source": "event:a", "relation": "OCCURRED_AT", "target": "place:a", "date": "2020-02-29"},
    {"source": "event:a", "relation": "TARGETED", "target": "state:a", "place": "the border",
     "document": "a", "paragraph": 2, "quote": "it's “said”\\ \u2028so"},
    {"source": "event:a", "relation": "TARGETED", "target": "state:a", "document": "b", "credibility": 1},
    {"source": "event:b", "relation": "KILLED", "target": "person:b", "attributes": {"count": 1}, "date": "2019-06-15"},
    {"source": "event:b", "relation": "RESPONSE_TO", "target": "event:a"},
    {"source": "event:a", "relation": "CAUSED", "target": "issue:a"},
    {"source": "issue:a", "relation": "CAUSED", "target": "event:b"},
    {"source": "event:b", "relation": "CAUSED", "target": "event:a", "modality": "forecast"},
    # an undated harm, of an event whose date others tell, to one who leads something only later
    {"source": "state:a", "relation": "PERPETRATED", "target": "event:b", "attributes": {"strength": 1}},
    {"source": "event:b", "relation": "INJURED", "target": "person:a", "attributes": {"strength": 1}},
    {"source": "person:a", "relation": "LEADS", "target": "organization:c", "start": "2021",
     "attributes": {"strength": 1}},
    {"source": "place:a", "relation": "LOCATED_IN", "target": "place:a"},
    {"source": "place:a", "relation": "LOCATED_IN", "target": "state:b"},
    {"source": "state:b", "relation": "ACCUSED", "target": "state:a", "modality": "negated"},
    {"source": "person:a", "relation": "MET_WITH", "target": "person:b", "modality": "hypothetical", "date": "2020-01"},
    # hops of one publisher, of a wire text of two, of a document, of nobody, of several; months, years and open bounds
    {"source": "state:a", "relation": "COOPERATES_WITH", "target": "organization:c", "start": "2018-02", "end": "2019",
     "document": "a"},
    {"source": "state:a", "relation": "COOPERATES_WITH", "target": "organization:c", "start": "2020-02",
     "document": "d"},
    {"source": "organization:a", "relation": "COOPERATES_WITH", "target": "organization:c", "start": "2019-12-31",
     "end": "2020-02", "document": "a", "quote": WIRE},
    {"source": "organization:c", "relation": "SUPPORTS", "target": "organization:a", "start": "2020", "document": "c",
     "quote": WIRE.upper()},
    {"source": "person:b", "relation": "AFFILIATED_WITH", "target": "organization:b", "document": "c", "end": "2021"},
    {"source": "person:b", "relation": "ACTS_FOR", "target": "state:b", "document": "c", "start": "2022"},
    {"source": "person:b", "relation": "ACTS_FOR", "target": "state:a", "document": "b", "end": "2019"},
    {"source": "person:b", "relation": "ACTS_FOR", "target": "state:a", "start": "2020", "end": "2020-02-29"},
]  # fmt: skip
