"""The table of tellings: they are appended while loading, and grouped into relations at the end of a file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from ...decided import marked
from ...disputes import Touched
from ...errors import StoreChanged
from ...facts import Facts
from ...model import Telling
from ...quotes import Text
from ...relation_ids import relation_number
from ...schema import Schema
from ..removals import Withdrawn
from ..transfer import facts_of
from .brought import note_brought, note_runs, trim
from .disputes import DisputeMarker
from .document_tellings import DocumentTellings, place_quotes
from .documents import GRADE, GRADE_BITS
from .growth import Growth
from .history import NewEntry
from .indexes import drop_indexes, index_keys, index_relations
from .merge import Regrouped, regroup, unheard
from .rekeying import TellingAt, lone_relation, rekey
from .row_cache import Terms, last_number
from .sql_conditions import numbers
from .telling_rows import COLUMNS, telling_of
from .worths import LoneWorths, Worths


class TellingTable:
    """The tellings of a file that is being written."""

    def __init__(self, database: sqlite3.Connection, schema: Schema, terms: Terms, entry: NewEntry) -> None:
        self._database = database
        self._entry = entry
        self._repeated: set[int] = set()  # stored tellings that the load repeats
        self._schema = schema
        self._terms = terms
        self.last = self._last = last_number(database, "telling")
        self._growth = Growth(database, self._last)
        self._of_documents = DocumentTellings(database)
        self._lone = LoneWorths(terms, Worths(database), schema)
        self._changed: set[str] = set()  # relations whose meaning has changed
        self._stale_keys: set[int] = set()  # keys that lost a telling
        self._withdrawn: set[tuple[str, int, int]] = set()  # relation and ends of withdrawn tellings
        self.lonely: set[int] = set()  # entities that may have no relation any more
        self._added = 0
        self._indexed = True

    def add(self, batch: Facts) -> None:
        """Add tellings; both ends and the document must have been added."""
        if not batch.keys:
            return
        if self._indexed and self._added >= self._last:
            # From as many new tellings as stored ones on, sorting once is faster than updating the indexes row by row.
            drop_indexes(self._database)
            self._indexed = False
        are_ids = not self._indexed and not (any(batch.source_as) or any(batch.target_as))
        are_days = not self._indexed and batch.starts == batch.ends
        rows = self._rows(
            batch, () if are_days else (batch.ends,), () if are_ids else (batch.source_as, batch.target_as)
        )
        if self._indexed:
            rows, repeated = unheard(self._database, list(rows))
            self._repeated |= repeated
        elif len({*batch.keys}) < len(batch.keys) / 2:
            rows = dict.fromkeys(rows)  # grouping has all tellings of a key in memory
        self._added += self._database.executemany(_adding(are_ids=are_ids, are_days=are_days), rows).rowcount

    def _rows(
        self, batch: Facts, ends: Sequence[Sequence[str]], written_as: Sequence[Sequence[Any]]
    ) -> Iterable[tuple[Any, ...]]:
        """Make the rows of tellings; without columns of ends or of names as written, the statement has those."""
        grades = [handle & GRADE for handle in batch.documents]
        lone = zip(batch.relations, grades, batch.credibilities, batch.details, strict=True)
        names, worths, details = zip(*self._lone.columns(lone), strict=True)
        documents = [handle >> GRADE_BITS or None for handle in batch.documents]
        return zip(
            batch.keys, batch.relation_ids, batch.sources, batch.targets, names, batch.starts, *ends, worths,
            documents, batch.paragraphs, batch.credibilities, *written_as, batch.quotes, details,
            strict=True,
        )  # fmt: skip

    def withdraw(self, document: int, text: Text) -> list[Withdrawn]:
        """Remove and return the tellings of a document whose quotes are not in its new text; place the others there."""
        changed = list(place_quotes(self._database, self._of_documents.of(document), text))
        gone = [row for row, place in changed if place is None]
        earlier = [row for row in gone if row.n <= self._last]
        self._keep_withdrawn(document, earlier)
        self._growth.watch({row.key for row in earlier})
        self._added -= len(gone) - len(earlier)  # those of an edition that is in this file as well
        self._stale_keys.update(row.key for row, _ in changed)
        self._withdrawn.update((row.name, row.source, row.target) for row in gone)
        self.lonely.update(end for row in gone for end in (row.source, row.target))
        self._database.executemany("DELETE FROM telling WHERE n = ?", [(row.n,) for row in gone])
        return [Withdrawn(row.source_id, row.name, row.target_id, row.telling) for row in gone]

    def _keep_withdrawn(self, document: int, gone: Iterable[TellingAt]) -> None:
        """Store withdrawn tellings, so that the new edition can be undone."""
        for row in gone:
            loads = [load for (load,) in self._database.execute(_BROUGHT_BY, [row.n])]
            ends = [
                self._database.execute(_END, [id_]).fetchone()
                for id_ in (row.telling.source_id or row.source_id, row.telling.target_id or row.target_id)
            ]
            (fact,) = facts_of(lone_relation(row), self._schema)
            kept = json.dumps({"fact": fact, "ends": ends, "brought": loads}, ensure_ascii=False)
            self._database.execute(_WITHDRAW, [self._entry.number, document, kept])

    def review(self, relation: str, telling: Telling, verdict: str | None) -> None:
        """Mark a telling of a relation as accepted or rejected (None: neither); raises StoreChanged if it is gone."""
        rows = self._database.execute(_OF_RELATION, {"relation": relation_number(relation)}).fetchall()
        same = [row for row in rows if telling_of(row[3:]) == telling]
        if not same:
            raise StoreChanged("The store")
        for number, key, details, *_ in same:
            self._database.execute(
                "UPDATE telling SET details = ? WHERE n = ?", [marked(details, verdict) or "", number]
            )
            self._stale_keys.add(key)

    def weigh(self, schema: Schema, changed: Iterable[str]) -> None:
        """Use another schema from now on, in which some relations have changed."""
        self._schema = schema
        self._lone.use(schema)
        self._changed.update(changed)

    def finish(self, regraded: Collection[int], events: Iterable[int] = ()) -> tuple[int, int]:
        """Group the tellings into relations; count the new relations and tellings.

        `regraded`: the numbers of documents that now grade their tellings otherwise; `events`: the numbers of
        entities whose kind has changed.
        """
        touched = Touched(self._schema)
        touched.events.update(events)
        for withdrawn in self._withdrawn:
            touched.note(*withdrawn)
        touched.everything = bool(self._changed) or not self._indexed
        if not self._indexed:
            index_keys(self._database)
        keys = self._stale(regraded) | self._repeated_keys() | self._stale_keys
        self._growth.withdrawn()
        done = self._regroup(keys, touched)
        if not self._indexed:
            index_relations(self._database)
        elif not touched.everything:
            self._note_lone(touched, keys)
        DisputeMarker(self._database, self._schema).mark(touched)
        lone = self._added - done.new  # tellings that are alone in their key are not regrouped
        relations = done.after - done.before + lone + self._growth.correction()
        return max(relations, 0), self._added - done.gone

    def _regroup(self, keys: Collection[int], touched: Touched) -> Regrouped:
        """Regroup the tellings of keys, and note the tellings that this load added or repeated."""
        newest = last_number(self._database, "telling")
        if newest > self._last:
            note_runs(self._database, self._entry.number, [(self._last + 1, newest)])
        done = regroup(self._database, self._schema, keys, touched, self._last)
        self.note_doubles(done.doubles)
        if self._repeated:
            note_brought(self._database, self._entry.number, self._repeated)
        trim(self._database)
        return done

    def note_doubles(self, doubles: Iterable[tuple[int, int]]) -> None:
        """Note the older tellings that new ones repeated as part of this load."""
        if repeated := [same for double, same in doubles if double > self._last >= same]:
            note_brought(self._database, self._entry.number, repeated)

    def _repeated_keys(self) -> set[int]:
        """List the keys of new tellings that have others."""
        if not self._added:
            return set()
        of_new = f"WHERE key IN (SELECT key FROM telling WHERE n > {self._last})" if self._last else ""
        rows = self._database.execute(f"SELECT key FROM telling {of_new} GROUP BY key HAVING count(*) > 1")
        return {row[0] for row in rows.fetchall()}

    def _note_lone(self, touched: Touched, regrouped: Collection[int]) -> None:
        """Note the new tellings that are alone with their key, as no regrouping does."""
        watched = numbers(self._terms.known(touched.names))
        rows = self._database.execute(
            "SELECT t.key, m.name, t.source, t.target FROM telling t JOIN term m ON m.n = t.name "
            f"WHERE t.n > {self._last} AND t.name IN {watched}"
        )
        for key, name, source, target in rows.fetchall():
            if key not in regrouped:
                touched.note(name, source, target)

    def _stale(self, documents: Collection[int]) -> set[int]:
        """List the keys of tellings to be graded again."""
        keys: set[int] = set()
        if documents:
            keys = rekey(self._database, self._schema, documents)
            listed = numbers(sorted(documents))
            keys |= {row[0] for row in self._database.execute(f"SELECT key FROM telling WHERE document IN {listed}")}
        if self._changed:
            listed = numbers(self._terms.known(self._changed))
            keys |= {row[0] for row in self._database.execute(f"SELECT key FROM telling WHERE name IN {listed}")}
        return keys


_OF_RELATION = f"""
SELECT t.n, t.key, t.details, {COLUMNS} FROM telling t LEFT JOIN document d ON d.n = t.document
WHERE t.relation = :relation OR t.n IN (SELECT telling FROM attached WHERE relation = :relation)
"""
_BROUGHT_BY = "SELECT command FROM brought WHERE ? BETWEEN first AND last"
_END = "SELECT e.id, t.name, e.name FROM entity e JOIN term t ON t.n = e.n >> 32 WHERE e.id = ?"
_WITHDRAW = "INSERT INTO withdrawn (command, document, telling) VALUES (?, ?, ?)"
_ADD = """
INSERT INTO telling (key, relation, source, target, name, starts, ends, worth, document, paragraph, credibility,
    source_as, target_as, quote, details)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def _adding(*, are_ids: bool, are_days: bool) -> str:
    """Write the statement that adds tellings; binding three texts less saves a fifth of its time.

    `are_ids`: all ends are given as ids; `are_days`: all tellings end when they start.
    """
    statement = _ADD.replace("?, ?, ?, ?)", "'', '', ?, ?)") if are_ids else _ADD
    return statement.replace("?, ?, ?, ?, ?, ?, ?,", "?, ?, ?, ?, ?, ?, ?6,", 1) if are_days else statement
