"""The state of a store's database while it is open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...errors import StoreError
from ...schema import builtin, extended
from .database import FIRST_WAVE, META, UNFINISHED, VERSION
from .server import Server

if TYPE_CHECKING:
    from .staging import Staging


class OpenDatabase:
    """An open database: its schema, whether it contains a graph and judgements, and the load in progress."""

    def __init__(self, server: Server) -> None:
        self.url = server.url
        self.schema = builtin()
        self.notes: Sequence[str] = ()
        self._server = server
        self._staging: Staging | None = None
        self._ready = False
        self._judged = False
        self._refresh()

    def close(self) -> None:
        """Close the connection."""
        self._server.close()

    @property
    def _filled(self) -> Server | None:
        """The server, or None while the database is empty; another program may fill it at any time."""
        if not self._ready and self._staging is None:
            self._refresh()
        return self._server if self._ready else None

    def _refresh(self) -> None:
        """Read the state of the database; upgrade it if it has an older layout."""
        rows = self._server.read(_STATE, id=META, version=VERSION)
        self._ready = bool(rows)
        if not rows:
            return
        version, extra, self._judged = rows[0]
        _check_version(self.url, version)
        self.schema = extended(builtin(), json.loads(extra)) if extra else builtin()
        if version == FIRST_WAVE:
            from .upgrade import upgrade

            self.notes = upgrade(self._server, self.schema)
        elif version < VERSION:
            from .renewal import renew

            self.notes = renew(self._server, self.schema)


def _check_version(url: str, version: int) -> None:
    """Raise StoreError for a database that this program cannot read."""
    if version == UNFINISHED:
        raise StoreError(
            f"{url} was filled by neo4j-admin and is not ready yet: run “linkchart neo4j prepare --store {url}” once."
        )
    if version > VERSION:
        raise StoreError(
            f"{url} was written by a newer linkchart (layout {version}, this one reads {VERSION}): "
            "open it with that one."
        )


_STATE = """
MATCH (m:Linkchart {id: $id})
RETURN coalesce(m.version, $version), m.schema,
    EXISTS { MATCH (c:Command) WHERE c.details CONTAINS '"entities"' AND c.undone IS NULL }
"""
