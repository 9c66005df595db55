"""Copy all of one store into another, in one pass and one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ..errors import InputError, StoreError
from ..facts import Fact
from ..identity.contradictions import check, repeated
from ..identity.in_force import InForce
from ..identity.judgements import cited
from ..identity.records import recorded_names
from ..model import NOTHING, Entity, Relation, Telling
from ..quotes import Text
from ..relation_ids import id_of, key_of, named_part, ref_origin, relation_number
from ..schema import Schema
from ..scope import Selection
from ..telling_details import details_of
from .batches import in_batches
from .clashes import EVERYTHING, Renamed, check_saved, new_editions
from .contract.writer import Writer
from .entity_record import EntityRecord
from .entries import Command
from .handles import in_columns
from .protocol import Store
from .removals import Withdrawn
from .totals import Counts

Value = TypeVar("Value")
Progress = Callable[[int, float], object]

BATCH = 5_000
COMPARED = 500
"""Records looked up in the other store at a time."""


class Transferred(NamedTuple):
    """The result of a copy: counts of new things, tellings that new editions withdrew, and new saved questions."""

    counts: Counts
    withdrawn: Sequence[Withdrawn]
    saved: int


def transfer(
    source: Store,
    target: Store,
    progress: Progress | None = None,
    *,
    new_edition: bool = False,
    rename_documents: Mapping[str, str] = NOTHING,
    rename_saved: Mapping[str, str] = NOTHING,
    judged: bool = True,
) -> Transferred:
    """Copy a store into another one, with its types and saved questions.

    Memory does not grow with the graph. Repeating a copy, also after a fault, ends in the same graph.
    `progress` is called with the number of records so far and the part of all that they are. `new_edition`: other texts
    of the target's documents are later editions of them; `rename_documents`: other ids for some; `rename_saved`: other
    names for saved questions; `judged`: copy the judgements, too, without which everything is as it was loaded. Raises
    InputError where the two call different things alike.
    """
    renamed = Renamed(source, rename_documents, rename_saved)
    renamed.check()
    totals = source.statistics().totals
    watch = _Watch(totals.documents + totals.entities + totals.tellings, progress)
    with target.writer() as writer:
        writer.command = Command("copy", source.url)
        if source.schema.extra:
            writer.extend(source.schema.extra)
        check_saved(renamed, target)
        withdrawn = _send(renamed, writer, watch, new_editions(renamed, target, wanted=new_edition))
        if judged:
            _send_judgements(renamed, target, writer)
    known = target.saved()
    saved = {name: arguments for name, arguments in renamed.saved().items() if known.get(name) != arguments}
    for name, arguments in saved.items():
        target.save(name, arguments)
    return Transferred(writer.counts(), withdrawn, len(saved))


def stranger(source: Store, target: Store) -> str | None:
    """Name something that only the target has, None if there is nothing."""
    return next(_strangers(source, target), None)


def _strangers(source: Store, target: Store) -> Iterator[str]:
    saved = source.saved()
    judged = {judgement.content for judgement in source.judgements()}
    for judgement in target.judgements():
        if judgement.content not in judged:
            yield cited(judgement, recorded_names(target, judgement.entities))
    yield from (f"the saved question “{name}”" for name, said in target.saved().items() if saved.get(name) != said)
    for documents in in_batches((document.id for document in target.documents()), COMPARED):
        known = {document.id for document in source.documents(documents)}
        yield from (f"the document {id_}" for id_ in documents if id_ not in known)
    for entities in in_batches((entity.id for entity in target.entities()), COMPARED):
        known_as = source.find(entities)
        yield from (f"the entity {id_}" for id_ in entities if not known_as[id_])
    for relations in in_batches(target.relations(EVERYTHING), COMPARED):
        yield from _strange_tellings(source, target, relations)


def _strange_tellings(source: Store, target: Store, relations: Sequence[Relation]) -> Iterator[str]:
    """Name the tellings of some relations of the target that the source lacks."""
    # By their ends, since the id of a relation may change with every new telling of its key.
    ids_of = source.find([end for relation in relations for end in (relation.source, relation.target)])
    pairs = {(ids_of[relation.source], ids_of[relation.target]) for relation in relations}
    alike = Selection(EVERYTHING.scope, pairs={(a[0], b[0]) for a, b in pairs if a and b})
    known = {_without_id(fact) for relation in source.relations(alike) for fact in facts_of(relation, source.schema)}
    for fact in (fact for relation in relations for fact in facts_of(relation, target.schema)):
        if _without_id(fact) not in known:
            yield f"a telling that {fact.source} {fact.relation} {fact.target}"


def _without_id(fact: Fact) -> Fact:
    return fact._replace(relation_id=0)


def facts_of(relation: Relation, schema: Schema) -> Iterator[Fact]:
    """Turn the tellings of a relation back into the facts that were loaded."""
    if relation_number(relation.id) is None:
        raise StoreError(f"The relation {relation.id} follows from others and is not kept.")
    kind = schema.relations[relation.relation]
    for telling in relation.tellings:
        ends, names = _as_loaded(relation, telling, symmetric=kind.symmetric)
        origin = ref_origin(telling.publisher, telling.document)
        named = named_part(telling.attributes, kind.key, origin)
        key, start, end = key_of(*ends, named), telling.start or "", telling.end or ""
        number = key if kind.aspect == "event" else id_of(*ends, named, start, end)
        try:
            details = details_of(telling)
        except TypeError as error:
            raise InputError(f"An attribute cannot be copied: {error}.") from error
        yield Fact(
            number, *ends, start, end, telling.document, telling.paragraph, telling.quote, telling.credibility,
            details, key, *names,
        )  # fmt: skip


def _as_loaded(
    relation: Relation, telling: Telling, *, symmetric: bool
) -> tuple[tuple[str, str, str], tuple[str | None, str | None]]:
    """Find the ends, relation and names of a telling as it was loaded."""
    source = telling.source_id or relation.source, telling.source_as
    target = telling.target_id or relation.target, telling.target_as
    if symmetric and target[0] < source[0]:
        source, target = target, source
    return (source[0], relation.relation, target[0]), (source[1], target[1])


def _send_judgements(source: Renamed, target: Store, writer: Writer) -> None:
    """Send the judgements in force that the target lacks; raises InputError for one that contradicts one of these."""
    in_force = InForce(target.judgements())

    def names_of(ids: Collection[str]) -> Mapping[str, str]:
        return {**recorded_names(target, ids), **recorded_names(source.store, ids)}

    for judgement in source.judgements():
        if not repeated(judgement, in_force):
            try:
                check(judgement, in_force, names_of)
            except InputError as error:
                raise InputError(f"{source.store.url} disagrees with {target.url}: {error}") from error
            number = writer.judge(judgement)
            in_force = InForce([*in_force.all, judgement._replace(number=number)])


class _Watch:
    """Counts records as they pass."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._progress = progress
        self._count = 0

    def saw(self, count: int) -> None:
        self._count += count
        if self._progress is not None:
            self._progress(self._count, min(self._count / self._total, 1.0) if self._total else 1.0)


