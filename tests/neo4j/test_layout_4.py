"""A database of layout 4, in which A-10 is found as 10 and 1,000 usd differ from 1000 USD, is upgraded when opened."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from linkchart.graph.errors import StoreError
from linkchart.graph.stores.neo4j import renewal
from linkchart.graph.stores.open_store import open_store
from tests.graph.records import contents
from tests.neo4j import dumps
from tests.neo4j.conftest import DATABASE, once, open_driver
from tests.neo4j.server import Access

pytestmark = pytest.mark.full
LAYOUT_4 = dumps.read("layout_4.json")
FORMAT_5 = Path(__file__).parents[1] / "graph" / "stores" / "sqlite" / "older" / "format5.db"
"""The same records and judgements in a file."""
MENTIONS = ["A-10", "10", "A-4", "4", "An-26", "26", "Hog", "A-10 Wing", "10 wing", "A-4 Press"]


@pytest.fixture
def older(neo4j_url: str, neo4j_access: Access) -> str:
    with open_driver(neo4j_access) as driver:
        dumps.fill(driver, LAYOUT_4)
    return neo4j_url


@once
def test_layout_4_equals_the_upgraded_file(older: str, tmp_path: Path) -> None:
    shutil.copy(FORMAT_5, tmp_path / "case.db")
    with closing(open_store(older)) as server, closing(open_store(str(tmp_path / "case.db"))) as file:
        assert contents(server) == contents(file)
        assert server.matches(MENTIONS) == file.matches(MENTIONS)
        assert [server.search(name) for name in MENTIONS] == [file.search(name) for name in MENTIONS]
        assert server.saved() == {"payments": ("evidence", "Ann", "Bob")}
        assert [note.split(":")[0] for note in server.notes[1:]] == [
            "Names like A-10 keep their first letter",
            "Amounts, currencies and record numbers are compared by value",
        ]


@once
def test_upgrade_of_layout_4_is_done_once(older: str) -> None:
    with closing(open_store(older)) as store:
        first = contents(store)
        store.undo(3)
        assert "A-10 Squadron" in [entity.name for entity in store.entities()]
    with closing(open_store(older)) as store:
        assert not store.notes
        assert contents(store)[2] == first[2]


@once
@pytest.mark.parametrize("step", ["_rewrite_names", "_rewrite_keys", "_finish"])
def test_interrupted_upgrade_of_layout_4_is_repeated(
    older: str, neo4j_access: Access, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def lost(*_: object) -> None:
        raise StoreError("the connection is lost")

    with monkeypatch.context() as patched:
        patched.setattr(renewal, step, lost)
        with pytest.raises(StoreError, match="the connection is lost"):
            open_store(older)
    with open_driver(neo4j_access) as driver:
        (record,) = driver.execute_query("MATCH (m:Linkchart) RETURN m.version", database_=DATABASE).records
        assert record.value() == 4
    shutil.copy(FORMAT_5, tmp_path / "case.db")
    with closing(open_store(older)) as server, closing(open_store(str(tmp_path / "case.db"))) as file:
        assert contents(server) == contents(file)
