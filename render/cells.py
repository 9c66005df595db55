"""Write the values of an answer's columns for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..graph.figures import number
from .wording import sentence, span_words

if TYPE_CHECKING:
    from ..graph.model import Kind, Row
    from .subjects import Subjects


def cell(value: Any, kind: Kind, subjects: Subjects) -> str:
    """Write a value of a column for people: names for ids, words for relations."""
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) >= 0.001 or not value else number(value)
    if kind == "span" and isinstance(value, list):
        return span_words(value)
    if isinstance(value, list | tuple):
        return (" → " if kind == "path" else "; ").join(cell(item, kind, subjects) or "?" for item in value)
    text = str(value)
    if kind in ("relation", "either") and text in subjects.relations:
        return sentence(subjects.relations[text], subjects)
    return text if kind in ("text", "date") else subjects.names.get(text, text)


def cell_of(row: Row, name: str, kind: Kind, subjects: Subjects) -> str:
    """Write a value of a row for people, in the words that the row may have for it."""
    return cell(shown_value(row, name), kind, subjects)


def shown_value(row: Row, name: str) -> Any:
    """Select a value of a row, or the words that the row has for people in its place."""
    return row.get("shown", {}).get(name) or row[name]


def is_number(value: Any) -> bool:
    """Check whether a value is a number or missing, so that its column is aligned right."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
