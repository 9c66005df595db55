"""The file: its tables, how it is opened, and what its faults are called."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import StoreError

APPLICATION = 0x6C_6B_63_68  # "lkch"
VERSION = 3
PATIENCE = 5.0  # seconds to wait for another writer

# What is changed here and there is kept at hand; what is sorted is faster in pieces that a processor's cache holds.
WRITING, SORTING = -16_384, -4_096
"""Sizes of SQLite's own cache, in kB, negative as its pragma wants them."""

# To map the file into memory instead of reading it makes no search faster, and takes twice the memory.
_WRITING = ("page_size = 4096", f"cache_size = {WRITING}")
_READING = ("query_only = ON",)

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
CREATE VIRTUAL TABLE word USING fts5 (forms, content = entity, content_rowid = n, columnsize = 0);
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


def connect(path: str, *, write: bool, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the store at a path; raise StoreError when it is none or out of reach.

    With `create`, a file that is missing or empty is made into a store inside the caller's transaction.
    """
    if path == ":memory:":
        database = sqlite3.connect(path, isolation_level=None)
        prepare(database)
        return database
    _recover(path)
    _refuse_foreign(path, create=create)
    with explained(path):
        database = _open(path, "rwc" if create else "rw" if write or _changeable(path) else "ro")
        try:
            _check_version(database, path, create=create)
            for setting in _WRITING if write else _READING:
                database.execute(f"PRAGMA {setting}")
            if write and is_store(database):
                let_read(database)
        except BaseException:
            database.close()
            raise
    return database


def is_store(database: sqlite3.Connection) -> bool:
    """Return whether a database has been made a store."""
    return bool(database.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)


def let_read(database: sqlite3.Connection) -> None:
    """Let others read while the file is written, from now on.

    The first load does without: there is nothing to read yet, and it need not write everything twice.
    """
    database.execute("PRAGMA journal_mode = WAL")


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


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn SQLite's errors inside the block into StoreErrors that say what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_explain(path, str(error))) from error


def _explain(path: str, fault: str) -> str:
    if "locked" in fault or "busy" in fault:
        return f"{path} is being written by another process: try again when it is done."
    if "disk is full" in fault or "disk I/O" in fault:
        return f"No room to write {path}: the disk is full or failing. The store is as it was."
    if "readonly" in fault or "unable to open" in fault:
        return f"{path} cannot be written or opened: check the permissions of the file and of its folder."
    if "not a database" in fault or "malformed" in fault:
        return f"{path} is damaged or no linkchart store; it has been left alone."
    return f"{path}: {fault}."


def _open(path: str, mode: str) -> sqlite3.Connection:
    # urllib.parse.quote would do it too, but takes longer to import than the search takes.
    escaped = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    address = f"file:{escaped}"
    try:
        database = _connect(f"{address}?mode={mode}")
        database.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError:
        if mode != "ro" or os.access(os.path.dirname(os.path.abspath(path)), os.W_OK):
            raise
        # WAL wants to write beside the file; in a folder where nobody can, nobody writes the file either.
        database = _connect(f"{address}?mode=ro&immutable=1")
    return database


def _changeable(path: str) -> bool:
    """Return whether the last to read may clear away what WAL keeps beside the file, as only a writer can."""
    return os.access(path, os.W_OK) and os.access(os.path.dirname(os.path.abspath(path)), os.W_OK)


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE)


def _recover(path: str) -> None:
    """Undo what a first load that was killed has left; SQLite does it when the file is opened to be written."""
    if os.path.exists(f"{path}-journal"):
        with explained(path):
            _open(path, "rw").close()


def _refuse_foreign(path: str, *, create: bool) -> None:
    try:
        with open(path, "rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        if create:
            return
        raise StoreError(f"There is no store at {path}: make one with “linkchart load FILE”.") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from error
    if not head and not create:
        raise StoreError(f"{path} is an empty file, not a store: fill it with “linkchart load FILE”.")
    if head and head != b"SQLite format 3\x00":
        raise StoreError(f"{path} is not a linkchart store; it has been left alone.")


def _check_version(database: sqlite3.Connection, path: str, *, create: bool) -> None:
    application = database.execute("PRAGMA application_id").fetchone()[0]
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION:
        empty = not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if not (create and empty and application == 0):
            raise StoreError(f"{path} is not a linkchart store; it has been left alone.")
    elif version != VERSION:
        age = "a newer" if version > VERSION else "an older"
        raise StoreError(
            f"{path} was written by {age} linkchart (format {version}, this one reads {VERSION}): "
            "export its facts with that one and load them with this one."
        )
