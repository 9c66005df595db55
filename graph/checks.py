"""The checks on load (semantics, section 1): what a record must be like to become part of the graph."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import blake2b
from struct import Struct
from typing import Any

from .dates import parse_date
from .errors import InputError, SchemaError
from .evidence import Evidence, remember, short
from .fields import clean_fact, fraction, mapping, shape_of, text, text_list
from .grading import CREDIBILITY, RELIABILITY
from .identity import normal
from .model import METHODS, MODALITIES, Document, Entity, Fact
from .naming import Names
from .schema import RelationType, Schema, nearest

PROGRAMS = ("rules", "nlp", "llm")
"""Methods whose facts must quote a sentence that names both ends."""


def check_document(fields: Mapping[str, Any]) -> Document:
    """Return the document that a record describes; raises InputError for one without id or with a bad value."""
    published = text(fields, "published")
    reliability = text(fields, "reliability")
    if reliability is not None and reliability.upper() not in RELIABILITY:
        raise InputError(f"reliability is one of A to F, not “{reliability}”.")
    return Document(
        _needed(fields, "id", "a document"),
        text(fields, "title"),
        text(fields, "publisher"),
        parse_date(published) if published else None,
        text(fields, "path"),
        reliability.upper() if reliability else None,
        mapping(fields, "attributes"),
        text(fields, "text"),
    )


def read_entity(fields: Mapping[str, Any]) -> Entity:
    """Return the entity that a record describes, its id "" when the record gives none."""
    return Entity(
        text(fields, "id") or "",
        _needed(fields, "type", "an entity"),
        _needed(fields, "name", "an entity"),
        text(fields, "kind"),
        tuple(sorted(set(text_list(fields, "aliases")))),
        mapping(fields, "attributes"),
    )


class FactChecker:
    """Checks facts one by one against the ontology, the names and the texts of their documents.

    What a check finds is remembered by value: a big file says few things of many pairs of entities.
    """

    def __init__(self, schema: Schema, names: Names, evidence: Evidence) -> None:
        import orjson

        self._schema = schema
        self._names = names
        self._evidence = evidence
        self._dumps, self._sorted = orjson.dumps, orjson.OPT_SORT_KEYS
        self._symmetric: dict[tuple[Any, str, str], bool] = {}
        self._told: dict[tuple[tuple[str, ...], bytes], tuple[str | None, str]] = {}

    def check(self, record: Mapping[str, Any]) -> Fact:
        """Return the fact of a record; raises a LinkchartError that says what is wrong with it."""
        shape = shape_of(record)
        if shape is None:
            record = clean_fact(record)
            shape = shape_of(record)
            assert shape is not None  # noqa: S101 - what clean_fact returns is clean
        pick, rare = shape
        (source, source_type, relation, target, target_type, date, start, end, document, paragraph, quote,
         credibility) = pick((*record.values(), None))  # fmt: skip
        source = self._names.resolve(source, source_type)
        target = self._names.resolve(target, target_type)
        if self._is_symmetric(relation, source, target) and target < source:
            source, target = target, source
        if date and not start and not end:
            start = end = parse_date(date)
        else:
            start, end = _span(date, start, end)
        told, key = self._details(rare, record) if rare else (None, "")
        if credibility not in _GRADES or (paragraph is not None and not 0 < paragraph < _LARGE):
            clean_fact(record)  # which says what is wrong with them
        if document not in self._evidence.known:
            self._evidence.look_up(document)
        if quote and document in self._evidence.texts:
            self._evidence.check(record)
        if rare and record.get("method") in PROGRAMS:
            self._check_mentions(record, source, target)
        document, quote = document or None, quote or None
        return _fact(Fact, (
            hashed(f"{source}\x1f{relation}\x1f{target}\x1f{start}\x1f{end}{key}"),
            hashed(f"{document}\x1f{paragraph}\x1f{quote}\x1f{credibility}\x1f{told}"),
            source, relation, target, start, end, document, paragraph, quote, credibility, told,
        ))  # fmt: skip

    def _details(self, rare: tuple[str, ...], record: Mapping[str, Any]) -> tuple[str | None, str]:
        """Return what few facts say as JSON, and the part of the relation's key that comes of it."""
        try:
            said = rare, self._dumps([record[key] for key in rare], option=self._sorted)
        except TypeError as error:
            raise InputError(f"the attributes cannot be kept: {error}.") from error
        known = self._told.get(said)
        if known is None:
            fields = clean_fact({key: record[key] for key in rare})
            told = {
                kept: fields[key] for key, kept in _KEPT.items() if key in fields and fields[key] != _DEFAULT.get(key)
            }
            named: dict[str, str] = {}
            if "attributes" in told:
                told["attributes"], named = self._attributes(told["attributes"])
            details = self._dumps(told, option=self._sorted).decode() if told else None
            known = details, "".join(f"\x1f{key}={one}" for key, one in named.items())
            if not named:  # whom a name means may change as the file goes on
                remember(self._told, said, known)
        return known

    def _is_symmetric(self, relation: Any, source: str, target: str) -> bool:
        """Return whether the relation reads the same both ways, once it is known to fit both ends."""
        fit = relation, source.partition(":")[0], target.partition(":")[0]
        known = self._symmetric.get(fit)
        if known is None:
            type_ = self._relation(relation)
            if not (type_.symmetric and self._fits(type_, target, source)):
                self._check_ends(type_, source, target)
            known = self._symmetric[fit] = type_.symmetric
        return known

    def _relation(self, name: Any) -> RelationType:
        if not name:
            raise InputError("a fact needs a relation.")
        relation = self._schema.relations.get(name)
        if relation is None:
            hint = "".join(f" Did you mean {one}?" for one in nearest(name, self._schema.relations))
            raise SchemaError(f"“{name}” is no relation of the ontology.{hint}")
        return relation

    def _fits(self, relation: RelationType, source: str, target: str) -> bool:
        types = self._schema.entity_type(source), self._schema.entity_type(target)
        return types[0] in relation.domain and types[1] in relation.range

    def _check_ends(self, relation: RelationType, source: str, target: str) -> None:
        if self._schema.entity_type(source) not in relation.domain:
            raise SchemaError(f"{relation.name} leads from {_either(relation.domain)}; {source} is none.")
        if self._schema.entity_type(target) not in relation.range:
            raise SchemaError(f"{relation.name} leads to {_either(relation.range)}; {target} is none.")

    def _attributes(self, told: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """Return attributes as they are kept, and those of them that are part of the relation's identity."""
        attributes = dict(told)
        named = {}
        for key in ("against", "via"):
            mention = attributes.get(key)
            if isinstance(mention, str):
                named[key] = attributes[key] = self._names.known(mention) or mention
            elif mention is not None:
                raise InputError(f"the attribute {key} names an entity, it is not {mention!r}.")
        if fraction(attributes, "strength") == 0:
            raise InputError("strength is above 0 and at most 1.")
        return attributes, named

    def _check_mentions(self, fields: Mapping[str, Any], source: str, target: str) -> None:
        method, quote, attributes = fields["method"], fields.get("quote"), fields.get("attributes") or {}
        if not quote:
            raise InputError(f"a fact made by {method} must quote the sentence it was read from.")
        words = f" {normal(quote)} "
        for end, key in ((source, "source_mention"), (target, "target_mention")):
            forms = [*self._names.forms(end), normal(str(attributes.get(key) or ""))]
            if not any(form and f" {form} " in words for form in forms):
                raise InputError(f"a fact made by {method} must quote a sentence that names {end}: “{short(quote)}”")


_KEPT = {
    "confidence": "given", "method": "method", "rule": "made_by", "model": "made_by", "modality": "modality",
    "start_char": "start_char", "end_char": "end_char", "attributed_to": "attributed_to", "place": "place",
    "attributes": "attributes",
}  # fmt: skip
_DEFAULT = {"method": METHODS[0], "modality": MODALITIES[0]}

_LARGE = 1 << 63
_GRADES = {None, *CREDIBILITY}
_signed = Struct(">q").unpack
_fact = tuple.__new__  # a third of the time of calling the class


def _span(date: str | None, start: str | None, end: str | None) -> tuple[str, str]:
    if date:
        raise InputError("a fact has either a date or a start and an end, not both.")
    if start:
        parse_date(start)
    if end:
        parse_date(end)
    if start and end and end + "~" < start:
        raise InputError(f"the start {start} is after the end {end}.")
    return start or "", end or ""


def _needed(fields: Mapping[str, Any], key: str, what: str) -> str:
    value = text(fields, key)
    if not value:
        raise InputError(f"{what} needs a {key}.")
    return value


def _either(types: Collection[str]) -> str:
    *others, last = types
    return f"{', '.join(others)} or {last}" if others else last


def hashed(key: str) -> int:
    """Return the signed 64-bit number that stands for a key."""
    number: int = _signed(blake2b(key.encode(), digest_size=8).digest())[0]
    return number
