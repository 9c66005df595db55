"""Tellings of one key grouped: against the contract's pseudo-code, and plain cases of meaning."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.grouping import grouped, span_of
from linkchart.graph.merging import merged
from linkchart.graph.model import Telling
from linkchart.graph.spans import agree, finer, overlap

BARE = Telling(None, None, None, None, None, None, "analyst", None, None, None, None, "asserted", None, None, {})


def stated(start: str = "", end: str = "", **more: Any) -> Telling:
    return BARE._replace(start=start or None, end=end or None, **more)


def dated(date: str, **more: Any) -> Telling:
    return stated(date, date, plain=True, **more)


def spans(tellings: list[Telling], aspect: str) -> set[tuple[str, str]]:
    return {(relation.start, relation.end) for relation in merged(tellings, aspect)}


BOUNDS = ["", "2019", "2020", "2020-01", "2020-01-05", "2020-03", "2021", "2021-06-01"]
MODALITIES = ["asserted", "asserted", "claimed", "hypothetical", "forecast", "negated"]


@st.composite
def tellings(draw: st.DrawFn) -> list[Telling]:
    found = []
    for number in range(draw(st.integers(0, 7))):
        start, end = draw(st.sampled_from(BOUNDS)), draw(st.sampled_from(BOUNDS))
        plain = draw(st.booleans()) and bool(start)
        end = start if plain or (end and start > end + "~") else end
        confidence = draw(st.sampled_from([None, 0.3, 0.8]))
        found.append(
            stated(
                start,
                end,
                plain=plain,
                modality=draw(st.sampled_from(MODALITIES)),
                document=f"d{number}",
                confidence=confidence,
            )
        )
    return found


def by_hand(tellings: list[Telling], aspect: str) -> list[list[Any]]:
    """Group as the contract writes it, without an index."""
    plain = {span_of(telling) for telling in tellings if aspect == "tie" and telling.plain}
    others = {span_of(telling) for telling in tellings if not (aspect == "tie" and telling.plain)} - {("", "")}

    def order(span: tuple[str, str]) -> tuple[int, str, str]:
        return -(len(span[0]) + len(span[1])), *span

    groups: list[list[Any]] = []
    for span in sorted(others, key=order):
        members = [
            telling for telling in tellings if span_of(telling) == span and not (aspect == "tie" and telling.plain)
        ]
        fits = [group for group in groups if agree(group[0], span)]
        group: list[Any] = fits[0] if len(fits) == 1 else [span, []]
        if len(fits) != 1:
            groups.append(group)
        group[0] = finer(group[0][0], span[0]), finer(group[0][1], span[1])
        group[1] += members
    for span in sorted(plain, key=order):
        members = [telling for telling in tellings if telling.plain and span_of(telling) == span]
        fits = [group for group in groups if group[0] == span] or [group for group in groups if overlap(group[0], span)]
        group = fits[0] if len(fits) == 1 else [span, []]
        if len(fits) != 1:
            groups.append(group)
        group[1] += members
    undated = [telling for telling in tellings if span_of(telling) == ("", "")]
    if undated:
        home = groups[:1] if aspect == "event" else groups if aspect == "tie" and len(groups) == 1 else []
        group = home[0] if home else [("", ""), []]
        if not home:
            groups.append(group)
        group[1] += undated
    return groups


@given(tellings(), st.sampled_from(["tie", "act", "event"]))
def test_groups_agree_with_the_pseudo_code(found: list[Telling], aspect: str) -> None:
    asserted = [telling._replace(modality="asserted") for telling in found]
    expected = {
        (group[0], tuple(sorted(telling.document for telling in group[1]))) for group in by_hand(asserted, aspect)
    }
    groups = grouped(asserted, aspect)
    assert {(group.span, tuple(sorted(str(t.document) for t in group.tellings))) for group in groups} == expected


@given(tellings(), st.sampled_from(["tie", "act", "event"]), st.randoms(use_true_random=False))
def test_order_of_tellings_changes_nothing(found: list[Telling], aspect: str, random: Any) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    here, there = merged(found, aspect) if found else [], merged(shuffled, aspect) if found else []
    assert sorted(relation[:-1] for relation in here) == sorted(relation[:-1] for relation in there)


@given(tellings(), st.sampled_from(["tie", "act", "event"]))
def test_each_telling_has_relation_with_own_span(found: list[Telling], aspect: str) -> None:
    relations = merged(found, aspect) if found else []
    assert {telling.document for relation in relations for telling in relation.tellings} == {
        telling.document for telling in found
    }
    assert len({(relation.start, relation.end) for relation in relations}) == len(relations)
    assert all(sum(relation.lead in other.tellings for other in relations) == 1 for relation in relations)
    if aspect == "event":
        assert len(relations) == bool(found)


@pytest.mark.parametrize("aspect", ["tie", "act", "event"])
def test_month_corroborates_day(aspect: str) -> None:
    (relation,) = merged([dated("2020-05-01", document="a"), dated("2020-05", document="b")], aspect)
    assert (relation.start, relation.end, len(relation.tellings)) == ("2020-05-01", "2020-05-01", 2)
    assert relation.disputed == ()


def test_later_end_closes_tie() -> None:
    assert spans([stated("2020"), stated("2020", "2022")], "tie") == {("2020", "2022")}
    assert spans([stated("2020-03"), stated("2020", "2022")], "tie") == {("2020-03", "2022")}


def test_two_periods_stay_two() -> None:
    found = [stated("2001", "2003"), stated("2010", "2012"), stated()]
    assert spans(found, "tie") == {("2001", "2003"), ("2010", "2012"), ("", "")}
    assert spans([*found, stated("2011", "2012")], "tie") == {
        ("2001", "2003"),
        ("2010", "2012"),
        ("2011", "2012"),
        ("", ""),
    }


def test_plain_date_inside_tie_moves_no_bound() -> None:
    assert spans([stated("2001", "2003"), dated("2002-05-01")], "tie") == {("2001", "2003")}
    assert spans([stated("2001", "2003"), dated("2005")], "tie") == {("2001", "2003"), ("2005", "2005")}
    assert spans([stated("2001", "2003"), stated("2002", "2004"), dated("2002")], "tie") == {
        ("2001", "2003"), ("2002", "2004"), ("2002", "2002"),
    }  # fmt: skip


def test_days_of_tie_stay_apart_and_month_joins_one() -> None:
    assert spans([dated("2020-05-01"), dated("2020-05-09")], "tie") == {
        ("2020-05-01", "2020-05-01"), ("2020-05-09", "2020-05-09"),
    }  # fmt: skip
    assert spans([dated("2020-05-01"), dated("2020-05")], "tie") == {("2020-05-01", "2020-05-01")}


def test_span_of_one_year_is_no_plain_date() -> None:
    assert spans([stated("2020", "2020"), dated("2020-05-01")], "tie") == {("2020", "2020")}
    assert spans([dated("2020"), dated("2020-05-01")], "tie") == {("2020-05-01", "2020-05-01")}


def test_undated_act_stands_alone() -> None:
    assert spans([stated(), dated("2020-05-01")], "act") == {("", ""), ("2020-05-01", "2020-05-01")}
    assert spans([stated(), dated("2020-05-01")], "tie") == {("2020-05-01", "2020-05-01")}


def test_quarter_of_tie_includes_its_day() -> None:
    quarter = stated("2020-01", "2020-03", plain=True)
    assert spans([quarter, dated("2020-02-02")], "tie") == {("2020-02-02", "2020-02-02")}


def test_event_is_one_relation_with_best_date() -> None:
    found = [
        dated("2020-05-01", confidence=0.3, document="a"),
        dated("2020-05-02", confidence=0.9, document="b"),
        stated(),
    ]
    (relation,) = merged(found, "event")
    assert (relation.start, len(relation.tellings), relation.disputed) == ("2020-05-02", 3, ("date",))
    (relation,) = merged([telling._replace(confidence=None) for telling in found], "event")
    assert relation.start == "2020-05-01"


def test_denial_disputes_overlapping_ties() -> None:
    found = [
        stated("2001", "2003", confidence=0.8),
        stated("2010", "2012"),
        stated("2002", modality="negated", confidence=0.9),
    ]
    by_start = {relation.start: relation for relation in merged([*found[:2], found[2]._replace(end="2004")], "tie")}
    assert (by_start["2001"].disputed, by_start["2010"].disputed) == (("denied",), ())
    assert by_start["2001"].confidence == 0.8  # a denial lends nothing
    assert all(relation.disputed == ("denied",) for relation in merged(found, "tie"))  # since 2002, without an end


def test_denial_of_another_day_is_own_relation() -> None:
    found = [dated("2020-05-01"), dated("2020-06-01", modality="negated", confidence=0.7)]
    said, denied = sorted(merged(found, "act"), key=lambda relation: relation.start)
    assert (said.start, said.modality, said.confidence, said.disputed) == ("2020-05-01", "asserted", None, ())
    assert (denied.start, denied.modality, denied.confidence, denied.disputed) == ("2020-06-01", "negated", 0.7, ())
    (relation,) = merged(found, "event")
    assert (relation.modality, relation.disputed) == ("asserted", ())


def test_forecast_joins_agreeing_group_without_weight() -> None:
    found = [stated("2020", "2022", confidence=0.5), stated("2020", modality="forecast", confidence=0.9)]
    (relation,) = merged(found, "tie")
    assert (relation.modality, relation.confidence, len(relation.tellings)) == ("asserted", 0.5, 2)
    other = merged([*found, stated("2030", modality="forecast"), stated("2030-05", modality="hypothetical")], "tie")
    assert {(relation.start, relation.modality) for relation in other} == {
        ("2020", "asserted"), ("2030-05", "hypothetical"),
    }  # fmt: skip


def test_incompatible_counts_are_disputed() -> None:
    def killed(*counts: Any) -> tuple[str, ...]:
        return merged([dated("2020", attributes={"count": count}, document=str(count)) for count in counts], "event")[
            0
        ].disputed

    assert killed(5, 12) == ("count",)
    assert killed(5, "at least 3", "several") == ()
    assert killed(5, "more than 5") == ("count",)


def test_later_open_telling_disputes_end() -> None:
    closed = stated("2020", "2022", published="2022-12-01")
    assert merged([closed, stated("2020", published="2020-02-01")], "tie")[0].disputed == ()
    assert merged([closed, stated("2020", published="2023")], "tie")[0].disputed == ("end",)
    assert merged([closed, stated("2020", published="2022-12")], "tie")[0].disputed == ()


def test_attributes_come_from_best_graded_telling() -> None:
    found = [
        stated(confidence=None, attributes={"role": "ungraded", "kind": "x"}, place="Basra", document="a"),
        stated(confidence=0.2, attributes={"role": "rumour"}, document="b"),
        stated(confidence=0.6, attributes={"role": "chief"}, document="c"),
        stated(confidence=0.9, attributes={"role": "never", "post": "none"}, modality="negated", document="d"),
    ]
    (relation,) = merged(found, "tie")
    assert (relation.place, dict(relation.attributes)) == ("Basra", {"role": "chief", "kind": "x"})


def test_ten_thousand_days_group_quickly() -> None:
    days = [f"{1900 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(10_000)]
    for aspect in ("tie", "act"):
        assert len(merged([dated(day) for day in days], aspect)) == 10_000
