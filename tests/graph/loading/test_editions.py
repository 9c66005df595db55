"""Documents loaded again: new editions, withdrawn tellings, and clashes of an id."""

from __future__ import annotations

import pytest

from linkchart.graph.loading.report import Options
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts
from tests.graph.records import EVERYTHING, Record, add, document, fact, reasons

FIRST = "Ana leads Acme. Ana met Bo."
SECOND = "Ana leads Acme. Correction: she never saw Bo."


def edition(text: str, *, met: bool, **more: str) -> tuple[Record, ...]:
    leads = fact("Ana", "PART_OF", "Acme", document="article", quote="Ana leads Acme")
    seen = fact("Ana", "COOPERATES_WITH", "Bo", document="article", quote="Ana met Bo")
    return document("article", text=text, **more), leads, *([seen] if met else [])


def test_another_text_is_refused_with_its_facts(store: Store) -> None:
    add(store, *edition(FIRST, met=True))
    report = add(store, *edition(SECOND, met=False))
    assert len(report.rejected) == 2
    assert "--new-edition" in reasons(report)[0]
    assert next(store.documents()).text == FIRST


@pytest.mark.parametrize("options", [Options(new_edition=True), Options()])
def test_new_edition_withdraws_what_no_longer_stands(store: Store, options: Options) -> None:
    add(store, *edition(FIRST, met=True))
    dated = {} if options.new_edition else {"edition": "2020-02"}
    report = add(store, *edition(SECOND, met=False, **dated), options=options)
    assert [(note.relation, note.telling.quote) for note in report.withdrawn] == [("COOPERATES_WITH", "Ana met Bo")]
    assert [relation.relation for relation in store.relations(EVERYTHING)] == ["PART_OF"]
    assert [entity.name for entity in store.entities()] == ["Acme", "Ana"]  # nothing speaks of Bo any more
    assert next(store.documents()).text == SECOND


def test_two_editions_in_one_file_leave_the_later_one(store: Store) -> None:
    report = add(store, *edition(FIRST, met=True), *edition(SECOND, met=False, edition="2020-02"))
    assert [(note.relation, note.telling.quote) for note in report.withdrawn] == [("COOPERATES_WITH", "Ana met Bo")]
    assert (report.counts.relations, report.counts.tellings) == (1, 1)
    assert [relation.relation for relation in store.relations(EVERYTHING)] == ["PART_OF"]
    assert [entity.name for entity in store.entities()] == ["Acme", "Ana"]


def test_earlier_edition_is_refused(store: Store) -> None:
    add(store, *edition(SECOND, met=False, edition="2020-02"))
    assert len(add(store, *edition(FIRST, met=True, edition="2020-01")).rejected) == 3


def test_same_id_of_another_publisher_is_refused(store: Store) -> None:
    add(store, document("a", publisher="Gazette"))
    report = add(store, document("a", publisher="Post"))
    assert "--rename-document a=NEW" in reasons(report)[0]
    assert not add(store, document("a", publisher="The Gazette")).rejected


def test_renamed_document_is_another_one(store: Store) -> None:
    add(store, document("a", publisher="Gazette"))
    renamed = Options(rename_documents={"a": "b"})
    add(store, document("a", publisher="Post"), fact("Ana", "FIGHTS", "Bo", document="a"), options=renamed)
    assert [document.id for document in store.documents()] == ["a", "b"]
    (relation,) = store.relations(EVERYTHING)
    assert relation.tellings[0].document == "b"


def test_clash_within_a_file_is_refused_past_facts(store: Store) -> None:
    facts = [fact("Ana", "SUPPORTS", f"Group {number}", document="article") for number in range(20)]
    herald, gazette, post = (
        document(id_, publisher=publisher)
        for id_, publisher in (("article", "Herald"), ("other", "Gazette"), ("article", "Post"))
    )
    report = add(store, *facts, herald, gazette, post)
    assert [(note.line, note.kind) for note in report.rejected] == [(23, "document")]


THIRD = "Ana leads Acme. Ana saw Bo. Cy met Di."


def third(*, met: bool) -> tuple[Record, ...]:
    """Make an edition with another quote for the relation to Bo, and a relation between others."""
    facts = [("Ana", "Bo", "Ana saw Bo")] * met + [("Cy", "Di", "Cy met Di")]
    facts_of_article = (fact(a, "COOPERATES_WITH", b, document="article", quote=quote) for a, b, quote in facts)
    return document("article", text=THIRD, edition="2020-03"), *facts_of_article


@pytest.mark.parametrize(("met", "counts"), [(False, Counts(0, 2, 1, 1)), (True, Counts(0, 2, 1, 2))])
def test_withdrawn_tellings_leave_counts_of_new_ones(store: Store, met: bool, counts: Counts) -> None:
    add(store, *edition(FIRST, met=True))
    report = add(store, *third(met=met))
    assert (len(report.withdrawn), report.counts) == (1, counts)
    assert add(store, *third(met=met)).counts == Counts()


def test_text_of_document_described_again_is_searched(store: Store) -> None:
    add(store, document("article", text=FIRST))
    report = add(
        store, document("article", title="A"), fact("Ana", "FIGHTS", "Bo", document="article", quote="Ana hit Bo")
    )
    assert len(report.rejected) == 1
    assert "for “hit”, where the text has “met”" in reasons(report)[0]


def test_new_editions_of_several_documents_withdraw_theirs(store: Store) -> None:
    ids = ["first", "second", "third"]
    met = [fact("Ana", "COOPERATES_WITH", "Bo", document=id_, quote="Ana met Bo") for id_ in ids]
    add(store, *(document(id_, text=FIRST) for id_ in ids), *met)
    report = add(store, *(document(id_, text=SECOND, edition="2020-02") for id_ in ids))
    assert [note.telling.document for note in report.withdrawn] == ids
    assert not list(store.relations(EVERYTHING))
