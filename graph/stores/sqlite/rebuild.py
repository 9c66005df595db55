"""Rebuild everything derived from tellings and names: keys, relations, grades, and the index of words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...disputes import Touched
from ...older_names import merged_by_older_rules
from ...schema import Schema, builtin, extended
from ..batches import in_batches
from .disputes import DisputeMarker
from .entities import learn_names, row_of
from .indexes import index_keys, index_relations
from .merge import regroup
from .reader import read_entities
from .rekeying import keyed
from .row_cache import Terms
from .tables import INDEXES, WORDS
from .worths import LoneWorths, Worths

if TYPE_CHECKING:
    from .connection import Connection

BATCH = 5_000


def rebuild(database: Connection) -> list[str]:
    """Rebuild all of it inside the caller's transaction; return the entities that current rules would split."""
    merged = list(_rebuild_names(database))
    _rebuild_relations(database, schema_of(database))
    return merged


def schema_of(database: Connection) -> Schema:
    """Read the schema of a file."""
    extra = database.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return extended(builtin(), json.loads(extra[0])) if extra else builtin()


def _rebuild_names(database: Connection) -> Iterator[str]:
    """Write the names and words of all entities; yield the entities that current rules would split."""
    database.execute("DELETE FROM name")
    database.execute("DROP TABLE word")
    database.execute(WORDS)
    numbers = dict(database.execute("SELECT id, n FROM entity"))
    entities = read_entities(database, "1", ())
    for batch in in_batches(list(entities), BATCH):
        rows = [row_of(entity, numbers[entity.id]) for entity in batch]
        database.executemany("UPDATE entity SET forms = ? WHERE n = ?", [(row[1], row[-1]) for row in rows])
        learn_names(database, batch, rows)
        yield from merged_by_older_rules(batch)
    database.execute("INSERT INTO word (rowid, forms) SELECT n, forms FROM entity")


def _rebuild_relations(database: Connection, schema: Schema) -> None:
    """Compute keys, relations and worths of all tellings by current rules."""
    for name in INDEXES:
        database.execute(f"DROP INDEX IF EXISTS {name}")
    database.execute("DELETE FROM attached")
    lone = LoneWorths(Terms(database), Worths(database), schema)
    for batch in in_batches(keyed(database, schema), BATCH):
        worths = [worth for _, worth, _ in lone.columns(telling for *_, telling in batch)]
        database.executemany(
            "UPDATE telling SET key = ?, relation = ?, starts = ?, ends = ?, own = NULL, worth = ? WHERE n = ?",
            [(key, id_, *span, worth, n) for (n, key, id_, span, _), worth in zip(batch, worths, strict=True)],
        )
    index_keys(database)
    rows = database.execute("SELECT key FROM telling GROUP BY key HAVING count(*) > 1").fetchall()
    touched = Touched(schema)
    touched.everything = True
    regroup(database, schema, [row[0] for row in rows], touched)
    index_relations(database)
    DisputeMarker(database, schema).mark(touched)
