"""Known words that are spelt almost like a given one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """List the known words most like the given one, at most `count`, the most alike first."""
    from difflib import get_close_matches

    by_form = {name.casefold(): name for name in known}
    return [by_form[form] for form in get_close_matches(word.casefold(), by_form, count, 0.5)]
