"""Names in files: HTML entities are decoded, placeholders and control characters rejected."""

from __future__ import annotations

import re

from ..errors import InputError

_PLACEHOLDERS = frozenset(
    ("#div/0!", "#n/a", "#name?", "#null!", "#ref!", "#value!", "<na>", "blank", "empty", "missing", "n. a.", "n. n.",
     "n.a", "n.a.", "n.d.", "n.n", "n.n.", "n/a", "n/d", "n/k", "n/s", "n\\a", "name not given", "name unknown",
     "name withheld", "nan", "nil", "no data", "no name", "none", "not applicable", "not available", "not disclosed",
     "not given", "not identified", "not known", "not named", "not specified", "not stated", "null", "redacted", "s/d",
     "s/n", "tba", "tbc", "tbd", "undefined", "undisclosed", "unidentified", "unk", "unknown", "unnamed",
     "unspecified", "withheld", "\\n", "anonyme", "anónimo", "anonymous person", "anonymous source", "desconocido",
     "inconnu", "k. a.", "k.a.", "sans nom", "sin nombre", "unbekannt", "неизвестно", "غير معروف", "未知", "不详",
     "無", "无")
)  # fmt: skip
"""Placeholders for a missing name, in lower case."""

_CASED = frozenset(("NA", "na", "NaT", "NN", "nn", "anonymous", "ANONYMOUS"))
"""Placeholders that may be names if written otherwise: Nn is a name, and Anonymous a group."""

_LONGEST = max(map(len, _PLACEHOLDERS)) + 2  # in brackets

_MARKS = frozenset(" -‐‑‒–—―−?？!.…_*/~#")
"""Characters of which placeholders without letters are made."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# Control characters, line and paragraph separators, and marks that change the direction of text.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_BRACKETS = "<>()[]{}\"'“”‘’*"


def is_plain(name: str) -> bool:
    """Check quickly whether a name certainly needs no correction."""
    return name.isprintable() and "&" not in name and not (len(name) <= _LONGEST and is_placeholder(name))


def decoded(name: str) -> str:
    """Decode the HTML entities in a name, also those encoded twice.

    >>> decoded("Tom &amp;amp; Sons"), decoded("R&D; Office")
    ('Tom & Sons', 'R&D; Office')
    """
    if "&" not in name:
        return name
    from html import unescape

    for _ in range(3):
        name = _ENTITY.sub(lambda match: unescape(match[0]), name)
    return name


def is_placeholder(name: str) -> bool:
    """Check whether a name is a placeholder for a missing one.

    >>> [is_placeholder(name) for name in ("NaN", "(unknown)", "?", "Nana", "Unknown Soldier")]
    [True, True, True, False, False]
    """
    bare = name.strip().strip(_BRACKETS).strip()
    if "/" in bare or "\\" in bare:
        bare = "".join(bare.split())  # N / A
    if bare in _CASED or bare.casefold() in _PLACEHOLDERS or name.strip().casefold() in _PLACEHOLDERS:
        return True
    return bool(name.strip()) and set(name) <= _MARKS


def check_name(name: str, *, placeholders: bool = False) -> None:
    """Raise InputError for a name with a control character, or for a placeholder unless those are allowed."""
    check_controls(name, "name")
    if not placeholders and is_placeholder(name):
        raise InputError(
            f"“{name}” stands for no name: leave the record out, or load with --keep-placeholders to make it an entity."
        )


def check_controls(text: str, what: str) -> None:
    """Raise InputError for a name or id with a control character, which cannot be typed in a command."""
    if not text.isprintable() and (control := _CONTROL.search(text)):
        raise InputError(f"the {what} {text!r} has a control character (U+{ord(control[0]):04X}).")
