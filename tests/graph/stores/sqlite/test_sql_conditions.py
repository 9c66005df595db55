"""The time filters of a scope, as SQLite applies them."""

from __future__ import annotations

import datetime as dt
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.dates import first_day, last_day
from linkchart.graph.scope import Scope, window
from linkchart.graph.stores.sqlite.sql_conditions import in_scope

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
DATES = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))
DATABASE = sqlite3.connect(":memory:", check_same_thread=False)


def passes(start: str | None, end: str | None, scope: Scope) -> bool:
    """Ask SQLite whether an asserted relation of a span passes a scope."""
    condition, values = in_scope(scope)
    row = "SELECT 0 AS modality, :start AS starts, :end AS ends"
    values |= {"start": start or "", "end": end or ""}
    return bool(DATABASE.execute(f"SELECT {condition} FROM ({row}) r", values).fetchone()[0])  # noqa: S608 - our own condition


@given(st.none() | DATES, st.none() | DATES, DAYS)
def test_in_force_on_a_day_agrees_with_calendar(start: str | None, end: str | None, day: dt.date) -> None:
    begun = start is None or dt.date.fromisoformat(first_day(start)) <= day
    going = end is None or dt.date.fromisoformat(last_day(end)) >= day
    low, high = window(day.isoformat(), None, None)
    assert passes(start, end, Scope(low, high)) == (begun and going)


def test_undated_relations_pass_unless_dated_only() -> None:
    assert passes(None, None, Scope("2020-01-01", "2020-12-31"))
    assert not passes(None, None, Scope(dated_only=True))
