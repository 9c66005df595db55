"""A clause, which is a verb with its arguments; and everything read from a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from ...mentions.heads import is_office
from ...records import Mention, Sentence
from .chunks import Chunk
from .phrases import Phrase
from .tags import Tagged
from .verbs import VerbGroup


@dataclass(slots=True)
class Clause:
    """A verb with its arguments; passive clauses are turned into active ones."""

    group: VerbGroup
    chunk: int
    subject: Phrase | None = None
    objects: list[Phrase] = field(default_factory=list)
    prepositions: list[tuple[str, Phrase]] = field(default_factory=list)
    adjective: str = ""
    adjective_unit: int = -1
    governing: Clause | None = None
    lemma: str = ""
    passive: bool = False
    negated: bool = False
    mood: str = "asserted"
    attitude: str = ""
    speaker: Mention | None = None
    relative: bool = False
    finite: bool = False
    reported: bool = False
    closed: bool = False  # takes no further object
    taken: list[Phrase] = field(default_factory=list)  # what looked like its object and is another verb's subject

    unit: int = -1  # the verb itself among the units of the sentence

    @property
    def actor(self) -> Phrase | None:
        """Find whom the next verb after "and" or a participle is about: the grammatical subject."""
        return self.objects[0] if self.passive and self.objects else self.subject


@dataclass(slots=True)
class Parsed:
    """The clauses and phrases of a sentence, and the phrases that are appositions of others."""

    sentence: Sentence
    tagged: Tagged
    chunks: list[Chunk]
    clauses: list[Clause] = field(default_factory=list)
    infinitives: dict[int, int] = field(default_factory=dict)  # numbers of the clauses of infinitives, by their chunk
    phrases: list[Phrase] = field(default_factory=list)
    appositions: list[tuple[Phrase, Phrase]] = field(default_factory=list)
    adjectives: list[tuple[Phrase, int, list[tuple[str, Phrase]]]] = field(default_factory=list)
    source: Phrase | None = None  # "according to …"


def share_arguments(parsed: Parsed) -> None:
    """Give a verb what the one after "and" has: the object of "attacked and defeated X", the actor of "by X"."""
    for first, second in pairwise(parsed.clauses):
        joined = second.chunk - first.chunk == 2 and parsed.chunks[first.chunk + 1].kind == "C"
        if not joined or first.passive != second.passive:
            continue
        if first.passive:
            first.subject = first.subject or second.subject
        elif not first.objects and not first.prepositions and second.objects:
            first.objects = second.objects[:1]


def name_holders(parsed: Parsed) -> None:
    """Put a name in the place of what it explains: "met its chairman, Murad Ebrahim", "a militia, the Wazalendo,"."""
    for described, holder in parsed.appositions:
        unnamed, names = described.filler.mentions, holder.filler.mentions
        if len(names) != 1 or not names[0].name or names[0].form != "name" or len(unnamed) > 1:
            continue
        if names[0].type == "Person":
            stands = is_office(described.filler.head) or described.filler.head == "counterpart"
        else:
            stands = [(each.name, each.type) for each in unnamed] == [("", names[0].type)]
        if stands:
            described.filler = described.filler._replace(mentions=names)
