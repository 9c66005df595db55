"""Tellings of a relation that stand together add up to what they do when they stand apart."""

from __future__ import annotations

from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Counts, Store
from tests.graph.telling import DOCUMENTS, EVERYTHING, FACTS, Told, document, fact, held, tell

RELATIONS = (("Badr", "SUPPORTS", "Houthis"), ("Badr", "FIGHTS", "Houthis"))


def again(told: Told, relation: tuple[str, str, str]) -> Told:
    """Return the fact as a telling of one of RELATIONS."""
    kind, fields = told
    source, name, target = relation
    same = {"source": source, "relation": name, "target": target, "date": "2020", "start": "", "end": ""}
    attributes = {key: value for key, value in fields["attributes"].items() if key != "against"}
    return kind, {**fields, **same, "attributes": attributes}


TELLINGS = st.builds(again, FACTS, st.sampled_from(RELATIONS))


def fresh() -> closing[Store]:
    return closing(open_store(":memory:", create=True))


@given(st.lists(TELLINGS, min_size=1, max_size=12))
def test_relations_are_the_same_whether_tellings_stand_together_or_come_one_by_one(tellings: list[Told]) -> None:
    together = sorted(tellings, key=lambda told: str(told[1]["relation"]))
    with fresh() as one, fresh() as other:
        report = tell(one, *DOCUMENTS, *together)
        tell(other, *DOCUMENTS)
        apart = [tell(other, told).counts for told in tellings]
        assert held(one)[:3] == held(other)[:3]
        assert report.counts == one.statistics().totals == other.statistics().totals
        assert report.counts.tellings == sum(counts.tellings for counts in apart)


def test_whom_a_document_comes_from_counts_when_it_is_told_only_afterwards() -> None:
    tellings = [fact(*RELATIONS[0], document=name, confidence=0.5) for name in ("x", "y")]
    with fresh() as store:
        tell(store, *tellings, *(document(name, publisher="Agency") for name in ("x", "y")))
        (one,) = store.relations(EVERYTHING)
        assert one.confidence == 0.5


def test_what_was_summed_up_is_summed_up_again_with_what_is_told_later() -> None:
    tellings = [fact(*RELATIONS[0], document=name, confidence=0.5) for name in ("x", "y", "z")]
    with fresh() as store:
        assert tell(store, *tellings[:2], fact(*RELATIONS[1]), *tellings[1:]).counts == Counts(3, 2, 2, 4)
        assert [one.confidence for one in store.relations(EVERYTHING) if one.tellings[0].given] == [0.875]
