"""Facts of the shape that most have, read straight into slots: their types are checked on the way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Raw, Struct, convert
from msgspec.json import encode

from ..model import Entity
from .fields import Record
from .written_names import is_plain

FEWEST = 16
"""Facts that stand together for which it is worth it to look at them a column at a time."""

_Paragraph = Annotated[int, Meta(ge=1, le=(1 << 63) - 1)]
_Grade = Annotated[int, Meta(ge=1, le=6)]


class Plain(Struct, forbid_unknown_fields=True, gc=False):
    """A fact whose ends need no type to be told apart; everything else about it may still be wrong."""

    source: str
    relation: str
    target: str
    date: str | None = None
    start: str | None = None
    end: str | None = None
    document: str | None = None
    paragraph: _Paragraph | None = None
    quote: str | None = None
    credibility: _Grade | None = None


class PlainJson(Plain, forbid_unknown_fields=True, gc=False):
    """A plain fact out of JSON, its attributes as they are written there: they often repeat."""

    attributes: Raw = Raw()


class Rare(Plain, forbid_unknown_fields=True, gc=False):
    """A plain fact that may say more than most."""

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


class RareJson(Rare, forbid_unknown_fields=True, gc=False):
    """Such a fact out of JSON."""

    attributes: Raw = Raw()


class RareMapping(Rare, forbid_unknown_fields=True, gc=False):
    """Such a fact out of a mapping."""

    attributes: dict[str, Any] | None = None


RARE = Rare.__struct_fields__[len(Plain.__struct_fields__) :]
"""What few facts say, besides attributes."""

PlainFacts: TypeAlias = Sequence[PlainJson | RareJson] | Sequence[RareMapping]


class PlainEntity(Struct, forbid_unknown_fields=True, gc=False):
    """An entity out of JSON that says its id."""

    id: str
    type: str
    name: str
    kind: str | None = None
    aliases: list[str] = []
    attributes: dict[str, Any] | None = None


def written(attributes: Raw | dict[str, Any] | None) -> bytes:
    """Return attributes as JSON, b"" for none; raises TypeError for what no JSON says."""
    if isinstance(attributes, Raw):
        return bytes(attributes)
    return encode(attributes) if attributes else b""


@dataclass(frozen=True, slots=True)
class Block:
    """Plain facts, or entities, that stand together.

    `closely` returns the record at a place again, for one that is not so plain after all.
    """

    facts: PlainFacts
    entities: Sequence[PlainEntity]
    closely: Callable[[int], Record]

    def __len__(self) -> int:
        return len(self.facts) + len(self.entities)

    def records(self) -> Iterator[Record]:
        """Return all records again, one by one."""
        return map(self.closely, range(len(self)))


def plain_mappings(records: Sequence[Record]) -> tuple[Block, list[Record]]:
    """Return those of the records of facts that are plain, and the others."""
    try:
        return Block(convert([fields for _, _, fields in records], list[RareMapping]), (), records.__getitem__), []
    except ValueError:
        found = [(record, _plain(record[2])) for record in records]
    plain = [(record, fact) for record, fact in found if fact is not None]
    block = Block([fact for _, fact in plain], (), [record for record, _ in plain].__getitem__)
    return block, [record for record, fact in found if fact is None]


def _plain(fields: dict[str, Any]) -> RareMapping | None:
    try:
        return convert(fields, RareMapping)
    except ValueError:
        return None


def plain_entities(told: Sequence[PlainEntity], prefixes: Mapping[str, str]) -> list[Entity]:
    """Return the entities, none if any of them wants a closer look; ids begin with the prefixes of their types."""
    found = [_entity(one) for one in told if one.id.startswith(prefixes.get(one.type, _NO_ID))]
    entities = [one for one in found if one is not None]
    return entities if len(entities) == len(told) else []


def _entity(one: PlainEntity) -> Entity | None:
    if not one.name or one.name != one.name.strip() or "" in one.aliases or one.attributes:
        return None
    if not (one.id.isprintable() and all(map(is_plain, (one.name, *one.aliases)))):
        return None
    return Entity(one.id, one.type, one.name, one.kind or None, tuple(sorted({*one.aliases})))


_NO_ID = "\0"
