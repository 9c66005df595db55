"""Write the contents of a store as a file that loads to the same graph.

The order is fixed (own types, documents, entities, relations by id, judgements, saved questions), so that equal graphs
give equal files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, Protocol, TextIO, TypeAlias

from ..graph.brought_by import FACTS, LOAD, of_document
from ..graph.dates import plain_date
from ..graph.documents import Document
from ..graph.errors import InputError
from ..graph.identity.judgements import Judgement, details_of
from ..graph.model import COUNTED, METHODS, MODALITIES, Entity, Relation, Telling
from ._yaml import written

Records: TypeAlias = Iterator[tuple[str, dict[str, Any]]]
"""Kinds and fields, in the order of the file."""

EntityRecord: TypeAlias = tuple[Entity, str | None, bool]
"""A record of an entity, its document, and whether only facts mention the entity."""


class HasEnds(Protocol):
    """The part of a relation that each of its tellings repeats."""

    @property
    def source(self) -> str:
        """The id of the end where it begins."""
        ...

    @property
    def relation(self) -> str:
        """The name of the relation."""
        ...

    @property
    def target(self) -> str:
        """The id of the end where it leads."""
        ...


def write_facts(
    documents: Iterable[Document],
    entities: Iterable[EntityRecord],
    relations: Iterable[Relation],
    out: TextIO,
    format: str,  # noqa: A002
    *,
    extra: Mapping[str, Any] | None = None,
    saved: Mapping[str, Sequence[str]] | None = None,
    judgements: Iterable[Judgement] = (),
    history: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Write documents, records of entities and one fact for each telling as loaded, but no derived relations.

    `extra`: the case's own types; `saved`: questions by name; `judgements`: those in force; `history`: entries, which
    no load takes.
    """
    own = [("schema", dict(extra))] if extra else []
    questions = (("saved", {"name": name, "arguments": list(words)}) for name, words in (saved or {}).items())
    judged = (("judgement", judgement_fields(judgement)) for judgement in judgements)
    entries = (("history", _present(**entry)) for entry in history)
    _write_sorted(chain(own, _records(documents, entities, relations), judged, questions, entries), out, format)


def format_of(path: str) -> str:
    """Choose the format of a file of facts to write, such that `load` reads it by the same ending.

    Raises InputError for the ending of a table, as which facts are not written.
    """
    from . import facts_csv, facts_jsonl

    if path.lower().endswith(facts_csv.SUFFIXES):
        raise InputError(f"{path}: facts are written as YAML or JSON Lines, not as a table: call it .yaml or .jsonl.")
    return "jsonl" if path.lower().endswith(facts_jsonl.SUFFIXES) else "yaml"


def write_records(records: Records, out: TextIO, format: str) -> None:  # noqa: A002
    """Write records in order; YAML sorts them: own types, documents, entities, facts, questions."""
    in_order = sorted(records, key=lambda record: _ORDER[record[0]]) if format == "yaml" else records
    _write_sorted(iter(in_order), out, format)


def write_in_passes(read: Callable[[], Records], out: TextIO, format: str) -> None:  # noqa: A002
    """Write documents, entities and facts, read once for each section of YAML, so that they are never all in memory."""
    sections = (record for kind in ("document", "entity", "fact") for record in read() if record[0] == kind)
    _write_sorted(sections if format == "yaml" else read(), out, format)


def _write_sorted(records: Records, out: TextIO, format: str) -> None:  # noqa: A002
    """Write records that come in the order of a YAML file, one by one."""
    writers: dict[str, Callable[[Records, TextIO], None]] = {"yaml": _write_yaml, "jsonl": _write_jsonl}
    if format not in writers:
        raise InputError(f"Facts are written as {' or '.join(writers)}, not “{format}”.")
    writers[format](records, out)


def _records(documents: Iterable[Document], entities: Iterable[EntityRecord], relations: Iterable[Relation]) -> Records:
    only, several = None, False
    for document in documents:
        only, several = document.id, only is not None
        yield "document", document_fields(document)
    for entity, source, mentioned in entities:
        origin = _brought_by(source, mentioned=mentioned, usual=None if several else only)
        yield "entity", {**entity_fields(entity), **_present(brought_by=origin)}
    seen: set[bytes] = set()
    for relation in relations:
        if not relation.derived:
            facts = (fact_fields(relation, telling) for telling in _new_tellings(relation, seen))
            for fact in sorted(facts, key=_sort_key):
                yield "fact", fact


