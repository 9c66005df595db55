"""Make the data block of a page: the picture as compact records, read by `js/model/graph.js`.

Omitted keys have defaults there. Ends and documents are positions in their lists; a telling is a fact of a facts file
without its ends, so that the page can export facts that load again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...graph.documents import Document
from ...graph.model import Entity, Relation, Telling
from ...graph.schema import RelationType, Schema
from ...loaders.export import document_fields, entity_fields, fact_fields
from ..labels import plain
from ..palette import looks, variable

TELLINGS = 50
"""The most tellings of one relation in a page, which also has the number of the others."""

ENDS = ("source", "relation", "target")
KIND_KEYS = (
    *("name", "words", "inverse", "sign", "strength", "conducts", "steers", "symmetric"),
    *("on_path", "aspect", "shared", "fraction", "proxy", "role"),
)
RELATION_KEYS = ("start", "end", "place", "sign", "strength", "confidence", "weight", "modality")
DOCUMENT_KEYS = (
    *("id", "title", "publisher", "published", "url", "reliability", "retracted", "replaced_by", "attributes"),
)


def schema_record(schema: Schema, types: Iterable[str], relations: Iterable[str]) -> dict[str, Any]:
    """Select the types and relations of a schema that a page uses, in the schema's order."""
    used_types, used_relations = set(types), set(relations)
    return {
        "types": [_type_record(schema, name, rank) for rank, name in enumerate(looks(schema)) if name in used_types],
        "relations": [_kind_record(kind) for name, kind in schema.relations.items() if name in used_relations],
    }


def _type_record(schema: Schema, name: str, rank: int) -> dict[str, Any]:
    kind, look = schema.nodes[name], looks(schema)[name]
    colour = variable("type", rank)
    return {"name": name, "acts": kind.acts, "walkable": kind.walkable, "shape": look.shape, "colour": colour}


def _kind_record(kind: RelationType) -> dict[str, Any]:
    record = {key: getattr(kind, key) for key in KIND_KEYS}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in record.items()}


def entity_record(entity: Entity, *, hidden: int, bloc: int) -> dict[str, Any]:
    """Turn an entity into its record in the page; `hidden` counts its neighbours outside the page."""
    fields = entity_fields(entity)
    names = {"name": plain(entity.name), "aliases": [shown for alias in entity.aliases if (shown := plain(alias))]}
    return _compact(
        {**fields, **names, "attributes": _pairs(entity.attributes), "hidden": hidden, "bloc": bloc}, hidden=0, bloc=-1
    )


def document_record(document: Document, *, with_text: bool) -> dict[str, Any]:
    """Turn a document into its record in the page."""
    fields = document_fields(document)
    record = {key: fields[key] for key in DOCUMENT_KEYS if key in fields}
    return _compact({**record, "attributes": _pairs(document.attributes), "text": document.text if with_text else None})


def relation_record(relation: Relation, places: Mapping[str, int], documents: Mapping[str, int]) -> dict[str, Any]:
    """Turn a relation into its record in the page; `places` are positions of entities in their list."""
    record = {
        "id": relation.id,
        "source": places[relation.source],
        "relation": relation.relation,
        "target": places[relation.target],
        **{key: getattr(relation, key) for key in RELATION_KEYS},
        "disputed": list(relation.disputed),
        "derived": relation.derived,
        "via": relation.via,
        "attributes": _pairs(relation.attributes),
        "tellings": [_telling_record(relation, telling, documents) for telling in relation.tellings[:TELLINGS]],
        "more": max(0, len(relation.tellings) - TELLINGS),
    }
    return _compact(record, modality="asserted", more=0)


def _telling_record(relation: Relation, telling: Telling, documents: Mapping[str, int]) -> dict[str, Any]:
    fact = {key: value for key, value in fact_fields(relation, telling).items() if key not in ENDS}
    if fact.get("document") in documents:
        fact["document"] = documents[fact["document"]]
    else:
        fact.pop("document", None)
    unchecked = telling.quote is not None and telling.checked is False
    return _compact({**fact, "grade": telling.confidence, "unchecked": unchecked})


def _pairs(attributes: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
    return [(key, value) for key, value in attributes.items() if value is not None]


def _compact(record: dict[str, Any], **defaults: Any) -> dict[str, Any]:
    """Drop empty values and values that equal the default given."""
    return {
        key: value
        for key, value in record.items()
        if value is not None and value is not False and value not in ("", [], {}) and value != defaults.get(key, ...)
    }
