"""Loads of a file: its report, and the texts of its documents."""

from __future__ import annotations

import gc
from pathlib import Path

from linkchart.graph.loading.report import Readers
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts
from tests.graph.records import EVERYTHING, add, document, entity, fact, reasons


def test_report_counts_records_and_what_is_new(memory: Store) -> None:
    report = add(
        memory,
        document("d"),
        entity("Badr"),
        fact("Badr", "SUPPORTS", "Houthis", document="d"),
        fact("Badr", "LIKES", "Houthis"),
        fact("Badr", "SUPPORTS", "Houthis", document="d"),
    )
    assert (report.accepted, report.counts) == (4, Counts(1, 2, 1, 1))
    (note,) = report.rejected
    assert (note.line, note.kind, note.record["relation"]) == (4, "fact", "LIKES")


def test_empty_file_changes_nothing(memory: Store) -> None:
    report = add(memory)
    assert (report.accepted, report.rejected, report.counts) == (0, (), Counts())


def test_text_of_a_document_is_read_from_its_path(memory: Store, tmp_path: Path) -> None:
    (tmp_path / "briefing.txt").write_text("Badr backs the Houthis.", encoding="utf-8")

    def read_text(base: str, path: str) -> str | None:
        file = Path(base, path)
        return file.read_text(encoding="utf-8") if file.exists() else None

    report = add(
        memory,
        document("here", path="briefing.txt"),
        document("lost", path="lost.txt"),
        fact("Badr", "SUPPORTS", "Houthis", document="here", quote="Badr backs the Houthis."),
        fact("Badr", "SUPPORTS", "Houthis", document="here", quote="Badr fights them."),
        fact("Badr", "SUPPORTS", "Houthis", document="lost", quote="Badr fights them."),
        readers=Readers(str(tmp_path), read_text),
    )
    assert reasons(report) == ["the quote does not stand in here: “Badr fights them.”"]
    (note,) = report.notes
    missing = f"line 2: the text of lost is not at lost.txt below {tmp_path}: its quotes are not checked."
    assert note.sentences == (missing,)
    assert [document.text for document in memory.documents(["here"])] == ["Badr backs the Houthis."]


def test_garbage_collector_is_as_before_after_a_load(memory: Store) -> None:
    assert gc.isenabled()
    add(memory, fact("Badr", "SUPPORTS", "Houthis"))
    assert gc.isenabled()
    gc.disable()
    try:
        add(memory, fact("Badr", "SUPPORTS", "Daesh"))
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_order_of_keys_makes_no_other_telling(memory: Store) -> None:
    kind, fields = fact("Badr", "SUPPORTS", "Houthis", credibility=2, attributes={"role": "ally", "kind": "arms"})
    other = dict(reversed(fields.items())) | {"attributes": {"kind": "arms", "none": None, "role": "ally"}}
    add(memory, (kind, fields), (kind, other))
    (relation,) = memory.relations(EVERYTHING)
    assert len(relation.tellings) == 1


def test_empty_values_equal_missing_ones(memory: Store) -> None:
    add(memory, fact("Badr", "SUPPORTS", "Houthis", document="", quote="", place="", attributes={}, confidence=None))
    add(memory, fact("Badr", "SUPPORTS", "Houthis", method="analyst", modality="asserted"))
    (relation,) = memory.relations(EVERYTHING)
    assert [(telling.document, telling.quote) for telling in relation.tellings] == [(None, None)]
