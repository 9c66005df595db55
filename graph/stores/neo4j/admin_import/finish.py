"""Finish an import by neo4j-admin: lists that CSV cannot express, judgements, constraints and indexes."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ....errors import StoreError
from ....schema import Schema, builtin, extended
from ..address import credentials, parse_address
from ..database import FIRST_WAVE, META, VERSION, definitions
from ..history import next_number
from ..judgements import in_force
from ..prepare import prepare
from ..server import LONG_SECONDS, Server, run
from ..settle import settle
from .relations import HOLLOW

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

Progress = Callable[[float], object]

_POLL = 0.5

# The importer takes an empty list, and a list of one empty text, for no value at all.
_MEND_ENTITIES = """
MATCH (n:Entity) WHERE n.aliases IS NULL OR n.forms IS NULL
CALL (n) { SET n.aliases = coalesce(n.aliases, []), n.forms = coalesce(n.forms, []) } IN TRANSACTIONS OF 10000 ROWS
"""
_MEND_RELATIONS = f"""
MATCH (:Entity)-[r]->(:Entity) WHERE r.{HOLLOW} IS NOT NULL
CALL (r) {{
  WITH r, r.{HOLLOW} AS hollow
  REMOVE r.{HOLLOW}
  WITH r, hollow UNWIND hollow AS one WITH r, split(one, ':') AS part
  SET r[part[0]] = CASE part[1] WHEN '0' THEN [] ELSE [''] END
}} IN TRANSACTIONS OF 10000 ROWS
"""


def finish(url: str, progress: Progress | None = None) -> bool:
    """Finish an import by neo4j-admin; return False for a database filled otherwise, which is only prepared.

    Creates missing constraints and indexes, and waits for them; `progress` is called with the part of the
    indexes that is filled. Raises StoreError for a database that contains something else.
    """
    address = parse_address(url)
    server = Server.connect(address, credentials(address), LONG_SECONDS)
    try:
        rows = server.read("MATCH (m:Linkchart {id: $id}) RETURN m.version, m.layout, m.schema", id=META)
        version, layout, extra = rows[0] if rows else (VERSION, None, None)
        if VERSION not in (version, layout) and not (layout is None and FIRST_WAVE < version < VERSION):
            raise StoreError(f"{url} is of another version of linkchart: prepare it with that one.")
        for statement in (_MEND_ENTITIES, _MEND_RELATIONS) if layout is not None else ():
            server.define(statement)
        _index(server, extra, progress)
        if layout is not None:
            schema = extended(builtin(), json.loads(extra)) if extra else builtin()
            server.write(partial(_mark_ready, schema))
    finally:
        server.close()
    return layout is not None


def _mark_ready(schema: Schema, tx: ManagedTransaction) -> None:
    """Apply the judgements, and mark the database as ready; the import itself cannot be undone."""
    settle(tx, schema, in_force(tx).ids)
    done = "MATCH (m:Linkchart {id: $id}) SET m.version = m.layout, m.keptFrom = $number REMOVE m.layout"
    run(tx, done, id=META, number=next_number(tx))


def _index(server: Server, extra: str | None, progress: Progress | None) -> None:
    schema = extended(builtin(), json.loads(extra)) if extra else builtin()
    if server.read("MATCH (m:Linkchart) RETURN count(m)")[0][0]:
        for statement in definitions(schema).values():
            server.define(statement)
        while (share := float(server.read(_FILLED)[0][0] or 100.0)) < 100:
            if progress is not None:
                progress(share / 100)
            time.sleep(_POLL)
    prepare(server, schema)


_FILLED = "SHOW INDEXES YIELD name, populationPercent WHERE name STARTS WITH 'linkchart_' RETURN avg(populationPercent)"
