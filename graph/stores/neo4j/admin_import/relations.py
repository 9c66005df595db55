"""Relations as rows of CSV files, in which each column has one type."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any, NamedTuple, TextIO

from ....model import Relation
from ....schema import Schema
from ...batches import in_batches
from ...clashes import EVERYTHING
from ...protocol import Store
from ..database import SPEAKS_OF
from ..merge import source_of
from ..properties import COMMON, PROPERTIES, asked, camel, kinds, properties_of
from ..reader import SOURCES_KEPT
from ..tellings import Source
from .cells import Cells

PAGE = 500

_TYPES = {
    **dict.fromkeys(("strength", "confidence", "weight"), "double"),
    **dict.fromkeys(("quotes", "sources", "documents", "methods", "modalities", "details", "voices"), "string[]"),
    **dict.fromkeys(("disputed", "deniedBy", "retractedSources", "starts", "ends", "sourceAs", "targetAs"), "string[]"),
    **dict.fromkeys(("denied", "retracted"), "boolean"),
    **dict.fromkeys(("paragraphs", "credibilities"), "long[]"),
    "confidences": "double[]",
}
_QUOTES = PROPERTIES.index("quotes")  # the only list of tellings that is present even if it is empty
_KINDS = {"sign": "long", "onPath": "boolean", "conducts": "string", "symmetric": "boolean"}


def own_of(schema: Schema) -> tuple[str, ...]:
    """List the attributes that are separate properties; the types of their values depend on the case."""
    names = COMMON.union(*map(asked, schema.relations.values()))
    return tuple(sorted(map(camel, names)))


HOLLOW = "hollow"
"""Lists that the importer takes for no value at all, as `quotes:1`: one with an empty text in it, or (0) with nothing.

They are set when the import is finished, and the property that names them goes.
"""


class Row(NamedTuple):
    """A relation: ends and type, its common properties in order, and its own by name."""

    head: tuple[str, str, str]
    lists: list[Any]
    own: dict[str, Any]


class RelationFiles:
    """The files of relations: one, unless an attribute has values of several types."""

    def __init__(self, folder: str, cells: Cells, stack: ExitStack, schema: Schema) -> None:
        self._own = own_of(schema)
        self._folder = folder
        self._cells = cells
        self._stack = stack
        self._files: list[tuple[TextIO, dict[str, str]]] = []

    def write(self, row: Row) -> None:
        """Write a relation into the first file whose columns fit its own properties."""
        types = {name: _type_of(value) for name, value in row.own.items()}
        out, known = next((file for file in self._files if _fits(types, file[1])), None) or self._another()
        known.update(types)
        hollow = [f"{name}:{len(value)}" for name, value in _lists(row) if not any(value) and len(value) < 2]
        self._cells.write(out, [*row.head, *row.lists, *(row.own.get(name) for name in self._own), hollow])

    def close(self) -> list[Sequence[str]]:
        """Write the headers, once the columns are known; return the names of the files, each after its header."""
        groups: list[Sequence[str]] = []
        for number, (_, types) in enumerate(self._files, 1):
            header, rows = f"relations-{number}-header.csv", f"relations-{number}.csv"
            with open(os.path.join(self._folder, header), "w", encoding="utf-8", newline="\n") as out:
                out.write(",".join(_columns(types, self._own)) + "\n")
            groups.append((header, rows))
        return groups

    def _another(self) -> tuple[TextIO, dict[str, str]]:
        name = f"relations-{len(self._files) + 1}.csv"
        path = os.path.join(self._folder, name)
        out = self._stack.enter_context(open(path, "w", encoding="utf-8", newline="\n"))  # noqa: SIM115 - it is one
        self._files.append((out, {}))
        return self._files[-1]


class Pairs:
    """Pairs of documents and the entities they mention, each once, in a temporary file."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE pair (document, entity, PRIMARY KEY (document, entity)) WITHOUT ROWID")

    def add(self, relations: Iterable[Relation]) -> None:
        """Add the pairs of the tellings of some relations."""
        pairs = [
            (telling.document, end)
            for relation in relations
            for telling in relation.tellings
            if telling.document
            for end in (relation.source, relation.target)
        ]
        self._database.executemany("INSERT OR IGNORE INTO pair VALUES (?, ?)", pairs)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield the pairs in order, with the type of their relationship."""
        for document, entity in self._database.execute("SELECT document, entity FROM pair ORDER BY document, entity"):
            yield document, entity, SPEAKS_OF

    def close(self) -> None:
        """Remove the temporary file."""
        self._database.close()


def pages(store: Store) -> Iterator[tuple[list[Relation], list[Row]]]:
    """Yield the relations of a store in batches, with their rows."""
    sources: dict[str, Source] = {}
    shared = kinds(store.schema)
    for relations in in_batches(store.relations(EVERYTHING), PAGE):
        if len(sources) > SOURCES_KEPT:
            sources.clear()
        documents = {telling.document for relation in relations for telling in relation.tellings if telling.document}
        missing = sorted(documents - sources.keys())
        sources.update((document.id, source_of(document)) for document in store.documents(missing) if missing)
        yield relations, [_row(relation, store, sources, shared[relation.relation]) for relation in relations]


def _row(relation: Relation, store: Store, sources: dict[str, Source], shared: dict[str, Any]) -> Row:
    *known, own = properties_of(relation, store.schema, sources)
    return Row((relation.source, relation.target, relation.relation), [*known, *(shared[name] for name in _KINDS)], own)


def _columns(types: dict[str, str], own: Sequence[str]) -> Iterator[str]:
    yield from (":START_ID(Entity)", ":END_ID(Entity)", ":TYPE")
    yield from (f"{name}:{_TYPES.get(name, 'string')}" for name in PROPERTIES)
    yield from (f"{name}:{type_}" for name, type_ in _KINDS.items())
    yield from (f"{name}:{types.get(name, 'string')}" for name in own)
    yield f"{HOLLOW}:string[]"


def _lists(row: Row) -> Iterator[tuple[str, Any]]:
    yield PROPERTIES[_QUOTES], row.lists[_QUOTES]
    yield from ((name, value) for name, value in row.own.items() if isinstance(value, list))


def _type_of(value: Any) -> str:
    if isinstance(value, list):
        return "string[]"
    return {bool: "boolean", int: "long", float: "double"}.get(type(value), "string")


def _fits(types: dict[str, str], known: dict[str, str]) -> bool:
    return all(known.get(name, type_) == type_ for name, type_ in types.items())


def header_of_pairs() -> Sequence[str]:
    """Name the columns of `Pairs.rows`."""
    return (":START_ID(Document)", ":END_ID(Entity)", ":TYPE")
