"""A clause, which is a verb with its arguments; and everything read from a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...mentions.actors import OFFICE
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


def name_holders(parsed: Parsed) -> None:
    """Put a person in the place of the office in apposition: "met Niger's defence minister, Salifou Mody"."""
    for office, holder in parsed.appositions:
        offices, persons = office.filler.mentions, holder.filler.mentions
        if len(offices) != 1 or offices[0].rule != OFFICE or len(persons) != 1:
            continue
        if persons[0].type == "Person" and persons[0].name:
            office.filler = office.filler._replace(mentions=persons)
