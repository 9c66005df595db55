"""Whom a mention means while a file is loaded."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.loading import load as loading
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.graph.records import EVERYTHING, Record, add, contents, entity, fact, reasons

BARE: dict[str, Any] = {"source_type": None, "target_type": None}


def ends(store: Store) -> list[tuple[str, str]]:
    return [(relation.source, relation.target) for relation in store.relations(EVERYTHING)]


def test_ends_are_found_by_id_name_and_alias(store: Store) -> None:
    report = add(
        store,
        entity("Quds Force", id="organization:qf", aliases=["IRGC-QF"]),
        fact("organization:qf", "SUPPORTS", "Hezbollah", source_type=None),
        fact("the Quds Force", "SUPPORTS", "hezbollah", **BARE),
        fact("irgc qf", "SUPPORTS", "organization:hezbollah", **BARE),
    )
    assert not report.rejected
    assert ends(store) == [("organization:qf", "organization:hezbollah")]


def test_type_selects_or_creates_entity(memory: Store) -> None:
    add(memory, entity("Sadr", "Person"), entity("Sadr", "Place"))
    report = add(memory, fact("Sadr", "MEMBER_OF", "Sadr", source_type="Person"))
    assert not report.rejected
    assert ends(memory) == [("person:sadr", "organization:sadr")]


def test_id_goes_before_names(memory: Store) -> None:
    add(memory, entity("organization:badr", "Person"), entity("Badr"))
    add(memory, fact("organization:badr", "SUPPORTS", "Houthis", source_type=None))
    assert ends(memory) == [("organization:badr", "organization:houthis")]


def test_name_made_ambiguous_is_refused_afterwards(store: Store) -> None:
    supports = fact("PMF", "SUPPORTS", "Houthis", source_type=None)
    report = add(
        store, entity("Popular Mobilization Forces", aliases=["PMF"]), supports, entity("PMF", "Issue"), supports
    )
    assert [note.line for note in report.rejected] == [4]
    assert reasons(report) == [
        "“PMF” may be any of issue:pmf, organization:popular-mobilization-forces: name one by its id."
    ]
    assert reasons(add(store, supports)) == reasons(report)


def test_later_alias_finds_earlier_entity(store: Store) -> None:
    add(store, fact("Ansar Allah", "FIGHTS", "Daesh"))
    add(store, entity("Ansar Allah", aliases=["Houthis"]))
    add(store, fact("Houthis", "FIGHTS", "Daesh", document="x", **BARE))
    assert ends(store) == [("organization:ansar-allah", "organization:daesh")]


def test_redeclared_id_gains_alias(memory: Store) -> None:
    add(memory, entity("Badr"))
    report = add(
        memory, entity("Badr Organization", id="organization:badr"), fact("badr organization", "FIGHTS", "Badr", **BARE)
    )
    assert not report.rejected
    assert [(entity.name, entity.aliases) for entity in memory.entities()] == [("Badr", ("Badr Organization",))]


def test_ambiguous_declaration_is_rejected(memory: Store) -> None:
    add(memory, entity("Badr", id="organization:badr-1"), entity("Badr", id="organization:badr-2"))
    assert reasons(add(memory, entity("Badr", kind="militia"))) == [
        "“Badr” may be any of organization:badr-1, organization:badr-2: name one by its id."
    ]


def test_near_name_searches_are_limited(memory: Store) -> None:
    add(memory, entity("Hezbollah"))
    report = add(
        memory, *[fact(f"Hezbolla{number}", "SUPPORTS", "Hezbollah", source_type=None) for number in range(30)]
    )
    hinted = [reason for reason in reasons(report) if "Nearest" in reason]
    assert (len(report.rejected), len(hinted)) == (30, 20)


NAMES = st.sampled_from(["Badr", "the Badr", "BADR!", "organization:badr", "Bádr Corps", "Houthis"])
TYPES = st.sampled_from([None, "Organization", "Person"])
RECORDS = st.lists(
    st.one_of(
        st.builds(fact, NAMES, st.just("SUPPORTS"), NAMES, source_type=TYPES, target_type=TYPES),
        st.builds(entity, NAMES, st.sampled_from(["Organization", "Person"]), aliases=st.lists(NAMES, max_size=2)),
    ),
    max_size=12,
)


@given(RECORDS, st.integers(1, 5))
def test_batch_size_changes_nothing(records: list[Record], size: int) -> None:
    whole, parts = (open_store(":memory:", create=True) for _ in range(2))
    in_one = add(whole, *records)
    usual, loading.BATCH = loading.BATCH, size
    try:
        in_parts = add(parts, *records)
    finally:
        loading.BATCH = usual
    assert contents(parts) == contents(whole)
    assert [(note.line, note.reason.partition("”.")[0]) for note in in_parts.rejected] == [
        (note.line, note.reason.partition("”.")[0]) for note in in_one.rejected
    ]


def test_new_name_renews_lookup_of_mention(memory: Store) -> None:
    add(memory, entity("Badr"))
    facts = [fact("badr", "SUPPORTS", f"Front {number}") for number in range(3)]
    rival = entity("BADR", id="organization:badr-2")
    report = add(memory, *facts, rival, *facts)
    assert report.accepted == 4
    assert reasons(report) == ["“badr” may be any of organization:badr, organization:badr-2: name one by its id."] * 3
