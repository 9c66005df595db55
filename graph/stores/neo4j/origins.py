"""Origins of entity records: a document, a load, or tellings alone.

An entity has its records in a list of JSON objects, `records`. A record equal to the entity has no more than
its origin. Records of older versions name their document without a load.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from ...model import Entity
from ...records import combined_record

TELLINGS = "tellings"
"""The origin of an entity without records, which only tellings mention."""

_DOCUMENT = "document "
_LOAD = "load "

Records = dict[str, Entity]
"""The records of one entity by their origin."""


def of_document(document: str) -> str:
    """Name the origin of a document's records while the number of their load is not known."""
    return f"{_DOCUMENT}{document}"


def of_load(number: int, origin: str = "") -> str:
    """Name the origin of a load's records, or of those of a document (its `origin`) in a load.

    >>> of_load(3), of_load(3, of_document("memo"))
    ('load 3', 'load 3 document memo')
    """
    return f"{_LOAD}{number} {origin}" if origin else f"{_LOAD}{number}"


def document_of(origin: str) -> str | None:
    """Find the document of an origin, None if it has none."""
    _, separator, document = origin.partition(_DOCUMENT)
    return document if separator else None


def load_of(origin: str) -> int:
    """Find the number of the load of an origin, 0 where it is not known.

    >>> load_of("load 3 document memo"), load_of("document memo")
    (3, 0)
    """
    return int(origin.split(" ", 2)[1]) if origin.startswith(_LOAD) else 0


def add_record(records: Records, record: Entity, origin: str) -> bool:
    """Add a record to those of an entity; return whether that changed them."""
    if records and origin == TELLINGS:
        return False
    records[origin] = combined_record([records[origin], record] if origin in records else [record])
    return True


def remove_origins(entity: Entity, records: Records, gone: Callable[[str], bool]) -> bool:
    """Remove the records of some origins; return whether there were any."""
    chosen = [origin for origin in records if gone(origin)]
    if not chosen:
        return False
    name = combined_record(records.values()).name
    for origin in chosen:
        del records[origin]
    if not records:
        records[TELLINGS] = Entity(entity.id, entity.type, name)
    return True


def pack_records(records: Mapping[str, Entity], *, apart: bool = False) -> list[str]:
    """Pack records as an entity stores them; `apart`: judgements make the entity differ from them."""
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


def read_origins(packed: list[str] | None) -> list[str]:
    """List the origins of an entity's records."""
    return [json.loads(text)["origin"] for text in packed or ()]


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
