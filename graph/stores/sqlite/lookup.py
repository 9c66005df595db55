"""Lookups: searches by name, near misses, and statistics of the file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from itertools import islice

from ...identity.similar import CANDIDATES, closest, pieces
from ...model import RANK, RETRACTED, Entity
from ...names import EXACT, normal
from ..totals import Statistics
from .reader import read_entities
from .standing import SHOWN, STOOD_FOR
from .tables import TYPE_BITS
from .writer import count_rows


def search_names(database: sqlite3.Connection, text: str, limit: int, types: Collection[str] = ()) -> list[Entity]:
    """Find entities whose name or alias begins with the text, then those with all its words, best first."""
    form = normal(text)
    if not form:
        return []
    words = " ".join(f'"{word}"*' for word in form.split())
    prefixes = json.dumps([f"{type_.lower()}:" for type_ in types])
    of_types = _OF_TYPES if types else "? IS NOT NULL"
    rows = database.execute(_STARTING.format(of_types), [form, form, prefixes, limit]).fetchall()
    rows += database.execute(_WITH_WORDS.format(of_types), [words, prefixes, limit]).fetchall()
    chosen = [row[0] for row in dict.fromkeys(rows)][:limit]
    listed = json.dumps(chosen)
    entities = {
        entity.id: entity for entity in read_entities(database, "e.id IN (SELECT value FROM json_each(?))", [listed])
    }
    return [entities[id_] for id_ in chosen]


NAMED = "name n JOIN entity m ON m.n = n.entity JOIN entity e ON e.n = coalesce(m.same_as, m.n)"
"""Names, each with the representative (e) of its entity."""

_OF_TYPES = "substr(e.id, 1, instr(e.id, ':')) IN (SELECT value FROM json_each(?))"

_STARTING = f"""
SELECT e.id FROM {NAMED} WHERE n.form >= ? AND n.form < ? || char(1114111) AND {{}}
ORDER BY length(n.form), n.form, e.id LIMIT ?
"""

# Entities with shorter names come first, on every engine: the words are a larger part of them.
_WITH_WORDS = f"""
SELECT e.id FROM word w JOIN entity e ON e.n = w.rowid WHERE w.word MATCH ? AND {{}} AND {SHOWN}
ORDER BY length(replace(e.forms, ' | ', '')), e.id LIMIT ?
"""


def nearest_names(database: sqlite3.Connection, mention: str, count: int) -> list[str]:
    """List the known names most like this one."""
    form = normal(mention)
    parts = pieces(form)
    if not parts:
        return []
    shared = " + ".join(["(instr(form, ?) > 0)"] * len(parts))
    rows = database.execute(
        f"SELECT form FROM (SELECT DISTINCT form, {shared} AS shared FROM name) "
        "WHERE shared * 3 >= ? ORDER BY shared DESC, abs(length(form) - ?), form LIMIT ?",
        [*parts, len(parts), len(form), CANDIDATES],
    )
    name_of = f"SELECT e.name FROM {NAMED} WHERE n.form = ? ORDER BY e.id LIMIT 1"
    close = closest(form, [row[0] for row in rows])
    names = (database.execute(name_of, [form]).fetchone()[0] for form in close)
    return list(islice(dict.fromkeys(names), count))


def names_beginning(database: sqlite3.Connection, prefix: str) -> Iterator[tuple[str, str, str]]:
    """List (normal form, id, name) of the entities with a form of this prefix, in order of form, then id."""
    yield from database.execute(_BEGINNING, [prefix, prefix])


_BEGINNING = f"""
SELECT DISTINCT n.form, e.id, e.name FROM {NAMED}
WHERE n.form >= ? AND n.form < ? || char(1114111) ORDER BY n.form, e.id
"""


def sharing_names(database: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    """Select the entities that may share a name with another one; names with an article do not count.

    An exact name has other forms than the same name of an entity of another type: with any, all entities may share one.
    """
    if database.execute(_ANY_EXACT).fetchone():
        return set(ids)
    return {id_ for (id_,) in database.execute(_SHARING)} & {*ids}


_ANY_EXACT = f"""
SELECT 1 FROM term t JOIN entity e ON e.n BETWEEN t.n << {TYPE_BITS} AND (t.n + 1 << {TYPE_BITS}) - 1
WHERE t.name IN {EXACT} LIMIT 1
"""
_SHARING = """
SELECT e.id FROM name n JOIN entity e ON e.n = n.entity
WHERE n.form IN (SELECT form FROM name GROUP BY form HAVING count(*) > 1)
"""


def statistics(database: sqlite3.Connection) -> Statistics:
    """Count the contents of the file."""
    types = database.execute(
        f"SELECT t.name, count(*) FROM entity e JOIN term t ON t.n = e.n >> {TYPE_BITS} "
        f"WHERE e.n NOT IN (SELECT n FROM entity WHERE {STOOD_FOR}) GROUP BY 1 ORDER BY 1"
    )
    names = database.execute(
        f"SELECT t.name, count(*) FROM relation r JOIN term t ON t.n = r.name WHERE {_COUNTS} GROUP BY 1 ORDER BY 1"
    )
    first, last = database.execute(
        "SELECT min(nullif(starts, '')), max(ends) FROM relation r WHERE " + _COUNTS
    ).fetchone()
    return Statistics(count_rows(database), dict(types), dict(names), first, last or None)


_COUNTS = f"r.modality != {RANK[RETRACTED]}"
"""The condition on a relation that counts, which one of only retracted tellings does not."""
