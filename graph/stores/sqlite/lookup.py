"""Names and numbers: searching by name, near misses, and what the file holds."""

from __future__ import annotations

import json
import sqlite3
from itertools import islice

from ...model import Entity
from ...names import normal
from ..protocol import Statistics
from .reader import read_entities
from .tables import TYPE_BITS
from .writer import count_rows


def search_names(database: sqlite3.Connection, text: str, limit: int) -> list[Entity]:
    """Return entities whose name or alias begins with the text, then those with all its words, best first."""
    form = normal(text)
    if not form:
        return []
    words = " ".join(f'"{word}"*' for word in form.split())
    found = database.execute(_STARTING, [form, form, limit]).fetchall()
    found += database.execute(_WITH_WORDS, [words, limit]).fetchall()
    chosen = [row[0] for row in dict.fromkeys(found)][:limit]
    listed = json.dumps(chosen)
    entities = {one.id: one for one in read_entities(database, "e.id IN (SELECT value FROM json_each(?))", [listed])}
    return [entities[id_] for id_ in chosen]


_STARTING = """
SELECT e.id FROM name n JOIN entity e ON e.n = n.entity WHERE n.form >= ? AND n.form < ? || char(1114111)
ORDER BY length(n.form), n.form, e.id LIMIT ?
"""

# The shorter all its names together, the more of an entity the words are: the order on every engine.
_WITH_WORDS = """
SELECT e.id FROM word w JOIN entity e ON e.n = w.rowid WHERE w.word MATCH ?
ORDER BY length(replace(e.forms, ' | ', '')), e.id LIMIT ?
"""


def nearest_names(database: sqlite3.Connection, mention: str, count: int) -> list[str]:
    """Return the known names that are most like this one.

    Those that share most pieces of three letters are found in the file; only these are compared in full.
    """
    form = normal(mention)
    pieces = _pieces(form)
    if not pieces:
        return []
    shared = " + ".join(["(instr(form, ?) > 0)"] * len(pieces))
    rows = database.execute(
        f"SELECT form FROM (SELECT form, {shared} AS shared FROM name) "
        "WHERE shared * 3 >= ? ORDER BY shared DESC, abs(length(form) - ?), form LIMIT 300",
        [*pieces, len(pieces), len(form)],
    )
    likeness = {row[0]: _likeness(form, row[0]) for row in rows}
    close = sorted((one for one in likeness if likeness[one] >= _ALIKE), key=lambda one: (-likeness[one], one))
    name_of = "SELECT e.name FROM name n JOIN entity e ON e.n = n.entity WHERE n.form = ? ORDER BY e.id LIMIT 1"
    names = (database.execute(name_of, [one]).fetchone()[0] for one in close)
    return list(islice(dict.fromkeys(names), count))


_ALIKE = 0.6


def _pieces(form: str) -> list[str]:
    """Return pieces of three letters spread evenly over a name, eight at most."""
    pieces = [word[at : at + 3] for word in form.split() for at in range(max(1, len(word) - 2))]
    return list(dict.fromkeys(pieces[:: -(-len(pieces) // 8)])) if pieces else []


def _likeness(wanted: str, known: str) -> float:
    """Return how like two names are, or one word of the known name and the wanted one, from 0 to 1."""
    from difflib import SequenceMatcher

    words = known.split() if " " not in wanted and " " in known else []
    whole = SequenceMatcher(None, known, wanted).ratio()
    return max([whole, *(0.95 * SequenceMatcher(None, word, wanted).ratio() for word in words)])


def statistics(database: sqlite3.Connection) -> Statistics:
    """Return what the file holds."""
    types = database.execute(
        f"SELECT t.name, count(*) FROM entity e JOIN term t ON t.n = e.n >> {TYPE_BITS} GROUP BY 1 ORDER BY 1"
    )
    names = database.execute(
        "SELECT t.name, count(*) FROM relation r JOIN term t ON t.n = r.name GROUP BY 1 ORDER BY 1"
    )
    first, last = database.execute("SELECT min(nullif(starts, '')), max(ends) FROM relation").fetchone()
    return Statistics(count_rows(database), dict(types), dict(names), first, last or None)
