"""Facts checked a column at a time are those that are checked one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.checks import FactChecker
from linkchart.graph.columns import FEWEST, ColumnChecker
from linkchart.graph.errors import LinkchartError
from linkchart.graph.evidence import Evidence
from linkchart.graph.model import Fact
from linkchart.graph.naming import Names
from linkchart.graph.schema import builtin
from linkchart.graph.store import Store, open_store
from tests.graph.telling import document, entity, tell

BODY = "Badr backs the Houthis."


@pytest.fixture(scope="module")
def known() -> Iterator[Store]:
    """A store that knows two organizations, two states, and a document of which it has the text."""
    store = open_store(":memory:", create=True)
    told = [entity("Badr"), entity("Houthis"), entity("Iran", type="State"), entity("Iraq", type="State")]
    tell(store, *told, document("plain"), document("text", text=BODY))
    yield store
    store.close()


def one_by_one(checker: FactChecker, record: dict[str, Any]) -> Fact | None:
    try:
        return checker.check(dict(record))
    except LinkchartError:
        return None


def checkers(store: Store) -> tuple[FactChecker, ColumnChecker]:
    names, evidence = Names(store, builtin()), Evidence(store)
    checker = FactChecker(builtin(), names, evidence)
    return checker, ColumnChecker(checker, names, evidence)


IDS = ["organization:badr", "organization:houthis", "state:iran", "state:iraq"]
DATES = ["2020", "2020-02", "2020-02-29", "2019-12-31", "2020-13", ""]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "source": st.sampled_from([*IDS, "Badr", "nobody", ""]),
    "relation": st.sampled_from(["SUPPORTS", "FIGHTS", "COOPERATES_WITH", "LEADS", "LOVES", ""]),
    "target": st.sampled_from([*IDS, "Houthis"]),
    "date": st.sampled_from(DATES),
    "start": st.sampled_from(DATES),
    "end": st.sampled_from(DATES),
    "document": st.sampled_from(["plain", "text", "new", ""]),
    "paragraph": st.sampled_from([1, 7, 0, 1 << 63, True]),
    "quote": st.sampled_from([BODY, "Badr", "something else", ""]),
    "credibility": st.sampled_from([1, 6, 7, True]),
    "attributes": st.sampled_from(
        [{}, {"count": 1}, {"count": None}, {"against": IDS[2]}, {"against": "Iran"}, {"against": "who"},
         {"strength": 0}, {"strength": 0.5}, {"against": 1}]
    ),
    "confidence": st.sampled_from([0.5, 1, 2.0]),
    "modality": st.sampled_from(["asserted", "claimed", "sure"]),
    "method": st.sampled_from(["analyst", "rules", "import"]),
    "place": st.just("here"),
}  # fmt: skip
OPTIONAL = sorted(VALUES.keys() - {"source", "relation", "target"})


@st.composite
def of_one_shape(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return records with the same keys, as many as make columns worth while, most of them plain."""
    keys = ["source", "relation", "target", *draw(st.lists(st.sampled_from(OPTIONAL), unique=True, max_size=6))]
    count = draw(st.integers(FEWEST, FEWEST + 4))
    good = dict(zip(("source", "relation", "target"), (IDS[0], "SUPPORTS", IDS[1]), strict=True))
    plain = {**{key: draw(VALUES[key]) for key in keys}, **good}
    odd = draw(st.lists(st.fixed_dictionaries({key: VALUES[key] for key in keys}), max_size=4))
    return [*odd, *(dict(plain) for _ in range(count - len(odd)))]


@given(records=of_one_shape())
def test_columns_make_what_the_checks_make_one_by_one(known: Store, records: list[dict[str, Any]]) -> None:
    checker, columns = checkers(known)
    found = columns.check(records)
    assert {place: one_by_one(checker, records[place]) for place in found} == found


@pytest.mark.parametrize("more", [{}, {"date": "2020"}, {"attributes": {"count": 2}}, {"start": "2019", "quote": "so"}])
def test_columns_take_all_that_is_plain(known: Store, more: dict[str, Any]) -> None:
    record = {"source": IDS[0], "relation": "FIGHTS", "target": IDS[1], "document": "plain", "credibility": 2, **more}
    turned = {**record, "source": IDS[1], "target": IDS[0]}
    found = checkers(known)[1].check([record, turned] * FEWEST)
    assert len(found) == 2 * FEWEST
    assert set(found.values()) == {found[0]}
    assert (found[0].source, found[0].target) == (IDS[0], IDS[1])


def test_a_few_facts_are_left_to_the_checker(known: Store) -> None:
    record = {"source": IDS[0], "relation": "FIGHTS", "target": IDS[1]}
    assert not checkers(known)[1].check([record] * (FEWEST - 1))
