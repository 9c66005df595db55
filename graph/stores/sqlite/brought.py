"""The loads of tellings, stored as runs of telling numbers since a row for each would slow loads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator


def note_brought(database: sqlite3.Connection, command: int, tellings: Iterable[int]) -> None:
    """Note that an entry added these tellings."""
    note_runs(database, command, runs_of(tellings))


def note_runs(database: sqlite3.Connection, command: int, runs: Iterable[tuple[int, int]]) -> None:
    """Note that an entry added the tellings of these runs (first number, last number)."""
    database.executemany(_ADD, [(command, first, last) for first, last in runs if first <= last])


def runs_of(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of consecutive numbers.

    >>> list(runs_of([7, 1, 2, 3]))
    [(1, 3), (7, 7)]
    """
    first = last = None
    for number in sorted(set(numbers)):
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last


def trim(database: sqlite3.Connection) -> None:
    """Cut runs at the last telling, since a later one may get the number of a removed one."""
    (last,) = database.execute("SELECT coalesce(max(n), 0) FROM telling").fetchone()
    database.execute("DELETE FROM brought WHERE first > ?", [last])
    database.execute("UPDATE brought SET last = ? WHERE last > ?", [last, last])


def entities_since(database: sqlite3.Connection, number: int) -> set[str]:
    """Find the entities that had no record and no telling before an entry of the history."""
    return {id_ for (id_,) in database.execute(_SINCE, {"number": number})}


_SINCE = """
WITH before (n) AS (
    SELECT e.n FROM entity e JOIN origin o ON o.n = e.origin WHERE o.command < :number
    UNION SELECT r.entity FROM entity_record r JOIN origin o ON o.n = r.origin WHERE o.command < :number
    UNION SELECT value FROM telling t, json_each(json_array(t.source, t.target, t.source_told, t.target_told))
        WHERE coalesce((SELECT min(b.command) FROM brought b WHERE t.n BETWEEN b.first AND b.last), 0) < :number)
SELECT id FROM entity WHERE n NOT IN (SELECT n FROM before WHERE n IS NOT NULL)
"""
_ADD = """
INSERT INTO brought VALUES (?, ?, ?) ON CONFLICT (command, first) DO UPDATE SET last = max(last, excluded.last)
"""
