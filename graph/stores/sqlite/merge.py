"""Group the tellings of changed keys into relations, at the end of a file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from ...disputes import Touched
from ...grouping import span_of
from ...merging import Merged, merged
from ...model import Relation, Telling
from ...relation_ids import id_of, key_of, named_part, ref_origin, relation_name
from ...schema import Schema
from ...spans import Span
from .documents import grade_of
from .filters import numbers
from .standing import StandingFor
from .tables import INDEXES, KEY_INDEX, RELATION_INDEXES
from .telling_rows import COLUMNS, telling_of
from .worths import LoneTelling, Worths, worth_of

CHUNK = 5_000
"""Keys grouped at a time: so many that the file is gone through once and not over and over."""

Row = tuple[Any, ...]

SAID = ("document", "paragraph", "credibility", "source_as", "target_as", "quote", "details")
"""Two tellings of a key that are equal in these and in their own dates are one."""


def drop_indexes(database: sqlite3.Connection) -> None:
    """Drop the indexes before a load so large that rebuilding them is cheaper."""
    for name in INDEXES:
        database.execute(f"DROP INDEX {name}")


def unheard(database: sqlite3.Connection, rows: Sequence[Row]) -> tuple[list[Row], set[int]]:
    """List the rows of tellings that are new, and the tellings that the others repeat.

    These by number. The index of keys must be there.
    """
    said = ", ".join(SAID)
    keys = numbers(sorted({row[0] for row in rows}))
    own = "coalesce(own, starts || '/' || ends)"
    as_told = "source_told IS NULL AND target_told IS NULL"
    stored = database.execute(f"SELECT n, key, {own}, {said} FROM telling WHERE key IN {keys} AND {as_told}")
    known = {row[1:]: row[0] for row in stored}
    new, repeated = [], set()
    for row in rows:
        said_by = row[0], f"{row[5]}/{row[6]}", *row[-len(SAID) :]
        if said_by not in known:
            known[said_by] = 0
            new.append(row)
        elif known[said_by]:
            repeated.add(known[said_by])
    return new, repeated


def index_keys(database: sqlite3.Connection) -> None:
    """Recreate the index of keys."""
    database.execute(KEY_INDEX)


def index_relations(database: sqlite3.Connection) -> None:
    """Recreate the other indexes, once the relations are written."""
    for index in RELATION_INDEXES:
        database.execute(index)


class Regrouped(NamedTuple):
    """The result of a regrouping.

    `gone`: tellings that said what another says; `new`: those after a number; relations `before` and `after`;
    `doubles`: the numbers of the tellings that are gone, each with that of the one that says the same.
    """

    gone: int = 0
    new: int = 0
    before: int = 0
    after: int = 0
    doubles: Sequence[tuple[int, int]] = ()


def regroup(
    database: sqlite3.Connection, schema: Schema, keys: Iterable[int], touched: Touched, last: int = 0
) -> Regrouped:
    """Regroup the tellings of some keys and write the relations that they make.

    `touched` learns of their ends. What comes after telling number `last` is new.
    """
    worths = Worths(database)
    standing_for = StandingFor(database)
    total = Regrouped()
    for chunk in chunks(sorted(keys)):
        rows = sorted(database.execute(_TELLINGS, [json.dumps(chunk)]), key=_KEY_AND_NUMBER)
        changes = _Changes()
        new = sum(row[_N] > last for row in rows)
        before = sum(row[_WORTH] is not None and row[_N] <= last for row in rows)
        after = 0
        for _, group in groupby(rows, itemgetter(_KEY)):
            relations = _Key(changes.distinct(group), schema, standing_for).relations(worths)
            changes.note(relations)
            after += len(relations)
        for name, source, target in {(row[_NAME], row[_SOURCE], row[_TARGET]) for row in rows}:
            touched.note(name, source, target)
        changes.write(database, chunk)
        total = Regrouped(
            total.gone + len(changes.doubles), total.new + new, total.before + before, total.after + after,
            [*total.doubles, *changes.doubles],
        )  # fmt: skip
    return total


def chunks(listed: list[int]) -> Iterator[list[int]]:
    """Cut a list into pieces that fit into a statement."""
    return (listed[first : first + CHUNK] for first in range(0, len(listed), CHUNK))


def rekey(database: sqlite3.Connection, schema: Schema, documents: Collection[int]) -> set[int]:
    """Update the keys of tellings with a record number after their documents' publisher; return the old keys."""
    listed = numbers(sorted(documents))
    rows = database.execute(f"{_SELECT} WHERE t.document IN {listed} AND t.details LIKE '%\"ref\"%'").fetchall()
    changed = []
    standing_for = StandingFor(database)
    for row in rows:
        telling = telling_of(row[_HEAD:])
        key = _key_of(row, telling, schema, standing_for)
        if key != row[_KEY]:
            changed.append((key, row[_N]))
    database.executemany("UPDATE telling SET key = ? WHERE n = ?", changed)
    moved = {number for _, number in changed}
    return {row[_KEY] for row in rows if row[_N] in moved}


