"""The changes of rows that a regrouping of tellings makes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from .keyed_rows import FIRST_SAID, HEAD, NUMBER, STATE, Row

_UPDATE = "UPDATE telling SET relation = ?, starts = ?, ends = ?, worth = ?, own = ? WHERE n = ?"
_PLACE = itemgetter(HEAD, FIRST_SAID)  # document and paragraph, which tell most tellings apart
_DETACH = """
DELETE FROM attached WHERE telling IN
    (SELECT n FROM telling WHERE key IN (SELECT value FROM json_each(?)))
"""


class StoredRelation(NamedTuple):
    """A relation of a key: its id, its lead's row, the numbers of its tellings, and its worth."""

    number: int
    lead: Row
    tellings: tuple[int, ...]
    start: str
    end: str
    worth: int


class Changes:
    """The changes to write for some keys."""

    def __init__(self) -> None:
        self.doubles: list[tuple[int, int]] = []  # with the equal telling that stays
        self._leads: list[Row] = []
        self._others: list[Row] = []
        self._attached: list[Row] = []
        self._rows: dict[int, Row] = {}

    def distinct(self, rows: Sequence[Row]) -> Sequence[Row]:
        """List the rows of distinct tellings; repeated ones will be deleted."""
        if len({*map(_PLACE, rows)}) == len(rows):
            self._rows = {row[NUMBER]: row for row in rows}
            return rows
        first: dict[Row, Row] = {}
        for row in rows:
            same = first.setdefault((row[HEAD], *row[FIRST_SAID:]), row)
            if same is not row:
                self.doubles.append((row[NUMBER], same[NUMBER]))
        self._rows = {row[NUMBER]: row for row in first.values()}
        return list(first.values())

    def note(self, relations: Sequence[StoredRelation]) -> None:
        """Note the relations that differ from the rows."""
        if len(relations) == 1:  # as for most keys
            self._note_only(*relations)
            return
        homes: dict[int, list[int]] = {relation.lead[NUMBER]: [relation.number] for relation in relations}
        for relation in relations:
            for telling in relation.tellings:
                if telling != relation.lead[NUMBER]:
                    homes.setdefault(telling, []).append(relation.number)
            self._note_lead(relation)
        leads = {relation.lead[NUMBER] for relation in relations}
        for telling, (home, *more) in homes.items():
            self._attached += [(telling, number) for number in more]
            if telling not in leads:
                self._note_other(self._rows[telling], home)

    def _note_only(self, relation: StoredRelation) -> None:
        """Note the only relation of a key."""
        for telling in relation.tellings:
            if telling != relation.lead[NUMBER]:
                self._note_other(self._rows[telling], relation.number)
        self._note_lead(relation)

    def write(self, database: sqlite3.Connection, keys: Sequence[int]) -> None:
        """Write all changes."""
        if database.execute("SELECT 1 FROM attached LIMIT 1").fetchone():
            database.execute(_DETACH, [json.dumps(list(keys))])
        database.executemany(_UPDATE, sorted(self._leads + self._others, key=itemgetter(-1)))
        database.executemany("INSERT INTO attached VALUES (?, ?)", self._attached)
        database.executemany("DELETE FROM telling WHERE n = ?", [(number,) for number, _ in sorted(self.doubles)])

    def _note_lead(self, relation: StoredRelation) -> None:
        row, span = relation.lead, f"{relation.start}/{relation.end}"
        own = None if row[-1] == span else row[-1]
        wanted = relation.number, relation.start, relation.end, relation.worth, own
        if wanted != row[STATE]:
            self._leads.append((*wanted, row[NUMBER]))

    def _note_other(self, row: Row, home: int) -> None:
        start, _, end = row[-1].partition("/")
        wanted = home, start, end, None, None
        if wanted != row[STATE]:
            self._others.append((*wanted, row[NUMBER]))
