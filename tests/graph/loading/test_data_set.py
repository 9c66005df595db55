"""Facts of a data set that names no documents stand in the one that the load names, with its grade."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

import linkchart
from linkchart.graph.errors import InputError
from linkchart.graph.loading.data_set import DataSet, data_set
from linkchart.graph.stores.open_store import open_store
from tests.graph.records import EVERYTHING

TIE = {
    "source": "Iran",
    "source_type": "State",
    "relation": "SUPPORTS",
    "target": "Badr",
    "target_type": "Organization",
}


@pytest.mark.parametrize("count", [1, 20])
def test_facts_without_document_take_the_grade(tmp_path: Path, count: int) -> None:
    file = tmp_path / "set.jsonl"
    more: list[dict[str, object]] = [{"document": "paper", "date": "1999"}, {"confidence": 0.3, "date": "1998"}]
    facts: list[dict[str, object]] = [{**TIE, "date": str(2000 + year)} for year in range(count)]
    facts += [{**TIE, **other} for other in more]
    file.write_text("".join(json.dumps({"fact": fact}) + "\n" for fact in facts))
    with closing(open_store(":memory:", create=True)) as store:
        linkchart.load(store, str(file), document="esd", grade="A1")
        grades = {relation.start: relation.confidence for relation in store.relations(EVERYTHING)}
        tellings = {relation.start: relation.tellings[0] for relation in store.relations(EVERYTHING)}
    assert grades == {"1998": 0.3, "1999": None, **{str(2000 + year): 0.9025 for year in range(count)}}
    assert [tellings[year].document for year in ("1998", "1999", "2000")] == ["esd", "paper", "esd"]


def test_letter_alone_grades_the_document() -> None:
    assert data_set("esd", "b") == DataSet("esd", "B", None)


@pytest.mark.parametrize(("document", "grade"), [(None, "B2"), ("esd", "G1"), ("esd", "B7"), ("esd", "2B")])
def test_grade_that_says_nothing_is_an_error(document: str | None, grade: str) -> None:
    with pytest.raises(InputError):
        data_set(document, grade)
