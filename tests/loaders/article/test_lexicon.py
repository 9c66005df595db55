"""Forms of words."""

from __future__ import annotations

import pytest

from linkchart.loaders.article.lexicon import noun_lemma, verbs


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("carries", "carry", "s"),
        ("deploys", "deploy", "s"),
        ("denied", "deny", "either"),
        ("freeing", "free", "ing"),
        ("making", "make", "ing"),
        ("dying", "die", "ing"),
        ("travelled", "travel", "either"),
        ("traveled", "travel", "either"),
        ("shot", "shoot", "either"),
        ("took", "take", "past"),
    ],
)
def test_verb_form_has_its_lemma(word: str, lemma: str, form: str) -> None:
    assert verbs()[word] == (lemma, form)


def test_form_of_two_verbs_is_the_first_ones() -> None:
    assert verbs()["lambasted"].lemma == "lambast"  # of lambast and lambaste, whatever the hash seed
    assert verbs()["fulfilled"].lemma == "fulfil"


@pytest.mark.parametrize(("word", "lemma"), [("armies", "army"), ("clashes", "clash"), ("gunmen", "gunman")])
def test_plural_has_its_singular(word: str, lemma: str) -> None:
    assert noun_lemma(word) == lemma
