"""Group the tellings of changed keys into relations, at the end of a file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ...disputes import Touched
from ...merging import Merged, merged
from ...relation_ids import id_of
from ...schema import Schema
from .alike import relation_of_alike
from .keyed_rows import (
    HEAD,
    KEY,
    KEY_AND_NUMBER,
    NAME,
    NUMBER,
    SOURCE,
    TARGET,
    TELLINGS,
    WORTH,
    Row,
    chunks,
    key_part,
)
from .regrouped_rows import Changes, StoredRelation
from .sql_conditions import numbers
from .standing import Representatives
from .telling_rows import telling_of
from .worths import Counted, Worths, worth_of

LAST = (1 << 63) - 1  # no telling has a higher number

SAID = ("document", "paragraph", "credibility", "source_as", "target_as", "quote", "details")
"""Columns by which tellings of a key are compared, besides their dates; equal ones are one telling."""


def unheard(database: sqlite3.Connection, rows: Sequence[Row]) -> tuple[list[Row], set[int]]:
    """List the rows of new tellings, and the numbers of the stored tellings that other rows repeat.

    The index of keys must exist.
    """
    said = ", ".join(SAID)
    keys = numbers(sorted({row[0] for row in rows}))
    own = "coalesce(own, starts || '/' || ends)"
    unmoved = "source_told IS NULL AND target_told IS NULL"
    stored = database.execute(f"SELECT n, key, {own}, {said} FROM telling WHERE key IN {keys} AND {unmoved}")
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


class Regrouped(NamedTuple):
    """The result of a regrouping.

    `gone`: repeated tellings; `new`: tellings after a number; `before` and `after`: numbers of relations;
    `doubles`: the numbers of repeated tellings, each with the number of the remaining one.
    """

    gone: int = 0
    new: int = 0
    before: int = 0
    after: int = 0
    doubles: Sequence[tuple[int, int]] = ()


def regroup(
    database: sqlite3.Connection, schema: Schema, keys: Iterable[int], touched: Touched, last: int = LAST
) -> Regrouped:
    """Regroup the tellings of some keys and write the relations that they make.

    Their ends are added to `touched`. Tellings after number `last` are new; none without it.
    """
    regrouping = _Regrouping(database, schema, touched, last)
    total = Regrouped()
    for chunk in chunks(sorted(keys)):
        done = regrouping.run(chunk)
        total = Regrouped(
            total.gone + done.gone, total.new + done.new, total.before + done.before, total.after + done.after,
            [*total.doubles, *done.doubles],
        )  # fmt: skip
    return total


class _Regrouping:
    """The regrouping of tellings, some keys at a time."""

    def __init__(self, database: sqlite3.Connection, schema: Schema, touched: Touched, last: int) -> None:
        self._database = database
        self._schema = schema
        self._touched = touched
        self._last = last
        self._worths = Worths(database)
        self._counted = Counted(database)
        self._representatives = Representatives(database)

    def run(self, keys: list[int]) -> Regrouped:
        """Regroup the tellings of keys."""
        rows = sorted(self._database.execute(TELLINGS, [json.dumps(keys)]).fetchall(), key=KEY_AND_NUMBER)
        changes = Changes()
        after = 0
        for _, group in groupby(rows, itemgetter(KEY)):
            of_key = list(group)
            relations = self._relations(changes.distinct(of_key))
            changes.note(relations)
            after += len(relations)
            self._touch(of_key, relations)
        changes.write(self._database, keys)
        new = sum(row[NUMBER] > self._last for row in rows)
        before = sum(row[WORTH] is not None and row[NUMBER] <= self._last for row in rows)
        return Regrouped(len(changes.doubles), new, before, after, changes.doubles)

    def _relations(self, rows: Sequence[Row]) -> Sequence[StoredRelation]:
        """Make the relations of the distinct tellings of a key."""
        relation = relation_of_alike(rows, self._schema.relations[rows[0][NAME]], self._worths, self._last)
        if relation:
            return (relation,)
        return _Key(self._database, rows, self._schema, self._representatives).relations(self._worths)

    def _touch(self, rows: Sequence[Row], relations: Iterable[StoredRelation]) -> None:
        """Note the ends of a key, and whether it gained or lost its last asserted relation."""
        if self._touched.everything:
            return
        stood = self._counted.any_of(row[WORTH] for row in rows if row[NUMBER] <= self._last)
        stands = self._counted.any_of(relation.worth for relation in relations)
        self._touched.note(*itemgetter(NAME, SOURCE, TARGET)(rows[0]), moves=stands != stood)


class _Key:
    """The tellings of one key."""

    def __init__(
        self, database: sqlite3.Connection, rows: Sequence[Row], schema: Schema, representatives: Representatives
    ) -> None:
        self._database = database
        self._rows = rows
        self._representatives = representatives
        self._type = schema.relations[rows[0][NAME]]
        self._tellings = [telling_of(row[HEAD:]) for row in rows]

    def relations(self, worths: Worths) -> list[StoredRelation]:
        """Make the relations of the tellings."""
        rows = {id(telling): row for telling, row in zip(self._tellings, self._rows, strict=True)}
        return [
            StoredRelation(
                self._number(relation), rows[id(relation.lead)],
                tuple(rows[id(telling)][NUMBER] for telling in relation.tellings), relation.start, relation.end,
                worths.number(worth_of(relation, self._type.strength)),
            )
            for relation in merged(self._tellings, self._type.aspect)
        ]  # fmt: skip

    def _number(self, relation: Merged) -> int:
        row = self._rows[0]
        if self._type.aspect == "event" or not (relation.start or relation.end):
            return int(row[KEY])
        named = key_part(self._tellings[0], self._type.key, self._representatives)
        return id_of(self._id(row[SOURCE]), row[NAME], self._id(row[TARGET]), named, relation.start, relation.end)

    def _id(self, entity: int) -> str:
        (id_,) = self._database.execute("SELECT id FROM entity WHERE n = ?", [entity]).fetchone()
        return str(id_)
