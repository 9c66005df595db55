"""Entities combined from their records, before any judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from ..model import Entity
from ..records import combined_record
from ..stores.entity_record import EntityRecord
from ..stores.protocol import Store
from .in_force import InForce
from .judgements import Judgement


def recorded_entities(records: Iterable[EntityRecord], judgements: Iterable[Judgement]) -> Iterator[Entity]:
    """Yield each entity combined from its records, given in order of id, without those of splits."""
    in_force = InForce(judgements)
    for id_, some in groupby(records, lambda record: record.entity.id):
        own = list(some)
        if in_force.split_off(id_) is None or not all(record.mentioned for record in own):
            yield combined_record(record.entity for record in own)


def records_by_origin(records: Iterable[EntityRecord], judgements: Iterable[Judgement]) -> Iterator[EntityRecord]:
    """Yield the records, given in order of id, one for each origin of an entity, without those of splits."""
    in_force = InForce(judgements)
    for id_, some in groupby(records, lambda record: record.entity.id):
        by_origin: dict[tuple[bool, str], list[EntityRecord]] = {}
        for record in some:
            by_origin.setdefault((not record.mentioned, record.document or ""), []).append(record)
        if in_force.split_off(id_) is None or any(is_record for is_record, _ in by_origin):
            for _, alike in sorted(by_origin.items()):
                yield alike[0]._replace(entity=combined_record(record.entity for record in alike))


def recorded_names(store: Store, ids: Collection[str]) -> dict[str, str]:
    """Map entities, also represented ones, to their names, without names that two of them share."""
    names = {entity.id: entity.name for entity in recorded_entities(store.entity_records(ids), ())}
    shared = Counter(names.values())
    return {id_: name for id_, name in names.items() if shared[name] == 1}
