"""The Neo4j of the tests is a real one, keeps its data and leaves nothing behind."""

import http.client
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import neo4j
import pytest
from neo4j.exceptions import AuthError, ClientError

from tests.neo4j.conftest import DATABASE, QUICK, once, open_driver
from tests.neo4j.installation import ServerError, find_java, jars
from tests.neo4j.server import Access, Server

pytestmark = pytest.mark.full

ROOT = Path(__file__).parents[2]
ORPHAN = """
import os, pathlib, sys
from tests.neo4j.server import Server
server = Server(sys.argv[1], pathlib.Path(sys.argv[2]), options=sys.argv[3:])
server.start()
print(server.process.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def count(access: Access) -> int:
    with open_driver(access) as driver:
        found: int = driver.execute_query("MATCH (n) RETURN count(n)", database_=DATABASE).records[0].value()
    return found


def create(access: Access) -> None:
    with open_driver(access) as driver:
        driver.execute_query("CREATE (:Person {name: 'Ada'})-[:KNOWS]->(:Person)", database_=DATABASE)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def put_on_path(folder: Path, program: str, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = folder / "bin" / program
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(path.parent), prepend=os.pathsep)
    monkeypatch.setenv("LINKCHART_CACHE", str(folder / "cache"))
    return path


def test_finds_a_java_that_is_new_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    java = put_on_path(tmp_path, "java", "echo 'openjdk version \"99.0.1\"' >&2", monkeypatch)
    assert find_java(99) == java
    assert find_java(100) is None


def test_says_how_to_get_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.neo4j.installation._javas", lambda: iter(()))
    with pytest.raises(ServerError, match="apt-get install openjdk-17"):
        Server("5", tmp_path).start()


def test_says_how_to_get_maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKCHART_CACHE", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServerError, match="apt-get install maven"):
        jars("5")


def test_two_runs_bring_the_jars_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on_path(tmp_path, "mvn", f"echo run >> {tmp_path}/runs; mkdir jars; sleep 0.5", monkeypatch)
    with ThreadPoolExecutor() as pool:
        assert len(set(pool.map(jars, ["5", "5"]))) == 1
    assert (tmp_path / "runs").read_text() == "run\n"


def test_half_a_download_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "mkdir jars; touch jars/first.jar; echo '[ERROR] no route'; exit 1"
    put_on_path(tmp_path, "mvn", script, monkeypatch)
    with pytest.raises(ServerError, match=r"offline\? no route"):
        jars("5")
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".lock"]


def test_answers_a_query_at_both_addresses(neo4j_url: str, neo4j_access: Access) -> None:
    for uri in (neo4j_url, neo4j_access.uri):
        with neo4j.GraphDatabase.driver(uri, auth=(neo4j_access.user, neo4j_access.password)) as driver:
            assert driver.execute_query("RETURN 1 + 1", database_=DATABASE).records[0].value() == 2


def test_serves_the_browser(neo4j_server: Server) -> None:
    connection = http.client.HTTPConnection(urlsplit(neo4j_server.start().http).netloc, timeout=30)
    connection.request("GET", "/browser/")
    assert b"<title>Neo4j Browser</title>" in connection.getresponse().read()
    connection.close()


def test_refuses_a_wrong_password(neo4j_url: str, neo4j_access: Access) -> None:
    wrong = replace(neo4j_access, password=neo4j_access.password[::-1])
    with open_driver(wrong) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()


@pytest.mark.parametrize("turn", ["first", "second"])
def test_every_test_gets_an_empty_database(neo4j_url: str, neo4j_access: Access, turn: str) -> None:
    assert count(neo4j_access) == 0
    with open_driver(neo4j_access) as driver, driver.session(database=DATABASE) as session:
        session.run("CREATE CONSTRAINT one FOR (n:Person) REQUIRE n.name IS UNIQUE").consume()
        session.run("CREATE FULLTEXT INDEX names FOR (n:Person) ON EACH [n.name]").consume()
    create(neo4j_access)


@once
def test_data_survives_stop_and_kill_settings_do_not(neo4j_url: str, neo4j_server: Server) -> None:
    create(neo4j_server.access)
    neo4j_server.stop()
    neo4j_server.start({"server.databases.default_to_read_only": "true"})
    assert count(neo4j_server.access) == 2
    with pytest.raises(ClientError, match="read-only"):
        create(neo4j_server.access)
    neo4j_server.kill()
    neo4j_server.start()
    assert count(neo4j_server.access) == 2
    create(neo4j_server.access)


@once
def test_ends_with_a_parent_that_is_killed(neo4j_server: Server, tmp_path: Path) -> None:
    command = [sys.executable, "-c", ORPHAN, neo4j_server.release, str(tmp_path), *QUICK]
    parent = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert parent.returncode == -9, parent.stderr
    server = int(parent.stdout)
    deadline = time.monotonic() + 30
    while is_running(server) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_running(server)
    assert "Stopped." in (tmp_path / "logs" / "neo4j.log").read_text()


@once
def test_failed_start_gives_reason_and_import_starts(neo4j_server: Server, tmp_path: Path) -> None:
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("id:ID,:LABEL\na,Person\nb,Person\n")
    fresh = Server(neo4j_server.release, tmp_path / "home", options=QUICK)
    fresh.admin("database", "import", "full", "neo4j", f"--nodes={nodes}")
    with pytest.raises(ServerError, match=r"db\.nonsense"):
        fresh.start({"db.nonsense": "1"})
    with fresh:
        assert count(fresh.access) == 2