def _send(source: Renamed, writer: Writer, watch: _Watch, new_texts: Mapping[str, str]) -> list[Withdrawn]:
    """Send all records; return the tellings whose quotes are not in the new texts of their documents."""
    for documents in in_batches(source.documents(), BATCH):
        writer.documents(documents)
        watch.saw(len(documents))
    for records in in_batches(source.entity_records(), BATCH):
        _send_records(records, writer)
        watch.saw(len(records))
    for facts in in_batches(
        (fact for relation in source.relations(EVERYTHING) for fact in facts_of(relation, source.store.schema)), BATCH
    ):
        writer.facts(in_columns(facts, writer.entity_handles, writer.document_handles))
        watch.saw(len(facts))
    withdrawals = (writer.withdraw(document, Text(text)) for document, text in new_texts.items())
    return [telling for withdrawn in withdrawals for telling in withdrawn]


def _send_records(records: Sequence[EntityRecord], writer: Writer) -> None:
    """Send the records of entities, grouped by document."""
    writer.mention([record.entity for record in records if record.mentioned])
    by_document: dict[str | None, list[Entity]] = {}
    for record in records:
        if not record.mentioned:
            by_document.setdefault(record.document, []).append(record.entity)
    for document, entities in by_document.items():
        writer.entities(entities, document)
