"""Dates as written and what they mean."""

from __future__ import annotations

import pytest

from linkchart.loaders.article.sentences import sentence_of
from linkchart.loaders.article.times import times_of

PUBLISHED = "2020-03-27"  # a Friday


@pytest.mark.parametrize(
    ("text", "first", "kind"),
    [
        ("It fell on January 3, 2019.", "2019-01-03", "on"),
        ("It fell on 3 January 2019.", "2019-01-03", "on"),
        ("It fell on 2019-01-03.", "2019-01-03", "on"),
        ("It fell on January 3.", "2020-01-03", "on"),
        ("It fell on November 26.", "2019-11-26", "on"),
        ("It fell last Monday.", "2020-03-23", "on"),
        ("It fell on Friday.", "2020-03-27", "on"),
        ("It fell yesterday.", "2020-03-26", "on"),
        ("It fell in March.", "2020-03", "on"),
        ("It fell during November.", "2019-11", "on"),
        ("It has fallen since early October last year.", "2019-10", "since"),
        ("It has stood since 2014.", "2014", "since"),
        ("They have fought it since their foundation in 2014.", "2014", "since"),
        ("It stood until 2014.", "2014", "until"),
        ("It fell three days ago.", "2020-03-24", "on"),
        ("It fell last year.", "2019", "on"),
    ],
)
def test_date_counts_from_publication(text: str, first: str, kind: str) -> None:
    (time,) = times_of(sentence_of(text), PUBLISHED)
    assert (time.first, time.kind) == (first, kind)
    assert text[time.start : time.end] == time.text


def test_year_of_a_comparison_dates_nothing() -> None:
    assert times_of(sentence_of("It was the boldest raid since 2015."), PUBLISHED) == []


def test_day_on_which_something_began_to_be_is_a_date() -> None:
    (time,) = times_of(sentence_of("Ties have been poor since December 25, when a missile fell."), PUBLISHED)
    assert (time.first, time.kind) == ("2019-12-25", "on")


def test_span_of_years_has_two_ends() -> None:
    (time,) = times_of(sentence_of("It stood from 2003 to 2011."), PUBLISHED)
    assert (time.first, time.last, time.kind) == ("2003", "2011", "between")


def test_relative_date_without_publication_stays_open() -> None:
    (time,) = times_of(sentence_of("It fell last Monday."))
    assert (time.first, time.last) == ("", "")
    assert "unknown" in time.basis


@pytest.mark.parametrize(
    "text", ["It killed 2014 people.", "It cost $2010.", "May it fall.", "They march on.", "It was February 31."]
)
def test_number_or_word_is_no_date(text: str) -> None:
    assert [time for time in times_of(sentence_of(text), PUBLISHED) if time.first] == []
