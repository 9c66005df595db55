"""The driver's errors as sentences for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ...errors import StoreError

if TYPE_CHECKING:
    from neo4j.exceptions import Neo4jError

OLDEST: tuple[int, int] = (5, 26)


class OutOfMemory(StoreError):
    """A transaction that exceeds the server's memory."""


@contextmanager
def explained(place: str, database: str | None, *, connecting: bool = False) -> Iterator[None]:
    """Turn the driver's errors inside the block into StoreErrors that say what to do."""
    from neo4j.exceptions import (
        ConfigurationError,
        ConnectionAcquisitionTimeoutError,
        Neo4jError,
        ServiceUnavailable,
        SessionExpired,
    )

    try:
        yield
    except Neo4jError as error:
        kind = OutOfMemory if "OutOfMemory" in (error.code or "") else StoreError
        raise kind(_server_message(place, database, error)) from error
    except ConfigurationError as error:
        raise StoreError(f"{place} cannot be used as an address: {error}.") from error
    except (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError, OSError) as error:
        raise (StoreError(_not_connected(place, error)) if connecting else lost(place)) from error


def lost(place: str) -> StoreError:
    """Write the error for a connection that was interrupted."""
    return StoreError(
        f"The connection to {place} was lost: what was committed is kept, and the same again does the rest."
    )


def _not_connected(place: str, error: BaseException) -> str:
    """Explain a failed connection: no encryption, an untrusted certificate, or no server."""
    import ssl

    causes = list(_causes(error))
    scheme, _, rest = place.partition("://")
    plain = scheme.partition("+")[0]
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"The certificate of {place} is not trusted ({cause.verify_message}): let this machine trust who "
                f"issued it, or write {plain}+ssc://{rest} to trust this server whatever it shows."
            )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return f"{place} does not encrypt: turn on TLS for Bolt on the server, or write {plain}://{rest}."
    if any("incomplete handshake" in str(cause) for cause in causes) and scheme == plain:
        return f"{place} ends unencrypted connections, or is no Bolt port: if it wants TLS, write {plain}+s://{rest}."
    return f"No Neo4j server answers at {place}: is it running, and is this its Bolt port?"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and its causes."""
    while error is not None:
        yield error
        for part in getattr(error, "exceptions", ()):
            yield from _causes(part)
        error = error.__cause__ or error.__context__


def check_version(place: str, agent: str) -> None:
    """Raise StoreError for a server that is too old or not Neo4j; `agent` is the name it gives itself."""
    name, _, version = agent.partition("/")
    digits = version.split("-")[0].split(".")
    try:
        release = (int(digits[0]), int(digits[1]))
    except (ValueError, IndexError):
        release = (0, 0)
    if name != "Neo4j" or release < OLDEST:
        raise StoreError(f"{place} runs {agent or 'something else'}: linkchart needs Neo4j 5.26 or later.")


def _server_message(place: str, database: str | None, error: Neo4jError) -> str:
    code = error.code or ""
    named = f"the database “{database}”" if database else "the database"
    for part, sentence in _FAULTS.items():
        if part in code:
            return sentence.format(place=place, named=named)
    if database == "system":
        return f"At {place} {named} holds no graph: name another."
    return f"{place}: {' '.join((error.message or str(error)).split()).rstrip('.')}."


_FAULTS = {
    "Security.Unauthorized": "{place} does not know this user and password: check NEO4J_USERNAME and NEO4J_PASSWORD.",
    "Security.AuthenticationRateLimit": "{place} has seen too many wrong passwords: wait a little, then try again.",
    "Security.CredentialsExpired": "{place} wants this user to choose a new password first: do so in Neo4j Browser.",
    "Security.Forbidden": "This user may not do that in {named} at {place}.",
    "Database.DatabaseNotFound": "There is no database of that name at {place}: {named} was asked for.",
    "DatabaseUnavailable": "At {place} {named} is not available just now: try again, or look into the server's log.",
    "ReadOnly": "At {place} {named} is read-only: nothing was written.",
    "AccessMode": "At {place} {named} is read-only: nothing was written.",
    "NotALeader": "{place} does not take writes for {named}: use the neo4j:// address of the cluster.",
    "TransactionTimedOut": "{place} took too long and was stopped: ask for less, or allow more time.",
    "Transaction.Terminated": "{place} broke this off: it was stopped, or took longer than it may.",
    "OutOfMemory": "{place} has too little memory for this: raise server.memory.heap.max_size in its neo4j.conf.",
}
