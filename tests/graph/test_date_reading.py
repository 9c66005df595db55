from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.date_reading import ReadDate, parse_date, read_date
from linkchart.graph.errors import InputError

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
FORMS = st.sampled_from(
    ["%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%SZ", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%a, %d %b %Y"]
)


@given(DAYS, FORMS)
def test_day_in_any_form_is_itself(day: dt.date, form: str) -> None:
    text = day.strftime(form.replace("%Y", f"{day.year:04}"))
    assert read_date(text) == ReadDate(day.isoformat(), day.isoformat())


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-06-27 03:58 AM", "2025-06-27", "2025-06-27"),
        ("2020-03-14T10:00:00.123+02:00", "2020-03-14", "2020-03-14"),
        ("20200314120000", "2020-03-14", "2020-03-14"),
        ("2020-03-14+02:00", "2020-03-14", "2020-03-14"),
        ("14MAR2020", "2020-03-14", "2020-03-14"),
        ("2020-03-14.", "2020-03-14", "2020-03-14"),
        ("1066 AD", "1066", "1066"),
        ("3Q 2020", "2020-07", "2020-09"),
        ("the fourth quarter of 2020", "2020-10", "2020-12"),
        ("2020–03–14", "2020-03-14", "2020-03-14"),
        ("２０２０-03-14", "2020-03-14", "2020-03-14"),
        ("١٤ March ٢٠٢٠", "2020-03-14", "2020-03-14"),
        ("2005-00-00", "2005", "2005"),
        ("2005-03-00", "2005-03", "2005-03"),
        ("March 2020", "2020-03", "2020-03"),
        ("2020-Q1", "2020-01", "2020-03"),
        ("Q4 2020", "2020-10", "2020-12"),
        ("1860s", "1860", "1869"),
        ("2025-6-7", "2025-06-07", "2025-06-07"),
        ("13/2/2020", "2020-02-13", "2020-02-13"),
        ("2/13/2020", "2020-02-13", "2020-02-13"),
        ("3/3/2020", "2020-03-03", "2020-03-03"),
        ("14th of March, 2020", "2020-03-14", "2020-03-14"),
        (" 2020\n", "2020", "2020"),
        ("2020-W05-3", "2020-01-29", "2020-01-29"),
        ("2020W537", "2021-01-03", "2021-01-03"),
        ("2020-366", "2020-12-31", "2020-12-31"),
        ("2020年3月14日", "2020-03-14", "2020-03-14"),
        ("2020년 3월", "2020-03", "2020-03"),
    ],
)
def test_date_with_one_meaning_is_read(text: str, start: str, end: str) -> None:
    assert read_date(text) == ReadDate(start, end)


@pytest.mark.parametrize("text", ["c. 2014", "~2014", "circa 2014", "ca. 2014", "c2014", "about 2014", "2014~"])
def test_approximate_year_is_circa(text: str) -> None:
    assert read_date(text) == ReadDate("2014", "2014", circa=True)


def test_years_joined_by_a_dash_are_no_month() -> None:
    with pytest.raises(InputError, match="may be a span"):
        read_date("2003–04")


@pytest.mark.parametrize("text", ["2021-W53-1", "2021-366", "2020-000", "2020-W05-8", "2020年13月"])
def test_day_that_no_year_has_is_impossible(text: str) -> None:
    with pytest.raises(InputError, match="impossible"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Sept. 3", "has no year"),
        ("3/4/19", "two digits"),
        ("2020-2021", "may be a span"),
        ("14 Mar 20", "two digits"),
        ("2020-W05", "is a week"),
        ("since 2014", "one end of a span"),
        ("2020-03-14 to 2020-03-16", "may be a span"),
        ("soon", "is not a date"),
    ],
)
def test_text_without_one_date_says_why(text: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        read_date(text)


def test_date_with_two_meanings_names_both() -> None:
    with pytest.raises(InputError, match="may be 2020-01-03 or 2020-03-01"):
        read_date("3/1/2020")
    with pytest.raises(InputError, match="may be 1900 to 1909 or 1900 to 1999"):
        read_date("1900s")


def test_order_decides_between_two_meanings() -> None:
    assert read_date("3/1/2020", "dmy").start == "2020-01-03"
    assert read_date("3/1/2020", "mdy").start == "2020-03-01"
    assert read_date("13/1/2020", "mdy").start == "2020-01-13"


@pytest.mark.parametrize("text", ["44 BC", "-0044-03-15", "0000", "0000-00-00", "100 B.C.E."])
def test_years_before_one_are_rejected(text: str) -> None:
    with pytest.raises(InputError, match="before the year 1"):
        read_date(text)


@pytest.mark.parametrize("text", ["32/1/2020", "2021-02-29", "2020/13/02", "31 April 2020", "20201301"])
def test_impossible_days_are_rejected(text: str) -> None:
    with pytest.raises(InputError, match="impossible"):
        read_date(text)


def test_quarter_is_no_single_date() -> None:
    with pytest.raises(InputError, match="not a single date"):
        parse_date("2020-Q1")
