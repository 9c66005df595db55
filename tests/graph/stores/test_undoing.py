"""Undoing loads, editions, retractions, judgements and saved questions."""

from __future__ import annotations

import re
from typing import Any

import pytest

from linkchart.graph.errors import InputError
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.loading.report import Options
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.retraction import retract
from linkchart.graph.stores.totals import Counts
from tests.graph.records import EVERYTHING, add, contents, document, entity, fact

TEXT = "Iran supports Badr. So it is said."


def state(store: Store) -> list[Any]:
    return [contents(store), store.saved(), sorted(map(str, store.entity_records()))]


def last(store: Store) -> int:
    return max(entry.number for entry in store.history())


def fill(store: Store) -> list[Any]:
    """Load a document with a text, an entity record and a telling; return what the store holds then."""
    add(
        store, document("a", publisher="P", reliability="C", text=TEXT), entity("Iran", aliases=["Persia"]),
        fact("Iran", "SUPPORTS", "Badr", document="a", date="2020", quote="So it is said."),
    )  # fmt: skip
    return state(store)


def test_undone_load_leaves_what_others_brought_too(store: Store) -> None:
    before = fill(store)
    add(
        store, document("b"), document("a", title="Paper"), entity("Iran", kind="state"),
        fact("Iran", "SUPPORTS", "Badr", document="b", date="2020-01"), fact("Iran", "FIGHTS", "Daesh", document="b"),
    )  # fmt: skip
    undone = store.undo(2)
    assert (undone.number, undone.entries) == (3, (2,))
    assert state(store) == before
    loaded, again, undo = store.history()
    assert (loaded.undone, again.undone, undo.command.details) == (None, 3, {"undoes": [2]})
    assert undo.counts == Counts(1, 1, 1, 2)


def test_telling_of_two_loads_goes_with_second_undo(store: Store) -> None:
    for _ in range(2):
        add(store, document("a"), entity("Iran"), entity("Badr"), fact("Iran", "SUPPORTS", "Badr", document="a"))
    once = state(store)
    store.undo(1)
    assert contents(store) == once[0]
    store.undo(2)
    assert store.statistics().totals == Counts()


def test_undone_edition_brings_back_text_and_tellings(store: Store) -> None:
    before = fill(store)
    add(store, document("a", text="Iran supports Badr."), options=Options(new_edition=True))
    assert store.statistics().totals.tellings == 0
    store.undo(2)
    assert state(store) == before
    store.undo(1)
    assert store.statistics().totals == Counts()


def test_new_edition_places_the_quotes_that_stand(store: Store) -> None:
    said = fact("Ana", "LEADS", "Acme", source_type="Person", document="a", quote='Ana leads "Acme"')
    add(store, document("a", text='Ana leads "Acme".'), said)
    before = state(store)
    again = document("a", text="Corrected on 5 May.\n\nAna leads “Acme”.")
    report = add(store, again, said, options=Options(new_edition=True))
    assert (report.withdrawn, report.counts) == ((), Counts())
    (telling,) = next(iter(store.relations(EVERYTHING))).tellings
    assert (telling.start_char, telling.end_char, telling.quote) == (21, 37, "Ana leads “Acme”")
    store.undo(2)
    assert state(store) == before


def test_quote_of_an_edition_in_the_same_file_is_placed(store: Store) -> None:
    said = fact("Ana", "LEADS", "Acme", source_type="Person", document="a", quote="Ana leads Acme")
    add(store, document("a", text="Ana leads Acme."), said, document("a", text="So: Ana leads Acme.", edition="2021"))
    (telling,) = next(iter(store.relations(EVERYTHING))).tellings
    assert (telling.start_char, telling.end_char) == (4, 18)


def test_undone_retraction_lets_tellings_count_again(store: Store) -> None:
    before = fill(store)
    retract(store, "a", "invented")
    store.undo(2)
    assert state(store) == before


def test_undone_judgement_brings_back_the_name(store: Store) -> None:
    before = fill(store)
    with store.writer() as writer:
        writer.command = None
        number = writer.judge(Judgement("rename", ("organization:badr",), "Badr Corps"))
    store.undo(number)
    assert state(store) == before


def test_undone_save_restores_earlier_question(store: Store) -> None:
    fill(store)
    store.save("q", ["path", "Iran", "Badr"])
    store.save("q", ["events"])
    with pytest.raises(InputError, match="later ones need it: 3 saves or removes “q” again"):
        store.undo(2)
    store.undo(3)
    assert store.saved() == {"q": ("path", "Iran", "Badr")}
    store.unsave("q")
    assert store.undo(2, with_later=True).entries == (2, 5)
    assert store.saved() == {}


def test_undo_takes_dependent_loads_along(store: Store) -> None:
    fill(store)
    add(store, document("b"), fact("Persia", "FIGHTS", "Daesh", document="b"))
    add(store, fact("Iran", "OWNS", "Oil", document="a"))
    before = state(store)
    needs = "2 names organization:iran as Persia; 3 has tellings in a, names organization:iran as Iran. --with-later"
    with pytest.raises(InputError, match=re.escape(needs)):
        store.undo(1)
    assert state(store) == before
    assert store.undo(1, with_later=True).entries == (1, 2, 3)
    assert store.statistics().totals == Counts()


def test_undone_load_takes_its_own_types_along(store: Store) -> None:
    fill(store)
    types = dict(store.schema.extra)
    own = {"nodes": {"Vessel": store.schema.nodes["Asset"]._asdict() | {"name": "Vessel"}}}
    for number in (2, 3):
        add(store, entity(f"Aurora {number}", "Vessel"), extra=own)
    assert store.undo(3).entries == (3,)
    assert "Vessel" in store.schema.nodes
    store.undo(2)
    assert "Vessel" not in store.schema.nodes
    assert {part: dict(some) for part, some in store.schema.extra.items() if some} == types


def test_question_about_what_goes_is_a_later_need(store: Store) -> None:
    fill(store)
    store.save("way", ["path", "Iran", "Badr"])
    store.save("all", ["events"])
    before = state(store)
    with pytest.raises(InputError, match="later ones need it: 2 asks about organization:badr as “way”"):
        store.undo(1)
    assert state(store) == before
    assert store.undo(1, with_later=True).entries == (1, 2)
    assert store.saved() == {"all": ("events",)}


@pytest.mark.parametrize(
    ("number", "reason"), [(9, "no entry 9"), (1, "forgotten since"), (3, "gone for good"), (2, "undone by 4")]
)
def test_entry_that_cannot_be_undone_says_why(store: Store, number: int, reason: str) -> None:
    fill(store)
    store.save("q", ["events"])
    store.forget("a")
    store.undo(2)
    with pytest.raises(InputError, match=reason):
        store.undo(number)
