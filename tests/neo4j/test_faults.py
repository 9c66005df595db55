"""Faults between a command and the server are one sentence, and do no harm."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import warnings
from contextlib import closing

import pytest

import linkchart
from linkchart.graph.errors import StoreChanged, StoreError
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.scope import Selection
from linkchart.graph.stores.neo4j.address import parse_address, warn_of_plaintext
from linkchart.graph.stores.neo4j.faults import check_version
from linkchart.graph.stores.neo4j.store import Neo4jStore
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.neo4j.facts import run_linkchart, tell
from tests.neo4j.ports import free_port
from tests.neo4j.server import Server

pytestmark = pytest.mark.full


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_no_server_is_said_within_two_seconds(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    import neo4j  # noqa: F401 - only the wait for a server is measured

    begun = time.monotonic()
    with pytest.raises(StoreError, match="No Neo4j server answers at"):
        open_store(f"{scheme}://127.0.0.1:{free_port()}")
    assert time.monotonic() - begun < 2


def test_wrong_password_is_said(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "very wrong")
    with pytest.raises(StoreError, match="does not know this user and password") as error:
        open_store(neo4j_url)
    assert "very wrong" not in repr(error.value)


def test_wrong_database_is_said(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreError, match=r"no database of that name.*“nowhere”"):
        open_store(f"{neo4j_url}/nowhere")
    with pytest.raises(StoreError, match=r"^At .*“system” holds no graph: name another\.$"):
        open_store(f"{neo4j_url}/system")
    monkeypatch.setenv("NEO4J_DATABASE", "nobody")
    with pytest.raises(StoreError, match="“nobody”"):
        open_store(neo4j_url)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://host:7474", "no address of a store"),
        ("neo4j://user:secret@host", "does not belong in an address"),
        ("neo4j://", "names no host"),
        ("bolt://host:port", "cannot be read"),
    ],
)
def test_address_that_is_none_is_said(url: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence) as error:
        open_store(url)
    assert "secret" not in str(error.value)


def test_missing_password_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    with pytest.raises(StoreError, match="set NEO4J_USERNAME and NEO4J_PASSWORD"):
        open_store("bolt://127.0.0.1")


@pytest.mark.parametrize("agent", ["Neo4j/5.25.1", "Neo4j/4.4.0", "Memgraph/3.0", ""])
def test_server_too_old_is_said(agent: str) -> None:
    with pytest.raises(StoreError, match=r"needs Neo4j 5\.26 or later"):
        check_version("bolt://host:7687", agent)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.30", "Neo4j/5.27-aura", "Neo4j/2026.08.1"])
def test_server_new_enough_is_taken(agent: str) -> None:
    check_version("bolt://host:7687", agent)


def test_plaintext_to_another_machine_is_warned_of() -> None:
    with pytest.warns(UserWarning, match=r"not encrypted: neo4j\+s:// would be"):
        warn_of_plaintext(parse_address("neo4j://graph.example"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for url in ("neo4j+s://graph.example", "bolt+ssc://graph.example", "bolt://127.0.0.1", "neo4j://[::1]:7687"):
            warn_of_plaintext(parse_address(url))


def test_absent_server_is_reported_within_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    done = run_linkchart("--store", f"bolt://127.0.0.1:{free_port()}", "stats", seconds=2)
    assert done.returncode == 2
    assert re.fullmatch(r"linkchart: No Neo4j server answers at bolt://[^\n]*\n", done.stderr)


def test_read_only_database_answers_refuses_writes(neo4j_url: str, neo4j_server: Server) -> None:
    with closing(open_store(neo4j_url)) as store:
        tell(store, 3)
    neo4j_server.stop()
    neo4j_server.start({"server.databases.default_to_read_only": "true"})
    try:
        for url in (neo4j_url, neo4j_server.access.uri):
            with closing(open_store(url)) as store:
                assert len(list(store.relations(Selection()))) == 3
                first, second, *_ = (entity.id for entity in store.entities())
                assert linkchart.whatif(store, "ranking", without=[first]).rows
                with store.judged(Judgement("same", (first, second))) as trial:
                    assert trial.find([second]) == {second: (first,)}
                with pytest.raises(StoreError, match="read-only"):
                    tell(store, 4)
    finally:
        neo4j_server.stop()


def write_and_stumble(other: Store) -> None:
    """Write while a reading goes on, and fail as a reader does that finds parts of two states."""
    other.save("r", ["timeline"])
    raise KeyError("what two states do not both have")


def test_answer_of_two_states_is_not_given(neo4j_url: str) -> None:
    with closing(open_store(neo4j_url)) as store, closing(open_store(neo4j_url)) as other:
        tell(store, 3)
        for write in (lambda: tell(other, 4), lambda: other.save("q", ["timeline"]), lambda: other.unsave("q")):
            with pytest.raises(StoreChanged, match="was being written while it was read"), store.reading():
                write()
            with pytest.raises(StoreChanged), store.reading():
                write_and_stumble(other)
        with store.reading(), store.reading():
            assert store.saved() == {"r": ("timeline",)}
        with pytest.raises(KeyError), store.reading():
            raise KeyError("a fault of ours")


@pytest.mark.parametrize("times", [1, 2])
def test_changed_store_repeats_the_command(neo4j_url: str, times: int) -> None:
    with closing(open_store(neo4j_url)) as store:
        tell(store, 3)
    program = f"""
from linkchart.graph.stores.neo4j.store import Neo4jStore
import linkchart
real, count = Neo4jStore.documents, []
def documents(self, ids=None):
    if len(count) < {times}:
        count.append(1)
        other = linkchart.open_store({neo4j_url!r}); other.save(f"q{{len(count)}}", ["timeline"]); other.close()
    return real(self, ids)
Neo4jStore.documents = documents
from linkchart.cli import main; main()
"""
    words = [sys.executable, "-c", program, "--store", neo4j_url, "export", "facts", "--format", "jsonl"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if times == 1:
        assert (done.returncode, done.stderr) == (0, "")
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert sum("fact" in line for line in lines) == 3
    else:
        assert (done.returncode, done.stdout) == (2, "")
        assert "was being written while it was read: ask again" in done.stderr


def test_question_that_takes_too_long_is_stopped(neo4j_url: str) -> None:
    with closing(Neo4jStore.connect(neo4j_url, seconds=1)) as store:
        begun = time.monotonic()
        with pytest.raises(StoreError, match=r"took too long|longer than it may"):
            store._server.read("UNWIND range(1, 1000000000) AS x WITH x WHERE x % 2 = 3 RETURN count(x)")
        assert time.monotonic() - begun < 30
