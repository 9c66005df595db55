"""The keys of documents, entities and facts, and the types of their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..graph.errors import InputError, did_you_mean
from ..graph.fact_keys import FACT_KEYS
from ..graph.loading.fields import Record, storable

DOCUMENT: Mapping[str, type] = {
    **dict.fromkeys(("id", "title", "publisher", "published", "url", "path", "reliability", "edition"), str),
    **dict.fromkeys(("retracted", "replaced_by"), str),
    "attributes": dict,
    "text": str,
}
ENTITY: Mapping[str, type] = {
    **dict.fromkeys(("id", "name", "type", "kind", "brought_by"), str),
    "aliases": list,
    "attributes": dict,
}
FACT: Mapping[str, type] = {key.name: key.type for key in FACT_KEYS}
SCHEMA: Mapping[str, type] = {"nodes": dict, "relations": dict}
SAVED: Mapping[str, type] = {"name": str, "arguments": list}
JUDGEMENT: Mapping[str, type] = {
    **dict.fromkeys(("kind", "name", "why", "who", "time"), str),
    **dict.fromkeys(("entities", "names", "documents", "tellings"), list),
    "removed": bool,
}
REVIEW: Mapping[str, type] = {"who": str, "accepted": int, "rejected": int, "time": str}
HISTORY: Mapping[str, type] = {
    **dict.fromkeys(("time", "who", "command", "why", "file", "sha256"), str),
    **dict.fromkeys(("number", "undone"), int),
    **dict.fromkeys(("counts", "details"), dict),
}
KEYS: Mapping[str, Mapping[str, type]] = {
    "schema": SCHEMA, "document": DOCUMENT, "entity": ENTITY, "fact": FACT, "judgement": JUDGEMENT, "review": REVIEW,
    "saved": SAVED, "history": HISTORY,
}  # fmt: skip
"""The kinds of records in the order of an export, and the keys of each."""

_OPEN = ("document", "entity")
"""Records whose other keys are attributes."""

_NUMBERS = {key: wanted for key, wanted in FACT.items() if wanted in (int, float)}

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}(?:\.0*)?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,300}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")


def record(line: int, kind: str, fields: object) -> Record:
    """Make an object a record for the checks, or one of kind "broken" that carries the reason.

    Unknown keys of a document or an entity become attributes. An unknown key of a fact is left for the checks to
    reject, because it is more likely a slip.
    """
    try:
        if not isinstance(fields, dict):
            raise InputError(f"it is {_short(fields)}, not keys and values.")
        if kind in _OPEN and not fields.keys() <= KEYS[kind].keys():
            fields = _with_attributes(KEYS[kind], fields)
        if attributes := fields.get("attributes"):
            storable(attributes)
    except InputError as error:
        return broken(line, f"{kind}: {error}", {kind: fields})
    return line, kind, fields


def numbered(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Read the texts of a fact as numbers under the keys that need numbers."""
    numbers = {key: _number(fields[key], wanted) for key, wanted in _NUMBERS.items() if type(fields.get(key)) is str}
    return {**fields, **numbers}


def broken(line: int, reason: str, value: object) -> Record:
    """Make a record of kind "broken", which a load rejects with the reason."""
    has_kind = isinstance(value, dict) and not KEYS.keys().isdisjoint(value)
    return line, "broken", {"reason": reason, "record": value if has_kind else {"record": value}}


def unknown_key(key: str, known: Mapping[str, Any], what: str) -> str:
    """Write the sentence about an unknown key, with the nearest known one."""
    return f"{what} has no key “{_short(key)}”.{did_you_mean(key, known)}"


def _with_attributes(known: Mapping[str, type], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Move unknown keys to the attributes, where a given attribute of the same name stays."""
    attributes = fields.get("attributes") or {}
    if not isinstance(attributes, dict):
        return dict(fields)
    known_fields = {key: value for key, value in fields.items() if key in known}
    unknown_fields = {key: value for key, value in fields.items() if key not in known}
    return {**known_fields, "attributes": unknown_fields | attributes}


def _number(text: str, wanted: type) -> str | int | float:
    """Read the number in a text; a text without one stays for the checks to reject."""
    if wanted is int and _INTEGER.fullmatch(text):
        return int(text.partition(".")[0])
    if wanted is float and _NUMBER.fullmatch(text):
        return float(text)
    return text


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
