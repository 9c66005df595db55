"""Ids of relations: 64-bit hashes of their identity, written as `r` and 16 digits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .names import normal


def hashed(rows: Iterable[tuple[str | int | None, ...]]) -> tuple[int, ...]:
    """Hash each row to a signed 64-bit number, the same for equal rows on every machine."""
    from hashlib import blake2b  # imported here because a search only formats ids
    from struct import unpack

    import orjson

    dumps, empty = orjson.dumps, blake2b(digest_size=8)
    digests = []
    for row in rows:
        state = empty.copy()  # two thirds of the time of making a new one
        state.update(dumps(row))
        digests.append(state.digest())
    return unpack(f">{len(digests)}q", b"".join(digests))


def key_of(source: str, relation: str, target: str, named: str) -> int:
    """Hash the key that all tellings of a relation share (docs/semantics.md, Time).

    It is also the id of the relation that has no span of its own: an undated one, and any of an event.
    """
    return hashed([(source, relation, target, "", "", named)])[0]


def id_of(source: str, relation: str, target: str, named: str, start: str, end: str) -> int:
    """Hash the key and span of a relation."""
    return hashed([(source, relation, target, start, end, named)])[0]


def named_part(attributes: Mapping[str, Any], key: Iterable[str], origin: str = "") -> str:
    """Write the attributes' part of a key: `against`, the ones listed in the ontology, and `ref` with its origin.

    `against` is an entity's id, else words; `origin` comes from `ref_origin`.
    """
    parts = []
    against = attributes.get("against")
    if against is not None:
        parts.append(f"\x1fagainst={against_key(against)}")
    parts += [f"\x1f{name}={_key_value(name, attributes[name])}" for name in key if attributes.get(name) is not None]
    if attributes.get("ref") is not None:
        parts.append(f"\x1fref={_plain(attributes['ref'])}\x1fof={origin}")
    return "".join(parts)


def against_key(against: Any) -> str:
    """Write the opponent's part of a key: the id of an entity, else words in normal form."""
    text = str(against)
    return text if _is_id(text) else normal(text) or text


def ref_origin(publisher: str | None, document: str | None) -> str:
    """Name the owner of a document's record numbers: its publisher, else the document; "" without a document."""
    if document is None:
        return ""
    return f"publisher {normal(publisher) or publisher}" if publisher else f"document {document}"


def relation_name(number: int) -> str:
    """Write a relation's signed 64-bit number as the id that people see."""
    return f"r{number & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def relation_number(name: str) -> int | None:
    """Read the number of a relation from its id; None when it is no such id."""
    try:
        number = int(name[1:], 16) if name[:1] == "r" and len(name) == 17 else -1
    except ValueError:
        return None
    return None if number < 0 else number - (1 << 64 if number >> 63 else 0)


def _is_id(text: str) -> bool:
    prefix, colon, slug = text.partition(":")
    return bool(colon and slug) and prefix.isalpha() and prefix.islower() and not any(map(str.isspace, slug))


def _key_value(name: str, value: Any) -> str:
    """Write a key attribute: numbers by their value, codes of currencies without case.

    >>> _key_value("amount", "1,000.50"), _key_value("amount", 1000.5), _key_value("currency", "usd")
    ('1000.5', '1000.5', 'USD')
    """
    text = _plain(value)
    if name == "currency":
        return text.upper() if len(text) == 3 and text.isascii() and text.isalpha() else text
    whole, point, decimals = text.partition(".")
    whole = _without_separators(whole)
    if name == "amount" and whole.isdecimal() and decimals.isdecimal():
        decimals = decimals.rstrip("0")
        point = point if decimals else ""
    return f"{whole}{point}{decimals}"


def _without_separators(digits: str) -> str:
    """Join the thousands of a whole number, written 1,000 or 1 000; other texts stay."""
    for separator in (",", " "):
        first, *others = digits.split(separator)
        groups = [first.rjust(3, "1"), *others]
        if others and first and first[0] != "0" and all(map(_is_group, groups)):
            return first + "".join(others)
    return digits


def _is_group(digits: str) -> bool:
    return len(digits) == 3 and digits.isascii() and digits.isdecimal()


def _plain(value: Any) -> str:
    """Write a value for a key; equal numbers are written alike."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str):
        return " ".join(value.split())
    import orjson

    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
