"""A picture as pyvis carries it: all that is ours under one key, so that no name of theirs can collide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

from ...graph.model import Document, Entity, Relation, Telling
from ..labels import attributes, grade, label, plain, span, words
from ..palette import DERIVED, SIGNS, looks, variable

if TYPE_CHECKING:
    from pyvis.network import Network

    from ..picture.picture import Picture

TELLINGS = 50
"""So many tellings of one relation are shown; the page says how many more there are."""

GOLDEN = pi * (3 - sqrt(5))


def carrier(picture: Picture) -> Network:
    """Return a pyvis network with the picture's nodes and edges.

    Ids get a prefix (`n:`, `e:`) because vis-network keeps them as keys of plain objects, where
    `__proto__` is no key like others. A relation without both of its ends is left out.
    """
    from pyvis.network import Network

    network = Network(directed=True)
    names = {one.id: plain(one.name) for one in picture.entities}
    drawn = [one for one in picture.relations if one.source in names and one.target in names]
    for rank, (entity, degree) in enumerate(_by_degree(picture.entities, drawn)):
        _add_node(network, picture, entity, rank=rank, degree=degree)
    for relation in sorted(drawn, key=lambda one: (one.source, one.target, one.relation, one.id)):
        _add_edge(network, picture, relation, names)
    return network


def legend(picture: Picture) -> dict[str, list[dict[str, Any]]]:
    """Return what the picture's marks mean, only of those that it has."""
    present = Counter(one.type for one in picture.entities)
    signs = {one.sign for one in picture.relations if not one.derived}
    derived = {one.sign for one in picture.relations if one.derived}
    types = [
        {"words": name, "shape": look.shape, "colour": variable("type", rank), "count": present[name]}
        for rank, (name, look) in enumerate(looks(picture.schema).items())
        if name in present
    ]
    lines = [(variable("sign", rank), line, sign) for rank, (sign, line) in enumerate(SIGNS.items())]
    plain_lines = [
        {"words": line.words, "dash": line.dash, "colour": colour} for colour, line, sign in lines if sign in signs
    ]
    dashed = [
        {"words": f"{line.words}, derived", "dash": DERIVED, "colour": colour}
        for colour, line, sign in lines
        if sign in derived
    ]
    return {"types": types, "lines": plain_lines + dashed}


def _by_degree(entities: Iterable[Entity], relations: Iterable[Relation]) -> list[tuple[Entity, int]]:
    degree = Counter(end for one in relations for end in (one.source, one.target))
    return sorted(((one, degree[one.id]) for one in entities), key=lambda pair: (-pair[1], pair[0].id))


def _add_node(network: Network, picture: Picture, entity: Entity, *, rank: int, degree: int) -> None:
    types = looks(picture.schema)
    known = entity.type in types
    radius, turn = 60 * sqrt(rank), rank * GOLDEN
    network.add_node(
        f"n:{entity.id}",
        label=label(entity.name, picture.hidden.get(entity.id, 0)),
        shape=types[entity.type].shape if known else "box",
        x=round(radius * cos(turn) * 1.4, 3),
        y=round(radius * sin(turn), 3),
        linkchart={
            "name": plain(entity.name),
            "type": entity.type,
            "kind": entity.kind,
            "aliases": [plain(one) for one in entity.aliases],
            "attributes": attributes(entity.attributes),
            "hidden": picture.hidden.get(entity.id, 0),
            "degree": degree,
            "answer": entity.id in picture.highlight,
            "colour": variable("type", list(types).index(entity.type) if known else 0),
        },
    )


def _add_edge(network: Network, picture: Picture, relation: Relation, names: Mapping[str, str]) -> None:
    sort = picture.schema.relations.get(relation.relation)
    rank = list(SIGNS).index(relation.sign if relation.sign in SIGNS else 0)
    line = list(SIGNS.values())[rank]
    network.add_edge(
        f"n:{relation.source}",
        f"n:{relation.target}",
        id=f"e:{relation.id}",
        arrows="" if sort and sort.symmetric else "to",
        linkchart={
            "words": sort.words if sort else relation.relation.lower().replace("_", " "),
            "sign": line.words,
            "dash": DERIVED if relation.derived else line.dash,
            "colour": variable("sign", rank),
            "answer": relation.id in picture.highlight,
            "derived": relation.derived,
            "via": f"n:{relation.via}" if relation.via in names else relation.via,
            "date": span(relation.start, relation.end),
            "place": _named(relation.place, names),
            "grade": grade(relation.confidence),
            "weight": round(relation.weight, 4),
            "modality": relation.modality,
            "attributes": attributes(relation.attributes),
            "tellings": [_telling(one, picture.documents, names) for one in relation.tellings[:TELLINGS]],
            "more": max(0, len(relation.tellings) - TELLINGS),
        },
    )


def _telling(telling: Telling, documents: Mapping[str, Document], names: Mapping[str, str]) -> dict[str, Any]:
    document = documents.get(telling.document or "")
    return {
        "quote": telling.quote,
        "document": (document and document.title) or telling.document,
        "publisher": telling.publisher or (document and document.publisher),
        "published": document and document.published,
        "paragraph": telling.paragraph,
        "method": f"{telling.method} ({telling.made_by})" if telling.made_by else telling.method,
        "grade": grade(telling.confidence),
        "modality": telling.modality,
        "by": _named(telling.attributed_to, names),
        "place": _named(telling.place, names),
    }


def _named(mention: str | None, names: Mapping[str, str]) -> str | None:
    return None if mention is None else names.get(mention, words(mention))
