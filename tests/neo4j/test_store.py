"""The store on a server holds and answers exactly what the store in a file does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import linkchart
from linkchart.graph.errors import SchemaError, StoreError, UnknownRelation
from linkchart.graph.loading.load import load_file
from linkchart.graph.rules import influence_rule, path_rule
from linkchart.graph.scope import Scope, Selection
from linkchart.graph.stores.neo4j import writer as writing
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts
from tests.neo4j.conftest import empty, once, open_driver, remove_nodes
from tests.neo4j.server import Access

EXAMPLE = Path(linkchart.__file__).parent / "loaders" / "examples" / "iraq-2020" / "facts.yaml"
EVERY = Scope(modalities=("asserted", "claimed", "hypothetical", "forecast", "negated"))

Records = Sequence[tuple[str, dict[str, Any]]]


@pytest.fixture
def remote(store: Store) -> Store:
    return store


@pytest.fixture
def local() -> Iterator[Store]:
    with closing(open_store(":memory:", create=True)) as store:
        yield store


def add(store: Store, records: Records, **options: Any) -> Any:
    lines = ((line, kind, dict(fields)) for line, (kind, fields) in enumerate(records, 1))
    return load_file(store, lines, **options)


def fact(source: str, relation: str, target: str, **more: Any) -> tuple[str, dict[str, Any]]:
    ends = {"source": source, "target": target, "source_type": "Organization", "target_type": "Organization"}
    return "fact", {**ends, "relation": relation, **more}


def document(id_: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return "document", {"id": id_, **more}


def contents(store: Store) -> list[Any]:
    relations = list(store.relations(Selection(EVERY)))
    return [list(store.entities()), list(store.documents()), relations, store.statistics()]


def arcs(store: Store, rule: Any, *, backward: bool) -> list[tuple[str, str, float]]:
    walker = store.walker(rule)
    nodes = walker.nodes([one.id for one in store.entities()])
    found = list(walker.arcs(nodes, backward=backward))
    names = walker.ids({node for here, there, _ in found for node in (here, there)})
    return sorted((names[here], names[there], weight) for here, there, weight in found)


def assert_alike(remote: Store, local: Store) -> None:
    for one, other in zip(contents(remote), contents(local), strict=True):
        assert one == other


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
    iran, quds, known = "state:iran", "organization:quds-force", [one.id for one in local.relations(Selection())][::9]
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
        assert not add(store, records).rejected
    assert_alike(remote, local)
    assert remote.find([NAME, "Б"]) == local.find([NAME, "Б"])
    assert remote.forget(NAME) == local.forget(NAME)
    assert_alike(remote, local)


@pytest.mark.full
def test_document_graded_later_regrades_tellings(remote: Store, local: Store) -> None:
    first = [document("d"), fact("A", "CONTROLS", "B", document="d"), fact("A", "SUPPORTS", "B", credibility=1)]
    second = [document("d", reliability="C", publisher="P", title="T"), fact("A", "CONTROLS", "B", document="e")]
    for store in (remote, local):
        add(store, first)
        add(store, second)
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
        add(store, [fact("A", "CONTROLS", "B"), fact("A", "CONTROLS", "C", attributes={"strength": 0.7})])
        add(store, [owns], extra=extra)
    assert_alike(remote, local)
    assert (remote.schema.nodes, remote.schema.relations) == (local.schema.nodes, local.schema.relations)
    assert [one.weight for one in remote.relations(Selection(names=["OWNS"]))] == [0.45]  # ungraded: .9 x .5
    with pytest.raises(SchemaError, match="SPEAKS_OF"):
        add(remote, [], extra={"relations": {"SPEAKS_OF": {"domain": ["State"], "range": ["State"]}}})


def test_nothing_is_written_when_a_load_ends_badly(remote: Store) -> None:
    with pytest.raises(ZeroDivisionError), remote.writer():
        raise ZeroDivisionError
    add(remote, [fact("A", "CONTROLS", "B"), ("fact", {"source": "A"})], strict=True)
    add(remote, [fact("A", "CONTROLS", "B")], check_only=True)
    assert contents(remote)[:3] == [[], [], []]


@pytest.mark.full
def test_trial_ends_as_if_it_had_not_been(remote: Store, local: Store) -> None:
    for store in (remote, local):
        linkchart.load(store, str(EXAMPLE))
    before = contents(remote)
    relation = before[2][0].id
    removals: tuple[tuple[list[str], list[str], list[str]], ...]
    removals = ((["state:iran"], [], []), ([], [relation], []), ([], [], ["iraq-2020-briefing"]))
    for removed in removals:
        with remote.trial() as one, local.trial() as other:
            one.remove(*removed)
            other.remove(*removed)
            assert contents(one) == contents(other) != before
        assert contents(remote) == before
    removals = ((["state:none"], [], []), ([], ["r0000000000000000"], []), ([], [], ["none"]))
    for unknown in removals:
        with pytest.raises(UnknownRelation), remote.trial() as trial:
            trial.remove(*unknown)


@pytest.mark.full
def test_forgets_what_only_one_document_tells(remote: Store, local: Store) -> None:
    records = [
        fact("A", "CONTROLS", "B", document="d", credibility=1),
        fact("A", "CONTROLS", "B", document="e", credibility=4, attributes={"role": "owner"}),
        fact("B", "SUPPORTS", "C", document="d", attributes={"strength": 0.1}),
    ]
    for store in (remote, local):
        add(store, records)
    assert remote.forget("d") == local.forget("d")
    assert_alike(remote, local)
    with pytest.raises(UnknownRelation, match="No document “d”"):
        remote.forget("d")


def test_keeps_queries(remote: Store) -> None:
    remote.save("b", ["path", "A", "B"])
    remote.save("a", [])
    remote.save("b", ["stance"])
    assert remote.saved() == {"a": (), "b": ("stance",)}


@pytest.mark.full
@once
def test_file_written_in_slices_gives_same_graph(remote: Store, local: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    linkchart.load(local, str(EXAMPLE))
    monkeypatch.setattr(writing, "ONE_TRANSACTION", 10)
    monkeypatch.setattr(writing, "SLICE", 25)
    assert linkchart.load(remote, str(EXAMPLE)).counts == local.statistics().totals
    assert_alike(remote, local)
    assert linkchart.load(remote, str(EXAMPLE)).counts.tellings == 0
    assert_alike(remote, local)


def test_database_of_others_is_left_alone(neo4j_url: str, neo4j_access: Access) -> None:
    with open_driver(neo4j_access) as driver:
        driver.execute_query("CREATE (:Movie {title: 'The Matrix'})")
    with closing(open_store(neo4j_url)) as store, pytest.raises(StoreError, match="contains something else"):
        add(store, [fact("A", "CONTROLS", "B")])


def test_person_sees_quote_and_source_on_a_relation(remote: Store, neo4j_access: Access) -> None:
    records = [document("d", title="A title"), fact("A", "CONTROLS", "B", document="d", paragraph=3, quote="So it is.")]
    attributes = {"support_kinds": ["arms"], "role": "owner", "odd": {"x": 1}}
    add(remote, [*records, fact("A", "CONTROLS", "B", attributes=attributes)])
    with open_driver(neo4j_access) as driver:
        ((seen, documents),) = driver.execute_query(
            "MATCH (:Organization {name: 'A'})-[r:CONTROLS]->(b) RETURN properties(r), COLLECT { "
            "MATCH (b)<-[:SPEAKS_OF]-(d:Document) RETURN d.id }"
        ).records
    assert documents == ["d"]
    assert (seen["quotes"], seen["sources"]) == (["", "So it is."], ["", "A title, paragraph 3"])
    assert seen["documents"] == ["", "d"]
    assert (seen["role"], seen["supportKinds"], json.loads(seen["attributes"])) == ("owner", ["arms"], attributes)


@st.composite
def cases(draw: st.DrawFn) -> Records:
    names, dates = st.sampled_from("ABCD"), st.sampled_from([None, "2020", "2020-03", "2020-03-14"])
    relations = st.sampled_from(["CONTROLS", "SUPPORTS", "COOPERATES_WITH", "PART_OF", "OPPOSES"])
    details = st.fixed_dictionaries(
        {"date": dates},
        optional={
            "document": st.sampled_from("xyz"),
            "paragraph": st.integers(1, 3),
            "credibility": st.integers(1, 6),
            "confidence": st.floats(0, 1),
            "modality": st.sampled_from(["asserted", "claimed", "negated", "forecast"]),
            "attributes": st.fixed_dictionaries({}, optional={"against": names, "strength": st.just(0.35)}),
        },
    )
    facts = draw(st.lists(st.tuples(names, relations, names, details), max_size=8))
    grades, publishers = st.sampled_from([None, *"ABCDEF"]), st.sampled_from([None, "P", "Q"])
    documents = draw(st.dictionaries(st.sampled_from("xyz"), st.tuples(grades, publishers)))
    described = [document(id_, reliability=grade, publisher=by) for id_, (grade, by) in documents.items()]
    where = draw(st.integers(0, len(facts)))
    records = [fact(a, name, b, **more) for a, name, b, more in facts]
    return [*records[:where], *described, *records[where:]]


@pytest.mark.full
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cases(), min_size=1, max_size=2))
def test_any_case_is_stored_like_in_a_file(neo4j_account: Access, files: list[Records]) -> None:
    with open_driver(neo4j_account) as driver:
        remove_nodes(driver)
    with closing(open_store(neo4j_account.routed)) as remote, closing(open_store(":memory:", create=True)) as local:
        for records in files:
            assert add(remote, records).counts == add(local, records).counts
        assert_alike(remote, local)
        for id_ in "xy":
            if any(local.documents([id_])):
                assert remote.forget(id_) == local.forget(id_)
        assert_alike(remote, local)


@pytest.mark.full
def test_database_may_be_emptied_by_hand(remote: Store, neo4j_access: Access) -> None:
    add(remote, [fact("A", "CONTROLS", "B")])
    with open_driver(neo4j_access) as driver:
        empty(driver)
    assert add(remote, [fact("A", "CONTROLS", "B")]).counts.relations == 1


@pytest.mark.full
def test_telling_of_two_relations_is_counted_once(remote: Store) -> None:
    dated = [fact("A", "FIGHTS", "B", date=date) for date in ("2019", "2020")]
    add(remote, [*dated, fact("A", "FIGHTS", "B", modality="hypothetical")])
    assert remote.statistics().totals == Counts(entities=2, relations=2, tellings=3)
