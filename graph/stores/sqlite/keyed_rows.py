"""Rows of tellings with the key and state of their relation, and the writing of keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from operator import itemgetter
from typing import Any

from ...model import Telling
from ...relation_ids import key_of, named_part, ref_origin
from ...schema import Schema
from .standing import Representatives
from .telling_rows import COLUMNS

CHUNK = 5_000
"""Keys grouped at a time: enough to pass through the file only once."""

Row = tuple[Any, ...]

KEY, NUMBER, NAME, SOURCE, SOURCE_ID, TARGET, TARGET_ID = range(7)
STATE = slice(7, 12)  # relation, starts, ends, worth, own
WORTH, HEAD = 10, 12
DETAILS = HEAD + 11
FIRST_SAID = HEAD + 6  # from here on a row has the content of the telling
KEY_AND_NUMBER = itemgetter(KEY, NUMBER)
_ROW = f"""
SELECT t.key, t.n, m.name, t.source, {{}}, t.target, {{}}, t.relation, t.starts, t.ends, t.worth, t.own, {COLUMNS}
FROM telling t JOIN term m ON m.n = t.name {{}} LEFT JOIN document d ON d.n = t.document
"""
SELECT = _ROW.format("a.id", "b.id", "JOIN entity a ON a.n = t.source JOIN entity b ON b.n = t.target")
TELLINGS = f"""
{_ROW.format("NULL", "NULL", "")} WHERE t.n IN (SELECT n FROM telling WHERE key IN (SELECT value FROM json_each(?)))
"""
"""The rows of some keys, without the ids of their ends, which few groupings need."""


def chunks(listed: list[int]) -> Iterator[list[int]]:
    """Cut a list into pieces that fit into a statement."""
    return (listed[first : first + CHUNK] for first in range(0, len(listed), CHUNK))


def named_by(
    attributes: Mapping[str, Any],
    publisher: str | None,
    document: str | None,
    key: Collection[str],
    representatives: Representatives,
) -> str:
    """Write the attributes' part of a telling's key."""
    if not attributes:
        return ""
    origin = ref_origin(publisher, document) if "ref" in attributes else ""
    if isinstance(against := attributes.get("against"), str):
        attributes = {**attributes, "against": representatives.of(against)}
    return named_part(attributes, key, origin)


def key_part(telling: Telling, key: Collection[str], representatives: Representatives) -> str:
    """Write the attributes' part of the key of a telling."""
    return named_by(telling.attributes, telling.publisher, telling.document, key, representatives)


def key_of_row(row: Row, telling: Telling, schema: Schema, representatives: Representatives) -> int:
    """Compute the key of a row's telling."""
    name = row[NAME]
    named = key_part(telling, schema.relations[name].key, representatives)
    return key_of(row[SOURCE_ID], name, row[TARGET_ID], named)
