"""Find the proposals of programs in a store that nobody has decided on yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ...graph.decided import decision_key
from ...graph.facts import Fact as StoredFact
from ...graph.loading.checks import PROGRAMS
from ...graph.model import ACCEPTED, COUNTED, Entity, Relation, Telling
from ...graph.records import combined_record
from ...graph.stores.clashes import EVERYTHING
from ...graph.stores.transfer import facts_of
from ...loaders.export import fact_fields
from ...loaders.review.decisions import fact_key, name_key
from ...loaders.review.proposed import ENDS, Fact, Name, Proposed, named_in, offers, rules_in

if TYPE_CHECKING:
    from ...graph.stores.protocol import Store


class Stored(NamedTuple):
    """The open proposals of a store.

    `by_key`: the facts as stored, by the key of the proposal; `links`: pairs of entities that other facts join;
    `by_rule`: for each rule, how many of its facts were accepted unchanged, and how many decided.
    """

    proposed: Proposed
    by_key: Mapping[str, tuple[StoredFact, ...]]
    links: tuple[tuple[str, str, str], ...]
    by_rule: Mapping[str, tuple[int, int]]


class _Scan:
    """Reads all tellings of a store once, and sorts them into open, settled and decided ones."""

    def __init__(self, store: Store) -> None:
        self.open: dict[StoredFact, tuple[Telling, tuple[str, str, str]]] = {}
        self.links: list[tuple[str, str, str]] = []
        self.settled: set[str] = set()  # entities with at least one telling that is no open proposal
        self.right: Counter[str] = Counter()
        self.decided: Counter[str] = Counter()
        decided: set[tuple[str, str, str]] = set()
        for relation in store.relations(EVERYTHING):
            for telling, fact in zip(relation.tellings, facts_of(relation, store.schema), strict=True):
                key = (decision_key(fact), relation.source, relation.target)
                if telling.method in PROGRAMS and telling.reviewed is None:
                    self.open.setdefault(fact._replace(relation_id=0), (telling, key))
                    continue
                self._note_settled(relation, telling, fact)
                if telling.reviewed:
                    decided.add(key)
        self.open = {fact: (telling, key) for fact, (telling, key) in self.open.items() if key not in decided}

    def _note_settled(self, relation: Relation, telling: Telling, fact: StoredFact) -> None:
        self.settled |= {fact.source, fact.target}
        if telling.modality in COUNTED and not telling.retracted:
            self.links.append((relation.source, relation.target, relation.relation))
        for rule in rules_in(telling.made_by) if telling.reviewed else ():
            self.decided[rule] += 1
            self.right[rule] += telling.reviewed == ACCEPTED


def stored_proposals(store: Store) -> Stored:
    """Read the open proposals of a store."""
    scan = _Scan(store)
    ids = {end for fact in scan.open for end in (fact.source, fact.target)}
    entities = _entities_of(store, ids)
    named = _called(entities.values())
    facts: list[Fact] = []
    by_key: dict[str, tuple[StoredFact, ...]] = {}
    for fact, (telling, _) in scan.open.items():
        fields = _fields(fact, telling, entities, named)
        key = fact_key(fields)
        facts.append(Fact(key, fields))
        by_key[key] = (*by_key.get(key, ()), fact)
    documents = tuple({"id": document} for document in sorted({fact.document or "" for fact in scan.open}))
    known = ids & scan.settled | set(_recorded(store, ids, {fact.document for fact in scan.open}))
    names = _names(store, facts, entities, known)
    rules = {rule: (scan.right[rule], count) for rule, count in scan.decided.items()}
    return Stored(Proposed(documents, (), names, tuple(facts)), by_key, tuple(scan.links), rules)


def _recorded(store: Store, ids: Iterable[str], documents: Iterable[str | None]) -> Iterator[str]:
    """Yield the entities recorded by a document that has no proposals."""
    proposing = {*documents, None}
    for record in store.entity_records(list(ids)):
        if not record.mentioned and record.document not in proposing:
            yield record.entity.id


def _entities_of(store: Store, ids: Iterable[str]) -> dict[str, Entity]:
    """Read entities from their records, without judgements."""
    records: dict[str, list[Entity]] = {}
    for record in store.entity_records(list(ids)):
        records.setdefault(record.entity.id, []).append(record.entity)
    return {id_: combined_record(several) for id_, several in records.items()}


def _called(entities: Iterable[Entity]) -> dict[str, str]:
    """Choose the word for each entity: its name, or its id if another entity of its type has that name."""
    counts = Counter((entity.type, entity.name) for entity in entities)
    return {entity.id: entity.name if counts[entity.type, entity.name] == 1 else entity.id for entity in entities}


def _fields(
    fact: StoredFact, telling: Telling, entities: Mapping[str, Entity], named: Mapping[str, str]
) -> dict[str, Any]:
    """Write a telling as the fact that a program proposed, without the judgements on its ends."""
    by = "model" if telling.method == "llm" else "rule"
    fields = fact_fields(fact, telling) | {"rule": None, "model": None, by: telling.made_by}
    for end, id_ in zip(ENDS, (fact.source, fact.target), strict=True):
        fields |= {end: named[id_], f"{end}_type": entities[id_].type}
    return {key: value for key, value in fields.items() if value is not None}


def _names(
    store: Store, facts: Iterable[Fact], entities: Mapping[str, Entity], known: Iterable[str]
) -> dict[str, Name]:
    settled = set(known)
    by_name = {(entity.type, word): entity for entity in entities.values() for word in (entity.id, entity.name)}
    counts = {by_name[named].id: (named, count) for named, count in named_in(facts).items()}
    new = {id_: entities[id_] for id_ in counts if id_ not in settled}
    types = {entity.type for entity in new.values()}
    others = {entity.id: entity for entity in store.entities(types=types) if entity.id not in new} if new else {}
    near = offers(new, others)
    names = {}
    for id_, ((type_, word), count) in counts.items():
        entity = entities[id_]
        key = name_key(type_, word)
        names[key] = Name(key, id_, type_, word, count, entity.kind, id_ if id_ in settled else None, near.get(id_, ()))
    return names
