"""The checks on load (semantics, section 1): what a record must be like to become part of the graph."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from ..counts import stored_count
from ..date_reading import ReadDate, read_date
from ..errors import InputError, SchemaError
from ..grading import RELIABILITY
from ..identity.similar import nearest
from ..model import METHODS, MODALITIES, Document, Entity, Fact
from ..names import normal
from ..relation_ids import hashed
from ..schema import RelationType, Schema
from .documents import Evidence, remember, short
from .fields import clean_fact, fraction, mapping, name, text, text_list
from .mentions import Names
from .notes import Notes

PROGRAMS = frozenset(("rules", "nlp", "llm"))
"""Methods whose facts must quote a sentence that names both ends."""

DETAILS = {
    "confidence": "given", "method": "method", "rule": "made_by", "model": "made_by", "modality": "modality",
    "start_char": "start_char", "end_char": "end_char", "attributed_to": "attributed_to", "place": "place",
    "attributes": "attributes",
}  # fmt: skip
"""What few facts say, and how it is called where it is kept (see model.Fact)."""


class Details(NamedTuple):
    """What few facts say as JSON, None for nothing, and what of it is part of the relation's identity.

    `lasting`: whether it means the same later in the file; a name in it may come to mean somebody else.
    """

    kept: str | None
    key: str
    lasting: bool = True


NO_DETAILS = Details(None, "")


def check_document(fields: Mapping[str, Any], order: str | None = None) -> Document:
    """Return the document that a record describes; raises InputError for one without id or with a bad value."""
    published = text(fields, "published")
    reliability = text(fields, "reliability")
    if reliability is not None and reliability.upper() not in RELIABILITY:
        raise InputError(f"reliability is one of A to F, not “{reliability}”.")
    return Document(
        _needed(fields, "id", "a document"),
        text(fields, "title"),
        text(fields, "publisher"),
        _published(published, order) if published else None,
        text(fields, "path"),
        reliability.upper() if reliability else None,
        mapping(fields, "attributes"),
        text(fields, "text"),
    )


def _published(text: str, order: str | None) -> str:
    start, end, circa = read_date(text, order)
    if start != end or circa:
        raise InputError(f"published is one day, month or year, not “{text}”.")
    return start


def read_entity(fields: Mapping[str, Any]) -> Entity:
    """Return the entity that a record describes, its id "" when the record gives none."""
    return Entity(
        name(fields, "id") or "",
        _needed(fields, "type", "an entity"),
        _needed(fields, "name", "an entity").strip(),
        text(fields, "kind"),
        tuple(sorted(set(text_list(fields, "aliases")))),
        mapping(fields, "attributes"),
    )


class FactChecker:
    """Checks facts one by one against the ontology, the names and the texts of their documents."""

    def __init__(
        self, schema: Schema, names: Names, evidence: Evidence, notes: Notes, *, order: str | None = None
    ) -> None:
        """Check against these; `order` decides dates that can mean two days."""
        import orjson

        self._schema = schema
        self._names = names
        self._evidence = evidence
        self._notes = notes
        self.order = order
        self.relations = schema.relations
        self._dumps, self._sorted = orjson.dumps, orjson.OPT_SORT_KEYS
        self._symmetric: dict[tuple[Any, str, str], bool] = {}
        self._told: dict[bytes, Details] = {}

    def check(self, record: Mapping[str, Any]) -> Fact:
        """Return the fact of a record; raises a LinkchartError that says what is wrong with it."""
        fields = clean_fact(record)
        relation = self._relation(fields.get("relation")).name
        document, quote = fields.get("document"), fields.get("quote")
        if document is not None:
            self._evidence.look_up(document)
        source = self._names.resolve(fields.get("source"), fields.get("source_type"))
        target = self._names.resolve(fields.get("target"), fields.get("target_type"))
        if self.is_symmetric(relation, source, target) and target < source:
            source, target = target, source
        start, end, circa = span(fields.get("date"), fields.get("start"), fields.get("end"), self.order)
        if circa:
            fields["attributes"] = {"circa": True} | dict(fields.get("attributes", {}))
        if source == target:
            self._notes.add("self-loop", f"{relation} leads from {source} to itself.")
        if quote and document in self._evidence.texts:
            place = self._evidence.check(fields)
            quote = place.wording
            fields |= {"start_char": place.start, "end_char": place.end}
        told, named, _ = self.details({name: fields[name] for name in DETAILS if name in fields})
        if fields.get("method") in PROGRAMS:
            self._check_mentions(fields, source, target)
        ends = source, relation, target, start, end
        (key,) = hashed([(*ends, named)])
        return Fact(key, *ends, document, fields.get("paragraph"), quote, fields.get("credibility"), told)

    def details(self, fields: Mapping[str, Any]) -> Details:
        """Return what the DETAILS among the keys of a fact say.

        It is remembered: a big file says few things of a great many relations. Raises InputError.
        """
        if not fields:
            return NO_DETAILS
        try:
            said = self._dumps(fields, option=self._sorted)
        except TypeError as error:
            raise InputError(f"the attributes cannot be kept: {error}.") from error
        known = self._told.get(said)
        if known is None:
            clean = clean_fact(fields)
            _check_characters(clean)
            kept = [key for key in DETAILS if key in clean and clean[key] != _DEFAULT.get(key)]
            told = {DETAILS[key]: clean[key] for key in kept}
            attributes, named = self._attributes(told.get("attributes", {}))
            if attributes:
                told["attributes"] = attributes
            text = self._dumps(told, option=self._sorted).decode() if told else None
            lasting = all(fields["attributes"][key] in self._names.ids for key in named)
            known = Details(text, "".join(f"\x1f{key}={one}" for key, one in named.items()), lasting)
            if lasting:
                remember(self._told, said, known)
        return known

    def is_symmetric(self, relation: Any, source: str, target: str) -> bool:
        """Return whether a relation reads the same both ways, once it is known to fit both ends; raises SchemaError."""
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
        relation = self.relations.get(name) or self.relations.get(_in_capitals(name))
        if relation is None:
            hint = "".join(f" Did you mean {one}?" for one in nearest(_in_capitals(name), self.relations))
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
        if "count" in attributes:
            attributes["count"] = stored_count(attributes["count"])
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


_DEFAULT = {"method": METHODS[0], "modality": MODALITIES[0]}


def span(date: str | None, start: str | None, end: str | None, order: str | None = None) -> ReadDate:
    """Return first and last date as they are kept, "" for an open bound; raises InputError."""
    if date and (start or end):
        raise InputError("a fact has either a date or a start and an end, not both.")
    if date:
        return read_date(date, order)
    first, last = (read_date(bound, order) if bound else ReadDate("", "") for bound in (start, end))
    if first.start and last.end and last.end + "~" < first.start:
        raise InputError(f"the start {first.start} is after the end {last.end}.")
    return ReadDate(first.start, last.end, first.circa or last.circa)


def _in_capitals(relation: str) -> str:
    """Return the name of a relation as the ontology writes it."""
    return "_".join(relation.upper().replace("-", "_").split())


def _check_characters(fields: Mapping[str, Any]) -> None:
    first, last = fields.get("start_char"), fields.get("end_char")
    if first is not None and last is not None and last < first:
        raise InputError(f"start_char {first} is behind end_char {last}.")


def _needed(fields: Mapping[str, Any], key: str, what: str) -> str:
    value = name(fields, key) if key == "id" else text(fields, key)
    if not value or value.isspace():
        raise InputError(f"{what} needs a {key}.")
    return value


def _either(types: Collection[str]) -> str:
    *others, last = types
    return f"{', '.join(others)} or {last}" if others else last
