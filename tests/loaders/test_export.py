"""Facts written back: a round trip changes nothing."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given

import linkchart
from linkchart.graph.documents import Document
from linkchart.graph.errors import InputError
from linkchart.graph.identity.records import records_by_origin
from linkchart.graph.model import RELATION_MODALITIES, Entity, Relation
from linkchart.graph.scope import Scope, Selection
from linkchart.graph.stores.protocol import Store
from linkchart.loaders import read
from linkchart.loaders.export import format_of, write_facts, write_in_passes, write_records
from tests.examples import examples
from tests.graph.records import add, document, entity, fact, reasons
from tests.loaders.fact_cases import cases

CASE = Path(linkchart.__file__ or "").parent / "loaders" / "examples" / "iraq-2020" / "facts.yaml"
FORMATS = pytest.mark.parametrize("form", ["yaml", "jsonl"])


def empty() -> closing[Store]:
    return closing(linkchart.open_store(":memory:", create=True))


def exported(store: Store, form: str) -> str:
    out = io.StringIO()
    everything = store.relations(Selection(Scope(modalities=RELATION_MODALITIES)))
    write_facts(store.documents(), records_by_origin(store.entity_records(), ()), everything, out, form)
    return out.getvalue()


def loaded(store: Store, text: str, form: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"facts.{form}"
        file.write_bytes(text.encode())
        report = linkchart.load(store, str(file))
    assert report.rejected == ()


def contents(store: Store) -> tuple[list[Document], list[Entity], list[Relation]]:
    everything = Selection(Scope(modalities=RELATION_MODALITIES))
    return list(store.documents()), list(store.entities()), list(store.relations(everything))


def assert_round_trip(store: Store, form: str) -> None:
    text = exported(store, form)
    with empty() as again:
        loaded(again, text, form)
        assert exported(again, form) == text
        assert contents(again) == contents(store)


@FORMATS
def test_example_case_round_trips(form: str, tmp_path: Path) -> None:
    with empty() as store:
        assert linkchart.load(store, str(CASE)).rejected == ()
        file = tmp_path / f"facts.{form}"
        file.write_text(exported(store, form), encoding="utf-8")
        (tmp_path / "briefing.txt").write_bytes(CASE.with_name("briefing.txt").read_bytes())
        with empty() as again:
            assert linkchart.load(again, str(file)).rejected == ()
            assert exported(again, form) == file.read_text(encoding="utf-8")
            assert contents(again) == contents(store)


@FORMATS
@pytest.mark.parametrize("documents", [("a",), ("a", "b")])
def test_reloaded_export_forgets_as_store_does(form: str, documents: tuple[str, ...]) -> None:
    with empty() as store:
        add(store, entity("Acme", aliases=["Acme Ltd"]), entity("Lone"), fact("Acme", "SUPPORTS", "Lone"))
        for id_ in documents:
            add(
                store,
                document(id_),
                entity("Acme", kind="company", aliases=[f"Acme of {id_}"]),
                entity("Bravo", aliases=[f"Bravo of {id_}"]),
                fact("Acme", "SUPPORTS", "Charlie", document=id_),
                fact("Bravo", "SUPPORTS", f"Delta {id_}", document=id_),
            )
        with empty() as again:
            loaded(again, exported(store, form), form)
            assert list(again.entity_records()) == list(store.entity_records())
            for id_ in documents:
                assert again.forget(id_) == store.forget(id_)
                assert contents(again) == contents(store)
            assert [(entity.id, entity.aliases) for entity in again.entities()] == [
                ("organization:acme", ("Acme Ltd",)),
                ("organization:lone", ()),
            ]


def test_origin_that_is_none_is_rejected() -> None:
    with empty() as store:
        report = add(store, entity("Acme", brought_by="herald"), entity("Bravo", brought_by="facts", kind="company"))
        assert reasons(report) == [
            "brought_by is load, facts or “document” with an id, not “herald”.",
            "an entity that only facts bring has no kind, aliases or attributes.",
        ]


@FORMATS
def test_empty_store_exports_empty_file(form: str) -> None:
    with empty() as store:
        assert exported(store, form) == ""


@FORMATS
@given(case=cases())
@examples(40)
def test_any_facts_round_trip(form: str, case: list[dict[str, Any]]) -> None:
    with empty() as store:
        loaded(store, "".join(json.dumps(line) + "\n" for line in case), "jsonl")
        assert_round_trip(store, form)


@FORMATS
def test_fact_without_document_exports_null(form: str) -> None:
    lines = [
        {"document": {"id": "d"}},
        {"entity": {"name": "Iran", "type": "State"}},
        {"fact": {"source": "Iran", "relation": "CONTROLS", "target": "Quds Force", "target_type": "Organization"}},
    ]
    with empty() as store:
        loaded(store, "".join(json.dumps(line) + "\n" for line in lines), "jsonl")
        assert_round_trip(store, form)


def test_generated_fact_exports_model_or_rule(tmp_path: Path) -> None:
    quote = {"quote": "Iran controls the Quds Force.", "source_type": "State", "target_type": "Organization"}
    ends = {"source": "Iran", "relation": "CONTROLS", "target": "Quds Force"}
    made = [{"method": "llm", "model": "m"}, {"method": "nlp", "model": "n"}, {"method": "rules", "rule": "r"}]
    with empty() as store:
        loaded(store, "".join(json.dumps({"fact": ends | quote | origin}) + "\n" for origin in made), "jsonl")
        lines = [json.loads(line) for line in exported(store, "jsonl").splitlines()]
        origins = [
            {key: line["fact"].get(key) for key in ("method", "model", "rule")} for line in lines if "fact" in line
        ]
        assert sorted(origins, key=str) == sorted(({"model": None, "rule": None} | origin for origin in made), key=str)


def test_yaml_is_written_for_people() -> None:
    case = {
        "entity": {"name": "Iran", "type": "State", "aliases": ["IR"]},
    }
    fact = {
        "source": "Iran", "relation": "CONTROLS", "target": "Quds Force", "target_type": "Organization",
        "date": "2020", "quote": 'It said: "yes".', "attributes": {"count": 3, "role": "patron"},
    }  # fmt: skip
    with empty() as store:
        loaded(store, f"{json.dumps(case)}\n{json.dumps({'fact': fact})}\n", "jsonl")
        assert exported(store, "yaml") == (
            "entities:\n"
            "  - id: organization:quds-force\n    type: Organization\n    name: Quds Force\n    brought_by: facts\n"
            "  - id: state:iran\n    type: State\n    name: Iran\n    aliases: [IR]\n"
            "facts:\n"
            "  - source: state:iran\n    source_as: Iran\n    relation: CONTROLS\n"
            "    target: organization:quds-force\n    target_as: Quds Force\n    date: 2020\n"
            '    attributes: {count: 3, role: patron}\n    quote: "It said: \\"yes\\"."\n'
        )


@pytest.mark.parametrize(
    ("path", "form"),
    [("a.yaml", "yaml"), ("a.jsonl", "jsonl"), ("A.NDJSON", "jsonl"), ("-", "yaml"), ("a.txt", "yaml"), ("a", "yaml")],
)
def test_format_follows_ending(path: str, form: str) -> None:
    assert format_of(path) == form


@pytest.mark.parametrize("path", ["facts.csv", "facts.TSV"])
def test_table_as_format_is_refused(path: str) -> None:
    with pytest.raises(InputError, match=f"{path}: facts are written as YAML or JSON Lines, not as a table"):
        format_of(path)


def test_unknown_format_is_rejected() -> None:
    with pytest.raises(InputError, match="Facts are written as yaml or jsonl, not “xml”"):
        write_facts((), (), (), io.StringIO(), "xml")


def test_exported_lines_load_singly(tmp_path: Path) -> None:
    def kinds(text: str) -> Iterator[str]:
        file = tmp_path / "facts.jsonl"
        file.write_text(text, encoding="utf-8")
        return (kind for _, kind, _ in read(str(file)))

    with empty() as store:
        linkchart.load(store, str(CASE))
        found = list(kinds(exported(store, "jsonl")))
        assert found == sorted(found, key=["document", "entity", "fact"].index)


@FORMATS
def test_records_read_again_equal_records_sorted(form: str) -> None:
    ends: dict[str, Any] = {"source": "Chad", "relation": "ATTACKED", "target": "Mali"}
    given = [
        (kind, dict(fields))
        for number in range(3)
        for kind, fields in (
            ("document", {"id": f"d{number}", "text": "Chad attacked Mali."}),
            ("entity", {"name": f"Mali {number}", "type": "State"}),
            ("fact", {"document": f"d{number}", **ends}),
        )
    ]
    again, in_order = io.StringIO(), io.StringIO()
    write_in_passes(lambda: iter(given), again, form)
    write_records(iter(given), in_order, form)
    assert again.getvalue() == in_order.getvalue() != ""
