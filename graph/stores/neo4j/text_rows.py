"""New relationships as one text for the server to split.

The driver encodes every value of a list in Python, which took a third of the time of a load; a text is one value.
Values that few relations have are sent in maps beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any, NamedTuple

from .properties import FREE, PROPERTIES

LINE, CELL, ITEM = "\x1e", "\x1f", "\x1d"
"""The separators of relationships, of their values, and of the elements of a list."""

_TEXT = "CASE row[{0}] WHEN '' THEN null ELSE row[{0}] END"
_NUMBER = "toFloat(row[{0}])"
_TEXTS = "CASE row[{0}] WHEN '' THEN null ELSE split(row[{0}], '\\u001d') END"
_ANY_TEXTS = "split(row[{0}], '\\u001d')"
_NUMBERS = "CASE row[{0}] WHEN '' THEN null ELSE [item IN split(row[{0}], '\\u001d') | toFloat(item)] END"
_INTEGERS = "CASE row[{0}] WHEN '' THEN null ELSE [item IN split(row[{0}], '\\u001d') | toInteger(item)] END"

_COMMON = {
    **dict.fromkeys(("id", "key", "start", "end", "modality"), _TEXT),
    **dict.fromkeys(("strength", "confidence", "weight"), _NUMBER),
    **dict.fromkeys(("sources", "voices", "documents", "details", "starts", "ends"), _TEXTS),
    **dict.fromkeys(("sourceAs", "targetAs", "loads"), _TEXTS),
    "quotes": _ANY_TEXTS,  # the only list that may have nothing but one empty text
    "confidences": _NUMBERS,
    **dict.fromkeys(("paragraphs", "credibilities"), _INTEGERS),
}
"""The properties in the text, each with the expression that reads it."""

_RARE = tuple(name for name in PROPERTIES if name not in _COMMON)
_common = itemgetter(*(PROPERTIES.index(name) + 1 for name in _COMMON), FREE, FREE + 1, FREE + 2)
_rare = itemgetter(*(PROPERTIES.index(name) + 1 for name in _RARE))
_own = itemgetter(FREE - 1)
_WIDTH = len(_COMMON)


class TextRows(NamedTuple):
    """Relationships as a text, and the maps of their other properties, to which its last column points."""

    text: str
    more: list[Mapping[str, Any]]


def text_rows(rows: Sequence[Sequence[Any]]) -> TextRows | None:
    """Write the rows of new relationships as a text; None if a separator stands in one of their values."""
    lines: list[str] = []
    more: list[Mapping[str, Any]] = []
    items = 0
    for row in rows:
        values = _common(row)
        lists = [value for value in values if value.__class__ is list]
        items += sum(map(len, lists)) - len(lists)
        others = _others(row)
        lines.append(CELL.join([*map(_cell, values), str(len(more)) if others else ""]))
        if others:
            more.append(others)
    text = LINE.join(lines)
    separators = text.count(LINE), text.count(CELL), text.count(ITEM)
    return TextRows(text, more) if separators == (len(rows) - 1, len(rows) * (_WIDTH + 3), items) else None


def _others(row: Sequence[Any]) -> dict[str, Any]:
    rare, own = _rare(row), _own(row)
    return {**dict(compress(zip(_RARE, rare, strict=True), rare)), **own} if own or any(rare) else own


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if value.__class__ is str:
        return value
    return ITEM.join(map(str, value)) if value.__class__ is list else str(value)


CREATE = f"""
UNWIND $rows AS text
UNWIND split(text, '\\u001e') AS line
WITH split(line, '\\u001f') AS row
MATCH (a:Entity {{id: row[{_WIDTH}]}}) MATCH (b:Entity {{id: row[{_WIDTH + 1}]}})
CREATE (a)-[r:$(row[{_WIDTH + 2}]) {{
    {", ".join(f"{name}: {read.format(place)}" for place, (name, read) in enumerate(_COMMON.items()))}
}}]->(b)
SET r += $kinds[row[{_WIDTH + 2}]], r += coalesce($more[toInteger(row[{_WIDTH + 3}])], {{}})
"""
"""The statement that creates relationships from texts, their `more`, and what the ontology gives them all, `kinds`."""
