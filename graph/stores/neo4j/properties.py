"""From tellings to the properties of a relationship, and from the database's rows to the nouns of the model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...grading import telling_confidence
from ...grading import weight as weight_of
from ...model import METHODS, MODALITIES, Document, Entity, Relation, Telling
from ...schema import Schema
from ...telling_order import combined, counting, in_order
from ...voices import confidence_of

COMMON = frozenset(
    (
        *(
            "against",
            "amount",
            "category",
            "claim",
            "count",
            "currency",
            "kind",
            "of",
            "outcome",
            "post",
            "ref",
            "role",
        ),
        *("ref", "role", "share", "support_kinds", "via", "weapon"),
    )
)
"""Attributes that are also properties of their own, to be seen and asked for in Neo4j Browser."""

UNGRADED = -1.0


class Told(NamedTuple):
    """What one fact says of its relation; two tellings that are equal here are one."""

    document: str | None
    paragraph: int | None
    quote: str | None
    credibility: int | None
    details: str | None


class Source(NamedTuple):
    """What a telling's worth and its source line take from its document."""

    title: str | None = None
    publisher: str | None = None
    reliability: str | None = None


Sources = Mapping[str, Source]

PROPERTIES = (
    "id", "start", "end", "strength", "confidence", "weight", "modality", "place", "attributes", "quotes", "sources",
    "documents", "paragraphs", "credibilities", "confidences", "methods", "details",
)  # fmt: skip

# As rows[1:] of `properties`; the attributes of their own come last, as a map.
ASSIGNED = "{" + ", ".join(f"{name}: row[{place}]" for place, name in enumerate(PROPERTIES, 1)) + "}"
OWN = f"row[{len(PROPERTIES) + 1}]"
FREE = len(PROPERTIES) + 2
"""The first place in a row that `properties` leaves free."""

_LISTS = ("documents", "paragraphs", "quotes", "credibilities", "details")
TOLD = ", ".join(f"coalesce(r.{name}, [])" for name in _LISTS)
"""What `told_from` reads, as columns of a query."""


def properties(
    id_: str, start: str | None, end: str | None, name: str, told: Sequence[Told], schema: Schema, sources: Sources
) -> list[Any]:
    """Return the properties of a relation that follow from its tellings, in the order of PROPERTIES, then its own."""
    pairs = [(_telling(one, sources), one) for one in told]
    tellings = in_order(one for one, _ in pairs) if len(pairs) > 1 else (pairs[0][0],)
    details = {id(telling): one.details or "" for telling, one in pairs}
    counted = counting(tellings)
    modality, confidence = tellings[0].modality, confidence_of(counted)
    said = [float(one.attributes["strength"]) for one in tellings if one.attributes.get("strength") is not None]
    strength = max(said, default=float(schema.relations[name].strength))
    weight = weight_of(strength, confidence)
    place, attributes = combined(counted)
    own = {camel(key): value for key, value in attributes.items() if key in COMMON and _plain(value)}
    methods = [one.method for one in tellings]
    return [
        id_, start or None, end or None, strength, confidence, weight, modality, place,
        None if own.keys() >= {camel(key) for key in attributes} else packed(attributes),
        [one.quote or "" for one in tellings],
        _unless_empty([_source_line(one, sources) for one in tellings]),
        _unless_empty([one.document or "" for one in tellings]),
        _unless_empty([one.paragraph or 0 for one in tellings]),
        _unless_empty([one.credibility or 0 for one in tellings]),
        _confidences(tellings),
        None if all(method == METHODS[0] for method in methods) else methods,
        _unless_empty([details[id(one)] for one in tellings]),
        own,
    ]  # fmt: skip


def kinds(schema: Schema) -> dict[str, dict[str, Any]]:
    """Return the properties that all relations of a name share, by name: what the ontology says of it."""
    return {
        name: {"sign": one.sign, "onPath": one.on_path, "conducts": one.conducts, "symmetric": one.symmetric}
        for name, one in schema.relations.items()
    }


def told_from(
    documents: Sequence[str],
    paragraphs: Sequence[int],
    quotes: Sequence[str],
    credibilities: Sequence[int],
    details: Sequence[str],
) -> list[Told]:
    """Return the tellings that the lists of a relationship hold."""

    def of(values: Sequence[Any], place: int) -> Any:
        return values[place] or None if values else None

    return [
        Told(of(documents, n), of(paragraphs, n), quotes[n] or None, of(credibilities, n), of(details, n))
        for n in range(len(quotes))
    ]


def tellings_of(told: Sequence[Told], sources: Sources) -> tuple[Telling, ...]:
    """Return tellings, the surest first."""
    return in_order(_telling(one, sources) for one in told)


def relation_of(row: Sequence[Any], schema: Schema, told: Sequence[Told], sources: Sources) -> Relation:
    """Return a relation from its row: id, ends, type, dates and grades."""
    id_, source, name, target, start, end, strength, confidence, modality, weight = row
    tellings = tellings_of(told, sources)
    place, attributes = combined(counting(tellings)) if tellings else (None, {})
    return Relation(
        id_, source, name, target, start, end, schema.relations[name].sign, strength, confidence, weight, modality,
        place, attributes, False, attributes.get("via"), tellings,
    )  # fmt: skip


def entities_of(rows: Iterator[list[Any]]) -> Iterator[Entity]:
    """Return entities from rows of id, type, name, kind, aliases, attributes."""
    for id_, type_, name, kind, aliases, attributes in rows:
        yield Entity(id_, type_, name, kind, tuple(aliases or ()), json.loads(attributes or "{}"))


def documents_of(rows: Iterator[list[Any]]) -> Iterator[Document]:
    """Return documents from rows of id, title, publisher, published, path, reliability, attributes, text."""
    for *fields, attributes, text in rows:
        yield Document(*[*fields, json.loads(attributes or "{}"), text])


def packed(attributes: Mapping[str, Any]) -> str | None:
    """Return attributes as JSON, None when there are none."""
    return json.dumps(dict(attributes), ensure_ascii=False, sort_keys=True) if attributes else None


def _telling(one: Told, sources: Sources) -> Telling:
    told = json.loads(one.details) if one.details else {}
    source = sources.get(one.document, Source()) if one.document else Source()
    given = told.get("given")
    return Telling(
        one.document, source.publisher, one.paragraph, told.get("start_char"), told.get("end_char"), one.quote,
        told.get("method", METHODS[0]), told.get("made_by"), given, one.credibility,
        telling_confidence(given, one.credibility, source.reliability), told.get("modality", MODALITIES[0]),
        told.get("attributed_to"), told.get("place"), told.get("attributes", {}),
    )  # fmt: skip


def _source_line(one: Telling, sources: Sources) -> str:
    if one.document is None:
        return one.attributed_to or ""
    title = sources.get(one.document, Source()).title or one.document
    return title if one.paragraph is None else f"{title}, paragraph {one.paragraph}"


def _confidences(tellings: Sequence[Telling]) -> list[float] | None:
    if all(one.confidence is None for one in tellings):
        return None
    return [UNGRADED if one.confidence is None else one.confidence for one in tellings]


def _unless_empty(values: list[Any]) -> list[Any] | None:
    return values if any(values) else None


def camel(key: str) -> str:
    """Return the name of a property for a key in snake_case."""
    first, *others = key.split("_")
    return first + "".join(map(str.title, others))


def _plain(value: Any) -> bool:
    """Whether a property can hold a value: a text, a number, or a list of texts."""
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str | bool | float) or (isinstance(value, int) and -(1 << 63) <= value < 1 << 63)
