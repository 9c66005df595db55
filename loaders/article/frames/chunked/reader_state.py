"""What a reader of chunks knows of a sentence so far: open phrases, the clause it is in, what stood before."""

from __future__ import annotations

from ...records import Sentence
from .chunks import Chunk
from .clause import Clause, Parsed
from .phrases import Phrase, Phrases
from .tags import Tagged


class ReaderState:
    """The state of a reader that goes over the chunks of a sentence from left to right."""

    def __init__(self, sentence: Sentence, tagged: Tagged, chunks: list[Chunk], verbs: frozenset[str]) -> None:
        self.parsed = Parsed(sentence, tagged, chunks)
        self._phrases = Phrases(sentence, tagged, chunks)
        self._tagged = tagged
        self._chunks = chunks
        self._verbs = verbs
        self._left: list[tuple[str, Phrase]] = []  # phrases before a verb; "" for one without preposition
        self._outer: list[tuple[str, Phrase]] = []  # the same, suspended by a relative clause
        self._clause: Clause | None = None
        self._main: Clause | None = None
        self._prep = ""
        self._last: Phrase | None = None
        self._relative: Phrase | None = None
        self._relative_prep = ""
        self._comma = False
        self._conj = self._or = False
        self._condition = ""
        self._that, self._that_of = False, ""  # with the noun before it, as in "the story that"
        self._dangling: Clause | None = None
        self._apposed: Phrase | None = None  # what the phrase just read explains
        self._nearest: Phrase | None = None  # the phrase before the last comma, where that explains another

    def late_particle(self, chunk: Chunk) -> bool:
        """Join a particle after an object to its verb and say whether it is one: "pushed the army back"."""
        clause = self._clause
        if clause is None or len(clause.objects) != 1 or clause.objects[0] is not self._last or clause.prepositions:
            return False
        if (words := f"{clause.lemma} {chunk.word}") not in self._verbs:
            return False
        clause.lemma = words
        return True
