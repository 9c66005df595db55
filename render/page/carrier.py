"""Put a picture into a pyvis network, and make the data block of the page from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..labels import plain
from ..picture.picture import Picture
from .answered import answer_record
from .blocs import blocs_of
from .data import document_record, entity_record, relation_record, schema_record
from .html import data_block

if TYPE_CHECKING:
    from pyvis.network import Network

    from ...graph.model import Relation


def carrier(picture: Picture) -> Network:
    """Make a pyvis network with the records of a picture, each as one attribute of its node or edge.

    Ids get a prefix, since vis-network uses them as keys of plain objects, where `__proto__` is special.
    """
    from pyvis.network import Network

    network = Network(directed=True)
    entities = sorted(picture.entities, key=lambda entity: entity.id)
    places = {entity.id: place for place, entity in enumerate(entities)}
    documents = {id_: place for place, id_ in enumerate(sorted(picture.documents))}
    relations = [relation for relation in picture.relations if {relation.source, relation.target} <= places.keys()]
    blocs = blocs_of(relations, {entity.id: entity.type for entity in entities}, picture.schema)
    for entity in entities:
        record = entity_record(entity, hidden=picture.hidden.get(entity.id, 0), bloc=blocs.get(entity.id, -1))
        network.add_node(f"n:{entity.id}", label="", linkchart=record)
    for relation in sorted(relations, key=_order):
        ends = f"n:{relation.source}", f"n:{relation.target}"
        network.add_edge(*ends, linkchart=relation_record(relation, places, documents))
    return network


def _order(relation: Relation) -> tuple[str, str, str, str]:
    return relation.source, relation.target, relation.relation, relation.id


def page_data(
    picture: Picture, nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Make the data block of a page from the nodes and edges of the pyvis network."""
    data = {
        "title": plain(picture.title),
        "subtitle": plain(picture.subtitle),
        "totals": [max(picture.total_entities, len(nodes)), max(picture.total_relations, len(edges))],
        "why": plain(picture.why),
        "cut": picture.cut,
        "command": picture.command,
        "schema": schema_record(
            picture.schema,
            {entity.type for entity in picture.entities},
            {relation.relation for relation in picture.relations},
        ),
        "documents": [
            document_record(picture.documents[id_], with_text=picture.with_text) for id_ in sorted(picture.documents)
        ],
        "entities": [node["linkchart"] for node in nodes],
        "relations": [edge["linkchart"] for edge in edges],
        "answers": [answer_record(answer, question) for answer, question in picture.answers],
    }
    return {"fingerprint": _fingerprint(data), **data, "notes": [], "pins": [], "steps": []}


def _fingerprint(data: Mapping[str, Any]) -> str:
    from hashlib import sha256

    return sha256(str(data_block(data)).encode()).hexdigest()[:16]
