"""The voices of a relation as a property, from which Cypher finds out what a path rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ...model import Telling
from ...relation_ids import hashed
from ...telling_order import counting
from ...voices import Voice, marks_of, voices

_BITS = 0xFFFF_FFFF_FFFF_FFFF


def voices_of(tellings: Sequence[Telling]) -> list[str]:
    """Write the voices that count for a relation, each as its marks and its name: `p0c…a4 q51…7f|Herald`.

    A mark is a letter (p publisher, d document, q quote) and a hash. Voices of two relations that share a mark are one.
    """
    return sorted(f"{' '.join(_marks(voice))}|{voice.name}" for voice in voices(counting(tellings)))


def _marks(voice: Voice) -> Iterable[str]:
    marks = sorted({mark for telling in voice.tellings for mark in marks_of(telling)})
    return (_hashed_text(mark) if mark.startswith("q") else _hashed_source(mark) for mark in marks)


def _hashed_text(mark: str) -> str:
    return f"{mark[0]}{hashed([(mark,)])[0] & _BITS:016x}"


_hashed_source = lru_cache(maxsize=10_000)(_hashed_text)
"""Publishers and documents have many tellings; a quote mostly has one."""
