"""The tables of a store's file."""

from __future__ import annotations

import sqlite3

APPLICATION = 0x6C_6B_63_68  # "lkch"
VERSION = 5
WORDS = """
CREATE VIRTUAL TABLE word USING fts5 (forms, content = entity, content_rowid = n, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'")
""".strip()
"""The index of words, which stores no names itself."""

WITH_AGAINST = """instr(details, '"against"') > 0"""
"""The condition on a telling with an attribute `against`."""

TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE saved (name TEXT PRIMARY KEY, arguments TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE term (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE document (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT, publisher TEXT, published TEXT, path TEXT,
    reliability TEXT, attributes TEXT, text TEXT, url TEXT, edition TEXT, retracted TEXT, replaced_by TEXT,
    command INTEGER);
CREATE TABLE document_record (document INTEGER NOT NULL, command INTEGER NOT NULL, fields TEXT NOT NULL,
    PRIMARY KEY (document, command)) WITHOUT ROWID;
CREATE TABLE earlier_text (document INTEGER NOT NULL, hash TEXT NOT NULL, edition TEXT, text TEXT NOT NULL,
    PRIMARY KEY (document, hash)) WITHOUT ROWID;
CREATE TABLE command (
    n INTEGER PRIMARY KEY, time TEXT NOT NULL, who TEXT, command TEXT NOT NULL, why TEXT, file TEXT, hash TEXT,
    documents INTEGER NOT NULL, entities INTEGER NOT NULL, relations INTEGER NOT NULL, tellings INTEGER NOT NULL,
    details TEXT, undone INTEGER);
CREATE TABLE brought (command INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (command, first)) WITHOUT ROWID;
CREATE TABLE withdrawn (n INTEGER PRIMARY KEY, command INTEGER NOT NULL, document INTEGER NOT NULL,
    telling TEXT NOT NULL);
CREATE TABLE origin (n INTEGER PRIMARY KEY, document INTEGER, command INTEGER);
CREATE INDEX origin_of ON origin (document, command);
CREATE TABLE entity (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, forms TEXT NOT NULL, kind TEXT, aliases TEXT,
    attributes TEXT, origin INTEGER, same_as INTEGER);
CREATE INDEX entity_same_as ON entity (same_as) WHERE same_as IS NOT NULL;
CREATE TABLE entity_record (
    entity INTEGER NOT NULL, origin INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT, aliases TEXT, attributes TEXT,
    PRIMARY KEY (entity, origin)) WITHOUT ROWID;
CREATE INDEX entity_record_of ON entity_record (origin);
CREATE TABLE name (form TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (form, entity)) WITHOUT ROWID;
{WORDS};
CREATE TABLE telling (
    n INTEGER PRIMARY KEY, key INTEGER NOT NULL, relation INTEGER NOT NULL, source INTEGER NOT NULL,
    target INTEGER NOT NULL, name INTEGER NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, worth INTEGER, own TEXT,
    document INTEGER, paragraph INTEGER, credibility INTEGER, source_as TEXT, target_as TEXT, quote TEXT,
    details TEXT NOT NULL, source_told INTEGER, target_told INTEGER);
CREATE INDEX telling_against ON telling (key) WHERE {WITH_AGAINST};
CREATE TABLE attached (telling INTEGER NOT NULL, relation INTEGER NOT NULL, PRIMARY KEY (telling, relation))
    WITHOUT ROWID;
CREATE INDEX attached_to ON attached (relation);
CREATE TABLE worth (n INTEGER PRIMARY KEY, weight REAL NOT NULL, strength REAL NOT NULL, confidence REAL,
    modality INTEGER NOT NULL, disputed INTEGER NOT NULL);
CREATE INDEX worth_of ON worth (strength, confidence, modality, disputed);
CREATE VIEW relation AS
    SELECT r.n AS first, relation AS id, source, target, name, starts, ends, weight, strength, confidence, modality,
        disputed, key
    FROM telling r CROSS JOIN worth w ON w.n = r.worth WHERE r.worth IS NOT NULL;
"""

# The number of an entity is that of its type, shifted, and a serial one: its type is known wherever it is.
TYPE_BITS = 32

# What loads say of a document is in `document_record` where several do, the text as its hash; of one load the row
# itself is its record, and `command` says whose. So a load can be undone. `brought` says which loads brought which
# tellings, and `withdrawn` has the tellings that a new edition no longer has. Command 0 is what was before format 5.
#
# Entities judged the same have `same_as`: the number of the one that stands for all of them, its own one on this one,
# whose row is what the records of all of them come to. Only this one is listed, walked and searched. Tellings are
# moved to it, so that no query looks a judgement up; `source_told` and `target_told` are the ends as told where they
# differ. Judgements are entries of `command` that are not `undone`.
#
# A telling is what was said, in the order of loading. One of a relation, its lead, also holds what all of them add up
# to: `starts` and `ends` are the relation's span there (`own` has its own where they differ), and `worth` is the number
# of what the relation is worth, NULL on the others; so nothing is written twice. Of worths there are few: a row of its
# own for each keeps tellings and indexes small. Denials and forecasts may belong to several relations of their key:
# `attached` has all of these but the one in `relation`. Two indexes hold all that a search reads, from either end of
# the arrow, so that a step touches one tree. (CROSS JOIN keeps SQLite from beginning at the other table.)
KEY_INDEX = "CREATE INDEX telling_key ON telling (key)"
RELATION_INDEXES = (
    "CREATE INDEX telling_of ON telling (relation)",
    *(
        f"CREATE INDEX {name} ON telling ({ends}, name, worth, starts, ends) WHERE worth IS NOT NULL"
        for name, ends in (("relation_out", "source, target"), ("relation_in", "target, source"))
    ),
)
INDEXES = ("telling_key", "telling_of", "relation_out", "relation_in")

ORIGIN_TELLINGS = 0
"""Origin of an entity that only tellings speak of; NULL: of one with several records, which are in entity_record."""


def is_store(database: sqlite3.Connection) -> bool:
    """Tell whether a database is a store."""
    return bool(database.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)


def prepare(database: sqlite3.Connection) -> None:
    """Make an empty database a store, unless it is one."""
    if is_store(database):
        return
    for statement in TABLES.split(";\n"):
        database.execute(statement)
    for statement in (KEY_INDEX, *RELATION_INDEXES):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {VERSION}")
