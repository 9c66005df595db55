"""Names that older rules compared otherwise than current ones, for the migration of stores."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from .model import Entity
from .names import ARTICLES, normal

_DROPPED = str.maketrans("", "", "'’‘ʼʻ`´ʿʾ.")


def merged_by_older_rules(entities: Iterable[Entity]) -> Iterator[str]:
    """Yield a sentence for each entity whose names current rules would give to several."""
    for entity in entities:
        if names := _separate_names(entity):
            yield f"Older rules took several names for one entity: {entity.id} ({', '.join(names)})"


def lost_article(name: str) -> bool:
    """Check whether the rules of format 5 dropped an article from a name that current rules keep.

    >>> lost_article("A-10 News"), lost_article("The Herald"), lost_article("Herald")
    (True, False, False)
    """
    first, _, rest = normal(name).partition(" ")
    return bool(rest) and first in ARTICLES


def renewal_notes(names: int, keys: int) -> Iterator[str]:
    """Write for the user how many entities are found by other names, and how many tellings have another key."""
    if names:
        yield f"Names like A-10 keep their first letter: {names:,} entities are found by it now."
    if keys:
        yield (
            f"Amounts, currencies and record numbers are compared by value: {keys:,} tellings have been grouped again, "
            "which changes the ids of their relations."
        )


def _separate_names(entity: Entity) -> list[str]:
    by_form: dict[str, dict[str, str]] = {}
    for name in (entity.name, *entity.aliases):
        by_form.setdefault(_older_form(name), {}).setdefault(normal(name, entity.type, entity.kind), name)
    return [name for names in by_form.values() if len(names) > 1 for name in names.values()]


def _older_form(name: str) -> str:
    """Bring a name to the form in which stores of format 2 and older compared names."""
    parts = unicodedata.normalize("NFKD", name.translate(_DROPPED))
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    words = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", bare.casefold())).strip()
    first, _, rest = words.partition(" ")
    return rest if rest and first in ARTICLES else words
