from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.dates import first_day, iso_date, last_day
from linkchart.graph.errors import InputError
from linkchart.graph.scope import window

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
DATES = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))


@given(DATES)
def test_every_calendar_date_is_accepted(date: str) -> None:
    assert iso_date(date) == date


@pytest.mark.parametrize("text", ["", "20", "2020-1", "2020/01/01", "2020-01-01T00:00", "٢٠٢٠", " 2020", "2020\n"])
def test_other_text_is_no_date(text: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        iso_date(text)


@pytest.mark.parametrize("text", ["2020-13", "2020-00", "2021-02-29", "1900-02-29", "2020-04-31", "0000", "2020-01-00"])
def test_impossible_days_are_rejected(text: str) -> None:
    with pytest.raises(InputError, match="impossible"):
        iso_date(text)


@given(DATES)
def test_coarse_date_covers_its_year_or_month(date: str) -> None:
    first, last = (dt.date.fromisoformat(day) for day in (first_day(date), last_day(date)))
    assert first.isoformat().startswith(date)
    assert last.isoformat().startswith(date)
    if len(date) == 7:
        assert last.day == calendar.monthrange(first.year, first.month)[1]
    if len(date) == 4:
        assert (last - first).days == 364 + calendar.isleap(first.year)


def test_windows_intersect_to_the_narrowest() -> None:
    assert window("2020-02", "2019", "2020-02-10") == ("2020-02-01", "2020-02-10")
    assert window(None, None, None) == ("", "")
    with pytest.raises(InputError):
        window("soon", None, None)
