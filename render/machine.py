"""Answers for programs: one JSON object, or the rows as CSV or JSON Lines (docs/semantics.md, Output for programs).

In CSV the ids in a list are joined by `;`, those in a list within a list by `|`: the nodes of a path are
`state:iran;organization:quds-force`, its relations hop by hop `r1|r2;r3`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..graph.model import Answer, Columns, Entity, Kind, Relation, Telling
from ..graph.stores.protocol import Store
from .cells import cell as in_words
from .cells import shown_value
from .files import standard_output
from .subjects import Subjects, subjects_of
from .wording import span_words

NAMED = frozenset({"entity", "relation", "either", "path"})
"""Kinds of columns whose values are ids."""

ENTITY_KEYS = ("id", "type", "kind", "name", "aliases")
TELLING_KEYS = (
    *("document", "publisher", "start", "end", "paragraph", "quote", "checked", "method"),
    *("confidence", "modality", "attributed_to", "retracted"),
)
RELATION_KEYS = (
    *("id", "source", "relation", "target", "start", "end", "place"),
    *("sign", "strength", "confidence", "weight", "modality", "disputed", "derived", "attributes"),
)


def print_json(answer: Answer, store: Store, parameters: Mapping[str, Any]) -> None:
    """Print an answer as one JSON object in UTF-8."""
    subjects = subjects_of(answer, store)
    whole = {
        "query": answer.query,
        "parameters": dict(parameters),
        **answer.extras,
        "rows": [{name: row[name] for name in answer.columns} for row in answer.rows],
        "nodes": [node(subjects.entities[id_]) for id_ in sorted(subjects.entities)],
        "edges": [edge(subjects.relations[id_]) for id_ in sorted(subjects.relations)],
    }
    print_object(whole)


def print_object(value: Mapping[str, Any]) -> None:
    """Print a mapping as a JSON object in UTF-8."""
    out = standard_output()
    json.dump(value, out, ensure_ascii=False, indent=2, default=_plain)
    out.write("\n")


def print_csv(pages: Iterable[Answer], store: Store, *, excel: bool = False, raw: bool = False) -> None:
    """Print the rows of an answer as CSV in UTF-8 with a header, one page after the other.

    Entities are written as names and relations in words, with their ids in a second column. `excel` starts the file
    with a byte-order mark, so that Excel reads it as UTF-8. Texts that a spreadsheet would run as formulas get a
    leading apostrophe, unless `raw`.
    """
    import csv

    out = standard_output()
    if excel:
        out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\n")
    columns: Columns = {}
    for number, page in enumerate(pages):
        if number == 0:
            columns = _columns(page)
            writer.writerow([title for name, kind in columns.items() for title in _titles(name, kind)])
        subjects = subjects_of(page, store, bare=True, plain=True)
        for row in page.rows:
            values = {name: row[name] if raw else shown_value(row, name) for name in columns}
            cells = (cell_ for name, kind in columns.items() for cell_ in _cells(values[name], kind, subjects))
            writer.writerow(list(cells) if raw else list(map(inert, cells)))


def _columns(answer: Answer) -> Columns:
    """List the columns of the CSV; rows that say in words what they mean begin with these."""
    in_words = bool(answer.rows) and "words" in answer.rows[0]
    return {"words": "text", **answer.columns} if in_words else answer.columns


def print_jsonl(pages: Iterable[Answer]) -> None:
    """Print the rows of an answer as JSON, one a line, one page after the other."""
    out = standard_output()
    for page in pages:
        for row in page.rows:
            json.dump({name: row[name] for name in page.columns}, out, ensure_ascii=False, default=_plain)
            out.write("\n")


def _titles(name: str, kind: Kind) -> list[str]:
    return [name, f"{name}_id"] if kind in NAMED else [name]


def _cells(value: Any, kind: Kind, subjects: Subjects) -> list[str]:
    """Write a value for people, followed by the ids in it."""
    if kind not in NAMED:
        return [span_words(value) if kind == "span" and isinstance(value, list) else _numbers(value) or cell(value)]
    return [in_words(value, kind, subjects), cell(_known(value, subjects))]


def _known(value: Any, subjects: Subjects) -> Any:
    """Select the ids in a value."""
    if isinstance(value, list | tuple):
        return [_known(item, subjects) for item in value]
    return value if value in subjects.names or value in subjects.relations else None


class _Number(str):
    """A text made of numbers, which spreadsheets do not run as a formula."""

    __slots__ = ()


def _numbers(value: Any) -> _Number | None:
    listed = value if isinstance(value, list | tuple) else (value,)
    return _Number(cell(value)) if all(isinstance(item, int | float) for item in listed) else None


def inert(text: str) -> str:
    """Escape the text of a cell so that no spreadsheet runs it as a formula.

    >>> inert("=1+1"), inert("@a;b"), inert("-5"), inert("a=b")
    ("'=1+1", "'@a;b", '-5', 'a=b')
    """
    if not text or text[0] not in _FORMULA or isinstance(text, _Number) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


_FORMULA = "=+-@\t\r\n＝＋－＠"
"""Characters that begin a formula, also in their wide forms."""
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def node(entity: Entity) -> dict[str, Any]:
    """Turn an entity into its JSON form."""
    return {key: getattr(entity, key) for key in ENTITY_KEYS}


def edge(relation: Relation) -> dict[str, Any]:
    """Turn a relation with its tellings into its JSON form."""
    tellings = [{key: getattr(telling, key) for key in TELLING_KEYS} for telling in relation.tellings]
    return {**{key: getattr(relation, key) for key in RELATION_KEYS}, "tellings": tellings}


def cell(value: Any, joint: str = ";") -> str:
    """Write a value as a cell of CSV: "" for None, lists joined.

    >>> cell([["r1", "r2"], ["r3"]]), cell(None), cell(True)
    ('r1|r2;r3', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return json.dumps(dict(value), ensure_ascii=False, default=_plain)
    if isinstance(value, list | tuple):
        return joint.join(cell(item, "|") for item in value)
    return str(value)


def _plain(value: Any) -> Any:
    """Convert a value that the JSON encoder does not know."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Telling):
        return value._asdict()
    return list(value) if isinstance(value, Iterator | set | frozenset) else str(value)
