"""Facts, entities and documents of the usual shapes, decoded straight into slots with their types checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta, Raw, Struct, convert
from msgspec.json import encode
from msgspec.structs import asdict

from ..model import Entity
from .fields import Record
from .written_names import is_plain

FEWEST = 16
"""The fewest consecutive facts that are checked in columns."""

_Paragraph = Annotated[int, Meta(ge=1, le=(1 << 63) - 1)]
_Grade = Annotated[int, Meta(ge=1, le=6)]


class PlainFact(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A fact of the usual keys, with values of the right types; anything else may still be wrong.

    Its attributes stay in JSON, since they often repeat.
    """

    source: str
    relation: str
    target: str
    source_type: str | None = None
    target_type: str | None = None
    source_as: str | None = None
    target_as: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    document: str | None = None
    paragraph: _Paragraph | None = None
    quote: str | None = None
    credibility: _Grade | None = None
    attributes: Raw = Raw()


class FullFact(PlainFact, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A fact of any keys: most facts have none of these, and without them a load need not look for them."""

    confidence: float | None = None
    modality: str | None = None
    place: str | None = None
    attributed_to: str | None = None
    start_char: int | None = None
    end_char: int | None = None
    method: str | None = None
    rule: str | None = None
    model: str | None = None
    extraction: float | None = None
    resolved_by: str | None = None
    sentence: str | None = None
    date_basis: str | None = None
    trigger: str | None = None
    reviewed: str | None = None


RARE = FullFact.__struct_fields__[len(PlainFact.__struct_fields__) :]
"""The rare keys of facts, besides attributes."""


class PlainEntity(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An entity from JSON, with its id."""

    id: str
    type: str
    name: str
    kind: str | None = None
    aliases: Sequence[str] = ()  # an empty list that is written counts as a key
    attributes: dict[str, Any] | None = None
    brought_by: str | None = None


class PlainDocument(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A document without a text, as most are in a large file: each as a record would take a twentieth of its load."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    reliability: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive plain facts, all of one class, or entities, or documents, with their lines in the file."""

    facts: Sequence[PlainFact]
    entities: Sequence[PlainEntity]
    lines: Sequence[int]
    documents: Sequence[PlainDocument] = ()

    def __len__(self) -> int:
        return len(self.lines)

    def record(self, place: int) -> Record:
        """Turn the item at a position into a record, to be checked by itself."""
        if self.entities:
            return self.lines[place], "entity", _said(asdict(self.entities[place]))
        if self.documents:
            return self.lines[place], "document", _said(asdict(self.documents[place]))
        fields = _said(asdict(self.facts[place]))
        if attributes := bytes(fields.pop("attributes")):
            fields["attributes"] = _decoded(attributes)
        return self.lines[place], "fact", fields

    def records(self) -> Iterator[Record]:
        """Turn all items into records."""
        return map(self.record, range(len(self)))


def _decoded(attributes: bytes) -> Any:
    """Decode JSON; a number beyond all bounds becomes infinite, which the check of attributes rejects."""
    from orjson import JSONDecodeError, loads

    try:
        return loads(attributes)
    except JSONDecodeError:
        return json.loads(attributes, parse_int=float)


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def plain_mappings(records: Sequence[Record]) -> tuple[Block, list[Record]]:
    """Separate plain facts from other records of facts."""
    facts = [_plain(fields) for _, _, fields in records]
    lines = [line for (line, _, _), fact in zip(records, facts, strict=True) if fact is not None]
    others = [record for record, fact in zip(records, facts, strict=True) if fact is None]
    return Block([fact for fact in facts if fact is not None], (), lines), others


def _plain(fields: dict[str, Any]) -> FullFact | None:
    """Turn a mapping into a plain fact, None for one that is not plain."""
    try:
        if "attributes" in fields:
            attributes = fields["attributes"]
            fields = {**fields, "attributes": Raw(encode(attributes) if attributes else b"")}
        return convert(fields, FullFact)
    except (ValueError, TypeError, RecursionError):  # a wrong type, or a value that JSON cannot express
        return None


def plain_entities(entities: Sequence[PlainEntity], prefixes: Mapping[str, str]) -> list[Entity]:
    """List the entities, none if any is doubtful; ids begin with the prefixes of their types."""
    plain = [_entity(entity) for entity in entities if entity.id.startswith(prefixes.get(entity.type, _NO_ID))]
    made = [entity for entity in plain if entity is not None]
    return made if len(made) == len(entities) else []


def _entity(entity: PlainEntity) -> Entity | None:
    name, aliases = entity.name, entity.aliases
    if not name or name != name.strip() or entity.attributes or not (entity.id.isprintable() and is_plain(name)):
        return None
    if not aliases:  # as most entities
        return Entity(entity.id, entity.type, name, entity.kind or None)
    if "" in aliases or not all(map(is_plain, aliases)):
        return None
    return Entity(entity.id, entity.type, name, entity.kind or None, tuple(sorted({*aliases})))


_NO_ID = "\0"
