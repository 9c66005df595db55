"""A real Neo4j, started when the first test asks for it; NEO4J_URI names one that already runs."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import NoReturn

import neo4j
import pytest

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.neo4j.installation import RELEASES, ServerError, find_java
from tests.neo4j.server import Access, Server

GIVEN = "NEO4J_URI"
DATABASE = os.environ.get("NEO4J_DATABASE", "neo4j")
# Java's quick compiler alone: half the work of a start, which is most of what a test asks of a server.
QUICK = ["-XX:TieredStopAtLevel=1"]
LONG_TERM = "5"
# Both releases, one after the other, the newer one where there is a Java for it; NEO4J_RELEASES=5 chooses.
CHOSEN = os.environ.get("NEO4J_RELEASES")
TESTED = [GIVEN] if os.environ.get(GIVEN) else [name for name in RELEASES if name in (CHOSEN or name).split(",")]
# Tests of what does not depend on the release, or takes several starts of a server, run on one of them alone.
once = pytest.mark.parametrize(
    "neo4j_release",
    [pytest.param(name, marks=pytest.mark.neo4j) for name in TESTED[:1]],
    indirect=True,
    scope="session",
)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all tests with a server of one release on one worker, which then starts that server once."""
    for item in items:
        if item.get_closest_marker("neo4j"):
            release = item.callspec.params["neo4j_release"] if isinstance(item, pytest.Function) else ""
            item.add_marker(pytest.mark.xdist_group(f"neo4j {release}"))


# Of session scope, so that pytest runs all tests on one release, ends that server, and then starts the next.
MARKS = [[pytest.mark.neo4j], [pytest.mark.neo4j, pytest.mark.full]]


@pytest.fixture(
    scope="session",
    params=[pytest.param(name, marks=MARKS[place > 0]) for place, name in enumerate(TESTED)],
)
def neo4j_release(request: pytest.FixtureRequest) -> str:
    """Choose the release to test with; "NEO4J_URI" for the server that it names."""
    release: str = request.param
    return release


@pytest.fixture(scope="session")
def neo4j_server(neo4j_release: str) -> Iterator[Server]:
    """Yield a server of our own, which a test may stop, kill and start again."""
    if neo4j_release == GIVEN:
        pytest.skip(f"needs a server that it may stop and start, not the one that {GIVEN} names")
    java = RELEASES[neo4j_release].java
    if not CHOSEN and neo4j_release != LONG_TERM and not find_java(java):
        how = f"install a JDK {java} or later, or name one as JAVA_HOME"
        pytest.skip(f"NOT TESTED ON NEO4J {neo4j_release}, only on {LONG_TERM}: {how}.")
    with ExitStack() as stack:
        try:
            server = stack.enter_context(Server(neo4j_release, options=QUICK))
        except ServerError as error:
            give_up(f"NOT TESTED ON NEO4J {neo4j_release}: {error}")
        yield server


def give_up(reason: str) -> NoReturn:
    """Fail in CI, where there must be a server; skip where a developer may have none."""
    reason += f" Or set {GIVEN}, NEO4J_USERNAME and NEO4J_PASSWORD to those of an empty Neo4j."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def neo4j_access(request: pytest.FixtureRequest, neo4j_release: str) -> Access:
    """Give the addresses of the server to test with."""
    if neo4j_release != GIVEN:
        server: Server = request.getfixturevalue("neo4j_server")
        return server.access
    uri, user = os.environ[GIVEN], os.environ.get("NEO4J_USERNAME", "neo4j")
    given = Access(uri, uri, "", user, os.environ.get("NEO4J_PASSWORD", ""))
    with open_driver(given) as driver:
        driver.verify_connectivity()
        nodes = driver.execute_query("MATCH (n) RETURN count(n)", database_=DATABASE).records[0].value()
    if nodes:
        pytest.fail(f"The tests empty their database, and the one that {GIVEN} names holds {nodes} nodes.")
    return given


@pytest.fixture
def neo4j_account(
    request: pytest.FixtureRequest,
    neo4j_release: str,
    neo4j_access: Access,
    monkeypatch: pytest.MonkeyPatch,
) -> Access:
    """Start the server if it stands still, and put its user and password into the environment."""
    if neo4j_release != GIVEN:
        request.getfixturevalue("neo4j_server").start()
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_access.user)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_access.password)
    return neo4j_access


@pytest.fixture
def neo4j_url(neo4j_account: Access) -> str:
    """Empty the database of nodes, constraints and indexes; its address."""
    with open_driver(neo4j_account) as driver:
        empty(driver)
    return neo4j_account.routed


@pytest.fixture
def store(neo4j_account: Access) -> Iterator[Store]:
    """Yield a store in a database without nodes.

    Constraints and indexes of the test before stay: a server that loses them plans every statement again, which takes
    longer than most tests.
    """
    with open_driver(neo4j_account) as driver:
        remove_nodes(driver)
    with closing(open_store(neo4j_account.routed, create=True)) as opened:
        yield opened


@pytest.fixture
def remote(store: Store) -> Store:
    """Give the store on the server, where a test compares it with `local`."""
    return store


@pytest.fixture
def local() -> Iterator[Store]:
    """Yield an empty store in memory."""
    with closing(open_store(":memory:", create=True)) as store:
        yield store


def open_driver(access: Access) -> neo4j.Driver:
    """Open a driver for a server."""
    auth = (access.user, access.password)
    return neo4j.GraphDatabase.driver(access.uri, auth=auth, telemetry_disabled=True)


def remove_nodes(driver: neo4j.Driver) -> None:
    """Remove all nodes and relationships of the database."""
    with driver.session(database=DATABASE) as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


def empty(driver: neo4j.Driver) -> None:
    """Remove all nodes, constraints and indexes of the database but the server's own indexes."""
    remove_nodes(driver)
    with driver.session(database=DATABASE) as session:
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run("DROP CONSTRAINT $name", name=name).consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").value():
            session.run("DROP INDEX $name", name=name).consume()
