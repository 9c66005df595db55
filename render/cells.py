"""Values of an answer's columns as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .wording import number, sentence

if TYPE_CHECKING:
    from .subjects import Subjects

IN_TURN = frozenset({"nodes", "path", "via", "events"})
"""Columns whose lists are in the order in which one goes through them."""


def cell(value: Any, column: str, subjects: Subjects) -> str:
    """Return a value as people read it: names for ids, words for relations."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) >= 0.001 or not value else number(value)
    if isinstance(value, list | tuple):
        return (" → " if column in IN_TURN else "; ").join(cell(item, column, subjects) or "?" for item in value)
    text = str(value)
    if text in subjects.relations:
        return sentence(subjects.relations[text], subjects)
    return subjects.names.get(text, text)


def is_number(value: Any) -> bool:
    """Return whether a value stands flush right: a number, or nothing."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
