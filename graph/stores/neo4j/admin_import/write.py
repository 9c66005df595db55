"""Write a store as a folder of CSV files, with the command that imports them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext
from functools import partial
from itertools import groupby
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ....errors import InputError, StoreError
from ....identity.judgements import Judgement, details_of
from ...entity_record import EntityRecord
from ...open_store import open_store
from ...protocol import Store
from ...totals import Counts
from ...transfer import transfer
from ..database import META, UNFINISHED, VERSION, check_schema
from ..forms import exact_forms, forms_of
from ..origins import TELLINGS, Records, add_record, of_document, of_load, pack_records
from ..properties import packed
from .cells import DELIMITERS, Cells, Taken
from .readme import readme
from .relations import Pairs, RelationFiles, header_of_pairs, pages

_DATABASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{2,62}")

OWN_FILES = r"README\.md|(documents|entities|judgements|names|saved|linkchart|speaks-of|relations-\d+(-header)?)\.csv"
"""The names of all files that are written, as a pattern."""

Progress = Callable[[int, float], object]


class Written(NamedTuple):
    """The settings of the importer: its files, and how they were written."""

    nodes: Sequence[str]
    relationships: Sequence[Sequence[str]]
    delimiter: str
    multiline: bool
    longest: int


def write_bulk(store: Store, folder: str, database: str, progress: Progress | None = None) -> Counts:
    """Write a store as CSV files into a folder, with a README on how to import them; return the counts.

    Memory does not grow with the graph. `progress` is called with the number of records so far and
    their share of all records. Raises SchemaError for a type that is no valid label.
    """
    if not _DATABASE.fullmatch(database):
        raise InputError("A database of Neo4j has a name of 3 to 63 letters, digits, dots and dashes.")
    check_schema(store.schema)
    totals = store.statistics().totals
    judgements = list(store.judgements())
    with _as_loaded(store) if judgements else nullcontext(store) as loaded:
        for delimiter in DELIMITERS:
            try:
                written = _write(loaded, judgements, folder, Cells(delimiter), _steps(totals, progress))
            except Taken:
                continue
            with open(os.path.join(folder, "README.md"), "w", encoding="utf-8", newline="\n") as out:
                out.write(readme(written, database, totals))
            return totals
    raise StoreError(f"{store.url} has lists of texts with every character in them that could part their elements.")


@contextmanager
def _as_loaded(store: Store) -> Iterator[Store]:
    """Open a temporary copy of a store without its judgements, which the import makes again."""
    with TemporaryDirectory() as folder, closing(open_store(os.path.join(folder, "loaded.db"), create=True)) as copy:
        transfer(store, copy, judged=False)
        yield copy


def _write_table(folder: str, cells: Cells, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write a table with its header; return the file's name."""
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as out:
        out.write(",".join(columns) + "\n")
        for row in rows:
            cells.write(out, row)
    return name


def _write(
    store: Store, judgements: Sequence[Judgement], folder: str, cells: Cells, step: Callable[[int], None]
) -> Written:
    """Write all files of a store."""
    table = partial(_write_table, folder, cells)
    nodes = [
        table("documents.csv", _DOCUMENT, _documents(store, step)),
        table("entities.csv", _ENTITY, _entities(store, step)),
        table("names.csv", _NAME, _names(store)),
        table("saved.csv", _SAVED, ([name, list(said), "SavedQuery"] for name, said in store.saved().items())),
        table("judgements.csv", _JUDGEMENT, map(_judgement, range(1, len(judgements) + 1), judgements)),
        table("linkchart.csv", _META, [_meta(store)]),
    ]
    with closing(Pairs()) as pairs, ExitStack() as stack:
        files = RelationFiles(folder, cells, stack, store.schema)
        for relations, rows in pages(store):
            for row in rows:
                files.write(row)
            pairs.add(relations)
            step(sum(len(relation.tellings) for relation in relations))
        relationships = [*files.close(), [table("speaks-of.csv", header_of_pairs(), pairs.rows())]]
    return Written(nodes, relationships, cells.delimiter, cells.multiline, cells.longest)


def _documents(store: Store, step: Callable[[int], None]) -> Iterator[Sequence[Any]]:
    for document in store.documents():
        step(1)
        attributes = packed(document.attributes)
        yield (
            document.id, document.title, document.publisher, document.published, document.path,
            document.reliability, document.url, document.edition, document.retracted,
            document.replaced_by, attributes, document.text, "Document",
        )  # fmt: skip


def _entities(store: Store, step: Callable[[int], None]) -> Iterator[Sequence[Any]]:
    by_entity = groupby(store.entity_records(), lambda record: record.entity.id)
    for entity, (_, some) in zip(store.entities(), by_entity, strict=True):
        step(1)
        records: Records = {}
        for record in some:
            add_record(records, record.entity, _origin(record))
        attributes, labels = packed(entity.attributes), ["Entity", entity.type]
        names = entity.name, entity.kind, list(entity.aliases), forms_of(entity), exact_forms(entity)
        yield entity.id, entity.type, *names, attributes, pack_records(records), labels


def _origin(record: EntityRecord) -> str:
    if record.mentioned:
        return TELLINGS
    return of_load(0) if record.document is None else of_document(record.document)


def _names(store: Store) -> Iterator[Sequence[Any]]:
    for entity in store.entities():
        for form in exact_forms(entity) or forms_of(entity):
            yield form, entity.id, "Name"


def _judgement(number: int, judgement: Judgement) -> Sequence[Any]:
    details = json.dumps(details_of(judgement), ensure_ascii=False)
    return number, judgement.time, judgement.who, judgement.kind, judgement.why, details, [0, 0, 0, 0], "Command"


def _meta(store: Store) -> Sequence[Any]:
    schema = json.dumps(store.schema.extra, sort_keys=True) if store.schema.extra else None
    return META, UNFINISHED, VERSION, schema, "Linkchart"


def _steps(totals: Counts, progress: Progress | None) -> Callable[[int], None]:
    total = max(totals.documents + totals.entities + totals.tellings, 1)
    seen = 0

    def step(count: int) -> None:
        nonlocal seen
        seen += count
        if progress is not None:
            progress(seen, min(seen / total, 1.0))

    return step


_DOCUMENT = (
    "id:ID(Document)", "title", "publisher", "published", "path", "reliability", "url", "edition",
    "retracted", "replacedBy", "attributes", "text", ":LABEL",
)  # fmt: skip
_ENTITY = (
    "id:ID(Entity)",
    "type",
    "name",
    "kind",
    "aliases:string[]",
    "forms:string[]",
    "exact:string[]",
    "attributes",
    "records:string[]",
    ":LABEL",
)
_NAME = ("form", "entity", ":LABEL")
_SAVED = ("name", "arguments:string[]", ":LABEL")
_JUDGEMENT = ("number:long", "time", "who", "command", "why", "details", "counts:long[]", ":LABEL")
_META = ("id", "version:long", "layout:long", "schema", ":LABEL")
