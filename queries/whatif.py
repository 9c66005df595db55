"""Compare an answer with the answer after removing something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from ..graph.errors import AmbiguousEntity, InputError, UnknownEntity, UnknownRelation
from ..graph.model import RELATION_MODALITIES, Answer, AnyRef, Columns, Row
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store
from . import query as named
from ._answer import answer
from ._changes import Change, changes, sentence, shift, spoken_name
from ._earlier_ids import advice_on

EXAMPLE = 'whatif influence Iran --without "Quds Force"'
QUESTION = "What would change in “{query}”?"
COLUMNS: Columns = {"change": "text", "before": "row", "after": "row"}
SENSITIVITY: Columns = {"removed": "either", "lost": "number", "gained": "number", "moved": "number", "shift": "number"}
TRIED = 200
"""The most removals tried, one at a time, to see which matters most."""

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

    Another query is asked with and without the removed parts. Rows with the same subject (the same entity, path, event
    or sign; else the same texts) are compared: rows lost come first, then rows gained, then rows moved, whose other
    values have changed. Each row also says so in words. Removing an entity removes its relations; removing a document
    removes its tellings, and relations without other tellings.

    `query`: query to ask, by its command.
    `arguments`: its own arguments, and options as on its command line.
    `without`: entity, document or relation id to remove; a name is looked up in this order.
    `sensitivity`: list single relations and documents instead, by how much their removal changes the answer.
    `settings`: options of the query when it is called from Python.
    """
    if not without and not sensitivity:
        raise InputError("Say what to remove with --without, or ask for --sensitivity.")
    function = _function(query)

    def ask(state: Store) -> Answer:
        return function(state, *arguments, **{**(settings or {}), "limit": None})

    with store.reading():  # so that a load by others in between does not look like an effect of the removal
        removed = [_removal(store, mention) for mention in without]
        if sensitivity:
            return _sensitivity(store, ask, removed, limit)
        before = ask(store)
        after = _without(store, ask, removed)
    return _comparison(store, before, after, arguments, limit)


def _comparison(store: Store, before: Answer, after: Answer, arguments: tuple[str, ...], limit: int | None) -> Answer:
    """Compare two answers to a question with some arguments."""
    differences = changes(before, after)
    names = _names(store, differences, arguments)
    subject = names.get(arguments[0], arguments[0]) if arguments else "The answer"
    rows: list[Row] = [
        {
            "change": change.kind,
            "before": change.before,
            "after": change.after,
            "words": sentence(change, subject, names),
        }
        for change in differences
    ]
    ids = {id_ for change in differences for row in (change.before, change.after) for id_ in _texts(row)}
    return answer(
        "whatif", COLUMNS, rows, entities=[id_ for id_ in (*before.entities, *after.entities) if id_ in ids],
        relations=[id_ for id_ in (*before.relations, *after.relations) if id_ in ids],
        derived=[relation for relation in (*before.derived, *after.derived) if relation.id in ids], limit=limit,
        notes=() if rows else ["Nothing would change."] if before.rows else [UNANSWERED],
    )  # fmt: skip


def _function(name: str) -> Callable[..., Answer]:
    """Find the function of a query; raises InputError for an unknown one."""
    if name == "whatif":
        raise InputError("whatif cannot ask whatif.")
    try:
        return named(name).function
    except KeyError:
        raise InputError(f"There is no query “{name}” to ask: “linkchart --help” lists them.") from None


UNANSWERED = "The question has no answer, whether or not that is removed."
"""The note on a comparison of two empty answers."""

Removal = tuple[str, str]
"""A thing to remove: `entities`, `documents` or `relations`, and its id."""


def _removal(store: Store, mention: str) -> Removal:
    """Find what a mention names: an entity, else a document, else a relation."""
    entities = store.find([mention])[mention]
    if len(entities) > 1:
        raise AmbiguousEntity(mention, entities)
    if entities:
        return "entities", entities[0]
    if any(store.documents([mention])):
        return "documents", mention
    if any(store.relations(Selection(Scope(modalities=RELATION_MODALITIES), ids=[mention]), bare=True)):
        return "relations", mention
    advice = advice_on(store, mention) or "No document and no relation has this id either."
    raise UnknownEntity(mention, store.nearest(mention), advice)


def _without(store: Store, ask: Callable[[Store], Answer], removed: list[Removal]) -> Answer:
    """Ask a question with some things removed; a question about one of them has no answer."""
    with store.trial() as trial:
        for kind, id_ in removed:
            with suppress(UnknownRelation):  # an earlier removal may have removed it as well
                trial.remove(**{"entities": (), "relations": (), "documents": (), kind: (id_,)})
        try:
            return ask(trial)
        except UnknownEntity:
            return Answer("", {}, ())


def _sensitivity(store: Store, ask: Callable[[Store], Answer], removed: list[Removal], limit: int | None) -> Answer:
    """List single relations and documents, by how much the answer changes without them."""
    before = _without(store, ask, removed) if removed else ask(store)
    single = [id_ for id_ in dict.fromkeys(before.relations) if "+" not in id_]
    single += [half for relation in before.derived for half in relation.id.split("+") if half not in single]
    every = Selection(Scope(modalities=RELATION_MODALITIES), ids=single)
    relations = store.relations(every) if single else ()
    documents = {telling.document for relation in relations for telling in relation.tellings}
    candidates: list[Removal] = [("documents", id_) for id_ in sorted(filter(None, documents))]
    candidates += [("relations", id_) for id_ in sorted(single)]
    rows = [
        _effect(before, _without(store, ask, [*removed, candidate]), candidate[1]) for candidate in candidates[:TRIED]
    ]
    rows = [row for row in rows if row["lost"] or row["gained"] or row["moved"]]
    rows.sort(key=lambda row: (-row["shift"], -row["lost"] - row["gained"], -row["moved"], row["removed"]))
    untried = len(candidates) - TRIED
    notes = [f"Tried {TRIED} of {len(candidates):,} removals: the answer rests on more."] if untried > 0 else []
    shown = [row["removed"] for row in rows[:limit]]
    return answer(
        "whatif", SENSITIVITY, rows, relations=[id_ for id_ in shown if id_ in single], limit=limit, notes=notes
    )


def _effect(before: Answer, after: Answer, removed: str) -> Row:
    """Make the row of a removal: how many rows of the answer were lost, gained and moved."""
    differences = changes(before, after)
    counts = {kind: sum(change.kind == kind for change in differences) for kind in ("lost", "gained", "moved")}
    return {"removed": removed, **counts, "shift": shift(differences)}


def _texts(row: Any) -> list[str]:
    """Collect all texts in a row, however deep."""
    if isinstance(row, str):
        return [row]
    if isinstance(row, Mapping):
        row = list(row.values())
    return [text for item in row for text in _texts(item)] if isinstance(row, list | tuple) else []


def _names(store: Store, differences: list[Change], arguments: tuple[str, ...]) -> dict[str, str]:
    """Look up the names of all entities in the compared rows, and of those the question names."""
    rows = [row for change in differences for row in (change.before, change.after)]
    ids = {id_ for row in rows for id_ in _texts(row) if ":" in id_}
    names = {entity.id: entity.name for entity in store.entities(sorted(ids))} if ids else {}
    for mention, matches in (store.find(list(arguments)) if arguments else {}).items():
        if len(matches) == 1:
            names[mention] = spoken_name(store, matches[0])
    return names
