"""What a telling is worth: by itself, as the only one of its relation, and together with others."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from ..assemble import RANK, graded
from ..evidence import remember
from ..grading import rounded, telling_confidence
from ..model import MODALITIES
from ..schema import Schema
from .memory import RELIABILITIES, Terms


class Said(NamedTuple):
    """What a telling by itself is worth: confidence and strength where it has them, and its modality's rank."""

    confidence: float | None
    strength: float | None
    modality: int


@lru_cache(maxsize=10_000)
def said(details: str | None, credibility: int | None, reliability: str | None) -> Said:
    """Return what the grades of a telling, its document and its details come to."""
    told = json.loads(details) if details else {}
    strength = told.get("attributes", {}).get("strength")
    modality = RANK[told.get("modality", MODALITIES[0])]
    return Said(telling_confidence(told.get("given"), credibility, reliability), strength, modality)


def together(tellings: Collection[tuple[Said, str]], usual: float) -> tuple[float, float, float | None, int]:
    """Return weight, strength, confidence and modality of a relation by what its tellings and their publishers say.

    `usual` is the strength of its kind, for when none of them states one.
    """
    modality, confidence = graded((said.modality, publisher, said.confidence) for said, publisher in tellings)
    strength = max((said.strength for said, _ in tellings if said.strength is not None), default=usual)
    return weighed(strength, confidence), strength, confidence, modality


def weighed(strength: float, confidence: float | None) -> float:
    """Return the weight of a relation; one that nobody graded is taken as sure."""
    return rounded(strength * (1.0 if confidence is None else confidence))


Told: TypeAlias = tuple[str, int, int | None, str | None]


class Worth(dict[Told, tuple[Any, ...]]):
    """The columns of a relation told once, by its name and the grade, credibility and details of the telling.

    The grade is the document's, as a place in RELIABILITIES.
    What is known are the relation's number, weight, strength, confidence, modality, and the details: "" for none, since
    sqlite3 takes five times as long to bind None as to bind a text.
    """

    def __init__(self, terms: Terms, schema: Schema) -> None:
        super().__init__()
        self._terms, self.schema = terms, schema

    def __missing__(self, told: Told) -> tuple[Any, ...]:
        name, grade, credibility, details = told
        confidence, strength, modality = said(details, credibility, RELIABILITIES[grade])
        if strength is None:
            strength = self.schema.relations[name].strength
        known = self._terms[name], weighed(strength, confidence), strength, confidence, modality, details or ""
        remember(self, told, known)
        return known
