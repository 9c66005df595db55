"""Upgrade files of older formats, a small step at a time.

A step changes tables and their rows. It never uses the current definitions of tables, which may have changed again by
the time it runs. Everything derived from tellings (keys, relations, grades) and from names is rebuilt at the end; of
format 5, only what current rules write otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...errors import StoreError
from .tables import VERSION

if TYPE_CHECKING:
    from .connection import Connection


SAME_TABLES = 5
"""The first format with the tables of today."""


def upgrade(database: Connection) -> list[str]:
    """Upgrade a file to this format in one transaction; return sentences about it."""
    from .rebuild import rebuild, schema_of
    from .renewal import outdated, renew

    with database.transaction():
        version = version_of(database)
        if version == VERSION:  # another process was faster
            return []
        for step in range(version, VERSION):
            if step == 1:
                _number_entities_by_type(database)
            for statement in filter(None, _STEPS[step].split(";\n")):
                database.execute(statement)
        if version == SAME_TABLES:
            schema = schema_of(database)
            changes = renew(database, schema, outdated(database, schema))
        else:
            changes = rebuild(database)
        database.execute(f"PRAGMA user_version = {VERSION}")
    notes = [f"{database.path} has been brought from format {version} to format {VERSION}."]
    return notes + changes


def is_up_to_date(database: Connection) -> bool:
    """Check whether a file of an older format reads as one of this format."""
    from .rebuild import schema_of
    from .renewal import outdated

    return version_of(database) == SAME_TABLES and not any(outdated(database, schema_of(database)))


def version_of(database: Connection) -> int:
    """Read the format of a file; raises StoreError for one of a newer linkchart, or an unknown one."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StoreError(
            f"{database.path} was written by a newer linkchart (format {version}, this one reads up to {VERSION}): "
            "install that one to read it."
        )
    if version != VERSION and version not in _STEPS:
        raise StoreError(f"{database.path} is damaged: it says that its format is {version}.")
    return int(version)


def _number_entities_by_type(database: Connection) -> None:
    """Give entities numbers that begin with that of their type."""
    rows = database.execute("SELECT n, type FROM entity ORDER BY n").fetchall()
    serial: dict[int, int] = {}
    moves = []
    for number, type_ in rows:
        serial[type_] = serial.get(type_, 0) + 1
        moves.append((type_ << 32 | serial[type_], number))
    database.execute("CREATE TEMP TABLE move (new INTEGER, old INTEGER PRIMARY KEY)")
    database.executemany("INSERT INTO move VALUES (?, ?)", moves)


