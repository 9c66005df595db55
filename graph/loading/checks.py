"""The checks that a fact must pass to become part of the graph (docs/semantics.md, Facts files)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..date_reading import ReadDate, read_date
from ..errors import InputError, SchemaError, did_you_mean
from ..fact_keys import DETAILS
from ..facts import Fact
from ..model import NOTHING
from ..names import normal
from ..relation_ids import id_of, key_of, named_part, ref_origin
from ..schema import RelationType, Schema
from ..telling_details import is_plain
from .details import DetailChecker, Details
from .documents import Evidence, short
from .fields import clean_fact
from .mentions import Names
from .notes import Notes

PROGRAMS = frozenset(("rules", "nlp", "llm"))
"""Methods whose facts must quote a sentence that names both ends."""


class FactChecker:
    """Checks facts one by one against the ontology, the names and the texts of their documents."""

    def __init__(
        self, schema: Schema, names: Names, evidence: Evidence, notes: Notes, *, order: str | None = None
    ) -> None:
        """Prepare the checks; `order` decides dates that can mean two days."""
        self._schema = schema
        self._names = names
        self._evidence = evidence
        self._notes = notes
        self.order = order
        self.relations = schema.relations
        self.details = DetailChecker(names, notes)
        self._symmetric: dict[tuple[Any, str, str], bool] = {}

    def check(self, record: Mapping[str, Any]) -> Fact:
        """Check a record and make its fact; raises a LinkchartError that names the fault."""
        fields = clean_fact(record)
        relation = self.relation_name(fields.get("relation"))
        document = fields.get("document")
        if document is not None:
            self._evidence.look_up(document)
        source, target, written_as = self._ends(relation, fields)
        start, end = self._dates(fields)
        if source == target:
            self._notes.add("self-loop", f"{relation} leads from {source} to itself.")
        quote = self._quote(fields)
        details = self._details(fields, start, end)
        if fields.get("method") in PROGRAMS:
            self._check_mentions(fields, source, target)
        number, key = self._number_and_key((source, relation, target), details, document, (start, end))
        return Fact(
            number, source, relation, target, start, end, document, fields.get("paragraph"), quote,
            fields.get("credibility"), details.kept, key, *written_as,
        )  # fmt: skip

    def _number_and_key(
        self, ends: tuple[str, str, str], details: Details, document: str | None, span_: tuple[str, str]
    ) -> tuple[int, int]:
        """Compute the number of the relation that a fact alone would make, and its key."""
        named = self.named(ends[1], details, document)
        key = key_of(*ends, named)
        return key if self.is_event(ends[1]) else id_of(*ends, named, *span_), key

    def _ends(self, relation: str, fields: Mapping[str, Any]) -> tuple[str, str, tuple[str | None, str | None]]:
        """Look up source and target; return them with their names as written, sorted for a symmetric relation."""
        source = self._names.resolve(fields.get("source"), fields.get("source_type"))
        target = self._names.resolve(fields.get("target"), fields.get("target_type"))
        source_as, target_as = _written_as(fields, "source", source), _written_as(fields, "target", target)
        if self.is_symmetric(relation, source, target) and target < source:
            return target, source, (target_as, source_as)
        return source, target, (source_as, target_as)

    def _dates(self, fields: dict[str, Any]) -> tuple[str, str]:
        """Read start and end; an approximate date adds the attribute `circa`."""
        start, end, circa = span(fields.get("date"), fields.get("start"), fields.get("end"), self.order)
        if circa:
            fields["attributes"] = {"circa": True} | dict(fields.get("attributes", {}))
        return start, end

    def _quote(self, fields: dict[str, Any]) -> str | None:
        """Find the quote in the text of its document, if known; return it as written there."""
        quote: str | None = fields.get("quote")
        if fields.get("document") not in self._evidence.texts:
            return quote
        if not quote:
            self._evidence.note_outside(fields)
            return quote
        place = self._evidence.check(fields)
        fields |= {"start_char": place.start, "end_char": place.end}
        return place.wording

    def _details(self, fields: Mapping[str, Any], start: str, end: str) -> Details:
        plain = bool(fields.get("date"))
        given = {name: fields[name] for name in DETAILS if name in fields}
        return self.details.check(given, plain=plain if plain != is_plain(start, end, NOTHING) else None)

    def relation_name(self, relation: Any) -> str:
        """Find the name of a relation as the ontology writes it; raises SchemaError for an unknown one."""
        return self._relation(relation).name

    def is_event(self, relation: str) -> bool:
        """Check whether all tellings of a key make one relation, as for relations of events."""
        return self._schema.relations[relation].aspect == "event"

    def has_key(self, relation: str) -> bool:
        """Check whether a relation has attributes in its key."""
        return bool(self._schema.relations[relation].key)

    def named(self, relation: str, details: Details, document: str | None) -> str:
        """Write the attributes' part of a fact's key."""
        key = self._schema.relations[relation].key
        if not key and not details.has_ref:
            return details.named
        origin = ref_origin(self._evidence.publisher(document), document) if details.has_ref else ""
        return named_part(details.attributes, key, origin)

    def is_symmetric(self, relation: Any, source: str, target: str) -> bool:
        """Check whether a relation is symmetric; raises SchemaError if it does not fit the ends."""
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
            hint = did_you_mean(_in_capitals(name), self.relations)
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

    def _check_mentions(self, fields: Mapping[str, Any], source: str, target: str) -> None:
        method, quote, attributes = fields["method"], fields.get("quote"), fields.get("attributes") or {}
        if not quote:
            raise InputError(f"a fact made by {method} must quote the sentence it was read from.")
        words = f" {normal(quote)} "
        for end, side in ((source, "source"), (target, "target")):
            written = fields.get(f"{side}_as")
            if isinstance(written, str) and written and written in quote:
                continue  # as written in the text, such as "Iran's" or "he"
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
    """Keep the name of an end as written, None if it is the id of the entity."""
    name: str | None = fields.get(f"{end}_as") or fields.get(end)
    return None if name == entity else name


def _either(types: Collection[str]) -> str:
    *others, last = types
    return f"{', '.join(others)} or {last}" if others else last
