"""Each check on load, and what it says."""

from __future__ import annotations

from typing import Any

import pytest

from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts
from tests.graph.records import add, contents, document, entity, fact, reasons

BODY = "Iran controls\nthe Quds Force.\n\nHezbollah  denies it."


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"relation": "CONTROLLS"}, "“CONTROLLS” is no relation of the ontology. Did you mean CONTROLS?"),
        ({"relation": ""}, "a fact needs a relation."),
        ({"source": ""}, "a fact needs a source and a target."),
        ({"source_type": "Organisation"}, "“Organisation” is no type of entity. Did you mean Organization?"),
        ({"source_type": "Document"}, "“Document” is no type of entity."),
        ({"relation": "LEADS"}, "LEADS leads from Person; organization:quds-force is none."),
        ({"target_type": "Issue"}, "SUPPORTS leads to"),
        ({"date": "2020-13"}, "“2020-13” is an impossible date."),
        ({"date": "2021-02-29"}, "“2021-02-29” is an impossible date."),
        ({"date": "3 January"}, "“3 January” has no year: write 2020, 2020-03 or 2020-03-14."),
        ({"end": "20"}, "“20” is not a date"),
        ({"start": "2020-03", "end": "2020-02-29"}, "the start 2020-03 is after the end 2020-02-29."),
        ({"date": "2020", "start": "2019"}, "a fact has either a date or a start and an end, not both."),
        ({"confidence": 1.2}, "confidence is a number from 0 to 1, not 1.2."),
        ({"confidence": True}, "confidence is a number from 0 to 1, not True."),
        ({"credibility": 7}, "credibility is a grade from 1 to 6, not 7."),
        ({"credibility": "2"}, "credibility is a grade from 1 to 6, not '2'."),
        ({"paragraph": 0}, "paragraph is a whole number from 1, not 0."),
        ({"start_char": -1}, "start_char is a whole number from 0, not -1."),
        ({"start_char": 5, "end_char": 2}, "start_char 5 is behind end_char 2."),
        ({"modality": "sure"}, "modality is one of asserted, claimed, hypothetical, forecast, negated, not “sure”."),
        ({"method": "guess"}, "method is one of analyst, rules, nlp, llm, import, not “guess”."),
        ({"attributes": ["a"]}, "attributes is a mapping of names to values"),
        ({"attributes": {"against": 3}}, "the attribute against names an entity, it is not 3."),
        ({"attributes": {"strength": 0}}, "strength is above 0 and at most 1."),
        ({"attributes": {"strength": 2}}, "strength is a number from 0 to 1, not 2."),
        ({"attributes": {"day": object()}}, "the attributes cannot be kept"),
        ({"quote": 7.5, "place": ["x"]}, "place is a text, not ['x']."),
        ({"wen": "2020"}, "a fact has no key “wen”."),
        ({"since": "2020"}, "a fact has no key “since”. Did you mean start?"),
        ({"paragraf": 1}, "a fact has no key “paragraf”. Did you mean paragraph?"),
    ],
)
def test_bad_fact_is_rejected_with_reason(memory: Store, change: dict[str, Any], reason: str) -> None:
    kind, good = fact("Quds Force", "SUPPORTS", "Hezbollah")
    report = add(memory, (kind, good | change))
    assert reason in reasons(report)[0]
    assert (report.accepted, report.rejected[0].line, report.rejected[0].kind) == (0, 1, "fact")
    assert report.counts == Counts()


def test_rejected_fact_adds_no_entities(store: Store) -> None:
    report = add(
        store,
        fact("Ghost", "SUPPORTS", "Phantom", document="nowhere", date="2020-13"),
        fact("Quds Force", "SUPPORTS", "Hezbollah", document="somewhere"),
        fact("Ghost", "SUPPORTS", "Hezbollah", source_type=None),
    )
    assert [note.line for note in report.rejected] == [1, 3]
    assert "No entity is called “Ghost”." in reasons(report)[1]
    assert [document.id for document in store.documents()] == ["somewhere"]
    assert [entity.name for entity in store.entities()] == ["Hezbollah", "Quds Force"]


def test_coarse_end_covers_its_start(memory: Store) -> None:
    assert not add(memory, fact("A", "SUPPORTS", "B", start="2020-03-14", end="2020")).rejected


def test_symmetric_relation_accepts_either_order(store: Store) -> None:
    ends = {"source_type": "State", "target_type": "Place"}
    there, back = (
        fact("Iraq", "NEAR", "Kirkuk", **ends),
        fact("Kirkuk", "NEAR", "Iraq", source_type="Place", target_type="State"),
    )
    assert not add(store, there, back).rejected
    assert store.statistics().totals == Counts(0, 2, 1, 1)
    assert "NEAR leads to Place or State" in reasons(add(store, fact("Kirkuk", "NEAR", "Badr", source_type="Place")))[0]


def test_unknown_end_without_a_type_names_the_nearest(memory: Store) -> None:
    report = add(memory, entity("Hezbollah"), fact("Hezbolah", "SUPPORTS", "Hezbollah", source_type=None))
    assert reasons(report) == [
        "No entity is called “Hezbolah”. Nearest known names: Hezbollah. To make it a new one, tell its type."
    ]


