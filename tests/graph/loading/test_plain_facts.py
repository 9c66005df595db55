"""Facts, entities and documents taken many at a time are stored as one by one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import linkchart
from linkchart.graph.loading import load as loading
from linkchart.graph.loading.checks import FactChecker
from linkchart.graph.loading.plain_facts import FEWEST
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.loaders import source
from tests.examples import examples
from tests.graph.records import Record, add, contents, document, fact, reasons

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


def loaded_as_file(folder: Path, records: Sequence[Record], before: Sequence[Record] = ()) -> list[Any]:
    """Load records as one file after others: the reasons for rejects, then the contents of the store."""
    file = folder / "facts.jsonl"
    file.write_text("".join(json.dumps({kind: fields}) + "\n" for kind, fields in records))
    with closing(open_store(":memory:", create=True)) as store:
        add(store, *before)
        return [reasons(linkchart.load(store, str(file))), *contents(store)]


def loaded_singly(records: Sequence[Record], before: Sequence[Record] = ()) -> list[Any]:
    with pytest.MonkeyPatch.context() as patch, closing(open_store(":memory:", create=True)) as store:
        patch.setattr(loading, "FEWEST", len(records) + 1)
        add(store, *before)
        return [reasons(add(store, *records)), *contents(store)]


@given(entities=st.lists(ENTITIES, min_size=1, max_size=5), odd=st.lists(ENTITIES, max_size=1))
def test_entities_many_at_a_time_are_those_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, entities: list[dict[str, Any]], odd: list[dict[str, Any]]
) -> None:
    records: list[Record] = [("entity", entity) for entity in [*entities * FEWEST, *odd]]
    assert loaded_as_file(tmp_path_factory.mktemp("file"), records) == loaded_singly(records)


DESCRIBED = st.fixed_dictionaries(
    {"id": st.sampled_from([*"abcdefgh", *"abcdefgh", " ", "", "a\x07"])},
    optional={
        "title": st.sampled_from(["Report", "", None]),
        "publisher": st.sampled_from(["Herald", "Post", ""]),
        "published": st.sampled_from(["2020-01-01", "2020", "14 March 2020", "3/4/2020", "soon", ""]),
        "reliability": st.sampled_from(["A", "b", "G", "", None]),
        "url": st.sampled_from(["https://example.org", ""]),
    },
)


@examples(60)
@given(stored=st.lists(DESCRIBED, max_size=2), described=st.lists(DESCRIBED, min_size=1, max_size=4))
def test_documents_many_at_a_time_are_those_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, stored: list[dict[str, Any]], described: list[dict[str, Any]]
) -> None:
    before: list[Record] = [
        fact("Acme", "SUPPORTS", "Bravo", document="a"),
        *(("document", record) for record in stored),
    ]
    records: list[Record] = [("document", record) for record in described]
    together = loaded_as_file(tmp_path_factory.mktemp("file"), records, before)
    assert together == loaded_singly(records, before)


def test_documents_many_at_a_time_grade_later_facts(tmp_path: Path) -> None:
    records = [document("a", publisher="Herald", reliability="A"), document("b", published="2020")]
    facts = [fact("Acme", "SUPPORTS", "Bravo", document=id_) for id_ in "ab"]
    assert loaded_as_file(tmp_path, records) == loaded_singly(records)
    assert loaded_as_file(tmp_path, facts, records) == loaded_singly(facts, records)


def test_plain_document_describes_that_of_rejected_fact(
    tmp_path: Path, memory: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [{"fact": {"source": "Acme", "relation": "SUPPORTS", "target": "Acme", "document": id_}} for id_ in "ab"]
    first = "".join(json.dumps(line) + "\n" for line in lines)
    monkeypatch.setattr(source, "BLOCK", len(first))
    (tmp_path / "facts.jsonl").write_text(first + json.dumps({"document": {"id": "b"}}) + "\n")
    report = linkchart.load(memory, str(tmp_path / "facts.jsonl"))
    assert len(report.rejected) == 2
    assert [note.sentences for note in report.notes] == [("line 1: nothing describes a: its quotes are not checked.",)]
    assert [document.id for document in memory.documents()] == ["b"]


EVIDENCE = st.one_of(
    st.builds(document, st.sampled_from("abc"), publisher=st.sampled_from(["Herald", "Post"]), text=st.just("So.")),
    st.builds(
        fact,
        st.just("Acme"),
        st.just("SUPPORTS"),
        st.sampled_from(["Bravo", "Charlie", "n/a"]),
        document=st.sampled_from(["a", "b", "c", "d", None]),
        quote=st.sampled_from(["So.", "Not so.", None]),
    ),
)


REFUSED_BESIDE_QUOTED = [
    document("a", publisher="Herald", text="So."),
    document("a", publisher="Post", text="So."),
    document("b", publisher="Herald", text="So."),
    fact("Acme", "SUPPORTS", "Bravo", document="a", quote="So."),
    fact("Acme", "SUPPORTS", "Bravo", document="b", quote="So."),
    fact("Acme", "SUPPORTS", "Charlie", document="b", quote="Not so."),
]


@examples(60)
@example(records=REFUSED_BESIDE_QUOTED)
@given(records=st.lists(EVIDENCE, min_size=1, max_size=12))
def test_documents_between_facts_are_those_one_by_one(records: list[Record]) -> None:
    with pytest.MonkeyPatch.context() as patch, closing(open_store(":memory:", create=True)) as store:
        patch.setattr(loading, "FEWEST", 2)
        together = [reasons(add(store, *records)), *contents(store)]
    with pytest.MonkeyPatch.context() as patch, closing(open_store(":memory:", create=True)) as store:
        patch.setattr(loading, "runs", lambda batch: ((record[1], [record]) for record in batch))
        assert together == [reasons(add(store, *records)), *contents(store)]


NAMES = st.sampled_from(
    ["Acme", "Acme", "ACME", "acme corp", "Acme Corp", "The Edge", "Edge", "A&amp;B", "A and B", "Zoë", "Zoe", "n/a",
     " Acme", "organization:acme", "organization:none", "person:edge", "+", ""]
)  # fmt: skip
TYPES = st.sampled_from(["Organization", "Organization", "Person", "Account", "Sate", "", None])
FACTS = st.fixed_dictionaries(
    {
        "source": NAMES,
        "source_type": TYPES,
        "relation": st.just("ASSOCIATED_WITH"),
        "target": NAMES,
        "target_type": TYPES,
    },
    optional={
        "date": st.sampled_from(["2020", "2020-13"]),
        "document": st.sampled_from(["paper", "other"]),
        "attributes": st.sampled_from([{"against": "Acme"}, {"against": "Edge"}, {"count": 2}]),
        "source_as": st.sampled_from(["they", "Acme"]),
    },
)


@examples(30)
@given(first=st.lists(FACTS, max_size=3), facts=st.lists(FACTS, min_size=1, max_size=8))
def test_names_many_at_a_time_are_those_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, first: list[dict[str, Any]], facts: list[dict[str, Any]]
) -> None:
    several = (first * FEWEST)[:FEWEST]
    records: list[Record] = [("fact", fact) for fact in [*several, *facts * FEWEST]]
    together, singly = loaded_as_file(tmp_path_factory.mktemp("file"), records), loaded_singly(records)
    assert [without_hints(reason) for reason in together[0]] == [without_hints(reason) for reason in singly[0]]
    assert together[1:] == singly[1:]


def without_hints(reason: str) -> str:
    """Cut a reason to its first sentence: near names depend on how much is written already."""
    return reason.partition(".")[0]


def test_names_of_many_facts_are_checked_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = [
        {"source": f"Member {number % 7}", "source_type": "Person", "relation": "member of",
         "target": f"Club {number % 3}", "target_type": "Organization", "date": f"2{number:03}"}
        for number in range(50)
    ]  # fmt: skip
    monkeypatch.setattr(FactChecker, "check", None)  # none needs a closer look
    records = loaded_as_file(tmp_path, [("fact", fact) for fact in facts])
    assert [entity.name for entity in records[2]] == [f"Club {number}" for number in range(3)] + [
        f"Member {number}" for number in range(7)
    ]
