"""The connection: managed reads and writes, and streams."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar, cast

from .address import Address, Credentials, warn_of_plaintext
from .faults import check_version, explained, lost

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Query, Result, Session, Transaction

Value = TypeVar("Value")

CONNECT_SECONDS = 1.5  # a person should hear of an unreachable server within two seconds
RETRY_SECONDS = 10.0
LONG_SECONDS = 3600.0  # a load or the whole graph may take its time
FETCH = 5_000


class _TriedOut(Exception):
    """Rolls back a trial transaction."""


class Server:
    """A database on a server, connected."""

    def __init__(self, driver: Driver, address: Address, seconds: float) -> None:
        self.url = address.url
        self.database = address.database
        self._driver = driver
        self._seconds = seconds

    @classmethod
    def connect(cls, address: Address, who: Credentials, seconds: float) -> Server:
        """Connect; raises StoreError when there is no server, or an unsuitable one."""
        warn_of_plaintext(address)
        _silence()
        with explained(address.url, address.database, connecting=True):
            driver = _driver(address, who)
            try:
                check_version(address.url, driver.get_server_info().agent)
                server = cls(driver, address, seconds)
                # Naming the database in every query saves looking up the user's default one.
                server.database = server.read("CALL db.info() YIELD name RETURN name")[0][0]
            except BaseException:
                driver.close()
                raise
        return server

    def read(self, statement: str, **values: Any) -> list[list[Any]]:
        """Run a reading query and return its rows; temporary faults are retried."""
        from neo4j import Query, RoutingControl
        from neo4j.exceptions import DriverError, Neo4jError

        query = Query(_literal(statement), timeout=self._seconds)
        with explained(self.url, self.database):
            try:
                # One round trip: a managed transaction takes another for its commit.
                with self._session("READ") as session:
                    return session.run(query, values).values()
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable():
                    raise
            return self._driver.execute_query(
                query,
                values,
                routing_=RoutingControl.READ,
                database_=self.database,
                result_transformer_=lambda result: result.values(),
            )

    def stream(self, statement: str, **values: Any) -> Iterator[list[Any]]:
        """Stream the rows of a query."""
        from neo4j import Query

        with explained(self.url, self.database), self._session("READ") as session:
            yield from map(_row, _begun(session, Query(_literal(statement), timeout=LONG_SECONDS), values))

    def write(self, work: Callable[[ManagedTransaction], Value]) -> Value:
        """Run `work` in a transaction and return its result; temporary faults are retried."""
        from neo4j import unit_of_work

        with explained(self.url, self.database), self._session("WRITE") as session:
            result = session.execute_write(unit_of_work(timeout=LONG_SECONDS)(_counted), work)
            if not session.last_bookmarks().raw_values:
                # The driver may take a message of a server that shuts down for the answer to its COMMIT. Only a
                # bookmark proves that the transaction was committed.
                raise lost(self.url)
            return result

    def try_out(self, work: Callable[[ManagedTransaction], Value]) -> Value:
        """Run `work` and roll back what it writes; return its result."""
        outcome: list[Value] = []

        def tried(tx: ManagedTransaction) -> None:
            outcome.append(work(tx))
            raise _TriedOut

        with suppress(_TriedOut):
            self.write(tried)
        return outcome[-1]

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a transaction that is rolled back in the end."""
        with explained(self.url, self.database), self._session("WRITE") as session:
            tx = session.begin_transaction(timeout=LONG_SECONDS)
            try:
                yield tx
            finally:
                tx.close()

    def define(self, statement: str) -> None:
        """Make an index or a constraint, in a transaction of its own."""
        with explained(self.url, self.database), self._session("WRITE") as session:
            session.run(_literal(statement)).consume()

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def _session(self, mode: str) -> Session:
        return self._driver.session(
            database=self.database,
            default_access_mode=mode,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
        )


def _driver(address: Address, who: Credentials) -> Driver:
    from neo4j import GraphDatabase

    return GraphDatabase.driver(
        address.uri,
        auth=(who.user, who.password),
        connection_timeout=CONNECT_SECONDS,
        connection_acquisition_timeout=RETRY_SECONDS,
        max_transaction_retry_time=RETRY_SECONDS,
        fetch_size=FETCH,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="linkchart",
    )


def run(tx: Transaction | ManagedTransaction, statement: str, **values: Any) -> list[list[Any]]:
    """Run a query inside a transaction and return its rows."""
    return tx.run(_literal(statement), values).values()


def send(tx: Transaction | ManagedTransaction, statement: str, rows: list[Any], **values: Any) -> None:
    """Run a statement without result for some rows."""
    if rows:
        tx.run(_literal(statement), rows=rows, **values)


def _counted(tx: ManagedTransaction, work: Callable[[ManagedTransaction], Value]) -> Value:
    """Do some work and increase the number of writes, which shows readers that the store has changed."""
    result = work(tx)
    run(tx, "MATCH (m:Linkchart) SET m.writes = coalesce(m.writes, 0) + 1")
    return result


def _begun(session: Session, query: Query, values: dict[str, Any]) -> Result:
    """Start a query; a connection that broke while idle is replaced once."""
    from neo4j.exceptions import ServiceUnavailable, SessionExpired

    try:
        result = session.run(query, values)
        result.peek()
    except (ServiceUnavailable, SessionExpired):
        result = session.run(query, values)
    return result


def _row(record: Any) -> list[Any]:
    return list(record.values())


def _literal(statement: str) -> LiteralString:
    # The driver asks for literals, to keep values out of queries: ours contain only names of the ontology,
    # checked by database.quoted, and $parameters.
    return cast("LiteralString", statement)  # type: ignore[redundant-cast]


def _silence() -> None:
    """Stop the driver from logging retries, unless the program has set its log level."""
    logger = logging.getLogger("neo4j")
    if logger.level == logging.NOTSET:
        logger.setLevel(logging.CRITICAL + 1)
