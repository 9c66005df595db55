"""What a load notes, and what it refuses for a name or a count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkchart.graph.loading import doubtful_names
from linkchart.graph.loading.notes import Notes
from linkchart.graph.loading.plain_facts import FEWEST
from linkchart.graph.loading.report import Options, Report
from linkchart.graph.loading.written_names import decoded, is_placeholder
from linkchart.graph.stores.protocol import Store
from tests.graph.records import EVERYTHING, Record, add, document, empty_store, entity, fact, reasons

NAMES = st.sampled_from(["Edge", "The Edge", "the edge", "A. Team", "Team", "team", "“An” Édge", "Tëam 7", "Team-7"])
SIMILAR = st.builds(
    lambda name, type_, aliases: entity(name, type_, aliases=aliases),
    NAMES,
    st.sampled_from(["Organization", "Person", "State", "Tool"]),
    st.lists(NAMES, max_size=3),
)
"""Entities of which many share names."""


def notes(report: Report) -> dict[str, tuple[str, ...]]:
    return {note.kind: note.sentences for note in report.notes}


def test_name_spelt_otherwise_is_noted_once(memory: Store) -> None:
    facts = [fact("ACME", "SUPPORTS", other) for other in ("Front", "Guard")]
    report = add(memory, entity("Acme"), *facts)
    assert notes(report) == {"spelling": ("line 2: “ACME” is taken for organization:acme.",)}


def test_exact_name_precedes_similar_one(memory: Store) -> None:
    add(memory, entity("US Army", id="organization:a"), entity("U.S. Army", id="organization:b"))
    report = add(memory, fact("U.S. Army", "SUPPORTS", "Front", target_type="Organization"))
    assert (report.accepted, report.notes) == (1, ())
    assert memory.find(["U.S. Army", "us army"]) == {
        "U.S. Army": ("organization:b",),
        "us army": ("organization:a", "organization:b"),
    }


def test_alias_of_two_is_noted(memory: Store) -> None:
    add(memory, fact("J. Novak", "LEADS", "Bravo", source_type="Person"))
    report = add(memory, entity("Jan Novak", "Person", aliases=["J. Novak", "The Broker"]))
    (sentence,) = notes(report)["alias"]
    assert sentence == (
        "line 1: “J. Novak”, an alias of person:jan-novak, also means person:j-novak: name each by its id."
    )


@given(st.lists(SIMILAR, max_size=4), st.lists(SIMILAR, min_size=1, max_size=4))
@settings(max_examples=60)
def test_many_aliases_are_noted_as_few_are(stored: list[Record], added: list[Record]) -> None:
    seen = []
    for many in (0, doubtful_names.MANY):
        with pytest.MonkeyPatch.context() as patch, empty_store() as store:
            patch.setattr(doubtful_names, "MANY", many)
            add(store, *stored)
            seen.append(notes(add(store, *added)))
    assert seen[0] == seen[1]


def test_new_name_close_to_a_known_one_is_noted(memory: Store) -> None:
    add(memory, entity("Israel", "State"), entity("Iran", "State"))
    report = add(memory, fact("Isreal", "OPPOSES", "Iraq", source_type="State", target_type="State"))
    assert notes(report) == {"near name": ("line 1: “Isreal” is new, near: Israel.",)}


def test_two_new_names_close_to_each_other_are_noted(memory: Store) -> None:
    first, second = (fact("Acme", "OPPOSES", name, target_type="State") for name in ("Israel", "Isreal"))
    assert notes(add(memory, first, second)) == {"near name": ("line 2: “Isreal” is new, near: Israel.",)}


def test_numbered_names_are_not_near(memory: Store) -> None:
    assert add(memory, fact("Brigade 11", "SUPPORTS", "Brigade 12")).notes == ()


def test_document_that_nothing_describes_is_noted(memory: Store) -> None:
    add(memory, document("briefing-2020", title="A briefing"))
    report = add(
        memory, fact("A", "SUPPORTS", "B", document="briefing-2002"), fact("C", "SUPPORTS", "D", document="new")
    )
    assert notes(report)["unknown document"] == (
        "line 1: nothing describes briefing-2002: its quotes are not checked. Near: briefing-2020.",
        "line 2: nothing describes new: its quotes are not checked.",
    )
    assert add(memory, fact("A", "SUPPORTS", "B", document="late"), document("late", title="Late")).notes == ()


def test_relation_to_itself_is_kept_and_noted(memory: Store) -> None:
    report = add(memory, *[fact("A", "SUPPORTS", "A", date=str(year)) for year in range(2000, 2040)])
    (note,) = report.notes
    assert (report.accepted, note.kind, note.count, len(note.sentences)) == (40, "self-loop", 40, 3)
    again = add(memory, fact("A", "OPPOSES", "A"), options=Options(all_notes=True))
    assert notes(again) == {"self-loop": ("line 1: OPPOSES leads from organization:a to itself.",)}


@pytest.mark.parametrize("facts", [1, FEWEST])
@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ({"paragraph": 3}, "memo has 2 paragraphs, and none is number 3."),
        ({"start_char": 4, "end_char": 24}, "memo has 23 characters, and none is number 24."),
    ],
)
def test_place_outside_the_text_is_noted(facts: int, place: dict[str, int], sentence: str, memory: Store) -> None:
    described = document("memo", text="The first.\n\nThe second.")
    inside = fact("A", "SUPPORTS", "B", document="memo", paragraph=2, start_char=12, end_char=23)
    report = add(memory, described, *[inside] * facts, *[fact("A", "OPPOSES", "B", document="memo", **place)] * facts)
    (note,) = report.notes
    assert (report.accepted, note.kind, note.count) == (1 + 2 * facts, "no such place", facts)
    assert note.sentences[0] == f"line {facts + 2}: {sentence}"


def test_place_in_an_unknown_text_is_kept(memory: Store) -> None:
    assert not add(memory, document("memo"), fact("A", "SUPPORTS", "B", document="memo", paragraph=900)).notes


def test_kind_that_the_ontology_does_not_list_is_noted_once(memory: Store) -> None:
    records = entity("X", kind="milita"), entity("Y", kind="milita"), entity("Z", kind="militia"), entity("S", "State")
    own = {"nodes": {"Ship": {"kinds": ("tanker",)}, "Port": {}}}
    report = add(memory, *records, entity("Ever", "Ship", kind="tug"), entity("Suez", "Port", kind="free"), extra=own)
    assert notes(report) == {
        "unknown kind": (
            "line 1: organization:x is a “milita”, no kind of Organization in the ontology. Did you mean militia?",
            "line 5: ship:ever is a “tug”, no kind of Ship in the ontology.",
        )
    }
    assert [found.kind for found in memory.entities(["organization:x"])] == ["milita"]


def test_html_entities_are_decoded_with_a_note(memory: Store) -> None:
    report = add(memory, fact("Tom &amp; Sons", "SUPPORTS", "B"), fact("Tom & Sons", "SUPPORTS", "C"))
    assert notes(report) == {"HTML entities": ("line 1: “Tom &amp; Sons” is read as “Tom & Sons”.",)}
    assert len(list(memory.entities())) == 3


@pytest.mark.parametrize(
    ("text", "meant"),
    [("a &#233; b", "a é b"), ("&amp;lt;", "<"), ("R&D; x", "R&D; x"), ("A & B", "A & B"), ("&copy x", "&copy x")],
)
def test_only_whole_entities_are_decoded(text: str, meant: str) -> None:
    assert decoded(text) == meant


@pytest.mark.parametrize(
    "name",
    [
        "NaN",
        "N/A",
        "null",
        "None",
        " unknown ",
        "(unknown)",
        "-",
        "??",
        "—",
        "#N/A",
        "NA",
        "N.N.",
        "s/n",
        "N / A",
        "\\N",
    ],
)
def test_placeholder_is_no_name(name: str, memory: Store) -> None:
    assert is_placeholder(name)
    (reason,) = reasons(add(memory, fact(name, "SUPPORTS", "B")))
    assert "stands for no name" in reason


@pytest.mark.parametrize("name", ["Nana", "Unknown Soldier", "Na", "Nano", "None of the Above", "Anonymous", "X"])
def test_name_like_a_placeholder_is_a_name(name: str) -> None:
    assert not is_placeholder(name)


def test_placeholders_pass_where_they_are_wanted(memory: Store) -> None:
    assert add(memory, fact("Unknown", "SUPPORTS", "B"), options=Options(placeholders=True)).accepted == 1


@pytest.mark.parametrize("name", ["Evil\x1b[2J", "two\nlines", "turn\u202ed"])
def test_control_character_in_a_name_is_refused(name: str, memory: Store) -> None:
    assert "control character" in reasons(add(memory, fact(name, "SUPPORTS", "B")))[0]
    assert "control character" in reasons(add(memory, entity("B", aliases=[name])))[0]


def test_unknown_id_is_refused_with_near_ones(memory: Store) -> None:
    report = add(memory, entity("Acme"), fact("organization:acmee", "SUPPORTS", "B"))
    assert reasons(report)[0].startswith(
        "No entity is called “organization:acmee”. Nearest known names: organization:acme."
    )
    assert add(memory, entity("X", id="organization:acmee"), fact("organization:acmee", "SUPPORTS", "B")).rejected == ()


@pytest.mark.parametrize("mention", ["Organization:Acme-Ltd", "ORGANIZATION:acmee"])
def test_id_in_capitals_is_an_id(mention: str, memory: Store) -> None:
    (reason,) = reasons(add(memory, fact(mention, "SUPPORTS", "Front")))
    assert "Only an entity record makes an entity of a given id" in reason


@pytest.mark.parametrize("more", [{"place": "nan"}, {"attributed_to": "N/A"}, {"attributes": {"against": "unknown"}}])
def test_placeholder_for_a_detail_is_left_out(more: dict[str, Any], memory: Store) -> None:
    report = add(memory, fact("Acme", "SUPPORTS", "Front", **more), fact("Acme", "SUPPORTS", "Front"))
    assert (report.accepted, "placeholder" in notes(report)) == (2, True)
    (relation,) = memory.relations(EVERYTHING)
    assert len(relation.tellings) == 1


@pytest.mark.parametrize("more", [{"place": "place:basrah"}, {"attributes": {"against": "place:basrah"}}])
def test_unknown_id_as_a_detail_is_noted(more: dict[str, Any], memory: Store) -> None:
    report = add(memory, entity("Basra", "Place"), fact("Acme", "SUPPORTS", "Front", **more))
    (sentence,) = notes(report)["unknown id"]
    assert sentence.endswith("place:basrah is no known id, near: place:basra; it is kept as words.")


@pytest.mark.parametrize("count", [5, 0, "12", "at least 12", "fewer than 5", "several", "hundreds"])
def test_count_is_number_bound_or_vague_word(count: Any, memory: Store) -> None:
    assert add(memory, fact("A", "COMMUNICATED_WITH", "B", source_type="Person", target_type="Person",
                             attributes={"count": count})).rejected == ()  # fmt: skip


@pytest.mark.parametrize("count", [-3, 2.5, True, "-3", "a lot of", "12 or 13", [3]])
def test_any_other_count_is_refused(count: Any, memory: Store) -> None:
    (reason,) = reasons(add(memory, fact("A", "SUPPORTS", "B", attributes={"count": count})))
    assert reason.startswith("count is a whole number")


def test_relation_is_known_in_any_case(memory: Store) -> None:
    facts = [fact("A", name, "B") for name in ("supports", "Supports", "SUPPORTS", "member of")]
    assert add(memory, *facts * 10).rejected == ()
    assert dict(memory.statistics().relations) == {"MEMBER_OF": 1, "SUPPORTS": 1}


def test_rough_date_is_kept_as_such(memory: Store) -> None:
    report = add(memory, *[fact("A", "SUPPORTS", f"B {number}", date="c. 2014") for number in range(20)])
    assert report.rejected == ()
    from tests.graph.records import EVERYTHING

    relation = next(memory.relations(EVERYTHING))
    assert (relation.start, relation.attributes) == ("2014", {"circa": True})


def test_order_of_a_date_can_be_given(memory: Store) -> None:
    assert "2020-01-03 or 2020-03-01" in reasons(add(memory, fact("A", "SUPPORTS", "B", date="3/1/2020")))[0]
    assert add(memory, fact("A", "SUPPORTS", "B", date="3/1/2020"), options=Options("dmy")).rejected == ()
    assert memory.statistics().first == "2020-01-03"


def test_notes_of_a_rejected_record_are_dropped() -> None:
    kept = Notes()
    for line, accepted in ((1, False), (2, True)):
        kept.begin(line)
        kept.add("spelling", "x")
        kept.settle(accepted=accepted)
    assert [note.sentences for note in kept.result()] == [("line 2: x",)]
