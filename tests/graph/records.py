"""Short forms of records, and the contents of a store, for tests of stores and loads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

from hypothesis import strategies as st

from linkchart.graph.loading.load import load_file
from linkchart.graph.loading.report import Report
from linkchart.graph.model import MODALITIES, RELATION_MODALITIES
from linkchart.graph.scope import Scope, Selection
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store

Record = tuple[str, dict[str, Any]]

EVERYTHING = Selection(Scope(modalities=RELATION_MODALITIES))


def fact(source: str, relation: str, target: str, **more: Any) -> Record:
    """Make the record of a fact between two organizations, unless `more` says otherwise."""
    ends = {"source": source, "target": target, "source_type": "Organization", "target_type": "Organization"}
    return "fact", {**ends, "relation": relation, **more}


def entity(name: str, type_: str = "Organization", **more: Any) -> Record:
    return "entity", {"name": name, "type": type_, **more}


def document(id_: str, **more: Any) -> Record:
    return "document", {"id": id_, **more}


def add(store: Store, *records: Record, **options: Any) -> Report:
    """Load records as one file."""
    return load_file(store, ((line, kind, dict(fields)) for line, (kind, fields) in enumerate(records, 1)), **options)


def empty_store() -> closing[Store]:
    """Open a store in memory, closed at the end of a `with`."""
    return closing(open_store(":memory:", create=True))


def reasons(report: Report) -> list[str]:
    return [note.reason for note in report.rejected]


def contents(store: Store) -> list[Any]:
    """Read all documents, entities, relations and totals of a store."""
    return [list(store.documents()), list(store.entities()), list(store.relations(EVERYTHING)), store.statistics()]


NAMES = ("Quds Force", "Hezbollah", "Houthis", "Badr", "Ansar Allah")
DOCUMENTS = (
    document("a", publisher="Agency", reliability="A"),
    document("b", publisher="Agency", reliability="C"),
    document("c", reliability="F"),
    document("d"),
)

# Every end has its type and every document is described, so that no fact depends on what comes before it.
_date = st.sampled_from(["", "2019", "2020-01", "2020-01-03"])
FACTS = st.builds(
    fact,
    st.sampled_from(NAMES),
    st.sampled_from(["SUPPORTS", "COOPERATES_WITH", "FIGHTS"]),
    st.sampled_from(NAMES),
    date=_date,
    credibility=st.sampled_from([None, 1, 3, 6]),
    confidence=st.sampled_from([None, None, 0.0, 0.3, 1.0]),
    modality=st.sampled_from([*MODALITIES, "asserted"]),
    document=st.sampled_from([None, "a", "b", "c", "d"]),
    paragraph=st.sampled_from([None, 1, 2]),
    quote=st.sampled_from([None, "So it is said.", "Nobody knows."]),
    place=st.sampled_from([None, "Baghdad"]),
    attributes=st.sampled_from([{}, {"role": "ally"}, {"strength": 0.9}, {"against": "Islamic State"}]),
)
FILES = st.lists(FACTS, max_size=8)


def records_of(document_: str, facts: Iterable[Record]) -> Sequence[Record]:
    """Assign the facts to one document."""
    return [(kind, {**fields, "document": document_}) for kind, fields in facts]
