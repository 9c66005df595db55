"""Stores of older formats, made by the code of their time, brought up to this one."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

import linkchart
from tests.graph.records import EVERYTHING

OLDER = Path(__file__).parent / "older"


@pytest.mark.parametrize("format_", [1, 2, 3, 4])
def test_older_store_keeps_what_it_holds(tmp_path: Path, format_: int) -> None:
    path = tmp_path / "case.db"
    shutil.copy(OLDER / f"format{format_}.db", path)
    with closing(linkchart.open_store(str(path))) as store:
        relations = {
            (relation.relation, relation.start, relation.end): relation for relation in store.relations(EVERYTHING)
        }
        assert store.saved() == {"ways": ("path", "Iran", "Badr", "-k", "3")}
        assert "HIRES" in store.schema.relations
        assert store.statistics().totals == (3, 7, 6, 8)
        assert relations["SUPPORTS", "2020", None].confidence == 0.76  # a day and a year are one tie, of one publisher
        assert len(relations["KILLED", "2020-05-01", "2020-05-01"].tellings) == 2
        assert relations["MET_WITH", "2020-05", "2020-05"].id == "r21b1f9fcdbf62400"  # its key and span have stayed
        assert relations["SUPPORTS", "2001", "2003"].modality == "negated"
    with closing(linkchart.open_store(str(path))) as store:
        assert [entity.name for entity in store.search("Persia")] == ["Iran"]
