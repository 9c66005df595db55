"""What two stores call alike and mean otherwise is not copied over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from linkchart.commands.splitting import split_of
from linkchart.graph.errors import InputError
from linkchart.graph.loading.report import Options
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.transfer import transfer
from tests.graph.records import Record, add, contents, document, fact, reasons


@pytest.fixture
def stores() -> Iterator[tuple[Store, Store]]:
    """Two empty stores."""
    with closing(open_store(":memory:", create=True)) as source, closing(open_store(":memory:", create=True)) as other:
        yield source, other


def test_document_of_another_publisher_is_refused(stores: tuple[Store, Store]) -> None:
    source, target = stores
    add(source, document("a", publisher="Herald"), fact("Acme", "SUPPORTS", "Bravo", document="a"))
    add(target, document("a", publisher="Gazette"))
    before = contents(target)
    with pytest.raises(InputError, match="--rename-document a=NEW"):
        transfer(source, target)
    assert contents(target) == before


def test_renamed_document_brings_its_tellings(stores: tuple[Store, Store]) -> None:
    source, target = stores
    add(source, document("a", publisher="Herald"), fact("Acme", "SUPPORTS", "Bravo", document="a"))
    add(target, document("a", publisher="Gazette"))
    transfer(source, target, rename_documents={"a": "b"})
    assert [document.id for document in target.documents()] == ["a", "b"]
    (relation,) = contents(target)[2]
    assert [telling.document for telling in relation.tellings] == ["b"]


def test_changed_text_is_refused_unless_edition(stores: tuple[Store, Store]) -> None:
    source, target = stores
    quoted = fact("Acme", "SUPPORTS", "Bravo", document="a", quote="Acme pays Bravo.")
    add(target, document("a", text="Acme pays Bravo."), quoted)
    add(source, document("a", text="Acme pays nobody."))
    with pytest.raises(InputError, match="--new-edition"):
        transfer(source, target)
    transfer(source, target, new_edition=True)
    assert [document.text for document in target.documents()] == ["Acme pays nobody."]
    assert contents(target)[2] == []


def test_saved_question_is_not_replaced(stores: tuple[Store, Store]) -> None:
    source, target = stores
    for store, arguments in ((source, ["brokers"]), (target, ["blocs"])):
        add(store, fact("Acme", "SUPPORTS", "Bravo"))
        store.save("who", arguments)
    with pytest.raises(InputError, match="“who” asks something else"):
        transfer(source, target)
    assert target.saved() == {"who": ("blocs",)}
    transfer(source, target, rename_saved={"who": "who else"})
    assert target.saved() == {"who": ("blocs",), "who else": ("brokers",)}


def test_loaded_question_may_take_another_name(stores: tuple[Store, Store]) -> None:
    _, target = stores
    target.save("who", ["blocs"])
    question: Record = ("saved", {"name": "who", "arguments": ["brokers"]})
    (reason,) = reasons(add(target, question, options=Options(all_records=True)))
    assert "with --rename-saved who=NEW." in reason
    assert add(target, question, options=Options(all_records=True, rename_saved={"who": "her"})).rejected == ()
    assert target.saved() == {"her": ("brokers",), "who": ("blocs",)}


ABOUT_A = ("whatif", "--without", "a", "evidence", "Acme", "--document=a", "--limit", "3")
ABOUT_C = ("whatif", "--without", "c", "evidence", "Acme", "--document=c", "--limit", "3")


def test_saved_question_follows_renamed_document(stores: tuple[Store, Store]) -> None:
    source, target = stores
    add(source, document("a"))
    source.save("who", ABOUT_A)
    target.save("who", ABOUT_A)
    with pytest.raises(InputError, match="“who” asks something else"):
        transfer(source, target, rename_documents={"a": "c"})
    transfer(source, target, rename_documents={"a": "c"}, rename_saved={"who": "who else"})
    assert target.saved() == {"who": ABOUT_A, "who else": ABOUT_C}
    question: Record = ("saved", {"name": "who", "arguments": list(ABOUT_A)})
    options = Options(all_records=True, rename_documents={"a": "c"}, rename_saved={"who": "her"})
    assert add(target, question, options=options).rejected == ()
    assert target.saved()["her"] == ABOUT_C


def test_renaming_of_unknown_saved_question_is_refused(stores: tuple[Store, Store]) -> None:
    source, target = stores
    source.save("who", ["blocs"])
    with pytest.raises(InputError, match="has no saved question “whom” to rename"):
        transfer(source, target, rename_saved={"whom": "who"})


def test_renamed_document_takes_no_id_of_another(stores: tuple[Store, Store]) -> None:
    source, target = stores
    add(source, document("a", publisher="Herald"), document("b", publisher="Gazette"))
    with pytest.raises(InputError, match="would have two documents b"):
        transfer(source, target, rename_documents={"a": "b"})
    with pytest.raises(InputError, match="has no document c"):
        transfer(source, target, rename_documents={"c": "d"})
    transfer(source, target, rename_documents={"a": "b", "b": "a"})
    assert [(one.id, one.publisher) for one in target.documents()] == [("a", "Gazette"), ("b", "Herald")]


@pytest.mark.parametrize("chosen", [{"documents": ["a"]}, {"telling": "Bravo"}])
def test_split_follows_renamed_document(stores: tuple[Store, Store], chosen: dict[str, Any]) -> None:
    source, target = stores
    add(source, document("a"), *(fact("Acme", "SUPPORTS", name, document="a") for name in ("Bravo", "Cobalt")))
    if "telling" in chosen:
        (relation,) = (one for one in contents(source)[2] if one.target == "organization:bravo")
        chosen = {"tellings": [f"{relation.id}:1"]}
    with source.writer() as writer:
        writer.judge(split_of(source, "Acme", "Other Acme", **chosen))
    transfer(source, target, rename_documents={"a": "b"})
    ends = [sorted((one.source, one.target) for one in contents(store)[2]) for store in (source, target)]
    assert ends[0] == ends[1]
    assert ("organization:other-acme", "organization:bravo") in ends[0]
