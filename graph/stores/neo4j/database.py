"""The layout of the database: labels, properties, indexes, and names in statements.

    (:Entity:Organization {id, type, name, kind, aliases, forms, exact, attributes, records})
      -[:CONTROLS {id, key, start, end, strength, confidence, weight, sign, modality, place, attributes, role …,
                   disputed, type, denied, deniedBy, retracted, retractedSources, sources, voices, documents,
                   paragraphs, quotes, credibilities, confidences, methods, modalities, details, starts, ends,
                   sourceAs, targetAs, sourceIds, targetIds, loads, onPath, conducts, symmetric}]->
    (:Document {id, title, publisher, published, path, reliability, url, edition, retracted, replacedBy, attributes,
                text, loads, records})
      -[:SPEAKS_OF]->(:Entity)
    (:Member:Organization {id, type, name, kind, aliases, attributes, records})-[:SAME_AS]->(:Entity)
    (:EarlierText {document, hash, edition, text})  (:Withdrawn {document, load, telling})
    (:Command {number, time, who, command, why, file, hash, details, undone, counts})
    (:Name {form, entity})  (:SavedQuery {name, arguments})  (:Linkchart {id, version, schema, writes, keptFrom})

The lists of a relation are parallel, with one element for each telling, counting ones first. "" and 0 (-1 among
confidences) stand for no value, since lists in Neo4j cannot contain null. A list without values is left out; so are
`methods` where an analyst made all tellings, and `modalities`, `starts` and `ends` where all equal the relation's.

- `key`: the same for all relations whose tellings are grouped together.
- `details`: JSON; so is `attributes`, present where some of them are not separate properties.
- `voices`: its independent sources, as marks and a name: see voice_lists.
- `type`: the label in Browser of a disputed or only denied relation.
- `loads`: the commands that added a document or its tellings, or (as text, "3 7") each telling of a relation.
- `records`: the record of an entity or document from each load.
- `sourceIds`, `targetIds`: the ends as loaded.
- `onPath`, `conducts`, `symmetric`: flags of the ontology, repeated for queries in Cypher.
- `keptFrom`: the first entry whose additions are known, where earlier ones were written in layout 2.

A Withdrawn is a telling that a new edition of its document no longer has. A Member is an entity that judgements have
merged into another one. A Name is one normal form of an entity's name: Neo4j cannot index the elements of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...errors import SchemaError
from ...schema import Schema
from .server import run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction

VERSION = 5
FIRST_WAVE = 1
"""The version of databases whose relations had one span and no key: see upgrade."""
KEEPING = 3
"""The first version that keeps what each load brought."""
VOICES = 4
"""The first version whose relations list their voices; its names and keys are by older rules: see renewal."""
UNFINISHED = 0
"""The version of a database filled by neo4j-admin until admin_import.finish has run."""

META = "linkchart"
KEPT_FROM = "MATCH (m:Linkchart {id: $id}) RETURN m.version, m.keptFrom"
_MARK = """
MATCH (m:Linkchart {id: $id})
SET m.keptFrom = CASE WHEN m.version < $keeping THEN $number ELSE m.keptFrom END, m.version = $version
"""
SPEAKS_OF = "SPEAKS_OF"
SAME_AS = "SAME_AS"
RESERVED = {
    *("Command", "EarlierText", "Entity", "Linkchart", "Member", "Name", "SavedQuery", "Withdrawn"),
    *(SAME_AS, SPEAKS_OF),
}

NAMES = "linkchart_names"
RELATIONS = "linkchart_relations"

_LABEL = re.compile(r"[A-Z][A-Za-z0-9]*", re.ASCII)
_RELATION = re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII)

DEFINITIONS = {
    "linkchart_entity": "CONSTRAINT {name} IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "linkchart_document": "CONSTRAINT {name} IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE",
    "linkchart_member": "CONSTRAINT {name} IF NOT EXISTS FOR (n:Member) REQUIRE n.id IS UNIQUE",
    "linkchart_meta": "CONSTRAINT {name} IF NOT EXISTS FOR (n:Linkchart) REQUIRE n.id IS UNIQUE",
    "linkchart_saved": "CONSTRAINT {name} IF NOT EXISTS FOR (n:SavedQuery) REQUIRE n.name IS UNIQUE",
    "linkchart_command": "CONSTRAINT {name} IF NOT EXISTS FOR (n:Command) REQUIRE n.number IS UNIQUE",
    "linkchart_earlier": "INDEX {name} IF NOT EXISTS FOR (n:EarlierText) ON (n.document)",
    "linkchart_withdrawn": "INDEX {name} IF NOT EXISTS FOR (n:Withdrawn) ON (n.document)",
    "linkchart_form": "INDEX {name} IF NOT EXISTS FOR (n:Name) ON (n.form)",
    # Marks the few documents by whose change older tellings are still to be graded again: see merge.regrade.
    "linkchart_stale": "INDEX {name} IF NOT EXISTS FOR (n:Document) ON (n.stale)",
    NAMES: "FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:Entity) ON EACH [n.forms] "
    "OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'whitespace'}}}}",
    # One index over all relations: to look an id up in an index for each of them would be 44 queries.
    RELATIONS: "FULLTEXT INDEX {name} IF NOT EXISTS FOR ()-[r:{types}]-() "
    "ON EACH [r.id, r.key, r.documents, r.against, r.via] "
    "OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'keyword'}}}}",
}


def mark_version(tx: Tx, number: int) -> None:
    """Set the version of a database; an older one does not know what its entries before this number brought."""
    run(tx, _MARK, id=META, version=VERSION, keeping=KEEPING, number=number)


def definitions(schema: Schema) -> dict[str, str]:
    """List by name the statements that make missing constraints and indexes."""
    types = either(schema.relations)
    return {name: "CREATE " + text.format(name=name, types=types) for name, text in DEFINITIONS.items()}


def check_schema(schema: Schema) -> None:
    """Raise SchemaError for a type or relation that cannot be a label or relationship type of the store."""
    for name in schema.nodes:
        if not _LABEL.fullmatch(name) or name in RESERVED:
            raise SchemaError(f"“{name}” cannot be a type in Neo4j: it is reserved, or no name like ArmedGroup.")
    for name in schema.relations:
        if not _RELATION.fullmatch(name) or name in RESERVED:
            raise SchemaError(f"“{name}” cannot be a relation in Neo4j: it is reserved, or no name like MEMBER_OF.")


def quoted(name: str) -> str:
    """Quote a label or relationship type for a statement."""
    if not (_LABEL.fullmatch(name) or _RELATION.fullmatch(name)):
        raise SchemaError(f"“{name}” is no name of a type or relation.")
    return f"`{name}`"


def either(names: Iterable[str]) -> str:
    """Write alternative labels or relationship types, as `A|B`."""
    return "|".join(map(quoted, names))
