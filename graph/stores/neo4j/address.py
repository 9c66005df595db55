"""The address of a server with its database, and the credentials for it."""

from __future__ import annotations

import os
import sys
import warnings
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ...errors import StoreError

SCHEMES = tuple(f"{kind}{safety}" for kind in ("neo4j", "bolt") for safety in ("", "+s", "+ssc"))
LOOPBACK = ("localhost", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a database: `uri` for the driver, `url` for people, which has no password."""

    url: str
    uri: str
    host: str
    database: str | None
    user: str | None = None

    @property
    def plaintext(self) -> bool:
        """Whether the connection crosses a network unencrypted."""
        near = self.host in LOOPBACK or self.host.startswith("127.")
        return "+" not in self.uri.partition(":")[0] and not near


@dataclass(frozen=True, slots=True)
class Credentials:
    """User and password; its text forms hide the password."""

    user: str
    password: str = field(repr=False)


def parse_address(url: str) -> Address:
    """Parse a URL like `neo4j://host:7687/database`; raises StoreError for anything else."""
    scheme = url.partition("://")[0]
    if scheme not in SCHEMES:
        raise StoreError(f"“{scheme}://” is no address of a store: it begins with {', '.join(SCHEMES)}, or is a file.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 7687
    except ValueError as error:
        raise StoreError(f"The address of the store cannot be read: {error}.") from None
    if parts.password is not None:
        raise StoreError("A password does not belong in an address: set NEO4J_PASSWORD instead.")
    if not host:
        raise StoreError(f"The address {url} names no host: write {scheme}://host:7687.")
    place = f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
    database = parts.path.strip("/") or os.environ.get("NEO4J_DATABASE") or None
    routing = f"?{parts.query}" if parts.query else ""
    shown = f"{place}/{parts.path.strip('/')}".rstrip("/")
    return Address(shown, place + routing, host, database, parts.username)


def credentials(address: Address) -> Credentials:
    """Read user and password from the environment, else prompt for them."""
    user = address.user or os.environ.get("NEO4J_USERNAME")
    password = os.environ.get("NEO4J_PASSWORD")
    if password is None:
        if not sys.stdin.isatty():
            raise StoreError(f"{address.url} wants a password: set NEO4J_USERNAME and NEO4J_PASSWORD.")
        import click

        user = user or click.prompt("Neo4j user", default="neo4j", err=True)
        password = click.prompt(f"Password of {user} at {address.host}", hide_input=True, err=True)
    return Credentials(user or "neo4j", password)


def warn_of_plaintext(address: Address) -> None:
    """Warn, once for each address, when password and data will cross a network unencrypted."""
    if address.plaintext:
        scheme = address.uri.partition(":")[0]
        warnings.warn(
            f"The connection to {address.host} is not encrypted: {scheme}+s:// would be.", UserWarning, stacklevel=2
        )
