"""Conversion between relations of the model and properties of relationships."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ...documents import Document
from ...fact_keys import ATTRIBUTES
from ...grading import weight
from ...merging import Merged, merged
from ...model import METHODS, NOTHING, RETRACTED, Entity, Relation, Telling
from ...relation_ids import id_of, key_of, named_part, ref_origin, relation_name
from ...schema import RelationType, Schema
from ...telling_order import standing_of
from .tellings import (
    LISTS,
    KeyTellings,
    Source,
    Sources,
    StoredTelling,
    lists_of,
    named_now,
    stored_telling,
    telling_of,
)
from .voice_lists import voices_of

COMMON = ATTRIBUTES - {"strength"}  # which is a property anyway
"""Attributes that are also separate properties, for use in Neo4j Browser."""

UNGRADED = -1.0

PROPERTIES = (
    "id", "key", "start", "end", "strength", "confidence", "weight", "modality", "place", "attributes", "disputed",
    "type", "denied", "deniedBy", "retracted", "retractedSources", "sources", "confidences", "methods", "modalities",
    "voices", *LISTS,
)  # fmt: skip

# As rows[1:] of `properties`; the attributes of their own come last, as a map.
ASSIGNED = "{" + ", ".join(f"{name}: row[{place}]" for place, name in enumerate(PROPERTIES, 1)) + "}"
OWN = f"row[{len(PROPERTIES) + 1}]"
FREE = len(PROPERTIES) + 2
"""The first position in a row that `properties` does not use."""


def relations_of(
    tellings: KeyTellings, schema: Schema, sources: Sources, standing: Mapping[str, str] = NOTHING
) -> dict[str, list[Any]]:
    """Make the properties of the relations of a key from its tellings, by id; `standing`: representatives by entity."""
    kind = schema.relations[tellings.name]
    stored_by_id = {
        id(telling): (stored, telling) for stored in tellings.tellings for telling in [telling_of(stored, sources)]
    }
    rows = {}
    for relation in merged([telling for _, telling in stored_by_id.values()], kind.aspect):
        id_ = relation_name(_number(tellings, relation, kind, standing))
        relation = relation._replace(attributes=named_now(relation.attributes, standing))  # noqa: PLW2901
        stored = [stored_by_id[id(telling)][0] for telling in relation.tellings]
        rows[id_] = _properties(id_, key_name(tellings.key), relation, stored, kind, sources)
    return rows


def properties_of(relation: Relation, schema: Schema, sources: Sources) -> list[Any]:
    """List the properties of a relation from another store, in the order of PROPERTIES, then its own."""
    kind, first = schema.relations[relation.relation], relation.tellings[0]
    merged_ = Merged(
        relation.start or "", relation.end or "", relation.modality, relation.confidence, relation.place,
        relation.attributes, relation.disputed, relation.tellings, first,
    )  # fmt: skip
    key = key_of(relation.source, relation.relation, relation.target, _named(first, kind))
    stored = [stored_telling(telling) for telling in relation.tellings]
    return _properties(relation.id, key_name(key), merged_, stored, kind, sources)


def key_name(key: int) -> str:
    """Write a key as the text in the index of relations."""
    return f"k{key & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def key_number(name: str) -> int:
    """Read a key from its text."""
    number = int(name[1:], 16)
    return number - (1 << 64 if number >> 63 else 0)


def _number(tellings: KeyTellings, relation: Merged, kind: RelationType, standing: Mapping[str, str]) -> int:
    if kind.aspect == "event" or not (relation.start or relation.end):
        return tellings.key
    named = _named(relation.lead, kind, standing)
    return id_of(tellings.source, tellings.name, tellings.target, named, relation.start, relation.end)


def _named(telling: Telling, kind: RelationType, standing: Mapping[str, str] = NOTHING) -> str:
    """Write the attributes' part of a telling's key."""
    origin = ref_origin(telling.publisher, telling.document) if "ref" in telling.attributes else ""
    return named_part(named_now(telling.attributes, standing), kind.key, origin) if telling.attributes else ""


def _properties(
    id_: str, key: str, relation: Merged, stored: Sequence[StoredTelling], kind: RelationType, sources: Sources
) -> list[Any]:
    """List the properties of a relation, in the order of PROPERTIES, then its own attributes."""
    strength = float(relation.attributes.get("strength", kind.strength))
    attributes, tellings = relation.attributes, relation.tellings
    plain = {name: value for name, value in attributes.items() if _plain(value)}
    own = {camel(name): value for name, value in plain.items() if name in COMMON or name in asked(kind)}
    return [
        id_, key, relation.start or None, relation.end or None, strength, relation.confidence,
        weight(strength, relation.confidence), relation.modality, relation.place,
        None if attributes.keys() <= COMMON & plain.keys() else packed(attributes),
        list(relation.disputed) or None,
        marked_type(kind.name, relation.modality, relation.disputed),
        *_denied(relation, sources),
        *_retracted(relation, sources),
        _unless_empty([_source_line(telling, sources) for telling in tellings]),
        _confidences(tellings),
        _unless_all([telling.method for telling in tellings], METHODS[0]),
        _unless_all([telling.modality for telling in tellings], relation.modality),
        voices_of(tellings),
        *lists_of(stored, relation.start, relation.end),
        own,
    ]  # fmt: skip


def _denied(relation: Merged, sources: Sources) -> tuple[bool | None, list[str] | None]:
    """Make the properties of a relation that some tellings deny: the mark, and their sources."""
    if relation.modality == "negated":
        return None, None
    denials = [telling for telling in relation.tellings if standing_of(telling) == "negated"]
    return True if denials else None, [_source_line(telling, sources) for telling in denials] or None


def _retracted(relation: Merged, sources: Sources) -> tuple[bool | None, list[str] | None]:
    """Make the properties of retraction: a mark if all tellings are retracted, and the sources of the retracted."""
    retracted = [_source_line(telling, sources) for telling in relation.tellings if telling.retracted]
    return True if relation.modality == RETRACTED else None, retracted or None


def asked(kind: RelationType) -> frozenset[str]:
    """Name the attribute of a case's own relation that queries use, which is therefore a property, too.

    One whose name is that of another property is stored among the attributes only.
    """
    return frozenset(name for name in filter(None, [kind.fraction]) if camel(name) not in _TAKEN)


def marked_type(name: str, modality: str, disputed: Collection[str]) -> str | None:
    """Write Browser's label for a relationship that is disputed, only denied or retracted.

    >>> marked_type("SUPPORTS", "asserted", ["denied"]), marked_type("SUPPORTS", "negated", [])
    ('? SUPPORTS', '✗ SUPPORTS')
    """
    if modality in ("negated", RETRACTED):
        return f"✗ {name}"
    return f"? {name}" if disputed else None


def kinds(schema: Schema) -> dict[str, dict[str, Any]]:
    """List the properties that the ontology gives all relations of a name."""
    return {
        name: {"sign": kind.sign, "onPath": kind.on_path, "conducts": kind.conducts, "symmetric": kind.symmetric}
        for name, kind in schema.relations.items()
    }


def relation_of(row: Sequence[Any], schema: Schema, stored: Sequence[StoredTelling], sources: Sources) -> Relation:
    """Make a relation from its row: id, ends, type, dates and grades, place, attributes, own, disputes."""
    id_, source, name, target, start, end, strength, confidence, modality, worth, place, attributes, own, disputed = row
    known = json.loads(attributes) if attributes else _own(own)
    return Relation(
        id_, source, name, target, start, end, schema.relations[name].sign, strength, confidence, worth, modality,
        place, known, False, known.get("via"), tuple(telling_of(telling, sources) for telling in stored),
        tuple(disputed or ()),
    )  # fmt: skip


def _own(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Select the attributes among the properties of a relationship."""
    return {name: value for name, key in _KEYS.items() if (value := properties.get(key)) is not None}


