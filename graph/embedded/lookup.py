"""Names and numbers: searching by name, near misses, and what the file holds."""

from __future__ import annotations

import sqlite3

from ..identity import normal
from ..model import Entity
from ..store import Statistics
from .reader import read_entities
from .tables import TYPE_BITS
from .writer import count_rows


def search_names(database: sqlite3.Connection, text: str, limit: int) -> list[Entity]:
    """Return entities whose name or alias begins with the text, then those with all its words, best first."""
    form = normal(text)
    if not form:
        return []
    found: dict[int, None] = {}
    starts = "SELECT entity FROM name WHERE form >= ? AND form < ? || char(1114111) ORDER BY length(form), form LIMIT ?"
    for (number,) in database.execute(starts, [form, form, limit]):
        found[number] = None
    words = " ".join(f'"{word}"*' for word in form.split())
    for (number,) in database.execute(
        "SELECT rowid FROM word WHERE word MATCH ? ORDER BY rank, rowid LIMIT ?", [words, limit]
    ):
        found[number] = None
    chosen = list(found)[:limit]
    ids = dict(database.execute(f"SELECT id, n FROM entity WHERE n IN ({','.join(map(str, chosen))})"))
    entities = read_entities(database, f"e.n IN ({','.join(map(str, chosen))})", ())
    return sorted(entities, key=lambda one: chosen.index(ids[one.id]))


def nearest_names(database: sqlite3.Connection, mention: str, count: int) -> list[str]:
    """Return the known names that are most like this one."""
    from difflib import get_close_matches

    form = normal(mention)
    length = len(form)
    alike = "SELECT DISTINCT form FROM name WHERE length(form) BETWEEN ? AND ? AND (form LIKE ? OR form LIKE ? OR form LIKE ?)"
    patterns = [f"{form[:1]}%", f"%{form[-3:]}", f"%{form[1:4]}%"]
    forms = [
        row[0]
        for row in database.execute(f"{alike} LIMIT 20000", [length * 2 // 3, length * 3 // 2 + 1, *patterns])
    ]
    words = [
        row[0]
        for row in database.execute(
            "SELECT form FROM name WHERE form >= ? AND form < ? LIMIT 50", [form, form + "\U0010ffff"]
        )
    ]
    close = get_close_matches(form, forms, count, 0.6)
    close += [one for one in words if one not in close]
    names = []
    for one in close[:count]:
        (name,) = database.execute(
            "SELECT e.name FROM name n JOIN entity e ON e.n = n.entity WHERE n.form = ? ORDER BY e.id LIMIT 1",
            [one],
        ).fetchone()
        if name not in names:
            names.append(name)
    return names


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
