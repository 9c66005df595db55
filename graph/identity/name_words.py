"""Word lists for comparing names, read from name_words.toml."""

from __future__ import annotations

from importlib.resources import files
from tomllib import loads
from typing import Any


def _numbered(words: str, step: int = 1) -> dict[str, int]:
    """Map words to numbers; steps other than 1 begin at 2: twenty, thirty."""
    return {word: step * number for number, word in enumerate(words.split(), 1 if step == 1 else 2)}


_LISTS: dict[str, Any] = loads(files(__package__ or "").joinpath("name_words.toml").read_text(encoding="utf-8"))

LEGAL_FORMS = frozenset(_LISTS["legal_forms"].split())
TITLES = frozenset(_LISTS["titles"].split())
PARTICLES = frozenset(_LISTS["particles"].split())
GENERIC = frozenset(_LISTS["generic"].split())
SHORT_FORMS: dict[str, str] = _LISTS["short_forms"]
SOUNDS: tuple[tuple[str, str], ...] = tuple(_LISTS["sounds"].items())

ONES = _numbered(_LISTS["ones"])
TENS = _numbered(_LISTS["tens"], 10)
ORDINALS = _numbered(_LISTS["ordinals"])
ROMAN = {word: str(number) for word, number in _numbered(_LISTS["roman"]).items()}

LOOK_ALIKES = str.maketrans("01345", "oleas")
"""Digits written for letters inside a word: Ig0r."""
