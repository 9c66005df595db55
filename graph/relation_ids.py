"""Ids of relations: 64-bit numbers made of what is the same about them, written as `r` and 16 digits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .names import normal


def hashed(rows: Iterable[tuple[str | int | None, ...]]) -> tuple[int, ...]:
    """Return a signed 64-bit number for each row, the same for equal rows in every process and on every machine."""
    from hashlib import blake2b  # imported here since a search writes ids and makes none
    from struct import unpack

    import orjson

    dumps = orjson.dumps
    digests = [blake2b(dumps(row), digest_size=8).digest() for row in rows]
    return unpack(f">{len(digests)}q", b"".join(digests))


def key_of(source: str, relation: str, target: str, named: str) -> int:
    """Return the number of a key: what all tellings of a relation have in common (semantics, section 3).

    It is also the id of the relation that has no span of its own: an undated one, and any of an event.
    """
    return hashed([(source, relation, target, "", "", named)])[0]


def id_of(source: str, relation: str, target: str, named: str, start: str, end: str) -> int:
    """Return the number of the relation of a key and a span."""
    return hashed([(source, relation, target, start, end, named)])[0]


def named_part(attributes: Mapping[str, Any], key: Iterable[str], origin: str = "") -> str:
    """Return what attributes add to a key: `against`, those that the ontology lists, and `ref` with its origin.

    `against` is an entity's id, else words. `origin` is what `ref_origin` returns.
    """
    parts = []
    against = attributes.get("against")
    if against is not None:
        parts.append(f"\x1fagainst={against_key(against)}")
    parts += [f"\x1f{name}={_plain(attributes[name])}" for name in key if attributes.get(name) is not None]
    if attributes.get("ref") is not None:
        parts.append(f"\x1fref={_plain(attributes['ref'])}\x1fof={origin}")
    return "".join(parts)


def against_key(against: Any) -> str:
    """Return the part of a key that says against whom: the id of an entity, else words in normal form."""
    text = str(against)
    return text if _is_id(text) else normal(text) or text


def ref_origin(publisher: str | None, document: str | None) -> str:
    """Return whose record numbers those of a document are: its publisher's, else its own; "" without a document."""
    if document is None:
        return ""
    return f"publisher {normal(publisher) or publisher}" if publisher else f"document {document}"


def relation_name(number: int) -> str:
    """Return the id of a relation as people see it, from its signed 64-bit number."""
    return f"r{number & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def relation_number(name: str) -> int | None:
    """Return the number of a relation from its id; None when this is no such id."""
    try:
        number = int(name[1:], 16) if name[:1] == "r" and len(name) == 17 else -1
    except ValueError:
        return None
    return None if number < 0 else number - (1 << 64 if number >> 63 else 0)


def _is_id(text: str) -> bool:
    prefix, colon, slug = text.partition(":")
    return bool(colon and slug) and prefix.isalpha() and prefix.islower() and not any(map(str.isspace, slug))


def _plain(value: Any) -> str:
    """Return a value as a part of a key: equal numbers are alike, however they are written."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str):
        return " ".join(value.split())
    import orjson

    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