_STEPS: Mapping[int, str] = {
    1: """
ALTER TABLE entity RENAME TO old_entity;
ALTER TABLE telling RENAME TO old_telling;
ALTER TABLE relation RENAME TO old_relation;
ALTER TABLE name RENAME TO old_name;
DROP TABLE word;
CREATE TABLE entity (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, forms TEXT NOT NULL,
    kind TEXT, aliases TEXT, attributes TEXT);
INSERT INTO entity SELECT m.new, e.id, e.name, '', e.kind, e.aliases, e.attributes FROM old_entity e JOIN move m
    ON m.old = e.n;
CREATE TABLE name (form TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (form, entity)) WITHOUT ROWID;
CREATE VIRTUAL TABLE word USING fts5 (forms, content = entity, content_rowid = n, columnsize = 0);
CREATE TABLE telling (n INTEGER PRIMARY KEY, relation INTEGER NOT NULL, source INTEGER NOT NULL, target INTEGER
    NOT NULL, name INTEGER NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, weight REAL, strength REAL,
    confidence REAL, modality INTEGER, document INTEGER, paragraph INTEGER, credibility INTEGER, quote TEXT,
    details TEXT);
INSERT INTO telling (relation, source, target, name, starts, ends, weight, strength, confidence, modality,
    document, paragraph, credibility, quote, details) SELECT t.relation, a.new, b.new, r.name, r.starts, r.ends,
    r.weight, r.strength, r.confidence, r.modality, t.document, t.paragraph, t.credibility, t.quote, t.details
    FROM old_telling t JOIN old_relation r ON r.id = t.relation JOIN move a ON a.old = r.source JOIN move b ON
    b.old = r.target ORDER BY t.relation, t.digest;
CREATE VIEW relation AS SELECT n FROM telling;
DROP TABLE old_telling;
DROP TABLE old_relation;
DROP TABLE old_name;
DROP TABLE old_entity;
DROP TABLE move
""",
    2: """
DROP VIEW relation;
ALTER TABLE telling RENAME TO old_telling;
CREATE TABLE telling (n INTEGER PRIMARY KEY, relation INTEGER NOT NULL, source INTEGER NOT NULL, target INTEGER
    NOT NULL, name INTEGER NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, worth INTEGER, document INTEGER,
    paragraph INTEGER, credibility INTEGER, quote TEXT, details TEXT NOT NULL);
CREATE TABLE worth (n INTEGER PRIMARY KEY, weight REAL NOT NULL, strength REAL NOT NULL, confidence REAL,
    modality INTEGER NOT NULL);
INSERT INTO worth (weight, strength, confidence, modality) SELECT DISTINCT weight, strength, confidence,
    modality FROM old_telling WHERE weight IS NOT NULL;
INSERT INTO telling SELECT t.n, relation, source, target, name, starts, ends, w.n, document, paragraph,
    credibility, quote, coalesce(details, '') FROM old_telling t LEFT JOIN worth w ON w.weight = t.weight AND
    w.strength = t.strength AND w.confidence IS t.confidence AND w.modality = t.modality;
DROP TABLE old_telling;
CREATE VIEW relation AS SELECT n FROM telling
""",
    3: """
DROP VIEW relation;
DROP TABLE worth;
ALTER TABLE telling RENAME TO old_telling;
ALTER TABLE document ADD COLUMN url TEXT;
ALTER TABLE document ADD COLUMN edition TEXT;
CREATE TABLE earlier_text (document INTEGER NOT NULL, hash TEXT NOT NULL, edition TEXT, text TEXT NOT NULL,
    PRIMARY KEY (document, hash)) WITHOUT ROWID;
CREATE TABLE command (n INTEGER PRIMARY KEY, time TEXT NOT NULL, who TEXT, command TEXT NOT NULL, why TEXT, file
    TEXT, hash TEXT, documents INTEGER NOT NULL, entities INTEGER NOT NULL, relations INTEGER NOT NULL, tellings
    INTEGER NOT NULL);
CREATE TABLE origin (n INTEGER PRIMARY KEY, document INTEGER UNIQUE, command INTEGER);
INSERT INTO origin DEFAULT VALUES;
ALTER TABLE entity ADD COLUMN origin INTEGER;
UPDATE entity SET origin = 1;
UPDATE entity SET origin = 0 WHERE kind IS NULL AND aliases IS NULL AND attributes IS NULL AND n IN (SELECT
    source FROM old_telling UNION SELECT target FROM old_telling);
CREATE TABLE entity_record (entity INTEGER NOT NULL, origin INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT,
    aliases TEXT, attributes TEXT, PRIMARY KEY (entity, origin)) WITHOUT ROWID;
CREATE INDEX entity_record_of ON entity_record (origin);
CREATE TABLE telling (n INTEGER PRIMARY KEY, key INTEGER NOT NULL, relation INTEGER NOT NULL, source INTEGER NOT
    NULL, target INTEGER NOT NULL, name INTEGER NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, worth
    INTEGER, own TEXT, document INTEGER, paragraph INTEGER, credibility INTEGER, source_as TEXT, target_as TEXT,
    quote TEXT, details TEXT NOT NULL);
INSERT INTO telling (n, key, relation, source, target, name, starts, ends, document, paragraph, credibility,
    source_as, target_as, quote, details) SELECT n, relation, relation, source, target, name, starts, ends,
    document, paragraph, credibility, '', '', quote, details FROM old_telling;
DROP TABLE old_telling;
CREATE TABLE attached (telling INTEGER NOT NULL, relation INTEGER NOT NULL, PRIMARY KEY (telling, relation))
    WITHOUT ROWID;
CREATE INDEX attached_to ON attached (relation);
CREATE TABLE worth (n INTEGER PRIMARY KEY, weight REAL NOT NULL, strength REAL NOT NULL, confidence REAL,
    modality INTEGER NOT NULL, disputed INTEGER NOT NULL);
CREATE INDEX worth_of ON worth (strength, confidence, modality, disputed);
CREATE VIEW relation AS SELECT r.n AS first, relation AS id, source, target, name, starts, ends, weight,
    strength, confidence, modality, disputed, key FROM telling r CROSS JOIN worth w ON w.n = r.worth WHERE
    r.worth IS NOT NULL
""",
    4: """
ALTER TABLE document ADD COLUMN retracted TEXT;
ALTER TABLE document ADD COLUMN replaced_by TEXT;
ALTER TABLE document ADD COLUMN command INTEGER;
UPDATE document SET command = 0;
CREATE TABLE document_record (document INTEGER NOT NULL, command INTEGER NOT NULL, fields TEXT NOT NULL, PRIMARY KEY
    (document, command)) WITHOUT ROWID;
CREATE TABLE withdrawn (n INTEGER PRIMARY KEY, command INTEGER NOT NULL, document INTEGER NOT NULL, telling TEXT NOT
    NULL);
ALTER TABLE origin RENAME TO old_origin;
CREATE TABLE origin (n INTEGER PRIMARY KEY, document INTEGER, command INTEGER);
INSERT INTO origin SELECT n, document, coalesce(command, 0) FROM old_origin;
DROP TABLE old_origin;
CREATE INDEX origin_of ON origin (document, command);
INSERT INTO meta SELECT 'history_from', coalesce(max(n), 0) + 1 FROM command;
ALTER TABLE command ADD COLUMN details TEXT;
ALTER TABLE command ADD COLUMN undone INTEGER;
CREATE TABLE brought (command INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (command,
    first)) WITHOUT ROWID;
ALTER TABLE entity ADD COLUMN same_as INTEGER;
CREATE INDEX entity_same_as ON entity (same_as) WHERE same_as IS NOT NULL;
ALTER TABLE telling ADD COLUMN source_told INTEGER;
ALTER TABLE telling ADD COLUMN target_told INTEGER;
CREATE INDEX telling_against ON telling (key) WHERE instr(details, '"against"') > 0
""",
    5: "",
}
