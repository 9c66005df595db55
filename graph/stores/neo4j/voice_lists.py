"""The voices of a relation as a property, from which Cypher finds out what a path rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    hashes = hashed([(mark,) for mark in marks])
    return (f"{mark[0]}{number & _BITS:016x}" for mark, number in zip(marks, hashes, strict=True))
