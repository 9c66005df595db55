"""The checks that a record must pass to become part of the graph (docs/semantics.md, Facts files)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from ..counts import stored_count
from ..date_reading import ReadDate, read_date
from ..errors import InputError, SchemaError
from ..facts import DETAILS, USUAL, is_plain, pack_details
from ..grading import RELIABILITY
from ..identity.similar import nearest
from ..model import NOTHING, Document, Entity, Fact
from ..names import normal
from ..relation_ids import id_of, key_of, named_part, ref_origin
from ..schema import RelationType, Schema
from .documents import Evidence, remember, short
from .fields import clean_fact, fraction, mapping, name, storable, text, text_list
from .mentions import Names
from .notes import Notes

PROGRAMS = frozenset(("rules", "nlp", "llm"))
"""Methods whose facts must quote a sentence that names both ends."""


class Details(NamedTuple):
    """The rarely given keys of a fact as JSON, None for none, and their part of a relation's key.

    `lasting`: whether it means the same later in the file; a name in it may come to mean somebody else. `attributes`
    are those of the fact; a record number among them (`has_ref`) says nothing of the key without its document.
    """

    kept: str | None
    named: str
    lasting: bool = True
    has_ref: bool = False
    attributes: Mapping[str, Any] = NOTHING


NO_DETAILS = Details(None, "")


def check_document(fields: Mapping[str, Any], order: str | None = None) -> Document:
    """Read the document of a record; raises InputError for one without id or with a bad value."""
    published, edition = text(fields, "published"), text(fields, "edition")
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
        text(fields, "url"),
        _published(edition, order) if edition else None,
        text(fields, "retracted"),
        text(fields, "replaced_by"),
    )


def _published(text: str, order: str | None) -> str:
    start, end, circa = read_date(text, order)
    if start != end or circa:
        raise InputError(f"published is one day, month or year, not “{text}”.")
    return start


def read_entity(fields: Mapping[str, Any]) -> Entity:
    """Read the entity of a record; its id is "" when the record gives none."""
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
        """Prepare the checks; `order` decides dates that can mean two days."""
        import orjson

        self._schema = schema
        self.relations = schema.relations
        self._names = names
        self._evidence = evidence
        self._notes = notes
        self.order = order
        self.relations = schema.relations
        self._dumps, self._sorted = orjson.dumps, orjson.OPT_SORT_KEYS
        self._symmetric: dict[tuple[Any, str, str], bool] = {}
        self._details_by_text: dict[bytes, Details] = {}

    def check(self, record: Mapping[str, Any]) -> Fact:
        """Check a record and make its fact; raises a LinkchartError that names the fault."""
        fields = clean_fact(record)
        relation = self.relation_name(fields.get("relation"))
        document, quote = fields.get("document"), fields.get("quote")
        if document is not None:
            self._evidence.look_up(document)
        source = self._names.resolve(fields.get("source"), fields.get("source_type"))
        target = self._names.resolve(fields.get("target"), fields.get("target_type"))
        written_as = (_written_as(fields, "source", source), _written_as(fields, "target", target))
        if self.is_symmetric(relation, source, target) and target < source:
            source, target = target, source
            written_as = written_as[::-1]
        start, end, circa = span(fields.get("date"), fields.get("start"), fields.get("end"), self.order)
        if circa:
            fields["attributes"] = {"circa": True} | dict(fields.get("attributes", {}))
        plain = bool(fields.get("date"))
        if source == target:
            self._notes.add("self-loop", f"{relation} leads from {source} to itself.")
        if quote and document in self._evidence.texts:
            place = self._evidence.check(fields)
            quote = place.wording
            fields |= {"start_char": place.start, "end_char": place.end}
        details = self.details(
            {name: fields[name] for name in DETAILS if name in fields},
            plain=plain if plain != is_plain(start, end, NOTHING) else None,
        )
        if fields.get("method") in PROGRAMS:
            self._check_mentions(fields, source, target)
        ends = source, relation, target
        named = self.named(relation, details, document)
        key = key_of(*ends, named)
        number = key if self.is_event(relation) else id_of(*ends, named, start, end)
        return Fact(
            number, *ends, start, end, document, fields.get("paragraph"), quote, fields.get("credibility"),
            details.kept, key, *written_as,
        )  # fmt: skip

    def relation_name(self, relation: Any) -> str:
        """Find the name of a relation as the ontology writes it; raises SchemaError for an unknown one."""
        return self._relation(relation).name

    def is_event(self, relation: str) -> bool:
        """Tell whether all tellings of a key make one relation, as those of events do."""
        return self._schema.relations[relation].aspect == "event"

    def has_key(self, relation: str) -> bool:
        """Tell whether attributes of its own are part of a relation's key."""
        return bool(self._schema.relations[relation].key)

    def named(self, relation: str, details: Details, document: str | None) -> str:
        """Write the attributes' part of a fact's key."""
        key = self._schema.relations[relation].key
        if not key and not details.has_ref:
            return details.named
        origin = ref_origin(self._evidence.publisher(document), document) if details.has_ref else ""
        return named_part(details.attributes, key, origin)

    def details(self, fields: Mapping[str, Any], *, plain: bool | None = None) -> Details:
        """Check and pack the DETAILS among the keys of a fact; `plain` is given where its dates do not show it.

        It is remembered: a big file says few things of a great many relations. Raises InputError.
        """
        if not fields and plain is None:
            return NO_DETAILS
        try:
            said = self._dumps((fields, plain), option=self._sorted)
        except TypeError as error:
            raise InputError(f"the attributes cannot be kept: {error}.") from error
        known = self._details_by_text.get(said)
        if known is None:
            clean = clean_fact(fields)
            storable(clean.get("attributes"))
            _check_characters(clean)
            kept = [key for key in DETAILS if key in clean and clean[key] != USUAL.get(key)]
            details = {DETAILS[key]: clean[key] for key in kept}
            attributes, lasting = self._attributes(details.get("attributes", {}))
            if attributes:
                details["attributes"] = attributes
            if plain is not None:
                details["plain"] = plain
            named = "" if "ref" in attributes else named_part(attributes, ())
            known = Details(pack_details(details), named, lasting, "ref" in attributes, attributes)
            if lasting:
                remember(self._details_by_text, said, known)
        return known

    def is_symmetric(self, relation: Any, source: str, target: str) -> bool:
        """Tell whether a relation is symmetric; raises SchemaError when it does not fit the ends."""
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

    def _attributes(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
        """Return attributes as stored, and whether the names in them are ids of the store."""
        attributes = dict(given)
        lasting = True
        for key in ("against", "via"):
            mention = attributes.get(key)
            if isinstance(mention, str):
                attributes[key] = self._names.known(mention) or mention
                lasting = lasting and mention in self._names.ids
            elif mention is not None:
                raise InputError(f"the attribute {key} names an entity, it is not {mention!r}.")
        if "count" in attributes:
            attributes["count"] = stored_count(attributes["count"])
        if fraction(attributes, "strength") == 0:
            raise InputError("strength is above 0 and at most 1.")
        return attributes, lasting

    def _check_mentions(self, fields: Mapping[str, Any], source: str, target: str) -> None:
        method, quote, attributes = fields["method"], fields.get("quote"), fields.get("attributes") or {}
        if not quote:
            raise InputError(f"a fact made by {method} must quote the sentence it was read from.")
        words = f" {normal(quote)} "
        for end, side in ((source, "source"), (target, "target")):
            written = fields.get(f"{side}_as")
            if isinstance(written, str) and written and written in quote:
                continue  # as it stands there, also as "Iran's" or "he"
            forms = [*self._names.forms(end), normal(str(attributes.get(f"{side}_mention") or ""))]
            if not any(form and f" {form} " in words for form in forms):
                raise InputError(f"a fact made by {method} must quote a sentence that names {end}: “{short(quote)}”")


def span(date: str | None, start: str | None, end: str | None, order: str | None = None) -> ReadDate:
    """Read first and last date as stored, "" for an open bound; raises InputError."""
    if date and (start or end):
        raise InputError("a fact has either a date or a start and an end, not both.")
    if date:
        return read_date(date, order)
    first, last = (read_date(bound, order) if bound else ReadDate("", "") for bound in (start, end))
    if first.start and last.end and last.end + "~" < first.start:
        raise InputError(f"the start {first.start} is after the end {last.end}.")
    return ReadDate(first.start, last.end, first.circa or last.circa)


def _in_capitals(relation: str) -> str:
    """Write the name of a relation as the ontology does."""
    return "_".join(relation.upper().replace("-", "_").split())


def _written_as(fields: Mapping[str, Any], end: str, entity: str) -> str | None:
    """Return the name of an end as written, None when it is the id of the entity."""
    name: str | None = fields.get(f"{end}_as") or fields.get(end)
    return None if name == entity else name


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
