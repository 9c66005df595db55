"""How the graph lies in the database: labels, keys, indexes, and the names that go into statements.

    (:Entity:Organization {id, type, name, kind, aliases, forms, exact, attributes})
      -[:CONTROLS {id, start, end, strength, confidence, weight, sign, modality, place, attributes, role …,
                   quotes, sources, documents, paragraphs, credibilities, confidences, methods, details,
                   onPath, conducts, symmetric}]->
    (:Document {id, title, publisher, published, path, reliability, attributes, text})-[:SPEAKS_OF]->(:Entity)
    (:Name {form, entity})  (:SavedQuery {name, arguments})  (:Linkchart {id, version, schema, writes})

The lists of a relation run side by side, one element a telling, the surest first; "" and 0 (of confidences
-1) stand for nothing, since a list in Neo4j holds no null. A list in which no telling says anything is left
out, `methods` also where an analyst told all. `details` is JSON, and so is `attributes`, which is there where
not all of them are properties of their own. The last three repeat what the ontology says of the relation, for
queries in Cypher. A Name is one normal form of a name of one entity: Neo4j has no index on the elements of a
list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...errors import SchemaError, StoreError
from ...schema import Schema
from .server import Server

VERSION = 1
UNFINISHED = 0
"""The version of a database that neo4j-admin has filled, until bulk.finish has run."""

META = "linkchart"
SPEAKS_OF = "SPEAKS_OF"
RESERVED = {"Entity", "Name", "SavedQuery", "Linkchart", SPEAKS_OF}

NAMES = "linkchart_names"
RELATIONS = "linkchart_relations"

_LABEL = re.compile(r"[A-Z][A-Za-z0-9]*", re.ASCII)
_RELATION = re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII)

_DEFINITIONS = {
    "linkchart_entity": "CONSTRAINT {name} IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "linkchart_document": "CONSTRAINT {name} IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE",
    "linkchart_meta": "CONSTRAINT {name} IF NOT EXISTS FOR (n:Linkchart) REQUIRE n.id IS UNIQUE",
    "linkchart_saved": "CONSTRAINT {name} IF NOT EXISTS FOR (n:SavedQuery) REQUIRE n.name IS UNIQUE",
    "linkchart_form": "INDEX {name} IF NOT EXISTS FOR (n:Name) ON (n.form)",
    # Marks the few documents by whose change older tellings are still to be graded anew: see merge.regrade.
    "linkchart_stale": "INDEX {name} IF NOT EXISTS FOR (n:Document) ON (n.stale)",
    NAMES: "FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:Entity) ON EACH [n.forms] "
    "OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'whitespace'}}}}",
    # One index over all relations: to look an id up in an index for each of them would be 44 queries.
    RELATIONS: "FULLTEXT INDEX {name} IF NOT EXISTS FOR ()-[r:{types}]-() ON EACH [r.id, r.documents] "
    "OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'keyword'}}}}",
}


def prepare(server: Server, schema: Schema) -> None:
    """Make the database a store, unless it is one; raises StoreError when it holds something else."""
    check_schema(schema)
    indexed = dict(server.read("SHOW INDEXES YIELD name, labelsOrTypes RETURN name, labelsOrTypes"))
    if not indexed.keys() >= _DEFINITIONS.keys():
        _refuse_foreign(server)
    if RELATIONS in indexed and not set(indexed[RELATIONS]) >= schema.relations.keys():
        server.define(f"DROP INDEX {RELATIONS} IF EXISTS")
        del indexed[RELATIONS]
    missing = [statement for name, statement in definitions(schema).items() if name not in indexed]
    for statement in missing:
        server.define(statement)
    if missing:
        server.read("CALL db.awaitIndexes(300)")


def definitions(schema: Schema) -> dict[str, str]:
    """Return the statements that make the constraints and indexes where they are missing, by name."""
    types = either(schema.relations)
    return {name: "CREATE " + text.format(name=name, types=types) for name, text in _DEFINITIONS.items()}


def check_schema(schema: Schema) -> None:
    """Raise SchemaError for a type or relation that cannot be a label or relationship type of the store."""
    for name in schema.nodes:
        if not _LABEL.fullmatch(name) or name in RESERVED:
            raise SchemaError(f"“{name}” cannot be a type in Neo4j: it is reserved, or no name like ArmedGroup.")
    for name in schema.relations:
        if not _RELATION.fullmatch(name) or name in RESERVED:
            raise SchemaError(f"“{name}” cannot be a relation in Neo4j: it is reserved, or no name like MEMBER_OF.")


def quoted(name: str) -> str:
    """Return a label or relationship type as it may be written into a statement."""
    if not (_LABEL.fullmatch(name) or _RELATION.fullmatch(name)):
        raise SchemaError(f"“{name}” is no name of a type or relation.")
    return f"`{name}`"


def either(names: Iterable[str]) -> str:
    """Return a choice of labels or relationship types."""
    return "|".join(map(quoted, names))


def _refuse_foreign(server: Server) -> None:
    (marked,), (held,) = (
        server.read("MATCH (n:Linkchart) RETURN count(n)")[0],
        server.read("MATCH (n) RETURN count(n)")[0],
    )
    if held and not marked:
        raise StoreError(
            f"The database “{server.database}” at {server.url} holds something else ({held:,} nodes): "
            "it has been left alone. Name an empty one, as NEO4J_DATABASE or behind the address."
        )
