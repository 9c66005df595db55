"""Pictures for tests: plain ones, and one in which every text is hostile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from linkchart.graph.documents import Document
from linkchart.graph.model import Answer, Columns, Entity, Relation, Telling
from linkchart.graph.schema import builtin
from linkchart.render.picture.picture import Picture, Question

HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "<!--<script>",
    "__proto__",
    "constructor",
    "'\"><svg/onload=document.title='owned'>",
    "{{ 7 * 7 }}{% raw %}",
    "\u2028\u2029\u202eabc\u0000\ud800",
    "حزب الله «المقاومة»",
    "👩🏽\u200d🚀 brigade 🇮🇶",
    "https://example.org/href=1",
    "x" * 300,
    "a long name of many words " * 12,
    " ",
)


def telling(quote: str | None = "So it is written.", **given: Any) -> Telling:
    plain = Telling(
        "doc", "The Paper", 3, None, None, quote, "analyst", None, None, 2, 0.48, "asserted", None, None, {}
    )
    return plain._replace(**given)


def relation(id_: str, source: str, name: str, target: str, **given: Any) -> Relation:
    sort = builtin().relations[name]
    tellings = (telling(),)
    plain = Relation(
        id_, source, name, target, "2020-01-03", None, sort.sign, sort.strength, 0.48,
        sort.strength * 0.48, "asserted", tellings=tellings,
    )  # fmt: skip
    return plain._replace(**given)


def small() -> Picture:
    """Three actors and an event: every sign, parallel lines, a loop and a derived line."""
    entities = [
        Entity("state:iran", "State", "Iran", aliases=("Islamic Republic",)),
        Entity("organization:quds-force", "Organization", "Quds Force", "military", ("IRGC-QF",)),
        Entity("person:soleimani", "Person", "Qāssem Soleimani"),
        Entity("state:us", "State", "United States"),
        Entity("event:strike", "Event", "Airport strike", "strike"),
    ]
    relations = [
        relation("r1", "state:iran", "CONTROLS", "organization:quds-force"),
        relation("r2", "organization:quds-force", "PART_OF", "state:iran"),
        relation("r3", "organization:quds-force", "COOPERATES_WITH", "organization:quds-force"),
        relation("r4", "person:soleimani", "LEADS", "organization:quds-force", attributes={"role": "commander"}),
        relation("r5", "state:us", "PERPETRATED", "event:strike", place="Baghdad airport"),
        relation("r6", "event:strike", "KILLED", "person:soleimani"),
        relation("r5+r6", "state:us", "ATTACKED", "person:soleimani", derived=True, via="event:strike", tellings=()),
    ]
    documents = {"doc": Document("doc", "A briefing", "The Paper", "2020-04-10")}
    return Picture("Iran", "A sample.", entities, relations, documents, hidden={"state:iran": 7})


COLUMNS: Columns = {"nodes": "path", "hops": "number", "weight": "number", "relations": "relation"}


def answered() -> Picture:
    """The same graph with a path through it as its answer."""
    nodes = ["state:iran", "organization:quds-force", "person:soleimani"]
    row = {"nodes": nodes, "hops": 2, "weight": 0.1, "relations": [["r1"], ["r4"]]}
    answer = Answer("path", COLUMNS, [row], tuple(nodes), ("r1", "r4"), total=1)
    question = Question(
        "How is Iran linked to Qāssem Soleimani?", (nodes[0], nodes[2]), "linkchart path Iran Soleimani"
    )
    return replace(small(), title=question.words, answers=[(answer, question)])


def hostile() -> Picture:
    """A ring of entities whose every text tries to be markup, code or a key of Object.prototype."""
    entities = [
        Entity(text, list(builtin().nodes)[rank % 7], text, text, (text,), {text: [text, {text: text}]})
        for rank, text in enumerate(HOSTILE)
    ]
    relations = []
    for rank, text in enumerate(HOSTILE):
        attributed = telling(text, document=text, publisher=text, attributed_to=text, made_by=text, place=text)
        ours = {"place": text, "attributes": {text: text}, "tellings": (attributed,)}
        relations.append(relation(text, text, "SUPPORTS", HOSTILE[rank - 1], **ours))
    documents = {text: Document(text, text, text, text) for text in HOSTILE}
    return Picture(HOSTILE[0], HOSTILE[1], entities, relations, documents, highlight=frozenset(HOSTILE[:3]))
