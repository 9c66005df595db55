"""What both engines are asked, and how the Cypher of a query is asked of a server."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Mapping
from typing import Any, LiteralString, cast

import neo4j

from linkchart.graph.model import RELATION_MODALITIES, Answer
from linkchart.graph.schema import builtin
from linkchart.graph.scope import Scope, window
from linkchart.graph.stores.neo4j.cypher import bounded
from linkchart.graph.stores.neo4j.ontology import ontology_of
from linkchart.graph.stores.protocol import Store
from linkchart.queries import query, statement
from linkchart.queries.disputes import BETWEEN
from tests.neo4j.conftest import DATABASE
from tests.queries.graphs import everything

Ask = tuple[tuple[str, ...], dict[str, Any]]


def assert_alike(name: str, ask: Ask, here: Store, there: Store) -> Answer:
    """Check that two stores give the same answer, to the last note; that answer."""
    ends, options = ask
    want, got = (query(name).function(store, *ends, **options) for store in (here, there))
    assert list(got.rows) == list(want.rows), (name, *ask)
    for part in ("columns", "total", "notes", "heading", "entities", "relations", "derived"):
        assert getattr(got, part) == getattr(want, part), (name, *ask, part)
    return want


def assert_enough(name: str, ask: Ask, here: Store, fetched: Collection[str]) -> None:
    """Check that a query's Cypher fetches exactly the relations that its function needs."""
    ends, options = ask
    every = {relation.id for relation in everything(here)}
    if name == "whatif":
        with here.trial() as trial:
            trial.remove(*removed(here, options["without"]))
            assert every - {relation.id for relation in everything(trial)} == set(fetched), (name, *ask)
        return
    want = query(name).function(here, *ends, **options)
    kept = set(fetched) | (_disputing(here) if name == "gaps" else set())
    with here.trial() as trial:
        trial.remove((), every - kept, ())
        got = query(name).function(trial, *ends, **options)
    assert list(got.rows) == list(want.rows), (name, *ask)
    assert (got.total, got.notes, got.heading) == (want.total, want.notes, want.heading), (name, *ask)


def _disputing(store: Store) -> set[str]:
    """List the relations that dispute others: Cypher need not fetch them, as a disputed relation itself says so."""
    rows = query("disputes").function(store).rows
    return {id_ for row in rows for id_ in row["against"] if row["kind"] in BETWEEN}


def removed(store: Store, ids: Collection[str]) -> tuple[list[str], list[str], list[str]]:
    """Divide ids into those of entities, relations and documents."""
    entities = [entity.id for entity in store.entities(ids)]
    documents = [document.id for document in store.documents(ids)]
    return entities, [id_ for id_ in ids if id_ not in (*entities, *documents)], documents


def from_cypher(row: Mapping[str, Any]) -> dict[str, Any]:
    """Drop what only one of the engines gives: specificity that is not asked for, and wordings for people."""
    return {key: row[key] for key in row if key != "shown" and not (key == "specificity" and row[key] is None)}


def fetches(name: str) -> bool:
    """Test whether the Cypher only fetches the input of the Python."""
    return query(name).cypher.splitlines()[1].startswith("// Fetches ")


def arguments(name: str, ends: tuple[str, ...], options: Mapping[str, Any]) -> dict[str, Any]:
    """Bind the arguments of a query but the store, defaults included, as parameters of a statement."""
    bound = inspect.signature(query(name).function).bind(None, *ends, **options)
    bound.apply_defaults()
    values = dict(bound.arguments)
    del values["store"]
    return values


def run(driver: neo4j.Driver, name: str, ends: tuple[str, ...], options: Mapping[str, Any], *, inline: bool) -> Any:
    """Read the rows of a query's Cypher without the columns that are only drawn."""
    values = arguments(name, ends, options)
    if inline:
        result = driver.execute_query(statement(name, values), database_=DATABASE)
    else:
        text = bounded(query(name).cypher, values.get("max_hops"))
        result = driver.execute_query(text, _plain(values) | {"ontology": ontology_of(builtin())}, database_=DATABASE)
    assert result.keys[-1] == "graph"
    assert all(drawn(record["graph"]) for record in result.records)
    return [{key: record[key] for key in result.keys[:-1]} for record in result.records]


