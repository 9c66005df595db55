"""Several who are meant by one word, and who "we" are in a quotation."""

from __future__ import annotations

import pytest

from linkchart.loaders.article.facts_of import derived
from linkchart.loaders.article.formats import read_text
from linkchart.loaders.article.pipeline import default_extractor


def facts(text: str, least: float = 0.0) -> set[str]:
    extraction = next(default_extractor().extract([read_text(text)]))
    return derived(fact for fact in (*extraction.facts, *extraction.doubtful) if fact.extraction >= least)


def test_each_other_goes_both_ways() -> None:
    found = facts("Iran and Iraq accused each other of lying.", 0.6)
    assert {"Iran ACCUSED Iraq", "Iraq ACCUSED Iran"} <= found


@pytest.mark.parametrize("words", ["Both condemned Rwanda.", "Both sides condemned Rwanda."])
def test_both_are_the_two_of_the_sentence_before(words: str) -> None:
    found = facts(f"Kenya and Uganda met in Nairobi. {words}")
    assert {"Kenya ACCUSED Rwanda", "Uganda ACCUSED Rwanda"} <= found


def test_both_without_a_pair_stays_open() -> None:
    assert not facts("Kenya met the press in Nairobi. Both condemned Rwanda.")


def test_both_before_two_names_stands_for_nobody_else() -> None:
    found = facts("Peru and Chile met in Lima. Both Kenya and Uganda condemned Rwanda.")
    assert "Peru ACCUSED Rwanda" not in found


def test_we_is_the_body_that_is_quoted() -> None:
    found = facts('"We reject Hamas and all that it says," the Israeli army said.')
    assert "Israeli army REJECTED Hamas" in found


@pytest.mark.parametrize(
    "text",
    [
        "We reject Hamas, and so does the Israeli army.",
        '"We reject Hamas," Ann Lee said.',
        '"We reject Hamas," the Israeli army and the Red Cross said.',
    ],
)
def test_we_without_one_body_that_speaks_stays_open(text: str) -> None:
    assert not {fact for fact in facts(text) if fact.startswith("Israeli army REJECTED")}


def test_how_both_was_resolved_is_recorded() -> None:
    extraction = next(default_extractor().extract([read_text("Kenya and Uganda met in Lima. Both condemned Rwanda.")]))
    fact = next(each for each in (*extraction.facts, *extraction.doubtful) if each.target == "Rwanda")
    assert fact.resolved_by == "“Both” stands for Kenya and Uganda"
    assert fact.source_as == "Both"
