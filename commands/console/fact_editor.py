"""The screen for editing the dates, place, speaker and attributes of a proposed fact; its quote is fixed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ...graph.counts import stored_count
from ...graph.errors import LinkchartError
from ...graph.loading.checks import span
from ...render.proposal import attribute_words, fact_words
from .keyboard import END, Keyboard
from .terminal import say, show, styled

NONE = "-"
"""Typed to clear a value."""


class Field(NamedTuple):
    """A field of a fact that can be edited; `key` selects it, `hint` describes the input."""

    key: str
    name: str
    label: str
    hint: str


_DATE = "2020, 2020-01 or 2020-01-03"
FIELDS = (
    Field("d", "date", "date", _DATE),
    Field("s", "start", "since", _DATE),
    Field("n", "end", "until", _DATE),
    Field("p", "place", "place", "where, in words"),
    Field("b", "attributed_to", "according to", "who says so"),
    Field("t", "attributes", "attributes", "name = value; name = - removes one"),
)
_DATES = ("date", "start", "end")


class FactEditor:
    """Edits one fact; changes are returned, not applied."""

    def __init__(self, keyboard: Keyboard, fields: Mapping[str, Any]) -> None:
        self._keyboard = keyboard
        self._fields = fields
        self._changes: dict[str, Any] = {}

    def edit(self) -> dict[str, Any]:
        """Ask for values until the reviewer is done; return the changes."""
        while True:
            self._show()
            key = self._keyboard.key()
            if key in (" ", "\n", "\r", END):
                return self._changes
            if key == "q":
                return {}
            if field := next((field for field in FIELDS if field.key == key), None):
                self._ask(field)

    def _current(self) -> dict[str, Any]:
        return {**self._fields, **self._changes}

    def _show(self) -> None:
        fields = self._current()
        say("")
        say(f"Edit · {styled(fact_words(fields), bold=True)}", 0, 4)
        for field in FIELDS:
            value = fields.get(field.name) or ""
            words = attribute_words(value) if isinstance(value, Mapping) else str(value)
            say(f"[{field.key}] {field.label}: {words or 'none'}", 2, 6)
        say(f"quote (fixed): “{fields.get('quote', '')}”", 2, 4)
        show("[d] … [t] change  [space] done  [q] cancel")

    def _ask(self, field: Field) -> None:
        """Ask for a value, and apply it if it is valid."""
        out = "" if field.name == "attributes" else f"; {NONE} for none"
        typed = self._keyboard.line(f"{field.label.capitalize()} ({field.hint}{out})")
        if not typed:
            return
        try:
            self._changes |= self._changed(field.name, "" if typed == NONE else typed)
        except LinkchartError as error:
            say(str(error))

    def _changed(self, name: str, value: str) -> dict[str, Any]:
        if name == "attributes":
            return {name: with_attribute(self._current().get(name) or {}, value)}
        if name not in _DATES:
            return {name: value}
        others = {"date": ("start", "end"), "start": ("date",), "end": ("date",)}[name]
        changed = {name: value, **dict.fromkeys(others, ""), "date_basis": ""}
        span(*({**self._current(), **changed}.get(key) or None for key in _DATES))
        return changed


def with_attribute(attributes: Mapping[str, Any], typed: str) -> dict[str, Any]:
    """Set or remove an attribute as typed; raises InputError for an invalid count.

    >>> with_attribute({"count": 2}, "support_kinds = arms, funding"), with_attribute({"count": 2}, "count = -")
    ({'count': 2, 'support_kinds': ['arms', 'funding']}, {})
    """
    name, _, text = (part.strip() for part in typed.partition("="))
    others = {key: value for key, value in attributes.items() if key != name}
    if not name or text in ("", NONE):
        return others
    if name.endswith("_kinds") or isinstance(attributes.get(name), list):
        return {**others, name: [word.strip() for word in text.split(",") if word.strip()]}
    return {**others, name: stored_count(text) if name == "count" else _number(text)}


def _number(text: str) -> Any:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
