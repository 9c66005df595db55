"""Create a store in a database, or bring its layout up to date."""

from __future__ import annotations

from ...errors import StoreError
from ...schema import Schema
from .database import DEFINITIONS, FIRST_WAVE, META, RELATIONS, VOICES, check_schema, definitions
from .server import Server
from .upgrade_voices import add_voices


def prepare(server: Server, schema: Schema) -> None:
    """Create a store or bring its layout up to date; raises StoreError for a database with other contents."""
    check_schema(schema)
    rows = server.read("SHOW INDEXES YIELD name, labelsOrTypes, properties RETURN name, labelsOrTypes, properties")
    indexed = {name: types for name, types, _ in rows}
    if not indexed.keys() >= DEFINITIONS.keys():
        _refuse_foreign(server)
    has_all = any(name == RELATIONS and {"key", "via"} <= {*properties} for name, _, properties in rows)
    if RELATIONS in indexed and not (has_all and set(indexed[RELATIONS]) >= schema.relations.keys()):
        server.define(f"DROP INDEX {RELATIONS} IF EXISTS")
        del indexed[RELATIONS]
    missing = [statement for name, statement in definitions(schema).items() if name not in indexed]
    for statement in missing:
        server.define(statement)
    if missing:
        server.read("CALL db.awaitIndexes(300)")
    if server.read(_LACKS_VOICES, id=META, first=FIRST_WAVE, voices=VOICES):
        add_voices(server)


def _refuse_foreign(server: Server) -> None:
    (marked,), (nodes,) = (
        server.read("MATCH (n:Linkchart) RETURN count(n)")[0],
        server.read("MATCH (n) RETURN count(n)")[0],
    )
    if nodes and not marked:
        raise StoreError(
            f"The database “{server.database}” at {server.url} contains something else ({nodes:,} nodes): "
            "it has been left alone. Name an empty one, as NEO4J_DATABASE or behind the address."
        )


_LACKS_VOICES = "MATCH (m:Linkchart {id: $id}) WHERE $first < m.version < $voices RETURN 1"
