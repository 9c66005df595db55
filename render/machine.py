"""Answers for programs: one JSON object, or the rows as CSV (semantics, section 6).

In CSV the items of a list are joined by `;`, and the items of a list within a list by `|`: the nodes of a
path are `state:iran;organization:quds-force`, its relations hop by hop `r1|r2;r3`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..graph.model import Answer, Entity, Relation, Telling
from ..graph.stores.protocol import Store
from .files import standard_output
from .subjects import subjects_of

ENTITY_KEYS = ("id", "type", "kind", "name", "aliases")
TELLING_KEYS = ("document", "publisher", "paragraph", "quote", "method", "confidence", "attributed_to")
RELATION_KEYS = (
    *("id", "source", "relation", "target", "start", "end", "place"),
    *("sign", "strength", "confidence", "modality", "derived", "attributes"),
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


def print_csv(answer: Answer) -> None:
    """Print the rows of an answer as CSV in UTF-8, the first line naming the columns."""
    import csv

    writer = csv.writer(standard_output(), lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([cell(row[name]) for name in answer.columns])


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
