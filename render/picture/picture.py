"""The contents of one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...graph.documents import Document
from ...graph.model import Answer, Entity, Relation
from ...graph.schema import Schema, builtin


class Question(NamedTuple):
    """A question in words, the entities it is about (ids), and the command line that asks it."""

    words: str
    asked: tuple[str, ...] = ()
    command: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Some entities, the relations between them with their tellings, and the tellings' documents.

    `highlight`: ids of the entities and relations of an answer. `hidden`: the number of an entity's neighbours that are
    not shown. `total_entities`, `total_relations`: how many there were to choose from, 0 if all are shown. `room`: the
    most entities and relations to show. `answers`: answers to questions, each a tab of the page. `cut`: whether the
    store has more than the picture. `with_text`: whether the documents include their texts.
    """

    title: str
    subtitle: str
    entities: Sequence[Entity]
    relations: Sequence[Relation]
    documents: Mapping[str, Document] = field(default_factory=dict)
    highlight: frozenset[str] = frozenset()
    hidden: Mapping[str, int] = field(default_factory=dict)
    total_entities: int = 0
    total_relations: int = 0
    room: tuple[int, int] = (0, 0)
    schema: Schema = field(default_factory=builtin)
    answers: Sequence[tuple[Answer, Question]] = ()
    command: str = ""
    cut: bool = False
    with_text: bool = False

    @property
    def count(self) -> str:
        """The numbers shown and in all, and why not everything is shown."""
        entities = _count(len(self.entities), self.total_entities, "entity", "entities")
        relations = _count(len(self.relations), self.total_relations, "relation", "relations")
        return " ".join(filter(None, (f"Showing {entities} and {relations}.", self.why)))

    @property
    def why(self) -> str:
        """The reason why not everything is shown, as a sentence, "" if it is."""
        entities, relations = self.room
        if entities and self.total_entities > len(self.entities):
            return f"There is room for {entities:,} entities, those of most weight first: --max-nodes gives more."
        if relations and self.total_relations > len(self.relations):
            return f"There is room for {relations:,} relations, the heaviest first: --max-nodes gives more."
        return ""


def _count(shown: int, total: int, singular: str, plural: str) -> str:
    if total > shown:
        return f"{shown:,} of {total:,} {plural}"
    return f"{shown:,} {singular if shown == 1 else plural}"