def test_ambiguous_name_lists_its_candidates(store: Store) -> None:
    add(store, entity("Sadr", "Person"), entity("Sadr", "Place"))
    report = add(
        store,
        fact("Sadr", "MEMBER_OF", "Mahdi Army", source_type=None),
        fact("Sadr", "MEMBER_OF", "Mahdi Army", source_type="Person"),
        fact("A", "SUPPORTS", "B", attributes={"against": "Sadr"}),
    )
    assert reasons(report) == ["“Sadr” may be any of person:sadr, place:sadr: name one by its id."] * 2


def test_quote_must_stand_in_the_text_of_its_document(store: Store) -> None:
    facts = [
        fact("A", "SUPPORTS", "B", document="d", quote=quote, paragraph=paragraph)
        for quote, paragraph in [
            ("Iran controls the Quds Force.", None),
            ("Hezbollah denies it.", 2),
            ("Hezbollah denies it.", 1),
            ("Hezbollah confirms it.", 3),
        ]
    ]
    report = add(store, document("d", text=BODY), *facts)
    differs = "the quote does not stand in d but for “confirms”, where the text has “denies”"
    assert reasons(report) == [f"{differs}: “Hezbollah confirms it.”"]
    (note,) = report.notes
    assert note.sentences == ("line 4: d: not in paragraph 1, but 2: “Hezbollah denies it.”",)
    later = add(store, facts[3], facts[0])
    assert (later.accepted, reasons(later)) == (1, reasons(report))


def test_characters_that_are_not_the_quote_are_noted(memory: Store) -> None:
    place = {"document": "d", "quote": "Iran controls", "start_char": 0}
    right, wrong = ({**place, "end_char": end} for end in (13, 9))
    report = add(
        memory, document("d", text=BODY), fact("A", "SUPPORTS", "B", **right), fact("A", "SUPPORTS", "C", **wrong)
    )
    assert not report.rejected
    (note,) = report.notes
    assert note.sentences == ("line 3: d: not at characters 0 to 9, but 0 to 13: “Iran controls”",)


def test_end_as_written_is_in_quote_of_program(store: Store) -> None:
    made = {"method": "rules", "quote": "He backs Hezbollah’s fighters.", "source_as": "He", "target_as": "Hezbollah"}
    assert not add(store, entity("Iran"), entity("Hezbollah"), fact("Iran", "SUPPORTS", "Hezbollah", **made)).rejected
    absent = {**made, "source_as": "She"}
    assert len(add(store, fact("Iran", "SUPPORTS", "Hezbollah", **absent)).rejected) == 1


@pytest.mark.parametrize("method", ["rules", "nlp", "llm"])
def test_program_must_quote_both_ends(store: Store, method: str) -> None:
    add(store, entity("Quds Force", aliases=["IRGC-QF"]), entity("Hezbollah"))

    def quoting(quote: str | None, **attributes: str) -> Any:
        return fact("Quds Force", "SUPPORTS", "Hezbollah", method=method, quote=quote, attributes=attributes)

    good = [quoting("The IRGC-QF arms Hezbollah."), quoting("The force arms Hezbollah.", source_mention="the force")]
    assert not add(store, *good).rejected
    assert reasons(add(store, quoting(None))) == [f"a fact made by {method} must quote the sentence it was read from."]
    (reason,) = reasons(add(store, quoting("Hezbollahs are armed by the Quds Force.")))
    named = f"a fact made by {method} must quote a sentence that names organization:hezbollah"
    assert reason == f"{named}: “Hezbollahs are armed by the Quds Force.”"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (document(""), "a document needs an id."),
        (document("d", reliability="G"), "reliability is one of A to F, not “G”."),
        (document("d", published="last week"), "“last week” is not a date"),
        (entity(""), "an entity needs a name."),
        (entity("X", ""), "an entity needs a type."),
        (entity("X", "Organisation"), "“Organisation” is no type of entity. Did you mean Organization?"),
        (entity("X", id="state:x"), "the id state:x is not that of type Organization."),
        (entity("organization:x"), "“organization:x” has the form of an id: write it as id, and a name as name."),
        (entity("☮"), "“☮” has no letter or digit to make an id of."),
        (entity("!?"), "“!?” stands for no name"),
        (entity("X", aliases=[1]), "aliases is a list of texts"),
        (("broken", {"reason": "Line 3 is broken."}), "Line 3 is broken."),
        (("rumour", {}), "rumour: no document, entity or fact."),
    ],
)
def test_documents_and_entities_are_checked_too(memory: Store, record: Any, reason: str) -> None:
    before = contents(memory)
    assert reason in reasons(add(memory, record))[0]
    assert contents(memory) == before


def test_document_grades_and_dates_are_read_leniently(memory: Store) -> None:
    assert not add(memory, document("d", reliability="b", published="2020")).rejected
    assert [document.reliability for document in memory.documents()] == ["B"]
