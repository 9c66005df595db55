"""A relationship explorer for analysts: who is tied to whom, how strongly, since when, and who says so.

>>> import linkchart
>>> store = linkchart.open_store(":memory:", create=True)
>>> store.statistics().totals.relations
0

Every canned query is here under its own name (`linkchart.path(store, "Iran", "Hezbollah")`). All names are
looked up when they are first used: importing linkchart costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers know the name; importing typing would slow down every start

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .graph.errors import LinkchartError
    from .graph.loading.report import Report
    from .graph.model import Answer
    from .graph.scope import Scope
    from .graph.stores.entries import Command
    from .graph.stores.open_store import open_store
    from .graph.stores.protocol import Store

__version__ = "0.1.0"

__all__ = ["Answer", "LinkchartError", "Scope", "Store", "__version__", "load", "open_store"]

_HOMES = {
    "Answer": "graph.model",
    "LinkchartError": "graph.errors",
    "Scope": "graph.scope",
    "Store": "graph.stores.protocol",
    "open_store": "graph.stores.open_store",
}


def load(  # noqa: PLR0913 - one call with every option of a load
    store: Store,
    file: str,
    *,
    form: str | None = None,
    extra: Mapping[str, Any] | None = None,
    texts: str | None = None,
    strict: bool = False,
    check_only: bool = False,
    dates: str | None = None,
    placeholders: bool = False,
    all_notes: bool = False,
    all_records: bool = False,
    new_edition: bool = False,
    rename_documents: Mapping[str, str] | None = None,
    rename_saved: Mapping[str, str] | None = None,
    document: str | None = None,
    grade: str | None = None,
    published: str | None = None,
    progress: Callable[[int, float | None], object] | None = None,
) -> Report:
    """Load the facts of a file into a store; return a report of accepted and rejected records.

    `file` is a path, or `-` for standard input. `form` is its format, needed only if neither suffix nor content show
    it. Nothing is written with `check_only`, nor with `strict` if any record is rejected.

    How to read: `extra` has types and relations of the case's own. `texts` is the folder of the documents' texts, by
    default that of the file. `dates` (`dmy` or `mdy`) is the order of dates like 3/1/2020. `placeholders` accepts
    `n/a` and the like as names. `published` is the date of an article that names none. `document` is the source of
    facts that name none, and `grade` its Admiralty grade, like `B2`.

    How to combine with the store: `new_edition` loads a document's changed text as a later edition. `rename_documents`
    maps ids of documents to new ones, `rename_saved` names of saved questions. `all_records` loads types, saved
    questions and judgements even into a store that is not new.

    `all_notes` reports every note, not only the first of each kind. `progress` is called with the number of records so
    far and the fraction of the file read, None if its size is unknown.

    Raises InputError for a file that cannot be read at all.
    """
    from .graph.loading.data_set import data_set
    from .graph.loading.load import load_file
    from .graph.loading.report import Options, Readers
    from .loaders import Hints, read
    from .loaders.schema_toml import checked_extra
    from .loaders.texts import text_reader

    options = Options(
        dates, placeholders, all_notes, all_records, new_edition, rename_documents or {}, rename_saved or {},
        data_set(document, grade),
    )  # fmt: skip
    with read(file, form, Hints(published, store.entities)) as reading:
        return load_file(
            store, reading.blocks, extra=extra, strict=strict, check_only=check_only,
            readers=Readers(*text_reader(texts, file), checked_extra), seen=reading.reporter(progress),
            command=_load_command(file), options=options,
        )  # fmt: skip


def _load_command(file: str) -> Command:
    """Describe the load of a file for the store's history."""
    import os

    from .graph.stores.entries import Command
    from .loaders.source import file_hash

    name = os.fsencode(os.path.basename(file)).decode(errors="replace")  # the bytes of a name need not be UTF-8
    return Command("load", name, file_hash(file))


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
    missing = AttributeError(f"module 'linkchart' has no attribute '{name}'")
    if name.startswith("_") or not __package__:  # pytest imports the root of a checkout `linkchart-1.0` as a lone file
        raise missing
    from .queries import names, query

    command = name.replace("_", "-")
    if command not in names():
        raise missing
    return query(command).function


def __dir__() -> list[str]:
    from .queries import names

    return sorted({*__all__, *(name.replace("-", "_") for name in names())})