def entities_of(rows: Iterator[list[Any]]) -> Iterator[Entity]:
    """Yield entities from rows of id, type, name, kind, aliases, attributes."""
    for id_, type_, name, kind, aliases, attributes in rows:
        yield Entity(id_, type_, name, kind, tuple(aliases or ()), json.loads(attributes or "{}"))


def documents_of(rows: Iterator[list[Any]]) -> Iterator[Document]:
    """Yield documents from rows of DOCUMENT_FIELDS."""
    for row in rows:
        yield Document._make((*row[:6], json.loads(row[6] or "{}"), *row[7:]))


DOCUMENT_FIELDS = (
    "d.id, d.title, d.publisher, d.published, d.path, d.reliability, d.attributes, d.text, d.url, d.edition, "
    "d.retracted, d.replacedBy"
)


def packed(attributes: Mapping[str, Any]) -> str | None:
    """Write attributes as JSON, None when there are none."""
    return json.dumps(dict(attributes), ensure_ascii=False, sort_keys=True) if attributes else None


def _source_line(telling: Telling, sources: Sources) -> str:
    if telling.document is None:
        return telling.attributed_to or ""
    title = sources.get(telling.document, Source()).title or telling.document
    return title if telling.paragraph is None else f"{title}, paragraph {telling.paragraph}"


def _confidences(tellings: Sequence[Telling]) -> list[float] | None:
    if all(telling.confidence is None for telling in tellings):
        return None
    return [UNGRADED if telling.confidence is None else telling.confidence for telling in tellings]


def _unless_empty(values: list[Any]) -> list[Any] | None:
    return values if any(values) else None


def _unless_all(values: list[str], usual: str) -> list[str] | None:
    return None if all(value == usual for value in values) else values


def camel(key: str) -> str:
    """Name the property for a key in snake_case."""
    first, *others = key.split("_")
    return first + "".join(map(str.title, others))


def _plain(value: Any) -> bool:
    """Check whether a value can be a property: a text, a number, or a list of texts."""
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str | bool | float) or (isinstance(value, int) and -(1 << 63) <= value < 1 << 63)


_TAKEN = {*PROPERTIES, *map(camel, COMMON), "sign", "onPath", "conducts", "symmetric", "writes", "loads", "keptFrom"}
_KEYS = {name: camel(name) for name in sorted(COMMON)}
"""The property of each common attribute."""
