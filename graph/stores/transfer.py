"""From one store to another: all that the one holds, in one pass and in one transaction of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from ..errors import InputError, StoreError
from ..merging import relation_key
from ..model import METHODS, MODALITIES, Fact, Relation, Telling
from ..scope import Scope, Selection
from .handles import in_columns
from .protocol import Counts, Store, Writer

Value = TypeVar("Value")
Progress = Callable[[int, float], object]

BATCH = 5_000
COMPARED = 500
"""Records looked up at a time to see whether another store holds them too."""

EVERYTHING = Selection(Scope(modalities=MODALITIES))
"""All relations, whatever holds of them."""


def transfer(source: Store, target: Store, progress: Progress | None = None) -> Counts:
    """Return what is new in the target once it holds all that the source holds, its types and saved queries included.

    It streams: memory does not grow with the graph. To do it again, after whatever fault, ends in the same graph.
    `progress` is called with the number of records so far and the part of all that they are.
    """
    totals = source.statistics().totals
    watch = _Watch(totals.documents + totals.entities + totals.tellings, progress)
    with target.writer() as writer:
        if source.schema.extra:
            writer.extend(source.schema.extra)
        _send(source, writer, watch)
    held = target.saved()
    for name, arguments in source.saved().items():
        if held.get(name) != arguments:
            target.save(name, arguments)
    return writer.counts()


def stranger(source: Store, target: Store) -> str | None:
    """Return what a person would call something that the target holds and the source does not, None if nothing."""
    return next(_strangers(source, target), None)


def _strangers(source: Store, target: Store) -> Iterator[str]:
    saved = source.saved()
    yield from (f"the saved query “{name}”" for name, said in target.saved().items() if saved.get(name) != said)
    for documents in in_batches((one.id for one in target.documents()), COMPARED):
        known = {one.id for one in source.documents(documents)}
        yield from (f"the document {id_}" for id_ in documents if id_ not in known)
    for entities in in_batches((one.id for one in target.entities()), COMPARED):
        known = {one.id for one in source.entities(entities)}
        yield from (f"the entity {id_}" for id_ in entities if id_ not in known)
    for relations in in_batches(target.relations(EVERYTHING), COMPARED):
        same = Selection(EVERYTHING.scope, ids=[one.id for one in relations])
        told = {fact for one in source.relations(same) for fact in facts_of(one)}
        for fact in (fact for one in relations for fact in facts_of(one) if fact not in told):
            yield f"a telling that {fact.source} {fact.relation} {fact.target}"


def facts_of(relation: Relation) -> Iterator[Fact]:
    """Return the tellings of a relation as the facts that they were when they were checked and loaded."""
    key = relation_key(relation.id)
    if key is None:
        raise StoreError(f"The relation {relation.id} follows from others and is not kept.")
    for one in relation.tellings:
        details = _details(one)
        where = one.document, one.paragraph, one.quote, one.credibility, details
        start, end = relation.start or "", relation.end or ""
        yield Fact(key, relation.source, relation.relation, relation.target, start, end, *where)


def in_batches(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """Return the values in lists of at most `size`."""
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch


class _Watch:
    """Counts what goes by."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._progress = progress
        self._count = 0

    def saw(self, count: int) -> None:
        self._count += count
        if self._progress is not None:
            self._progress(self._count, min(self._count / self._total, 1.0) if self._total else 1.0)


def _send(source: Store, writer: Writer, watch: _Watch) -> None:
    for documents in in_batches(source.documents(), BATCH):
        writer.documents(documents)
        watch.saw(len(documents))
    for entities in in_batches(source.entities(), BATCH):
        writer.entities(entities)
        watch.saw(len(entities))
    for facts in in_batches((fact for one in source.relations(EVERYTHING) for fact in facts_of(one)), BATCH):
        writer.facts(in_columns(facts, writer.entity_handles, writer.document_handles))
        watch.saw(len(facts))


def _details(one: Telling) -> str | None:
    """Return what few tellings say, as FactChecker keeps it."""
    from orjson import OPT_SORT_KEYS, dumps

    told: Mapping[str, Any] = {
        "given": one.given,
        "method": one.method if one.method != METHODS[0] else None,
        "made_by": one.made_by,
        "modality": one.modality if one.modality != MODALITIES[0] else None,
        "start_char": one.start_char,
        "end_char": one.end_char,
        "attributed_to": one.attributed_to,
        "place": one.place,
        "attributes": dict(one.attributes) or None,
    }
    said = {key: value for key, value in told.items() if value is not None}
    try:
        return dumps(said, option=OPT_SORT_KEYS).decode() if said else None
    except TypeError as error:
        raise InputError(f"An attribute cannot be copied: {error}.") from error
