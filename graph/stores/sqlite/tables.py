"""The tables of a store's file."""

from __future__ import annotations

import sqlite3

APPLICATION = 0x6C_6B_63_68  # "lkch"
VERSION = 6
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

# The number of an entity contains that of its type, and a serial number.
TYPE_BITS = 32

# Records of a document from several loads are in `document_record`, with a hash for the text; with one load, the row
# itself is the record, and `command` is the load, so that it can be undone. `brought` has the loads of the
# tellings, and `withdrawn` the tellings that a new edition no longer has. Command 0 stands for loads before format 5.
#
# Merged entities have `same_as`: the number of their representative (also on the representative itself),
# whose row combines the records of all. Only the representative is listed, walked and searched. Tellings are
# moved to it, so that no query reads judgements; `source_told` and `target_told` are the ends as loaded where they
# differ. Judgements are entries of `command` that are not `undone`.
#
# Tellings are in the order of loading. One telling of a relation, its lead, also has the values of the relation
# there: `starts` and `ends` are the relation's span (`own` has its own where they differ), and `worth` is the number
# of the relation's worth, NULL on other tellings; so nothing is written twice. There are few worths: a row
# for each keeps tellings and indexes small. Denials and forecasts may belong to several relations of their key:
# `attached` has all of these but the one in `relation`. Two indexes have all columns that a search reads, from either
# end of the arrow, so that a step touches one tree. (CROSS JOIN keeps SQLite from beginning at the other table.)
KEY_INDEXES = (
    f"CREATE INDEX telling_against ON telling (key) WHERE {WITH_AGAINST}",
    "CREATE INDEX telling_key ON telling (key)",
)
RELATION_INDEXES = (
    "CREATE INDEX telling_of ON telling (relation)",
    *(
        f"CREATE INDEX {name} ON telling ({ends}, name, worth, starts, ends) WHERE worth IS NOT NULL"
        for name, ends in (("relation_out", "source, target"), ("relation_in", "target, source"))
    ),
)
INDEXES = ("telling_against", "telling_key", "telling_of", "relation_out", "relation_in")

ORIGIN_TELLINGS = 0
"""Origin of an entity that only tellings mention; NULL for an entity with several records, in entity_record."""


def is_store(database: sqlite3.Connection) -> bool:
    """Check whether a database is a store."""
    return bool(database.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)


def prepare(database: sqlite3.Connection) -> None:
    """Create an empty store, unless there is one."""
    if is_store(database):
        return
    for statement in TABLES.split(";\n"):
        database.execute(statement)
    for statement in (*KEY_INDEXES, *RELATION_INDEXES):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {VERSION}")
