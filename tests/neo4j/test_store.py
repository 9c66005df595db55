"""The store on a server keeps and answers exactly what the store in a file does."""

from __future__ import annotations

import json

import pytest

import linkchart
from linkchart.graph.errors import SchemaError
from linkchart.graph.rules import influence_rule, path_rule
from linkchart.graph.scope import Scope, Selection
from linkchart.graph.stores.protocol import Store
from tests.graph.records import add, document, fact
from tests.neo4j.alike import EXAMPLE, arcs, assert_alike
from tests.neo4j.conftest import once, open_driver
from tests.neo4j.server import Access

EVERY = Scope(modalities=("asserted", "claimed", "hypothetical", "forecast", "negated"))


def test_example_is_stored_like_in_a_file(remote: Store, local: Store) -> None:
    reports = [linkchart.load(store, str(EXAMPLE)) for store in (remote, local)]
    assert reports[0].counts == reports[1].counts
    assert not reports[0].rejected
    assert_alike(remote, local)
    assert linkchart.load(remote, str(EXAMPLE)).counts == type(reports[0].counts)()
    assert_alike(remote, local)


@pytest.mark.full
@once
def test_answers_about_the_example_like_a_file(remote: Store, local: Store) -> None:
    for store in (remote, local):
        linkchart.load(store, str(EXAMPLE))
    iran, quds, known = (
        "state:iran",
        "organization:quds-force",
        [relation.id for relation in local.relations(Selection())][::9],
    )
    scopes = [
        EVERY,
        Scope(min_confidence=0.5),
        Scope("2020-01-01", "2020-03-31"),
        Scope(dated_only=True, avoid=(iran,)),
        Scope(relations=("CONTROLS", "SUPPORTS")),
    ]
    for scope in scopes:
        for chosen in (
            Selection(scope),
            Selection(scope, about=[iran, quds]),
            Selection(scope, pairs=[(quds, iran), (iran, iran)]),
            Selection(scope, ids=[*known, "r0000000000000000", "nonsense"]),
            Selection(scope, ids=known, about=[iran], names=["CONTROLS", "SUPPORTS", "OPPOSES"]),
            Selection(scope, pairs=[(quds, iran)], names=[]),
        ):
            assert list(remote.relations(chosen)) == list(local.relations(chosen))
            assert list(remote.relations(chosen, bare=True)) == list(local.relations(chosen, bare=True))
        for rule in (
            path_rule(local.schema, scope, (iran, "place:baghdad")),
            path_rule(local.schema, scope, directed=True),
            influence_rule(local.schema, scope),
        ):
            for backward in (False, True):
                assert arcs(remote, rule, backward=backward) == arcs(local, rule, backward=backward)
            both = [
                sorted((walker.ids([a])[a], walker.ids([b])[b], weight) for a, b, weight in walker.all_arcs())
                for walker in (remote.walker(rule), local.walker(rule))
            ]
            assert both[0] == both[1]
    mentions = ["Iran", "the U.S.", "quds forces", iran, "Nobody", "IRGC", ""]
    assert remote.find(mentions) == local.find(mentions)
    for text in ("qu", "force", "iraq", "a", "islamic rev", "!", "nowhere"):
        assert remote.search(text) == local.search(text)
        assert remote.search(text, 3) == local.search(text, 3)
    assert remote.search("Iran", 1) == local.search("Iran", 1)
    assert remote.nearest("Quds Forse") == local.nearest("Quds Forse")
    assert list(remote.entities([iran, "state:none"], ["State"])) == list(local.entities([iran], ["State"]))
    near = [store.graph(["Quds Force"], 1) for store in (remote, local)]
    assert list(near[0].nodes(data=True)) == list(near[1].nodes(data=True))
    assert sorted(near[0].edges(keys=True)) == sorted(near[1].edges(keys=True))


ODD = 'a "quote" \\ back\nline ‘’ ÄÖ ✓ } {0} $x `t`'
NAME = ODD.replace("\n", " ")


