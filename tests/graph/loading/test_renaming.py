"""An export loads with other ids for its documents, also where a split names single tellings of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import linkchart
from linkchart.commands.splitting import split_of
from linkchart.graph.stores.protocol import Store
from linkchart.loaders.export import write_facts
from tests.graph.records import EVERYTHING, add, document, empty_store, fact

TEXT = "Acme pays Bravo. Acme met Cobalt."
BRAVO = fact("Acme", "SUPPORTS", "Bravo", document="a", quote="Acme pays Bravo.", date="2020-Q1")
COBALT = fact("Zinc", "COOPERATES_WITH", "Acme", document="a", paragraph=1, start="2020", end="2021-05")


def split_store(store: Store, telling: str) -> None:
    """Fill a store, and move the one telling with an entity from Acme to Other Acme."""
    add(store, document("a", text=TEXT), BRAVO, COBALT, fact("Acme", "FIGHTS", "Dyne", document="b"))
    (relation,) = (some for some in store.relations(EVERYTHING) if telling in (some.source, some.target))
    with store.writer() as writer:
        writer.judge(split_of(store, "Acme", "Other Acme", tellings=[f"{relation.id}:1"]))


def ends(store: Store) -> list[tuple[str, ...]]:
    return sorted((relation.source, relation.relation, relation.target) for relation in store.relations(EVERYTHING))


@pytest.mark.parametrize("format_", ["jsonl", "yaml"])
@pytest.mark.parametrize("telling", ["organization:bravo", "organization:zinc"])
def test_split_of_telling_follows_renamed_document(tmp_path: Path, telling: str, format_: str) -> None:
    path = tmp_path / f"export.{format_}"
    with empty_store() as source, path.open("w", encoding="utf-8") as out:
        split_store(source, telling)
        wanted = ends(source)
        tellings, judgements = source.relations(EVERYTHING), source.judgements()
        write_facts(source.documents(), source.entity_records(), tellings, out, format_, judgements=judgements)
    with empty_store() as target:
        assert linkchart.load(target, str(path), rename_documents={"a": "c", "b": "d"}).rejected == ()
        assert ends(target) == wanted
        assert {known.id for known in target.documents()} == {"c", "d"}
        assert any(telling in tie and "organization:other-acme" in tie for tie in wanted)
