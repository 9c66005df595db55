"""An answer as the page shows it: the question as a sentence, its rows, and the command that asks it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...graph.model import Answer
from ..labels import plain
from ..picture.picture import Question


def answer_record(answer: Answer, question: Question) -> dict[str, Any]:
    """Return an answer with its question as the page has it."""
    return {
        "query": answer.query,
        "question": plain(question.words),
        "asked": list(question.asked),
        "command": question.command,
        "columns": [_column(column) for column in answer.columns],
        "rows": [[_plain(row[name]) for name in _names(answer)] for row in answer.rows],
        "entities": list(answer.entities),
        "relations": [*answer.relations, *(relation.id for relation in answer.derived)],
        "heading": plain(answer.heading),
        "notes": [plain(note) for note in answer.notes],
        "total": answer.total,
    }


def _names(answer: Answer) -> list[str]:
    return [str(getattr(column, "name", column)) for column in answer.columns]


def _column(column: Any) -> dict[str, str]:
    return {"name": str(getattr(column, "name", column)), "kind": str(getattr(column, "kind", ""))}


def _plain(value: Any) -> Any:
    """Return a cell as JSON has it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)
