"""Read rows of the file as objects of the model."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from ...model import NOTHING, RELATION_MODALITIES, Entity, Relation, Telling
from ...relation_ids import relation_name, relation_number
from ...rules import selected_names
from ...schema import Schema
from ...scope import Selection
from ...telling_order import combined, counting, in_order
from .dispute_bits import disputes_of
from .sql_conditions import in_scope, numbers
from .standing import Representatives
from .tables import TYPE_BITS
from .telling_rows import COLUMNS, telling_of

if TYPE_CHECKING:
    from ...documents import Document

BATCH = 500

NAMING = {"against", "via"}
"""Attributes that name entities."""

_RELATION = """
SELECT r.id, s.id, n.name, t.id, r.starts, r.ends, r.strength, r.confidence, r.modality, r.weight, r.disputed
FROM relation r JOIN entity s ON s.n = r.source JOIN entity t ON t.n = r.target JOIN term n ON n.n = r.name
"""

_TELLINGS = f"""
SELECT t.relation, {COLUMNS} FROM telling t LEFT JOIN document d ON d.n = t.document WHERE t.relation IN {{0}}
UNION ALL
SELECT a.relation, {COLUMNS} FROM attached a JOIN telling t ON t.n = a.telling LEFT JOIN document d ON d.n = t.document
WHERE a.relation IN {{0}}
"""


def read_relations(
    database: sqlite3.Connection, schema: Schema, selection: Selection, *, bare: bool
) -> Iterator[Relation]:
    """Read the relations of a selection in order of id (see Store.relations)."""
    where, values = _where(schema, selection)
    # Keys are signed and ids are not: the non-negative ones come first.
    rows = database.execute(f"{_RELATION} WHERE {where} ORDER BY r.id < 0, r.id", values)
    representatives = Representatives(database)
    while batch := list(islice(rows, BATCH)):
        tellings = {} if bare else _tellings(database, [row[0] for row in batch])
        for row in batch:
            yield _relation(schema, row, tellings.get(row[0], ()), representatives)


def read_relation_ids(database: sqlite3.Connection, about: Collection[str]) -> dict[str, bool]:
    """Read the ids of the relations of some entities, and whether each leads from an entity to itself."""
    ends = " UNION ALL ".join(_RELATION_IDS.format(end) for end in ("source", "target"))
    rows = database.execute(ends, {"about": json.dumps(list(about))}).fetchall()
    return {relation_name(number): bool(is_loop) for number, is_loop in rows}


def read_repeated(database: sqlite3.Connection) -> set[str]:
    """Read the ids of the relations that have several tellings."""
    return {relation_name(number) for (number,) in database.execute(_REPEATED)}


def read_entities(database: sqlite3.Connection, where: str, values: Iterable[Any]) -> Iterator[Entity]:
    """Read the entities that meet a condition on `entity` (as e), in order of id."""
    rows = database.execute(
        "SELECT e.id, t.name, e.name, e.kind, e.aliases, e.attributes "
        f"FROM entity e JOIN term t ON t.n = e.n >> {TYPE_BITS} "
        f"WHERE {where} ORDER BY e.id",
        tuple(values),
    )
    for id_, type_, name, kind, aliases, attributes in rows:
        yield Entity(id_, type_, name, kind, tuple(json.loads(aliases or "[]")), json.loads(attributes or "{}"))


def read_documents(database: sqlite3.Connection, where: str, values: Iterable[Any]) -> Iterator[Document]:
    """Read the documents that meet a condition, in order of id."""
    from ...documents import Document

    columns = (
        "id, title, publisher, published, path, reliability, attributes, text, url, edition, retracted, replaced_by"
    )
    rows = database.execute(f"SELECT {columns} FROM document WHERE {where} ORDER BY id", tuple(values))
    for row in rows:
        yield Document._make((*row[:6], json.loads(row[6] or "{}"), *row[7:]))


def _where(schema: Schema, selection: Selection) -> tuple[str, dict[str, object]]:
    scope = selection.scope
    condition, values = in_scope(scope)
    conditions = [condition]
    if selection.ids is not None:
        keys = (relation_number(id_) for id_ in selection.ids)
        conditions.append(f"r.id IN {numbers(key for key in keys if key is not None)}")
    values |= _ends(selection, conditions)
    names = selected_names(schema, selection)
    if names is not None:
        conditions.append("n.name IN (SELECT value FROM json_each(:names))")
        values["names"] = json.dumps(sorted(names))
    if scope.avoid:
        conditions.append("s.id NOT IN (SELECT value FROM json_each(:avoid))")
        conditions.append("t.id NOT IN (SELECT value FROM json_each(:avoid))")
        values["avoid"] = json.dumps(scope.avoid)
    return " AND ".join(conditions), values


def _ends(selection: Selection, conditions: list[str]) -> dict[str, object]:
    """Add the conditions on the ends of relations; returns their values."""
    values: dict[str, object] = {}
    if selection.about is not None:
        conditions.append("r.first IN (" + " UNION ".join(_touching(end) for end in ("source", "target")) + ")")
        values["about"] = json.dumps(list(selection.about))
    if selection.pairs is not None:
        conditions.append(f"r.first IN ({_JOINING})")
        values["pairs"] = json.dumps([*selection.pairs, *((b, a) for a, b in selection.pairs)])
    return values


def _touching(end: str) -> str:
    return f"SELECT x.first FROM relation x WHERE x.{end} IN ({_NUMBERS})"


_NUMBERS = "SELECT n FROM entity WHERE id IN (SELECT value FROM json_each(:about))"
_RELATION_IDS = f"""
SELECT relation, source = target FROM telling WHERE worth IS NOT NULL AND {{}} IN ({_NUMBERS})
"""
_REPEATED = """
SELECT relation FROM telling GROUP BY relation HAVING count(*) > 1 UNION SELECT relation FROM attached
"""
_JOINING = """
SELECT x.first FROM json_each(:pairs) p
JOIN entity a ON a.id = json_extract(p.value, '$[0]') JOIN entity b ON b.id = json_extract(p.value, '$[1]')
JOIN relation x ON x.source = a.n AND x.target = b.n
"""


def _tellings(database: sqlite3.Connection, keys: Collection[int]) -> dict[int, tuple[Telling, ...]]:
    by_relation: dict[int, list[Telling]] = {}
    for relation, *row in database.execute(_TELLINGS.format(numbers(keys))):
        by_relation.setdefault(relation, []).append(telling_of(row))
    return {relation: in_order(tellings) for relation, tellings in by_relation.items()}


def _relation(
    schema: Schema, row: tuple[Any, ...], tellings: tuple[Telling, ...], representatives: Representatives
) -> Relation:
    number, source, name, target, start, end, strength, confidence, modality, weight, disputed = row
    place, attributes = combined(counting(tellings)) if tellings else (None, NOTHING)
    if attributes and (named := attributes.keys() & NAMING):
        attributes = {**attributes, **{key: representatives.of(attributes[key]) for key in named}}
    return Relation(
        relation_name(number), source, name, target, start or None, end or None, schema.relations[name].sign,
        strength, confidence, weight, RELATION_MODALITIES[modality], place, attributes, False, attributes.get("via"),
        tellings, disputes_of(disputed),
    )  # fmt: skip
