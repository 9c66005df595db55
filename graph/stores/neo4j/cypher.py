"""Statements with their values written in, to be pasted into Neo4j Browser."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any
from unicodedata import category

from ...errors import InputError

MOST_HOPS = 50

_BOUND = re.compile(r"(?<=\{1,)\d+(?=\})")
_PARAMETER = re.compile(r"\$(\w+)(?:\.(\w+))?")
_COMMENT = re.compile(r"\s*//")
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Co", "Cn"}


def inlined(text: str, values: Mapping[str, Any]) -> str:
    r"""Write a statement with literals for its parameters and `max_hops` as its limit of hops.

    Comments stay as they are. Raises InputError for a value without a literal form, KeyError for a missing one.

    >>> print(inlined("// Of $name.\nMATCH (a {name: $name})-[r]-{1,6}()", {"name": "Ba'ath", "max_hops": 2}))
    // Of $name.
    MATCH (a {name: 'Ba\'ath'})-[r]-{1,2}()
    """

    def value(match: re.Match[str]) -> str:
        name, key = match.groups()
        return literal(values[name] if key is None else values[name][key])

    lines = bounded(text, values.get("max_hops")).splitlines()
    return "\n".join(line if _COMMENT.match(line) else _PARAMETER.sub(value, line) for line in lines)


def bounded(text: str, max_hops: object) -> str:
    """Limit the hops of a statement's paths (None: leave its own limit), since `{1,6}` takes no parameter.

    Raises InputError for anything but a small whole number: it is written into the statement as it is.
    """
    if max_hops is None:
        return text
    if not isinstance(max_hops, int) or isinstance(max_hops, bool) or not 1 <= max_hops <= MOST_HOPS:
        raise InputError(f"A path for Neo4j may have 1 to {MOST_HOPS} hops, not {max_hops}.")
    lines = text.splitlines()
    return "\n".join(line if _COMMENT.match(line) else _BOUND.sub(str(max_hops), line) for line in lines)


def literal(value: Any) -> str:
    r"""Write a value as a Cypher literal.

    >>> print(literal({"name": "a\\b", "ids": ["x", None], "sure": 0.5, "dated": True}))
    {name: 'a\\b', ids: ['x', null], sure: 0.5, dated: true}
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return repr(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    raise InputError(f"“{value}” cannot be written in Cypher.")


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InputError(f"{value!a} is no text: it holds half a character.") from None
    return f"'{''.join(_ESCAPES.get(char) or _seen(char) for char in value)}'"


def _seen(char: str) -> str:
    """Escape a character if it is invisible."""
    if category(char) not in _UNSEEN:
        return char
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def _key(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII):
        raise InputError(f"“{name}” cannot be a key in Cypher.")
    return name
