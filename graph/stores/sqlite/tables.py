"""The tables of a store's file."""

from __future__ import annotations

import sqlite3

APPLICATION = 0x6C_6B_63_68  # "lkch"
VERSION = 3
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE saved (name TEXT PRIMARY KEY, arguments TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE term (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE document (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT, publisher TEXT, published TEXT, path TEXT,
    reliability TEXT, attributes TEXT, text TEXT);
CREATE TABLE entity (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, forms TEXT NOT NULL, kind TEXT, aliases TEXT,
    attributes TEXT);
CREATE TABLE name (form TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (form, entity)) WITHOUT ROWID;
CREATE VIRTUAL TABLE word USING fts5 (forms, content = entity, content_rowid = n, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE TABLE telling (
    n INTEGER PRIMARY KEY, relation INTEGER NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL,
    name INTEGER NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, worth INTEGER, document INTEGER,
    paragraph INTEGER, credibility INTEGER, quote TEXT, details TEXT NOT NULL);
CREATE TABLE worth (n INTEGER PRIMARY KEY, weight REAL NOT NULL, strength REAL NOT NULL, confidence REAL,
    modality INTEGER NOT NULL);
CREATE INDEX worth_of ON worth (strength, confidence, modality);
CREATE VIEW relation AS
    SELECT r.n AS first, relation AS id, source, target, name, starts, ends, weight, strength, confidence, modality
    FROM telling r CROSS JOIN worth w ON w.n = r.worth WHERE r.worth IS NOT NULL;
"""

# The number of an entity is that of its type, shifted, and a serial one: its type is known wherever it is.
TYPE_BITS = 32

# A telling is what was said, in the order of loading. The first one of a relation also holds what all of them add
# up to, its worth, which is NULL on the others; so nothing is written twice. Of worths there are few: a row of its own
# for each keeps tellings and indexes small. Two indexes hold all that a search reads, from either end of the arrow,
# so that a step touches one tree. (CROSS JOIN keeps SQLite from beginning at the other table.)
TELLING_INDEX = "CREATE INDEX telling_of ON telling (relation, worth)"
ARROW_INDEXES = tuple(
    f"CREATE INDEX {name} ON telling ({ends}, name, worth, starts, ends) WHERE worth IS NOT NULL"
    for name, ends in (("relation_out", "source, target"), ("relation_in", "target, source"))
)
INDEXES = ("telling_of", "relation_out", "relation_in")


def is_store(database: sqlite3.Connection) -> bool:
    """Return whether a database has been made a store."""
    return bool(database.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)


def prepare(database: sqlite3.Connection) -> None:
    """Make an empty database a store, unless it is one."""
    if is_store(database):
        return
    for statement in TABLES.split(";\n"):
        database.execute(statement)
    for statement in (TELLING_INDEX, *ARROW_INDEXES):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {VERSION}")
