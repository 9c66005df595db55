"""What a telling is worth: by itself, and as the only one of its relation."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from ..assemble import RANK
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
        weight = rounded(strength * (1.0 if confidence is None else confidence))
        known = self._terms[name], weight, strength, confidence, modality, details or ""
        remember(self, told, known)
        return known
