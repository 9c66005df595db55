"""Find keys given twice in an object of JSON, of which decoders silently take the last."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.json import encode

_ESCAPED_COLON = rb"\u003"
_KEY = re.compile(rb'"((?:[^"\\]|\\.)*)"\s*:')


class _RepeatedKey(Exception):
    """Carries a key out of the decoder."""


def repeated_key(line: bytes) -> str | None:
    r"""Find the first key that an object in a line has twice, None if there is none.

    >>> repeated_key(b'{"a": {"a": 1}}'), repeated_key(rb'{"a": 1, "\u0061": 2}')
    (None, 'a')
    """
    keys = _KEY.findall(line)
    if len({*keys}) == len(keys) and b"\\u" not in line:
        return None
    try:
        json.loads(line, object_pairs_hook=_refuse_repeated)
    except _RepeatedKey as error:
        return str(error)
    except (ValueError, RecursionError):
        return None  # another fault, with a sentence of its own
    return None


def repeats_keys(text: bytes, decoded: Sequence[Struct]) -> bool:
    """Check whether lines give a key twice, by comparing them with their decoded form.

    Encoded again, they have as many colons as before unless a key was dropped: colons in strings stay, except those
    written as an escape. Counting colons takes a twentieth of the time of looking at the keys of each line.
    """
    as_many = text.count(b":") == encode(decoded).count(b":")
    if as_many and not (b"\\" in text and _ESCAPED_COLON in text):
        return False
    return any(map(repeated_key, text.split(b"\n")))


def _refuse_repeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _RepeatedKey(next(key for key in keys if keys.count(key) > 1))
    return fields