@pytest.mark.full
def test_keeps_whatever_is_in_a_text(remote: Store, local: Store) -> None:
    records = [
        document(NAME, title=ODD, publisher=ODD, attributes={ODD: [1, 2.5, None, {"deep": ODD}]}, text=f"x {ODD} y"),
        fact(
            "A", "CONTROLS", "B", document=NAME, quote=ODD, place=NAME, attributes={ODD: ODD, "role": ODD, "count": 1}
        ),
        fact("A", "CONTROLS", "B", attributed_to=NAME, confidence=0.25, modality="claimed", attributes={"kind": [ODD]}),
        ("entity", {"name": "A", "type": "Organization", "aliases": [NAME, "Б"], "attributes": {ODD: {"x": [ODD]}}}),
    ]
    for store in (remote, local):
        assert not add(store, *records).rejected
    assert_alike(remote, local)
    assert remote.find([NAME, "Б"]) == local.find([NAME, "Б"])
    assert remote.forget(NAME) == local.forget(NAME)
    assert_alike(remote, local)


@pytest.mark.full
def test_document_graded_later_regrades_tellings(remote: Store, local: Store) -> None:
    first = [document("d"), fact("A", "CONTROLS", "B", document="d"), fact("A", "SUPPORTS", "B", credibility=1)]
    second = [document("d", reliability="C", publisher="P", title="T"), fact("A", "CONTROLS", "B", document="e")]
    for store in (remote, local):
        add(store, *first)
        add(store, *second)
    assert_alike(remote, local)
    # Judged C, with .8 for the credibility that is not given, beside a voice that nobody has judged: 1 - .52 x .5.
    assert next(remote.relations(Selection(names=["CONTROLS"]))).weight == 0.74


@pytest.mark.full
def test_case_may_bring_its_own_types(remote: Store, local: Store) -> None:
    extra = {
        "nodes": {"Vessel": {"gloss": "a ship"}},
        "relations": {
            "OWNS": {"domain": ["Organization"], "range": ["Vessel"], "strength": 0.9, "sign": 1},
            "CONTROLS": {"strength": 0.5},
        },
    }
    owns = ("fact", {"source": "A", "relation": "OWNS", "target": "Ship", "target_type": "Vessel"})
    for store in (remote, local):
        add(store, fact("A", "CONTROLS", "B"), fact("A", "CONTROLS", "C", attributes={"strength": 0.7}))
        add(store, owns, extra=extra)
    assert_alike(remote, local)
    assert (remote.schema.nodes, remote.schema.relations) == (local.schema.nodes, local.schema.relations)
    assert [relation.weight for relation in remote.relations(Selection(names=["OWNS"]))] == [0.45]  # ungraded: .9 x .5
    with pytest.raises(SchemaError, match="SPEAKS_OF"):
        add(remote, extra={"relations": {"SPEAKS_OF": {"domain": ["State"], "range": ["State"]}}})


def test_person_sees_quote_and_source_on_a_relation(remote: Store, neo4j_access: Access) -> None:
    records = [document("d", title="A title"), fact("A", "CONTROLS", "B", document="d", paragraph=3, quote="So it is.")]
    attributes = {"support_kinds": ["arms"], "role": "owner", "odd": {"x": 1}}
    add(remote, *records, fact("A", "CONTROLS", "B", attributes=attributes))
    with open_driver(neo4j_access) as driver:
        ((seen, documents),) = driver.execute_query(
            "MATCH (:Organization {name: 'A'})-[r:CONTROLS]->(b) RETURN properties(r), COLLECT { "
            "MATCH (b)<-[:SPEAKS_OF]-(d:Document) RETURN d.id }"
        ).records
    assert documents == ["d"]
    assert (seen["quotes"], seen["sources"]) == (["", "So it is."], ["", "A title, paragraph 3"])
    assert seen["documents"] == ["", "d"]
    assert (seen["role"], seen["supportKinds"], json.loads(seen["attributes"])) == ("owner", ["arms"], attributes)
