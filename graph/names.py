"""Who is meant: ids, and the form under which names are compared (semantics, section 2)."""

from __future__ import annotations

import re
from functools import lru_cache

from .errors import InputError

_DROPPED = str.maketrans("", "", "'’‘ʼʻ`´ʿʾ.")
_APART = re.compile(r"[\W_]+")
_ARTICLES = ("the", "an", "a")


def slug(name: str) -> str:
    """Return the name as the second half of an id: no diacritics, casefolded, other characters as `-`.

    Letters of every script stay. Raises InputError for a name without a letter or digit.

    >>> slug("Harakat Ḥizb-Allāh (Lebanon)")
    'harakat-hizb-allah-lebanon'
    """
    text = _APART.sub("-", _plain(name)).strip("-")
    if not text:
        raise InputError(f"“{name}” has no letter or digit to make an id of.")
    return text


def entity_id(type_: str, name: str) -> str:
    """Return the id of an entity that is first met under this name.

    >>> entity_id("Organization", "Quds Force")
    'organization:quds-force'
    """
    return f"{type_.lower()}:{slug(name)}"


def normal(name: str) -> str:
    """Return the form in which two names are compared; "" for one with no letter or digit.

    Case, diacritics, apostrophes, full stops and a leading article are dropped, other punctuation
    parts words.

    >>> normal("The U.S. Army"), normal("Jam'iyyat-i Islāmī")
    ('us army', 'jamiyyat i islami')
    """
    simple = name.isascii() and name.replace(" ", "").isalnum()
    text = " ".join(name.lower().split()) if simple else _spelled(name)
    first, _, rest = text.partition(" ")
    return rest if rest and first in _ARTICLES else text


@lru_cache(maxsize=50_000)
def _spelled(name: str) -> str:
    """Return the words of a name in which more stands than letters and digits of ASCII."""
    return _APART.sub(" ", _plain(name.translate(_DROPPED))).strip()


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    import unicodedata

    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare.casefold())
