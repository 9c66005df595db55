"""The checks on load (semantics, section 1): what a record must be like to become part of the graph."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from hashlib import blake2b
from typing import Any

from .dates import parse_date
from .errors import InputError, SchemaError
from .fields import clean_fact, fraction, mapping, text, text_list
from .grading import RELIABILITY
from .identity import normal
from .model import METHODS, MODALITIES, Document, Entity, Fact
from .naming import Names
from .schema import RelationType, Schema, nearest
from .store import Store

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
    """Checks facts one by one against the ontology, the names and the texts of their documents."""

    def __init__(self, store: Store, schema: Schema, names: Names) -> None:
        self.warnings: list[str] = []
        self._store = store
        self._schema = schema
        self._names = names
        self._texts: dict[str, _Text | None] = {}
        self._met: dict[str, Document] = {}
        self._relations = dict(schema.relations)
        self._dumps = _canonical()
        self._ends = {
            name: (_prefixes(one.domain), _prefixes(one.range)) for name, one in schema.relations.items()
        }

    def prepare(self, documents: Collection[Any]) -> None:
        """Look up the documents that the next facts refer to."""
        missing = {one for one in documents if isinstance(one, str) and one not in self._texts}
        if len(self._texts) > 50_000:
            self._texts.clear()
        for document in self._store.documents(missing) if missing else ():
            self.know(document)
        for id_ in missing.difference(self._texts):
            self._texts[id_] = None
            self._met[id_] = Document(id_)

    def know(self, document: Document) -> None:
        """Remember a document's text, to check quotes against."""
        self._texts[document.id] = _Text(document.text) if document.text is not None else None
        self._met.pop(document.id, None)

    def met(self) -> list[Document]:
        """Return the documents that facts named and nothing has described yet."""
        new = list(self._met.values())
        self._met.clear()
        return new

    def check(self, record: Mapping[str, Any]) -> Fact:
        """Return the fact of a record; raises a LinkchartError that says what is wrong with it."""
        fields = clean_fact(record)
        get = fields.get
        relation = self._relation(fields)
        source = self._names.resolve(get("source"), get("source_type"))
        target = self._names.resolve(get("target"), get("target_type"))
        self._check_ends(relation.name, source, target)
        if relation.symmetric and target < source:
            source, target = target, source
        start, end = _span(get("date"), get("start"), get("end"))
        told, key = (None, "") if fields.keys() <= _COMMON else self._details(fields)
        document, paragraph, quote, credibility = (
            get("document"),
            get("paragraph"),
            get("quote"),
            get("credibility"),
        )
        if self._texts.get(document) is not None and quote is not None:
            self._check_quote(fields)
        if get("method") in PROGRAMS:
            self._check_mentions(fields, source, target)
        return Fact(
            _hash(f"{source}\x1f{relation.name}\x1f{target}\x1f{start}\x1f{end}{key}"),
            _hash(f"{document}\x1f{paragraph}\x1f{quote}\x1f{credibility}\x1f{told}"),
            source, relation.name, target, start, end, document, paragraph, quote, credibility, told,
        )  # fmt: skip

    def _details(self, fields: Mapping[str, Any]) -> tuple[str | None, str]:
        """Return what few facts say as JSON, and the part of the relation's key that comes of it."""
        told = {
            kept: fields[key]
            for key, kept in _KEPT.items()
            if key in fields and fields[key] != _DEFAULT.get(key)
        }
        key = ""
        if "attributes" in told:
            attributes = told["attributes"] = self._attributes(told["attributes"])
            key = "".join(
                f"\x1f{name}={attributes[name]}" for name in ("against", "via") if name in attributes
            )
        return (self._dumps(told) if told else None), key

    def _relation(self, fields: Mapping[str, Any]) -> RelationType:
        name = fields.get("relation", "")
        relation = self._relations.get(name)
        if relation is None:
            _needed(fields, "relation", "a fact")
            hint = "".join(f" Did you mean {one}?" for one in nearest(name, self._relations))
            raise SchemaError(f"“{name}” is no relation of the ontology.{hint}")
        return relation

    def _check_ends(self, name: str, source: str, target: str) -> None:
        domain, range_ = self._ends[name]
        if source.partition(":")[0] not in domain:
            raise SchemaError(
                f"{name} leads from {_either(self._schema.relations[name].domain)}; {source} is none."
            )
        if target.partition(":")[0] not in range_:
            raise SchemaError(
                f"{name} leads to {_either(self._schema.relations[name].range)}; {target} is none."
            )

    def _attributes(self, told: Mapping[str, Any]) -> dict[str, Any]:
        attributes = dict(told)
        for key in ("against", "via"):
            mention = attributes.get(key)
            if isinstance(mention, str):
                attributes[key] = self._names.known(mention) or mention
            elif mention is not None:
                raise InputError(f"the attribute {key} names an entity, it is not {mention!r}.")
        if fraction(attributes, "strength") == 0:
            raise InputError("strength is above 0 and at most 1.")
        return attributes

    def _check_quote(self, fields: Mapping[str, Any]) -> None:
        document, quote, paragraph = fields["document"], fields["quote"], fields.get("paragraph")
        start, end = fields.get("start_char"), fields.get("end_char")
        body = self._texts[document]
        if body is None:
            return
        if not body.has(quote):
            raise InputError(f"the quote does not stand in {document}: “{_short(quote)}”")
        if paragraph is not None and not body.has(quote, paragraph):
            self.warnings.append(
                f"{document}: not in paragraph {paragraph}, but elsewhere: “{_short(quote)}”"
            )
        if start is not None and end is not None and _squeezed(body.text[start:end]) != _squeezed(quote):
            self.warnings.append(
                f"{document}: characters {start} to {end} are not the quote “{_short(quote)}”"
            )

    def _check_mentions(self, fields: Mapping[str, Any], source: str, target: str) -> None:
        method, quote, attributes = fields["method"], fields.get("quote"), fields.get("attributes") or {}
        if not quote:
            raise InputError(f"a fact made by {method} must quote the sentence it was read from.")
        words = f" {normal(quote)} "
        for end, key in ((source, "source_mention"), (target, "target_mention")):
            forms = [*self._names.forms(end), normal(str(attributes.get(key) or ""))]
            if not any(form and f" {form} " in words for form in forms):
                raise InputError(
                    f"a fact made by {method} must quote a sentence that names {end}: “{_short(quote)}”"
                )