class TellingAt(NamedTuple):
    """A telling with its number, its key, and the ends and name of its relation."""

    key: int
    n: int
    name: str
    source: int
    source_id: str
    target: int
    target_id: str
    telling: Telling


def lone_relation(row: TellingAt) -> Relation:
    """Return the relation that a telling would make alone, as far as its facts need it."""
    return Relation(
        relation_name(row.key), row.source_id, row.name, row.target_id, row.telling.start, row.telling.end, 0, 0.0,
        None, 0.0, row.telling.modality, tellings=(row.telling,),
    )  # fmt: skip


def tellings_of(database: sqlite3.Connection, document: int, last: int) -> Iterator[TellingAt]:
    """Yield the tellings of a document up to a number."""
    for row in database.execute(f"{_SELECT} WHERE t.document = ? AND t.n <= ?", [document, last]).fetchall():
        yield TellingAt._make((*row[: _STATE.start], telling_of(row[_HEAD:])))


def keyed(database: sqlite3.Connection, schema: Schema) -> Iterator[tuple[int, int, int, Span, LoneTelling]]:
    """Yield all tellings: number, key, the relation that each makes alone, its own span and its worth."""
    last = 0
    standing_for = StandingFor(database)
    while rows := database.execute(f"{_SELECT} WHERE t.n > ? ORDER BY t.n LIMIT {CHUNK}", [last]).fetchall():
        for row in rows:
            telling, name = telling_of(row[_HEAD:]), row[_NAME]
            kind = schema.relations[name]
            ends, named = (row[_SOURCE_ID], name, row[_TARGET_ID]), _named(telling, kind.key, standing_for)
            key, span = key_of(*ends, named), span_of(telling)
            number = key if kind.aspect == "event" else id_of(*ends, named, *span)
            grade = grade_of(row[_HEAD + 3], retracted=telling.retracted)
            yield row[_N], key, number, span, (name, grade, telling.credibility, row[_DETAILS])
        last = rows[-1][_N]


class _Relation(NamedTuple):
    """A relation of a key: its id, its lead's row, the numbers of its tellings, and its worth."""

    number: int
    lead: Row
    tellings: tuple[int, ...]
    start: str
    end: str
    worth: int


class _Key:
    """The tellings of one key."""

    def __init__(self, rows: Sequence[Row], schema: Schema, standing_for: Mapping[str, str]) -> None:
        self._rows = rows
        self._standing_for = standing_for
        self._type = schema.relations[rows[0][_NAME]]
        self._tellings = [telling_of(row[_HEAD:]) for row in rows]

    def relations(self, worths: Worths) -> list[_Relation]:
        """Make the relations of the tellings."""
        rows = {id(telling): row for telling, row in zip(self._tellings, self._rows, strict=True)}
        return [
            _Relation(
                self._number(relation), rows[id(relation.lead)],
                tuple(rows[id(telling)][_N] for telling in relation.tellings), relation.start, relation.end,
                worths[worth_of(relation, self._type.strength)],
            )
            for relation in merged(self._tellings, self._type.aspect)
        ]  # fmt: skip

    def _number(self, relation: Merged) -> int:
        row = self._rows[0]
        if self._type.aspect == "event" or not (relation.start or relation.end):
            return int(row[_KEY])
        named = _named(self._tellings[0], self._type.key, self._standing_for)
        return id_of(row[_SOURCE_ID], row[_NAME], row[_TARGET_ID], named, relation.start, relation.end)