def answered(driver: neo4j.Driver, text: str, values: Mapping[str, Any] | None = None) -> neo4j.EagerResult:
    """Run a statement on the server."""
    # A file of the package, or made to be pasted.
    written = cast("LiteralString", text)  # type: ignore[redundant-cast]
    return driver.execute_query(written, dict(values or {}), database_=DATABASE)


def drawn(graph: Any) -> bool:
    """Test whether Neo4j Browser can draw a value."""
    return isinstance(graph, list) and all(
        isinstance(element, neo4j.graph.Node | neo4j.graph.Relationship) for element in graph
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Scope):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return list(value) if isinstance(value, tuple) else value


def scopes(avoid: str) -> Iterator[dict[str, Any]]:
    """Yield every filter at least once."""
    low, high = window("2020-01", None, None)
    yield {"scope": Scope(low, high)}
    yield {"scope": Scope("2019", "", dated_only=True)}
    yield {"scope": Scope("", "2020-02-29", min_confidence=0.5)}
    yield {"scope": Scope(avoid=(avoid,))}
    yield {"scope": Scope(modalities=RELATION_MODALITIES)}
    yield {"scope": Scope(relations=("SUPPORTS", "CONTROLS", "LOCATED_IN", "TARGETED", "ATTACKED", "PERPETRATED"))}
    yield {"scope": Scope(any_node=True)}
    yield {"scope": Scope(sign=-1)}
    yield {"scope": Scope(through=("Place",), any_relation=True)}
    yield {"scope": Scope(any_node=True, any_relation=True)}


def asks(name: str, entity: str, other: str, third: str) -> Iterator[Ask]:
    """Yield arguments for a query about three entities: every option, then every filter."""
    both = (entity, other)
    plain: dict[str, list[Ask]] = {
        "path": [(both, {}), (both, {"k": 4}), (both, {"k": 3, "by": "weight", "max_hops": 5}),
                 (both, {"k": 3, "by": "specificity", "max_hops": 4}),
                 (both, {"k": 2, "via": third, "max_hops": 4}), ((other, entity), {"directed": True, "max_hops": 4}),
                 (both, {"k": 3, "limit": 2, "max_hops": 3}),
                 (both, {"k": 3, "together": True, "max_hops": 4})],
        "all-shortest": [(both, {}), ((other, entity), {"directed": True}), (both, {"max_hops": 1}),
                         (both, {"limit": 1})],
        "influence": [((entity,), {}), ((entity,), {"max_hops": 2, "limit": 3})],
        "influencers": [((other,), {}), ((other,), {"max_hops": 1, "limit": 1}), ((other,), {"against": third})],
        "proxies": [((entity,), {}), ((entity,), {"max_hops": 1}), ((entity,), {"limit": 1})],
        "ranking": [((), {}), ((), {"by": "pagerank", "limit": 3}), ((), {"max_hops": 1})],
        "bottleneck": [(both, {}), ((entity, third), {"directed": True, "max_hops": 3})],
        "connect": [((entity, other, third), {}), (both, {"max_hops": 2})],
        "common": [(both, {}), ((entity, third), {"limit": 1})],
        "stance": [(both, {}), (both, {"max_hops": 2, "limit": 1})],
        "evidence": [((entity,), {}), (both, {}), ((entity, entity), {}), ((third,), {"limit": 2})],
        "profile": [((entity,), {}), ((other,), {"limit": 2}), ((third,), {})],
        "timeline": [((), {}), ((entity,), {}), ((), {"limit": 3})],
        "events": [((), {}), ((), {"by": entity}), ((), {"on": other}), ((), {"at": "place:a"}),
                   ((), {"category": "attack", "limit": 2})],
        "whatif": [(("influence", entity), {"without": (other,)}), (("path", entity, other), {"without": (third,)}),
                   (("stance", entity, other), {"without": (third, other)})],
    }  # fmt: skip
    asked = plain.get(name, [((), {}), ((), {"limit": 2})])
    yield from asked
    if "scope" in arguments(name, *asked[0]):
        ends, options = asked[min(1, len(asked) - 1)] if name == "path" else asked[0]
        yield from ((ends, options | filters) for filters in scopes(third))