_COMMON = frozenset(
    ("source", "target", "source_type", "target_type", "relation", "date", "start", "end", "document", "paragraph",
     "quote", "credibility")
)  # fmt: skip
_KEPT = {
    "confidence": "given", "method": "method", "rule": "made_by", "model": "made_by", "modality": "modality",
    "start_char": "start_char", "end_char": "end_char", "attributed_to": "attributed_to", "place": "place",
    "attributes": "attributes",
}  # fmt: skip
_DEFAULT = {"method": METHODS[0], "modality": MODALITIES[0]}


class _Text:
    """A document's text, ready to be asked whether a quote stands in it, white space aside."""

    __slots__ = ("_paragraphs", "_squeezed", "text")

    def __init__(self, body: str) -> None:
        self.text = body
        self._squeezed = _squeezed(body)
        self._paragraphs: list[str] | None = None

    def has(self, quote: str, paragraph: int | None = None) -> bool:
        wanted = _squeezed(quote)
        if paragraph is None:
            return wanted in self._squeezed
        if self._paragraphs is None:
            self._paragraphs = [_squeezed(line) for line in self.text.splitlines() if line.strip()]
        return paragraph <= len(self._paragraphs) and wanted in self._paragraphs[paragraph - 1]


def _span(date: str | None, start: str | None, end: str | None) -> tuple[str, str]:
    if date:
        if start or end:
            raise InputError("a fact has either a date or a start and an end, not both.")
        return parse_date(date), date
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


def _prefixes(types: Collection[str]) -> frozenset[str]:
    return frozenset(one.lower() for one in types)


def _either(types: Collection[str]) -> str:
    *others, last = types
    return f"{', '.join(others)} or {last}" if others else last


def _canonical() -> Callable[[Mapping[str, Any]], str]:
    """Return a writer of JSON that is the same for equal values; raises InputError for what JSON cannot hold."""
    from orjson import OPT_SORT_KEYS, JSONEncodeError, dumps

    def write(value: Mapping[str, Any]) -> str:
        try:
            return dumps(value, option=OPT_SORT_KEYS).decode()
        except JSONEncodeError as error:
            raise InputError(f"the attributes cannot be kept: {error}.") from error

    return write


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _squeezed(body: str) -> str:
    return re.sub(r"\s+", " ", body).strip()


def _short(quote: str) -> str:
    return quote if len(quote) <= 80 else quote[:79] + "…"
