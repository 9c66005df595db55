"""Origins of entity records (a document, a load, or tellings alone), and entities made of their records.

An entity keeps its records in a list of JSON objects, `records`. One that says what the entity says has no more than
its origin.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from ...model import Entity
from ...records import combined_record

TELLINGS = "tellings"
"""The origin of an entity that only tellings speak of."""

Records = dict[str, Entity]
"""The records of one entity by their origin."""


def of_document(document: str) -> str:
    """Name the origin of a document's records."""
    return f"document {document}"


def of_load(number: int) -> str:
    """Name the origin of a load's records, by the number of its entry in the history."""
    return f"load {number}"


def document_of(origin: str) -> str | None:
    """Return the document of an origin, None for a load."""
    return origin.removeprefix("document ") if origin.startswith("document ") else None


def add_record(records: Records, record: Entity, origin: str) -> bool:
    """Add a record to those of an entity, and tell whether it says anything new."""
    if (records and origin == TELLINGS) or _says_nothing_new(records, record, origin):
        return False
    records[origin] = combined_record([records[origin], record] if origin in records else [record])
    return True


def remove_origin(entity: Entity, records: Records, origin: str) -> Entity:
    """Remove the records of an origin; return the rest of the entity."""
    name = combined_record(records.values()).name
    records.pop(origin, None)
    if not records:
        records[TELLINGS] = Entity(entity.id, entity.type, name)
    return combined_record(records.values())


def pack_records(records: Mapping[str, Entity], *, apart: bool = False) -> list[str]:
    """Pack records as an entity stores them; `apart` from the entity, of which judgements make something else."""
    if len(records) == 1 and not apart:
        return [json.dumps({"origin": origin}) for origin in records]
    return [
        json.dumps(
            {"origin": origin, "name": record.name, "kind": record.kind, "aliases": record.aliases}
            | ({"attributes": dict(record.attributes)} if record.attributes else {}),
            ensure_ascii=False,
        )
        for origin, record in sorted(records.items())
    ]


def read_records(entity: Entity, packed: list[str] | None) -> Records:
    """Read the records of an entity, by origin."""
    records = {}
    for text in packed or [json.dumps({"origin": TELLINGS})]:
        fields = json.loads(text)
        origin = fields["origin"]
        records[origin] = entity if "name" not in fields else Entity(
            entity.id, entity.type, fields["name"], fields["kind"], tuple(fields["aliases"]),
            fields.get("attributes", {}),
        )  # fmt: skip
    return records


def _says_nothing_new(records: Records, record: Entity, origin: str) -> bool:
    """Tell whether an earlier load has the same record; loads stay, so one is enough."""
    if origin in records or not origin.startswith("load "):
        return False
    loads = (known for other, known in records.items() if other.startswith("load "))
    return any(combined_record([known, record]) == known for known in loads)
