"""Turn an answer into its record in the page: the question as a sentence, its rows, and its command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...graph.model import Answer
from ..cells import shown_value
from ..labels import plain
from ..picture.picture import Question


def answer_record(answer: Answer, question: Question) -> dict[str, Any]:
    """Turn an answer with its question into its record in the page."""
    return {
        "query": answer.query,
        "question": plain(question.words),
        "asked": list(question.asked),
        "command": question.command,
        "columns": [{"name": name, "kind": kind} for name, kind in answer.columns.items()],
        "rows": [[_plain(shown_value(row, name)) for name in answer.columns] for row in answer.rows],
        "entities": list(answer.entities),
        "relations": [*answer.relations, *(relation.id for relation in answer.derived)],
        "heading": plain(answer.heading),
        "notes": [plain(note) for note in answer.notes],
        "total": answer.total,
    }


def _plain(value: Any) -> Any:
    """Turn a cell into its JSON form."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)
