"""A load that breaks off claims nothing that is not there, and the same again ends in the same graph."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from linkchart.graph.errors import StoreError
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.scope import Selection
from linkchart.graph.stores.neo4j import server, settle
from linkchart.graph.stores.neo4j import writer as writing
from linkchart.graph.stores.open_store import open_store
from tests.graph.records import contents
from tests.graph.stores.judged import judge
from tests.neo4j.conftest import DATABASE, once, open_driver
from tests.neo4j.facts import COMMAND, record, run_linkchart, tell
from tests.neo4j.server import Access, Server

pytestmark = pytest.mark.full


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait long for a server that is gone."""
    monkeypatch.setattr("linkchart.graph.stores.neo4j.server.RETRY_SECONDS", 1.0)


def break_off(
    monkeypatch: pytest.MonkeyPatch, step: str, end: Callable[[], object], *, turn: int, module: Any = writing
) -> None:
    """Let something happen in the middle of a load, when a step of the writer is over for the so-many-th time."""
    taken: Callable[..., Any] = getattr(module, step)
    seen = 0

    def watched(*arguments: Any, **named: Any) -> Any:
        nonlocal seen
        seen += 1
        written = taken(*arguments, **named)
        if seen == turn:
            end()
        return written

    monkeypatch.setattr(module, step, watched)


def assert_the_same_again_ends_in_the_same_graph(url: str, count: int, loaded: int) -> None:
    with closing(open_store(url)) as remote, closing(open_store(":memory:", create=True)) as local:
        assert remote.statistics().totals.relations == loaded
        assert tell(remote, count).relations == count - loaded
        tell(local, count)
        assert list(remote.relations(Selection())) == list(local.relations(Selection()))
        assert remote.statistics() == local.statistics()


def test_stopped_load_keeps_nothing_store_recovers(
    neo4j_url: str, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = open_store(neo4j_url)
    with closing(open_store(neo4j_url)) as store, closing(waiting):
        tell(store, 10)
        assert len(list(waiting.relations(Selection()))) == waiting.statistics().totals.relations == 10
        # The last step before the commit: what the server says as it goes must not be taken for that one's answer.
        break_off(monkeypatch, "run", neo4j_server.stop, turn=1, module=server)
        with pytest.raises(StoreError, match=r"connection .* lost") as error:
            tell(store, 1000)
        assert error.value.__cause__ is None, "the commit itself is to be doubted, not the question after it"
        neo4j_server.start()
        # A stream first: nothing but itself tells it that its connection lies dead in the pool.
        assert len(list(waiting.relations(Selection()))) == 10
        assert store.statistics().totals.relations == 10
    assert_the_same_again_ends_in_the_same_graph(neo4j_url, 1000, 10)


@once
def test_server_killed_in_mid_load_keeps_whole_slices(
    neo4j_url: str, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "ONE_TRANSACTION", 100)
    monkeypatch.setattr(writing, "SLICE", 100)
    break_off(monkeypatch, "regroup", neo4j_server.kill, turn=4)
    with closing(open_store(neo4j_url)) as store, pytest.raises(StoreError, match=r"connection .* lost"):
        tell(store, 1000)
    neo4j_server.start()
    assert_the_same_again_ends_in_the_same_graph(neo4j_url, 1000, 300)


@once
def test_killed_judgement_keeps_nothing(neo4j_url: str, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_store(neo4j_url)) as store:
        tell(store, 20)
        before = contents(store)
        first, second, *_ = (entity.id for entity in store.entities(types=["Organization"]))
    with monkeypatch.context() as broken:
        break_off(broken, "rewrite_keys", neo4j_server.kill, turn=1, module=settle)
        with closing(open_store(neo4j_url)) as store, pytest.raises(StoreError, match=r"connection .* lost"):
            judge(store, Judgement("same", (first, second)))
    neo4j_server.start()
    with closing(open_store(neo4j_url)) as store:
        assert (contents(store), list(store.judgements())) == (before, [])
        judge(store, Judgement("same", (first, second)))
        assert store.find([second]) == {second: (first,)}


def wait_for(access: Access, statement: str) -> None:
    """Wait until a transaction runs a statement with these words."""
    with open_driver(access) as driver, driver.session(database=DATABASE) as session:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            running = session.run("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery").value()
            if any(statement in (text or "") for text in running):
                return
            time.sleep(0.02)
    pytest.fail("the load never came that far")


@once
def test_load_ended_with_ctrl_c_writes_nothing(neo4j_url: str, neo4j_access: Access, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text("".join(json.dumps({"fact": record(number)[2]}) + "\n" for number in range(20_000)))
    command = [*COMMAND, "--store", neo4j_url, "load", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as load:
        wait_for(neo4j_access, "CREATE (a)-[r:")
        load.send_signal(signal.SIGINT)
        out, said = load.communicate(timeout=60)
    assert (load.returncode, out) == (130, "")
    assert "Traceback" not in said
    assert "new" not in said
    with closing(open_store(neo4j_url)) as store:
        assert store.statistics().totals.relations == 0
    assert run_linkchart("--store", neo4j_url, "load", str(file)).returncode == 0
    with closing(open_store(neo4j_url)) as store:
        assert store.statistics().totals.relations == 20_000