def _new_tellings(relation: Relation, seen: set[bytes]) -> Iterator[Telling]:
    """Yield the tellings of a relation, without denials and the like that an earlier relation of its key has too."""
    from orjson import dumps

    for telling in relation.tellings:
        if telling.modality in COUNTED and not telling.retracted:
            yield telling
            continue
        mark = blake2b(dumps(fact_fields(relation, telling)), digest_size=16).digest()
        if mark not in seen:
            seen.add(mark)
            yield telling


def _brought_by(source: str | None, *, mentioned: bool, usual: str | None) -> str | None:
    """Name the origin of an entity's record; None where a load of the file would conclude it anyway."""
    if mentioned:
        return FACTS
    if source == usual:
        return None
    return LOAD if source is None else of_document(source)


def document_fields(document: Document) -> dict[str, Any]:
    """Turn a document into the fields of a facts file."""
    return _present(
        id=document.id, title=document.title, publisher=document.publisher, published=document.published,
        url=document.url, path=document.path, reliability=document.reliability, edition=document.edition,
        retracted=document.retracted, replaced_by=document.replaced_by, attributes=document.attributes,
        text=document.text,
    )  # fmt: skip


def entity_fields(entity: Entity) -> dict[str, Any]:
    """Turn an entity into the fields of a facts file."""
    return _present(
        id=entity.id, type=entity.type, name=entity.name, kind=entity.kind, aliases=list(entity.aliases),
        attributes=entity.attributes,
    )  # fmt: skip


def judgement_fields(judgement: Judgement) -> dict[str, Any]:
    """Turn a judgement into the fields of a facts file."""
    return _present(
        kind=judgement.kind, **details_of(judgement), why=judgement.why, who=judgement.who, time=judgement.time
    )  # fmt: skip


def fact_fields(relation: HasEnds, telling: Telling) -> dict[str, Any]:
    """Turn a telling of a relation into the fields of a facts file."""
    maker = "model" if telling.method in ("llm", "nlp") else "rule"
    return _present(
        source=telling.source_id or relation.source, source_as=telling.source_as, relation=relation.relation,
        target=telling.target_id or relation.target, target_as=telling.target_as, **_dates(telling),
        date_basis=telling.date_basis, place=telling.place,
        attributes=telling.attributes, confidence=telling.given, credibility=telling.credibility,
        extraction=telling.extraction, modality=telling.modality if telling.modality != MODALITIES[0] else None,
        attributed_to=telling.attributed_to, document=telling.document, paragraph=telling.paragraph,
        start_char=telling.start_char, end_char=telling.end_char, quote=telling.quote, sentence=telling.sentence,
        resolved_by=telling.resolved_by, trigger=telling.trigger, reviewed=telling.reviewed,
        method=telling.method if telling.method != METHODS[0] else None,
        **{maker: telling.made_by},
    )  # fmt: skip


def _dates(telling: Telling) -> dict[str, str | None]:
    """Choose the keys in which the dates of a telling were given."""
    if telling.plain and telling.start and telling.end:
        return {"date": plain_date(telling.start, telling.end)}
    return {"start": telling.start, "end": telling.end}


def _present(**fields: Any) -> dict[str, Any]:
    """Drop empty fields, and sort mappings by key."""
    return {key: _ordered(value) for key, value in fields.items() if value not in (None, [], {})}


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value)}
    return [_ordered(item) for item in value] if isinstance(value, list | tuple) else value


def _sort_key(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    """Make the sort key of a fact: its document, its place in that, then its content."""
    from orjson import dumps

    return fact.get("document", ""), fact.get("paragraph", 0), fact.get("start_char", 0), dumps(fact)


def _write_jsonl(records: Records, out: TextIO) -> None:
    from orjson import dumps

    out.writelines(dumps({kind: fields}).decode() + "\n" for kind, fields in records)


def _write_yaml(records: Records, out: TextIO) -> None:
    documents = 0
    section = None
    for kind, fields in records:
        documents += kind == "document"
        if kind == "fact" and documents == 1:
            # a fact without the key would be loaded as one of the only document
            fields.setdefault("document", None)
        if kind != section:
            out.write(f"{_SECTIONS[kind]}:\n")
            section = kind
        lead = "  - "
        for key, value in fields.items():
            out.write(f"{lead}{key}: {written(value, as_text=key != 'attributes')}\n")
            lead = "    "


_ORDER = {"schema": 0, "document": 1, "entity": 2, "fact": 3, "judgement": 4, "review": 5, "saved": 6, "history": 7}
_SECTIONS = {
    "schema": "schema", "document": "documents", "entity": "entities", "fact": "facts", "judgement": "judgements",
    "review": "reviews", "saved": "saved", "history": "history",
}  # fmt: skip
