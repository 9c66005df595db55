"""A case that uses every key there is, texts that are easily mangled, and a type of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from typing import Any

from linkchart import load
from linkchart.graph.identity.records import records_by_origin
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.loaders.export import write_facts
from tests.graph.records import EVERYTHING, Record, add, document, entity, fact

CASE = str(files("linkchart") / "loaders" / "examples" / "iraq-2020" / "facts.yaml")
EXTRA: dict[str, Any] = {
    "nodes": {"Ship": {"gloss": "a vessel", "kinds": ()}},
    "relations": {"OWNS": {"domain": ("Person", "Organization"), "range": ("Ship",), "sign": 0, "strength": 0.25}},
}
TEXT = 'First.\n\nHe said “it\'s so”,\r\nor\u2028not, "maybe", a;b|c~\\ \t\x85😀 '
SAVED = {"ways": ("path", "A", "B", "-k", "3"), "who": ("influence", "A")}
EVERY_KEY: tuple[Record, ...] = (
    document("d, \"1\"", title="T", publisher="P", published="2020-01", path="d.txt", reliability="B",
             attributes={"lang": "fa", "x": {"y": [1, None]}}, text=TEXT),
    document("bare"),
    entity("Ever Given", "Ship", aliases=["Übermut", "it's", "a~b"], kind="tanker", attributes={"imo": 1}),
    entity("Alone", "Person"),
    entity("C"),
    fact("A", "OWNS", "Ever Given", target_type="Ship", document="d, \"1\"", paragraph=1, quote="First.",
         start="2019", end="2020-02", place="Suez", modality="claimed", attributed_to="B", method="llm", model="m 1",
         start_char=0, end_char=6, confidence=1,
         attributes={"role": "owner", "share": 0.5, "z": {"b": 1, "a": [True]}, "support_kinds": ["a", "b,c"],
                     "source_mention": "First", "target_mention": "First"}),
    fact("A", "OWNS", "Ever Given", target_type="Ship", date="2020", document="bare", credibility=3),
    fact("A", "SUPPORTS", "B", attributes={"strength": 1, "against": "C", "count": 3, "kind": "3"}, confidence=0),
    fact("A", "SUPPORTS", "B", document="d, \"1\"", paragraph=2, quote="He said “it's so”,", credibility=6,
         attributes={"strength": 1, "against": "C", "count": "about 3", "role": True}),
    fact("B", "SUPPORTS", "C", attributes={"count": "some", "kind": 4, "role": [], "of": ["x"], "post": ""}),
    fact("A", "FIGHTS", "B", modality="negated"),
    fact("A", "FIGHTS", "A", quote="\n \"it\" \\n\r\n'", document="bare"),
)  # fmt: skip


def fill(store: Store) -> None:
    """Put all of it into a store."""
    report = add(store, *EVERY_KEY, extra=EXTRA)
    assert not report.rejected, report.rejected
    for name, arguments in SAVED.items():
        store.save(name, arguments)


@contextmanager
def filled() -> Iterator[Store]:
    """Open a store in memory with all of it and the bundled case."""
    with closing(open_store(":memory:", create=True)) as store:
        fill(store)
        assert not load(store, CASE).rejected
        yield store


def exported(store: Store) -> str:
    """Export the facts of a store as JSONL."""
    out = io.StringIO()
    write_facts(
        store.documents(), records_by_origin(store.entity_records(), ()), store.relations(EVERYTHING), out, "jsonl"
    )
    return out.getvalue()
