"""Facts as JSON Lines, for machines and big data: one document, entity or fact a line.

Streamed, and kept bare where a million records go by: a fact is passed on as orjson made it, and
only one with numbers or lists among its attributes is looked at closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..graph.errors import InputError
from .facts import KEYS, Record, broken, record
from .source import Source

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")

_BESIDE = {"line", "reason"}  # what a rejects file adds: it can be loaded again
_HARMLESS = {str, int, bool, type(None)}
_BEGINNING = re.compile(r'\s*\{\s*"(?:document|entity|fact|line|reason|record)"\s*:')


def sniff(head: str) -> bool:
    """Return whether the text begins with an object that has a key of this format."""
    return _BEGINNING.match(head) is not None


def read(source: Source) -> Iterator[Record]:
    """Return the records line by line; raises InputError with line and column for what is not JSON."""
    from orjson import JSONDecodeError, loads

    for number, line in enumerate(source.lines(), 1):
        try:
            found = loads(line)
        except JSONDecodeError as error:
            if line.strip():
                raise _fault(source, number, line, error) from None
            continue
        fact = found.get("fact") if type(found) is dict and len(found) == 1 else None
        if type(fact) is not dict:
            yield _closely(number, found)
        elif (attributes := fact.get("attributes")) and not (
            type(attributes) is dict and _HARMLESS.issuperset(map(type, attributes.values()))
        ):
            yield record(number, "fact", fact)
        else:
            yield number, "fact", fact


def _closely(number: int, found: Any) -> Record:
    if type(found) is dict and len(found) == 1:
        ((kind, fields),) = found.items()
        if kind in KEYS:
            return record(number, kind, fields)
    if not isinstance(found, dict):
        return broken(number, "A line must be an object with one of document, entity and fact.", found)
    kinds = [kind for kind in KEYS if kind in found]
    others = found.keys() - _BESIDE - KEYS.keys()
    if len(kinds) != 1 or others:
        rest = {key: value for key, value in found.items() if key not in _BESIDE}
        has = ", ".join(rest)[:100] or "none"
        reason = f"A line must have exactly one of document, entity and fact; this one has {has}."
        return broken(number, reason, rest["record"] if rest.keys() == {"record"} else rest)
    return record(number, kinds[0], found[kinds[0]])


def _fault(source: Source, number: int, line: bytes, error: ValueError) -> InputError:
    source.decoded(number, line)  # raises its own error when the encoding is what is wrong
    what, _, where = str(error).partition(": line 1 column ")
    column = where.partition(" ")[0]
    return InputError(f"{source.name}, line {number}, column {column}: broken JSON: {what}.")
