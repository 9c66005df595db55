"""A copy into, out of and between real databases is the same graph, also after it was broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from linkchart.graph.errors import StoreError
from linkchart.graph.stores.neo4j import writer
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts
from linkchart.graph.stores.transfer import stranger, transfer
from tests.commands.conftest import PROGRAM, environment
from tests.graph.everything import CASE, EVERY_KEY, EXTRA, SAVED, exported, filled
from tests.graph.records import add, contents
from tests.neo4j.conftest import once

pytestmark = pytest.mark.full


@pytest.fixture
def source() -> Iterator[Store]:
    with filled() as store:
        yield store


def test_there_and_back_is_the_same_graph(source: Store, neo4j_url: str, tmp_path: Path) -> None:
    with closing(open_store(neo4j_url, create=True)) as there:
        assert transfer(source, there).counts == source.statistics().totals
        assert contents(there) == contents(source)
        assert transfer(source, there).counts == Counts()
        assert add(there, *EVERY_KEY, extra=EXTRA).counts == Counts()
    with (
        closing(open_store(neo4j_url)) as there,
        closing(open_store(str(tmp_path / "back.db"), create=True)) as back,
    ):
        assert stranger(source, there) is None
        assert there.saved() == SAVED
        transfer(there, back)
        assert contents(back) == contents(source)
        assert exported(back) == exported(there) == exported(source)
        assert back.saved() == SAVED
        assert back.schema.extra == source.schema.extra
        assert add(back, *EVERY_KEY, extra=EXTRA).counts == Counts()


@pytest.mark.parametrize("last", [1, 4, 7])
def test_killed_copy_is_completed_by_the_next(
    source: Store, neo4j_url: str, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    monkeypatch.setattr(writer, "ONE_TRANSACTION", 0)
    monkeypatch.setattr(writer, "SLICE", 30)
    steps = 0
    locked = writer._locked

    def counting(step: Callable[..., Any]) -> Callable[..., Any]:
        nonlocal steps
        steps += 1
        if steps > last:
            raise KeyboardInterrupt
        return locked(step)

    monkeypatch.setattr(writer, "_locked", counting)
    with closing(open_store(neo4j_url, create=True)) as there, pytest.raises(KeyboardInterrupt):
        transfer(source, there)
    monkeypatch.setattr(writer, "_locked", locked)
    with closing(open_store(neo4j_url, create=True)) as there:
        arrived = there.statistics().totals
        assert (arrived.relations > 0) == (last > 3)
        assert arrived.tellings < source.statistics().totals.tellings
        assert stranger(source, there) is None
        transfer(source, there)
        assert contents(there) == contents(source)
        assert exported(there) == exported(source)


@once
def test_commands_do_it_too(neo4j_url: str, tmp_path: Path) -> None:
    import subprocess

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PROGRAM, *words], cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", check=False
        )

    assert run("load", CASE).returncode == 0
    copied = run("copy", "linkchart.db", neo4j_url)
    assert (copied.returncode, copied.stderr) == (0, "")
    assert " ".join(copied.stdout.split()).endswith("1 document, 93 entities, 185 relations, 194 tellings new.")
    same = run("verify", "--against", neo4j_url, "--asks", "60")
    assert (same.returncode, same.stderr) == (0, "")
    assert "60 questions asked of both: the answers are the same." in same.stdout
    assert run("copy", neo4j_url, "back.db").returncode == 0
    facts = [run("--store", store, "export", "facts").stdout for store in ("linkchart.db", neo4j_url, "back.db")]
    assert facts[0] == facts[1] == facts[2] != ""
    ready = run("neo4j", "prepare", "--store", neo4j_url)
    assert (ready.returncode, ready.stdout, ready.stderr) == (0, f"{neo4j_url} is ready.\n", "")
    ids = run("--store", neo4j_url, "cypher", "influence", "Iran")
    assert "{id: 'state:iran'}" in ids.stdout


def test_database_of_something_else_is_left_alone(neo4j_url: str, source: Store) -> None:
    from tests.neo4j.conftest import DATABASE

    with closing(open_store(neo4j_url, create=True)) as there:
        there._server.define("CREATE (:Thing {name: 'theirs'})")  # type: ignore[attr-defined] # not the Store's
        with pytest.raises(StoreError, match=f"The database “{DATABASE}” at .* contains something else"):
            transfer(source, there)
        assert there._server.read("MATCH (n) RETURN count(n)") == [[1]]  # type: ignore[attr-defined]
