"""Facts written back: what a store holds, as a file that loads to the same graph.

The order is fixed (documents, entities, relations by id), so that equal graphs give equal files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TextIO, TypeAlias

from ..graph.errors import InputError
from ..graph.model import METHODS, MODALITIES, Document, Entity, Relation, Telling
from ._yaml import written

Told: TypeAlias = Iterator[tuple[str, dict[str, Any]]]
"""Kinds and fields, in the order of the file."""


def write_facts(
    documents: Iterable[Document],
    entities: Iterable[Entity],
    relations: Iterable[Relation],
    out: TextIO,
    format: str,  # noqa: A002
) -> None:
    """Write documents, entities and one fact for each telling of each relation; derived ones are left out."""
    write_records(_told(documents, entities, relations), out, format)


def write_records(records: Told, out: TextIO, format: str) -> None:  # noqa: A002
    """Write records in their order; YAML has all documents first, then entities, then facts."""
    writers: dict[str, Callable[[Told, TextIO], None]] = {"yaml": _write_yaml, "jsonl": _write_jsonl}
    if format not in writers:
        raise InputError(f"Facts are written as {' or '.join(writers)}, not “{format}”.")
    writers[format](records, out)


def _told(documents: Iterable[Document], entities: Iterable[Entity], relations: Iterable[Relation]) -> Told:
    for document in documents:
        yield "document", document_fields(document)
    for entity in entities:
        yield "entity", entity_fields(entity)
    for relation in relations:
        if not relation.derived:
            for fact in sorted((fact_fields(relation, one) for one in relation.tellings), key=_place):
                yield "fact", fact


def document_fields(one: Document) -> dict[str, Any]:
    """Return a document as a facts file has it."""
    return _present(
        id=one.id, title=one.title, publisher=one.publisher, published=one.published, path=one.path,
        reliability=one.reliability, attributes=one.attributes, text=None if one.path else one.text,
    )  # fmt: skip


def entity_fields(one: Entity) -> dict[str, Any]:
    """Return an entity as a facts file has it."""
    return _present(
        id=one.id, type=one.type, name=one.name, kind=one.kind, aliases=list(one.aliases),
        attributes=one.attributes,
    )  # fmt: skip


def fact_fields(relation: Relation, told: Telling) -> dict[str, Any]:
    """Return a telling of a relation as a facts file has it."""
    dates = {"start": relation.start, "end": relation.end}
    if relation.start == relation.end:
        dates = {"date": relation.start}
    by = "model" if told.method in ("llm", "nlp") else "rule"
    return _present(
        source=relation.source, relation=relation.relation, target=relation.target, **dates,
        place=told.place, attributes=told.attributes, confidence=told.given, credibility=told.credibility,
        modality=told.modality if told.modality != MODALITIES[0] else None, attributed_to=told.attributed_to,
        document=told.document, paragraph=told.paragraph, start_char=told.start_char, end_char=told.end_char,
        quote=told.quote, method=told.method if told.method != METHODS[0] else None, **{by: told.made_by},
    )  # fmt: skip


def _present(**fields: Any) -> dict[str, Any]:
    """Return the fields that say something, mappings in order of key."""
    return {key: _ordered(value) for key, value in fields.items() if value not in (None, [], {})}


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value)}
    return [_ordered(one) for one in value] if isinstance(value, list | tuple) else value


def _place(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    """Order tellings as one reads, by document and place in it; of equals always in the same way."""
    from orjson import dumps

    return fact.get("document", ""), fact.get("paragraph", 0), fact.get("start_char", 0), dumps(fact)


def _write_jsonl(told: Told, out: TextIO) -> None:
    from orjson import dumps

    out.writelines(dumps({kind: fields}).decode() + "\n" for kind, fields in told)


def _write_yaml(told: Told, out: TextIO) -> None:
    documents = 0
    section = None
    for kind, fields in sorted(told, key=lambda record: _ORDER[record[0]]):
        documents += kind == "document"
        if kind == "fact" and documents == 1:
            # a fact that names none would be taken to stand in the only document
            fields.setdefault("document", None)
        if kind != section:
            out.write(f"{_SECTIONS[kind]}:\n")
            section = kind
        lead = "  - "
        for key, value in fields.items():
            out.write(f"{lead}{key}: {written(value, as_text=key != 'attributes')}\n")
            lead = "    "


_ORDER = {"document": 0, "entity": 1, "fact": 2}
_SECTIONS = {"document": "documents", "entity": "entities", "fact": "facts"}
