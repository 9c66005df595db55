"""Checks by column agree with checks of one fact at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.errors import LinkchartError
from linkchart.graph.facts import Fact, Facts
from linkchart.graph.loading.checks import FactChecker
from linkchart.graph.loading.column_checks import ColumnChecker
from linkchart.graph.loading.documents import Evidence
from linkchart.graph.loading.fields import Record
from linkchart.graph.loading.mentions import Names
from linkchart.graph.loading.notes import Notes
from linkchart.graph.loading.plain_facts import FEWEST, Block, plain_mappings
from linkchart.graph.schema import builtin
from linkchart.graph.stores.contract.writer import Writer
from linkchart.graph.stores.handles import in_columns
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.loaders import read
from tests.graph.records import add, document, entity, fact

BODY = "Badr backs the Houthis.\n\nBadr ends here."


@pytest.fixture(scope="module")
def known() -> Iterator[Store]:
    """A store that knows two organizations, two states, and a document of which it has the text."""
    store = open_store(":memory:", create=True)
    entities = [entity("Badr"), entity("Houthis"), entity("Iran", type="State"), entity("Iraq", type="State")]
    add(store, *entities, document("plain"), document("text", text=BODY))
    yield store
    store.close()


class Checkers:
    """Both ways to check the same records."""

    def __init__(self, store: Store, writer: Writer) -> None:
        self.writer = writer
        notes = Notes()
        names, self.evidence = Names(store, writer, builtin(), notes), Evidence(store, writer, notes)
        self.checker = FactChecker(builtin(), names, self.evidence, notes)
        self.columns = ColumnChecker(self.checker, names, self.evidence)

    def check_singly(self, record: dict[str, Any]) -> Fact | None:
        try:
            return self.checker.check(dict(record))
        except LinkchartError:
            return None

    def in_columns(self, facts: list[Fact]) -> list[tuple[Any, ...]]:
        self.evidence.introduce(fact.document for fact in facts)
        handles = self.writer.entity_handles, self.writer.document_handles
        return rows(in_columns(facts, *handles)) if facts else []


class Back(Exception):
    """Takes back what a test has written."""


@contextmanager
def checkers(store: Store) -> Iterator[Checkers]:
    with suppress(Back), store.writer() as writer:
        yield Checkers(store, writer)
        raise Back


def rows(facts: Facts) -> list[tuple[Any, ...]]:
    return list(zip(*facts, strict=True))


def numbered(records: list[dict[str, Any]]) -> list[Record]:
    return [(place, "fact", record) for place, record in enumerate(records)]


IDS = ["organization:badr", "organization:houthis", "state:iran", "state:iraq"]
DATES = ["2020", "2020-02", "2020-02-29", "2019-12-31", "2020-13", ""]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "source": st.sampled_from([*IDS, "Badr", "badr", "nobody", ""]),
    "source_type": st.sampled_from(["Organization", "State", "Sate", ""]),
    "source_as": st.sampled_from(["Badr", "the Badr Organization", ""]),
    "relation": st.sampled_from(["SUPPORTS", "supports", "FIGHTS", "COOPERATES_WITH", "LEADS", "LOVES", ""]),
    "target": st.sampled_from([*IDS, "Houthis"]),
    "date": st.sampled_from(DATES),
    "start": st.sampled_from(DATES),
    "end": st.sampled_from(DATES),
    "document": st.sampled_from(["plain", "text", "new", ""]),
    "paragraph": st.sampled_from([1, 7, 0, 1 << 63, True]),
    "quote": st.sampled_from([BODY, "Badr", "Badr … Houthis", "ends  here", "something else", ""]),
    "start_char": st.sampled_from([0, BODY.index("backs"), -1]),
    "end_char": st.sampled_from([len("Badr"), len(BODY), 0]),
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
    """Draw records with the same keys, most of them plain, enough to be checked by column."""
    keys = ["source", "relation", "target", *draw(st.lists(st.sampled_from(OPTIONAL), unique=True, max_size=6))]
    count = draw(st.integers(FEWEST, FEWEST + 4))
    good = dict(zip(("source", "relation", "target"), (IDS[0], "SUPPORTS", IDS[1]), strict=True))
    plain = {**{key: draw(VALUES[key]) for key in keys}, **good}
    odd = draw(st.lists(st.fixed_dictionaries({key: VALUES[key] for key in keys}), max_size=4))
    return [*odd, *(dict(plain) for _ in range(count - len(odd)))]


@given(records=of_one_shape())
def test_columns_make_what_the_checks_make_one_by_one(known: Store, records: list[dict[str, Any]]) -> None:
    block, others = plain_mappings(numbered(records))
    places = [line for line, _, _ in block.records()]
    with checkers(known) as both:
        found, doubts = both.columns.check(block)
        singly = [both.check_singly(records[row]) for place, row in enumerate(places) if place not in doubts]
        assert None not in singly
        assert both.in_columns([fact for fact in singly if fact]) == rows(found)
    assert sorted([*places, *(line for line, _, _ in others)]) == list(range(len(records)))


@given(records=of_one_shape())
def test_json_line_is_plain_where_its_mapping_is(
    tmp_path_factory: pytest.TempPathFactory, known: Store, records: list[dict[str, Any]]
) -> None:
    file = tmp_path_factory.mktemp("plain") / "facts.jsonl"
    file.write_text("".join(json.dumps({"fact": record}) + "\n" for record in records))
    blocks = [block for block in read(str(file)).blocks if isinstance(block, Block)]
    mappings, others = plain_mappings(numbered(records))
    assert bool(blocks) == (not others)
    for block in blocks:
        assert [fields for _, _, fields in block.records()] == records
        with checkers(known) as both:
            (found, doubts), (same, too) = both.columns.check(block), both.columns.check(mappings)
            assert (rows(found), doubts) == (rows(same), too)


@pytest.mark.parametrize("more", [{}, {"date": "2020"}, {"attributes": {"count": 2}}, {"start": "2019", "quote": "so"}])
def test_columns_take_all_that_is_plain(known: Store, more: dict[str, Any]) -> None:
    record = {"source": IDS[0], "relation": "FIGHTS", "target": IDS[1], "document": "plain", "credibility": 2, **more}
    turned = {**record, "source": IDS[1], "target": IDS[0]}
    block, others = plain_mappings(numbered([record, turned] * FEWEST))
    assert not others
    with checkers(known) as both:
        found, doubts = both.columns.check(block)
        assert not doubts
        assert len(found.relation_ids) == 2 * FEWEST
        assert len(set(rows(found))) == 1
        assert (found.sources[0], found.targets[0]) == tuple(both.writer.entity_handles[id_] for id_ in IDS[:2])


@pytest.mark.parametrize(
    ("quote", "paragraph", "is_sure"),
    [("Badr", 1, True), ("Badr", 2, True), ("Badr  ends", None, True), ("Badr", 3, False), ("Iran", None, False)],
)
def test_quotes_that_stand_as_stated_are_sure(known: Store, quote: str, paragraph: int | None, is_sure: bool) -> None:
    record = {"source": IDS[0], "relation": "FIGHTS", "target": IDS[1], "document": "text", "quote": quote}
    paragraphs = {} if paragraph is None else {"paragraph": paragraph}
    block, _ = plain_mappings(numbered([record | paragraphs] * FEWEST))
    with checkers(known) as both:
        _, doubts = both.columns.check(block)
        assert (not doubts) == is_sure


def test_facts_none_of_which_is_plain_are_rejected() -> None:
    store = open_store(":memory:", create=True)
    facts = [fact("Badr", "SUPPORTS", f"Houthis {number}", credibility=7) for number in range(FEWEST)]
    assert len(add(store, *facts).rejected) == FEWEST
    store.close()
