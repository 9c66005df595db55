"""The graphs that `page.py` draws, with linkchart and with pyvis alone: the same every time."""

from __future__ import annotations

import random
from typing import Any

from linkchart.graph.documents import Document
from linkchart.graph.model import Entity, Relation, Telling
from linkchart.graph.schema import builtin
from linkchart.render.picture.picture import Picture

NAMES = ("SUPPORTS", "CONTROLS", "FIGHTS", "OPPOSES", "COOPERATES_WITH", "MEMBER_OF", "ACCUSED", "MET_WITH")
SYLLABLES = ("ba", "del", "kar", "mon", "tis", "ra", "gan", "zol", "bir", "hun", "tas", "mel")
LINES = {50: 120, 150: 539, 300: 1150, 600: 2300, 1000: 3600, 3000: 11000}


def graph(size: int) -> Picture:
    """Make a picture of this many entities, some of them hubs; the same every time."""
    chance = random.Random(size)
    schema = builtin()
    names = [" ".join(part.title() for part in chance.sample(SYLLABLES, 3)) + f" {rank}" for rank in range(size)]
    entities = [Entity(f"organization:{rank}", "Organization", name) for rank, name in enumerate(names)]
    weights = [1 / (rank + 4) for rank in range(size)]
    ends = chance.choices(range(size), weights, k=LINES[size]), chance.choices(range(size), k=LINES[size])
    relations = [
        _relation(rank, entities[a].id, chance.choice(NAMES), entities[b].id, chance, schema)
        for rank, (a, b) in enumerate(zip(*ends, strict=True))
        if a != b
    ]
    documents = {"d": Document("d", title="Report", publisher="Paper", published="2020-01-01")}
    return Picture(f"{size} entities", "", entities, relations, documents)


def _relation(rank: int, source: str, name: str, target: str, chance: random.Random, schema: Any) -> Relation:
    kind = schema.relations[name]
    year, grade = str(chance.randint(2000, 2020)), 0.5
    quote = "So it is written here."
    telling = Telling(
        "d", "Paper", 1, None, None, quote, "analyst", None, None, 2, grade, "asserted", None, None, {}
    )  # fmt: skip
    bare = Relation(
        f"r{rank}", source, name, target, year, None, kind.sign, kind.strength, grade, kind.strength * grade, "asserted"
    )
    return bare._replace(tellings=(telling,))


def stock(picture: Picture) -> str:
    """Make the page of a picture with pyvis alone."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for entity in picture.entities:
        network.add_node(entity.id, label=entity.name)
    for relation in picture.relations:
        network.add_edge(relation.source, relation.target, label=relation.relation)
    html: str = network.generate_html()
    return html
