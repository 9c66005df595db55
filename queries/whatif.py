"""What an answer would be if something were not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from ..graph.errors import AmbiguousEntity, InputError, UnknownEntity, UnknownRelation
from ..graph.model import MODALITIES, Answer, AnyRef, Columns, Row
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store
from . import query as named
from ._answer import answer
from ._changes import Change, changes, sentence, shift, spoken_name

EXAMPLE = 'whatif influence Iran --without "Quds Force"'
QUESTION = "What would change in “{query}”?"
COLUMNS: Columns = {"change": "text", "before": "row", "after": "row"}
SENSITIVITY: Columns = {"removed": "either", "lost": "number", "gained": "number", "moved": "number", "shift": "number"}
TRIED = 200
"""Removals tried at most, one at a time, to see which matters most."""
PASSES_ON = "arguments"


def whatif(
    store: Store,
    query: str,
    *arguments: str,
    without: tuple[AnyRef, ...] = (),
    sensitivity: bool = False,
    settings: Mapping[str, Any] | None = None,
    limit: int | None = None,
) -> Answer:
    """What an answer would be if something were not there.

    Another query is asked with and without what is removed. Rows that speak of the same (the same entity, path,
    event or sign; else the same texts) are compared: those lost come first, then those gained, then those
    moved, whose other values have changed. Each row also says so in words. An entity that is removed takes its
    relations along; a document takes its tellings, and what nothing else tells of.

    `query`: question to ask, by its command.
    `arguments`: its own arguments, and options as on its command line.
    `without`: entity, document or relation id that is removed; what it names is looked for in this order.
    `sensitivity`: list single relations and documents by how much their removal changes the answer instead.
    `settings`: options of the query when it is called from Python.
    """
    if query == "whatif":
        raise InputError("whatif cannot ask whatif.")
    if not without and not sensitivity:
        raise InputError("Say what to remove with --without, or ask for --sensitivity.")
    function = _known(query)

    def ask(state: Store) -> Answer:
        return function(state, *arguments, **{**(settings or {}), "limit": None})

    with store.reading():  # what others load meanwhile is not laid to what is removed
        removed = [_meant(store, mention) for mention in without]
        if sensitivity:
            return _sensitivity(store, ask, removed, limit)
        before = ask(store)
        after = _without(store, ask, removed)
    found = changes(before, after)
    names = _names(store, found, arguments)
    subject = names.get(arguments[0], arguments[0]) if arguments else "The answer"
    rows: list[Row] = [
        {"change": one.kind, "before": one.before, "after": one.after, "words": sentence(one, subject, names)}
        for one in found
    ]
    spoken = {id_ for one in found for row in (one.before, one.after) for id_ in _texts(row)}
    return answer(
        "whatif", COLUMNS, rows, entities=[one for one in (*before.entities, *after.entities) if one in spoken],
        relations=[one for one in (*before.relations, *after.relations) if one in spoken],
        derived=[one for one in (*before.derived, *after.derived) if one.id in spoken], limit=limit,
        notes=() if rows else ["Nothing would change."],
    )  # fmt: skip


def _known(name: str) -> Callable[..., Answer]:
    try:
        return named(name).function
    except KeyError:
        raise InputError(f"There is no query “{name}” to ask: “linkchart --help” lists them.") from None


Meant = tuple[str, str]
"""What is removed: `entities`, `documents` or `relations`, and its id."""


def _meant(store: Store, mention: str) -> Meant:
    """Return what a mention names: an entity, else a document, else a relation."""
    found = store.find([mention])[mention]
    if len(found) > 1:
        raise AmbiguousEntity(mention, found)
    if found:
        return "entities", found[0]
    if any(store.documents([mention])):
        return "documents", mention
    if any(store.relations(Selection(Scope(modalities=MODALITIES), ids=[mention]), bare=True)):
        return "relations", mention
    raise UnknownEntity(mention, store.nearest(mention), "No document and no relation has this id either.")


def _without(store: Store, ask: Callable[[Store], Answer], removed: list[Meant]) -> Answer:
    """Return the answer where some things are not; a question about one of them has none."""
    with store.trial() as trial:
        for kind, id_ in removed:
            with suppress(UnknownRelation):  # it went with what was removed before it
                trial.remove(**{"entities": (), "relations": (), "documents": (), kind: (id_,)})
        try:
            return ask(trial)
        except UnknownEntity:
            return Answer("", {}, ())


def _sensitivity(store: Store, ask: Callable[[Store], Answer], removed: list[Meant], limit: int | None) -> Answer:
    before = _without(store, ask, removed) if removed else ask(store)
    single = [id_ for id_ in dict.fromkeys(before.relations) if "+" not in id_]
    single += [half for one in before.derived for half in one.id.split("+") if half not in single]
    every = Selection(Scope(modalities=MODALITIES), ids=single)
    told = {one.document for held in store.relations(every) for one in held.tellings} if single else set()
    candidates: list[Meant] = [("documents", one) for one in sorted(filter(None, told))]
    candidates += [("relations", one) for one in sorted(single)]
    rows = [_effect(before, _without(store, ask, [*removed, one]), one[1]) for one in candidates[:TRIED]]
    rows = [row for row in rows if row["lost"] or row["gained"] or row["moved"]]
    rows.sort(key=lambda row: (-row["shift"], -row["lost"] - row["gained"], -row["moved"], row["removed"]))
    left = len(candidates) - TRIED
    notes = [f"Tried {TRIED} of {len(candidates):,} removals: the answer rests on more."] if left > 0 else []
    shown = [row["removed"] for row in rows[:limit]]
    return answer(
        "whatif", SENSITIVITY, rows, relations=[one for one in shown if one in single], limit=limit, notes=notes
    )


def _effect(before: Answer, after: Answer, removed: str) -> Row:
    found = changes(before, after)
    counts = {kind: sum(one.kind == kind for one in found) for kind in ("lost", "gained", "moved")}
    return {"removed": removed, **counts, "shift": shift(found)}


def _texts(row: Any) -> list[str]:
    """Return all texts in a row, however deep."""
    if isinstance(row, str):
        return [row]
    if isinstance(row, Mapping):
        row = list(row.values())
    return [text for item in row for text in _texts(item)] if isinstance(row, list | tuple) else []


def _names(store: Store, found: list[Change], arguments: tuple[str, ...]) -> dict[str, str]:
    """Return the names of all entities in some rows, and of those the question names."""
    ids = {id_ for one in found for row in (one.before, one.after) for id_ in _texts(row) if ":" in id_}
    names = {one.id: one.name for one in store.entities(sorted(ids))} if ids else {}
    for mention, meant in (store.find(list(arguments)) if arguments else {}).items():
        if len(meant) == 1:
            names[mention] = spoken_name(store, meant[0])
    return names
