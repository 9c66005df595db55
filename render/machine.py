"""Answers for programs: one JSON object, or the rows as CSV (semantics, section 6).

In CSV the ids in a list are joined by `;`, and those in a list within a list by `|`: the nodes of a path are
`state:iran;organization:quds-force`, its relations hop by hop `r1|r2;r3`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..graph.model import Answer, Entity, Kind, Relation, Telling
from ..graph.stores.protocol import Store
from .cells import cell as in_words
from .files import standard_output
from .subjects import Subjects, subjects_of
from .wording import span_words

NAMED = frozenset({"entity", "relation", "either", "path"})
"""Kinds of columns whose values are ids."""

ENTITY_KEYS = ("id", "type", "kind", "name", "aliases")
TELLING_KEYS = (
    *("document", "publisher", "start", "end", "paragraph", "quote", "checked", "method"),
    *("confidence", "modality", "attributed_to"),
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


def print_csv(answer: Answer, store: Store, *, excel: bool = False) -> None:
    """Print the rows of an answer as CSV in UTF-8, the first line naming the columns.

    Entities are their names and relations are in words, with their ids in a column beside them. `excel`: begin with
    the mark by which Excel knows UTF-8.
    """
    import csv

    subjects = subjects_of(answer, store, bare=True)
    out = standard_output()
    if excel:
        out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([title for name, kind in answer.columns.items() for title in _titles(name, kind)])
    for row in answer.rows:
        cells = (cell_ for name, kind in answer.columns.items() for cell_ in _cells(row[name], kind, subjects))
        writer.writerow(list(cells))


def _titles(name: str, kind: Kind) -> list[str]:
    return [name, f"{name}_id"] if kind in NAMED else [name]


def _cells(value: Any, kind: Kind, subjects: Subjects) -> list[str]:
    """Return a value for people and, beside it, the ids that it names."""
    if kind not in NAMED:
        return [span_words(value) if kind == "span" and isinstance(value, list) else cell(value)]
    return [in_words(value, kind, subjects), cell(_known(value, subjects))]


def _known(value: Any, subjects: Subjects) -> Any:
    """Return the ids in a value, without words that name nothing."""
    if isinstance(value, list | tuple):
        return [_known(item, subjects) for item in value]
    return value if value in subjects.names or value in subjects.relations else None


def node(entity: Entity) -> dict[str, Any]:
    """Return an entity as JSON has it."""
    return {key: getattr(entity, key) for key in ENTITY_KEYS}


def edge(relation: Relation) -> dict[str, Any]:
    """Return a relation as JSON has it, with its tellings."""
    tellings = [{key: getattr(telling, key) for key in TELLING_KEYS} for telling in relation.tellings]
    return {**{key: getattr(relation, key) for key in RELATION_KEYS}, "tellings": tellings}


def cell(value: Any, joint: str = ";") -> str:
    """Return a value as a cell of CSV: nothing for what is absent, lists joined.

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
    """Return what JSON has no word for as something it has."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Telling):
        return value._asdict()
    return list(value) if isinstance(value, Iterator | set | frozenset) else str(value)
