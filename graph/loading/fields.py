"""Readers for the values of a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeAlias

from ..errors import InputError, did_you_mean
from ..grading import CREDIBILITY
from ..model import METHODS, MODALITIES, REVIEWED
from .written_names import check_controls

Record: TypeAlias = tuple[int, str, dict[str, Any]]
"""Line, kind ("document", "entity", "fact" or "broken") and fields.

A broken one has `reason`, a sentence, and `record`, which can be written to a rejects file and, once
corrected, loaded from there.
"""

_BREAKS = re.compile(r"[\t-\r\u0085\u2028\u2029]+")

DEEPEST = 20
"""Levels of lists and mappings among attributes."""


def text(fields: Mapping[str, Any], key: str) -> str | None:
    """Read a text, None when absent or empty; numbers are read as written."""
    value = fields.get(key)
    if type(value) is str:
        return value or None
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"{key} is a text, not {value!r}.")


def name(fields: Mapping[str, Any], key: str) -> str | None:
    """Read a name or id, None when absent or empty; raises InputError for control characters."""
    value = text(fields, key)
    if value is not None:
        check_controls(value, key)
    return value


def name_as_written(fields: Mapping[str, Any], key: str) -> str | None:
    """Read a name as its text writes it, with a space for a line break; raises InputError for control characters."""
    value = text(fields, key)
    return name({key: value and _BREAKS.sub(" ", value)}, key)


def text_list(fields: Mapping[str, Any], key: str) -> list[str]:
    """Read a list of texts, empty when absent; a single text is a list of one."""
    value = fields.get(key)
    if value is None:
        return []
    values = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(item, str) and item for item in values):
        raise InputError(f"{key} is a list of texts, not {value!r}.")
    return list(values)


def mapping(fields: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Read a mapping with texts as keys, empty when absent; null values are dropped."""
    value = fields.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(item, str) for item in value):
        raise InputError(f"{key} is a mapping of names to values, not {value!r}.")
    return {name: item for name, item in value.items() if item is not None}


def fraction(fields: Mapping[str, Any], key: str) -> float | None:
    """Read a number from 0 to 1, None when absent."""
    value = fields.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InputError(f"{key} is a number from 0 to 1, not {value!r}.")
    return float(value)


def grade(fields: Mapping[str, Any], key: str) -> int | None:
    """Read a credibility from 1 to 6, None when absent."""
    value = fields.get(key)
    if value is None:
        return None
    if type(value) is not int or value not in CREDIBILITY:
        raise InputError(f"{key} is a grade from 1 to 6, not {value!r}.")
    return value


def one_of(known: Collection[str]) -> Callable[[Mapping[str, Any], str], str | None]:
    """Make a reader of one of the known words."""

    def read(fields: Mapping[str, Any], key: str) -> str | None:
        value = text(fields, key)
        if value is not None and value not in known:
            raise InputError(f"{key} is one of {', '.join(known)}, not “{value}”.")
        return value

    return read


def whole_from(least: int) -> Callable[[Mapping[str, Any], str], int | None]:
    """Make a reader of whole numbers of at least `least`."""

    def read(fields: Mapping[str, Any], key: str) -> int | None:
        value = fields.get(key)
        if value is None:
            return None
        if type(value) is not int or not least <= value < 1 << 63:
            raise InputError(f"{key} is a whole number from {least}, not {value!r}.")
        return value

    return read


def storable(value: Any, depth: int = 0) -> None:
    """Check that an attribute can be stored and exported; raises InputError if not.

    orjson would round large integers silently.
    """
    if depth > DEEPEST:
        raise InputError(f"attributes are nested more than {DEEPEST} deep.")
    if type(value) in (int, float):
        if not -(2**63) < value < 2**64:
            said = str(value)
            said = said if len(said) <= 60 else f"{said[:59]}…"
            raise InputError(f"the number {said} does not fit into 64 bits: write it as a text.")
    elif isinstance(value, dict):
        for item in value.values():
            storable(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            storable(item, depth + 1)


_NAMES = ("place", "attributed_to", "document")  # the ends are checked when they are resolved
_TEXTS = (
    "source", "target", "source_type", "target_type", "relation", "date", "start", "end", "quote", "rule", "model",
    "resolved_by", "sentence", "date_basis", "trigger",
)  # fmt: skip

READERS: Mapping[str, Callable[[Mapping[str, Any], str], Any]] = {
    **dict.fromkeys(_NAMES, name),
    **dict.fromkeys(_TEXTS, text),
    **dict.fromkeys(("source_as", "target_as"), name_as_written),
    "attributes": mapping,
    "confidence": fraction,
    "extraction": fraction,
    "credibility": grade,
    "modality": one_of(MODALITIES),
    "method": one_of(METHODS),
    "reviewed": one_of(REVIEWED),
    "paragraph": whole_from(1),
    "start_char": whole_from(0),
    "end_char": whole_from(0),
}
"""How each key of a fact is read."""

MEANT = {"since": "start", "until": "end", "from": "source", "to": "target", "when": "date", "where": "place"}
"""Keys that a fact does not have, and the keys that they mean."""


def clean_fact(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read the keys of a fact with values of the right types; raises InputError."""
    fields = {}
    for key in record:
        if key not in READERS:
            hint = f" Did you mean {MEANT[key]}?" if key in MEANT else did_you_mean(key, READERS)
            raise InputError(f"a fact has no key “{key}”.{hint}")
        value = READERS[key](record, key)
        if value is not None and value != {}:
            fields[key] = value
    return fields