class _Changes:
    """The changes to write for some keys."""

    def __init__(self) -> None:
        self.doubles: list[tuple[int, int]] = []  # with the telling that says the same and stays
        self._leads: list[Row] = []
        self._others: list[Row] = []
        self._attached: list[Row] = []
        self._rows: dict[int, Row] = {}

    def distinct(self, rows: Iterable[Row]) -> list[Row]:
        """List the rows of distinct tellings; repeated ones will be deleted."""
        first: dict[Row, Row] = {}
        for row in rows:
            same = first.setdefault((row[_HEAD], *row[_SAID:]), row)
            if same is not row:
                self.doubles.append((row[_N], same[_N]))
        self._rows = {row[_N]: row for row in first.values()}
        return list(first.values())

    def note(self, relations: Sequence[_Relation]) -> None:
        """Note the relations that differ from the rows."""
        homes: dict[int, list[int]] = {relation.lead[_N]: [relation.number] for relation in relations}
        for relation in relations:
            for telling in relation.tellings:
                if telling != relation.lead[_N]:
                    homes.setdefault(telling, []).append(relation.number)
            self._note_lead(relation)
        leads = {relation.lead[_N] for relation in relations}
        for telling, (home, *more) in homes.items():
            self._attached += [(telling, number) for number in more]
            if telling not in leads:
                self._note_other(self._rows[telling], home)

    def write(self, database: sqlite3.Connection, keys: Sequence[int]) -> None:
        """Write all changes."""
        if database.execute("SELECT 1 FROM attached LIMIT 1").fetchone():
            database.execute(_DETACH, [json.dumps(list(keys))])
        database.executemany(_UPDATE, sorted(self._leads + self._others, key=itemgetter(-1)))
        database.executemany("INSERT INTO attached VALUES (?, ?)", self._attached)
        database.executemany("DELETE FROM telling WHERE n = ?", [(number,) for number, _ in sorted(self.doubles)])

    def _note_lead(self, relation: _Relation) -> None:
        row, span = relation.lead, f"{relation.start}/{relation.end}"
        own = None if row[-1] == span else row[-1]
        wanted = relation.number, relation.start, relation.end, relation.worth, own
        if wanted != row[_STATE]:
            self._leads.append((*wanted, row[_N]))

    def _note_other(self, row: Row, home: int) -> None:
        start, _, end = row[-1].partition("/")
        wanted = home, start, end, None, None
        if wanted != row[_STATE]:
            self._others.append((*wanted, row[_N]))


def named_by(
    attributes: Mapping[str, Any],
    publisher: str | None,
    document: str | None,
    key: Collection[str],
    standing_for: Mapping[str, str],
) -> str:
    """Write the attributes' part of a telling's key."""
    if not attributes:
        return ""
    origin = ref_origin(publisher, document) if "ref" in attributes else ""
    if isinstance(against := attributes.get("against"), str):
        attributes = {**attributes, "against": standing_for[against]}
    return named_part(attributes, key, origin)


def _named(telling: Telling, key: Collection[str], standing_for: Mapping[str, str]) -> str:
    return named_by(telling.attributes, telling.publisher, telling.document, key, standing_for)


def _key_of(row: Row, telling: Telling, schema: Schema, standing_for: Mapping[str, str]) -> int:
    name = row[_NAME]
    named = _named(telling, schema.relations[name].key, standing_for)
    return key_of(row[_SOURCE_ID], name, row[_TARGET_ID], named)


_KEY, _N, _NAME, _SOURCE, _SOURCE_ID, _TARGET, _TARGET_ID = range(7)
_STATE = slice(7, 12)  # relation, starts, ends, worth, own
_WORTH, _HEAD = 10, 12
_DETAILS = _HEAD + 11
_SAID = _HEAD + 6  # from here on a row has what a telling itself says
_KEY_AND_NUMBER = itemgetter(_KEY, _N)
_SELECT = f"""
SELECT t.key, t.n, m.name, t.source, a.id, t.target, b.id, t.relation, t.starts, t.ends, t.worth, t.own, {COLUMNS}
FROM telling t JOIN term m ON m.n = t.name JOIN entity a ON a.n = t.source JOIN entity b ON b.n = t.target
LEFT JOIN document d ON d.n = t.document
"""
_TELLINGS = f"{_SELECT} WHERE t.n IN (SELECT n FROM telling WHERE key IN (SELECT value FROM json_each(?)))"
_UPDATE = "UPDATE telling SET relation = ?, starts = ?, ends = ?, worth = ?, own = ? WHERE n = ?"
_DETACH = """
DELETE FROM attached WHERE telling IN
    (SELECT n FROM telling WHERE key IN (SELECT value FROM json_each(?)))
"""
