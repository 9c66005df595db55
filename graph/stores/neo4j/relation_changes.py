"""Write the relationships of some keys after their tellings have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...schema import Schema
from ..batches import in_batches
from .ahead import ahead
from .properties import ASSIGNED, FREE, OWN, kinds, relations_of
from .server import run, send
from .tellings import KeyTellings, Source
from .text_rows import CREATE, TextRows, text_rows

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    from ...disputes import Touched

    Tx = Transaction | ManagedTransaction

BATCH = 5_000


class Stored(NamedTuple):
    """A stored relationship; `element` is the driver's handle of it in this transaction."""

    element: str
    id: str
    tellings: KeyTellings


class _Part(NamedTuple):
    """The relationships to delete, by handle, the new ones as a text or as rows, and the rows of changed ones."""

    gone: list[str]
    new: list[list[Any]]
    changed: list[list[Any]]
    text: TextRows | None = None


class Changes:
    """Writes the changes of some keys, in parts: each is computed while the server writes the part before it."""

    def __init__(
        self, schema: Schema, sources: Mapping[str, Source], standing: Mapping[str, str], touched: Touched
    ) -> None:
        self.by_key: dict[int, int] = {}
        """The growth of relations by key."""
        self.ends: set[str] = set()
        """The ends of removed relations."""
        self._schema = schema
        self._sources = sources
        self._standing = standing
        self._touched = touched

    def write(self, tx: Tx, stored: Mapping[int, list[Stored]], after: Mapping[int, KeyTellings]) -> None:
        """Update the relationships of some keys after their tellings."""
        keys = sorted(after.keys() | stored.keys())
        shared = kinds(self._schema)
        parts = (self._part(some, stored, after) for some in in_batches(keys, BATCH))
        for part in ahead(parts):
            if part.gone:
                run(tx, _DELETE, elements=part.gone)
            if part.text:
                send(tx, CREATE, [part.text.text], more=part.text.more, kinds=shared)
            send(tx, _CREATE, part.new, kinds=shared)
            send(tx, _REWRITE, part.changed, kinds=shared)

    def _part(self, keys: Iterable[int], stored: Mapping[int, list[Stored]], after: Mapping[int, KeyTellings]) -> _Part:
        part = _Part([], [], [])
        for key in keys:
            self._note(part, stored.get(key, []), after[key])
        text = text_rows(part.new) if part.new else None
        return part._replace(text=text, new=[]) if text else part

    def _note(self, part: _Part, stored: list[Stored], tellings: KeyTellings) -> None:
        """Add the changes that update the relationships of a key after its tellings."""
        rows = relations_of(tellings, self._schema, self._sources, self._standing) if tellings.tellings else {}
        self._touched.note(tellings.name, tellings.source, tellings.target)
        self.by_key[tellings.key] = len(rows) - len(stored)
        for relation in stored:
            row = rows.pop(relation.id, None)
            if row is None:
                part.gone.append(relation.element)
                self.ends |= {tellings.source, tellings.target}
            else:
                part.changed.append([0, *row, relation.element])
        part.new.extend([0, *row, tellings.source, tellings.target, tellings.name] for row in rows.values())


# One at a time: a search for any of a list may miss a relationship made in the same transaction.
_DELETE = "UNWIND $elements AS element MATCH ()-[r]->() WHERE elementId(r) = element DELETE r"

_CREATE = f"""
UNWIND $rows AS row
MATCH (a:Entity {{id: row[{FREE}]}}) MATCH (b:Entity {{id: row[{FREE + 1}]}})
CREATE (a)-[r:$(row[{FREE + 2}]) {ASSIGNED}]->(b) SET r += $kinds[row[{FREE + 2}]], r += {OWN}
"""

_REWRITE = f"""
UNWIND $rows AS row
MATCH ()-[r]->() WHERE elementId(r) = row[{FREE}]
SET r = {ASSIGNED}, r += $kinds[type(r)], r += {OWN}
"""
