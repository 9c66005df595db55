"""Read a sentence's chunks from left to right: what phrases belong to, appositions, what stands between."""

from __future__ import annotations

from ...mentions.heads import is_office
from ...records import Sentence
from .chunks import Chunk
from .clause import Clause, Parsed
from .phrases import Phrase, Phrases
from .tags import Tagged
from .verbs import verb_group
from .vocabulary import CONDITIONS, DESCRIBING, GIVING


class PhraseReader:
    """Reads chunks from left to right: noun phrases and what stands between them; verbs are a subclass's."""

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
        self._conj = False
        self._condition = ""
        self._that = False
        self._dangling: Clause | None = None
        self._apposed: Phrase | None = None  # what the phrase just read explains
        self._nearest: Phrase | None = None  # the phrase before the last comma, where that explains another

    def read(self) -> None:
        """Read all chunks."""
        kinds, count = self._phrases.kinds, len(self._chunks)
        at = 0
        while at < count:
            kind = kinds[at]
            if kind == "K":
                at = self._noun(at)
            elif kind == "V":
                at = self.read_verb(at)
            else:
                self._between(kind, self._chunks[at], at)
                at += 1

    def _between(self, kind: str, chunk: Chunk, at: int) -> None:
        match kind:
            case "P" | "O":
                self._prep = chunk.word
            case ",":
                self._punctuation(chunk)
            case "W":
                self._which(chunk.word)
            case "S":
                self._boundary(chunk)
            case "C":
                self._conj = True
            case "J":
                self._adjective(at)
            case "t":
                self._prep = ""
            case "R":
                self.late_particle(chunk)
            case _ if kind != "D":
                self._punctuation(chunk)

    def late_particle(self, chunk: Chunk) -> bool:
        """Join a particle after an object to its verb and say whether it is one: "pushed the army back"."""
        clause = self._clause
        if clause is None or len(clause.objects) != 1 or clause.objects[0] is not self._last or clause.prepositions:
            return False
        if (words := f"{clause.lemma} {chunk.word}") not in self._verbs:
            return False
        clause.lemma = words
        return True

    # Nouns.

    def _noun(self, at: int) -> int:
        phrase = self._phrases.read(at, after_verb=self._clause is not None)
        self._note(phrase)
        if self._prep:
            self._attach(phrase)
        elif self._comma and self._is_body_of_post(phrase):
            assert self._nearest is not None  # noqa: S101
            self._nearest.of, self._comma = phrase, False
            return phrase.stop
        elif self._clause is not None and self._comma and self._completes(self._clause, phrase):
            self._clause.objects.append(phrase)
        elif self._comma and self._is_apposition(phrase):
            assert self._last is not None  # noqa: S101
            self.parsed.appositions.append((self._innermost(at), phrase))
            self._comma = False
            self._apposed, self._last = self._last, phrase
            return phrase.stop
        elif self._dangling is not None and self._clause is self._dangling:
            self._dangling.objects.append(phrase)
            self._dangling = self._clause = None
            self._left = [("", phrase)]
        elif self._relative is not None or self._clause is None or self._clause.closed or self._that:
            self._left.append(("", phrase))
        elif len(self._clause.objects) < 2 and not self._follows_object():
            self._clause.objects.append(phrase)
        else:
            self._left.append(("", phrase))
        self._last, self._nearest = phrase, None
        self._comma = self._conj = False
        return phrase.stop

    def _completes(self, clause: Clause, phrase: Phrase) -> bool:
        """Check whether a phrase is the object of a verb that a remark parts it from: "attacked, on two fronts, X"."""
        if clause.objects or clause.passive or not clause.prepositions or self._relative or self._that:
            return False
        if self._last is not None and self._last.filler.mentions:
            return False
        parted = self._chunks[clause.chunk + 1].kind == ","
        return parted and clause.finite and self._phrases.kinds[phrase.stop] != "V"

    def _is_body_of_post(self, phrase: Phrase) -> bool:
        """Check whether a body follows the post in it: "X, commander, Malian Armed Forces, said"."""
        post = self._nearest
        if post is None or post.of is not None or post.filler.mentions or post.stop < phrase.first - 1:
            return False
        bodies = [each.type == "Organization" and each.form == "name" for each in phrase.filler.mentions]
        return is_office(post.filler.head) and bodies == [True]

    def _note(self, phrase: Phrase) -> None:
        of: Phrase | None = phrase
        while of is not None:
            self.parsed.phrases.append(of)
            of = of.of

    def _follows_object(self) -> bool:
        """Check whether a phrase right after an object begins a clause of its own."""
        assert self._clause is not None  # noqa: S101
        return bool(self._clause.objects) and self._clause.lemma not in GIVING

    def _attach(self, phrase: Phrase) -> None:
        prep, self._prep = self._prep, ""
        if prep == "according to":
            self.parsed.source = phrase
            return
        if self._last is not None and self._last.stop >= phrase.first - 1:
            self._last.inmost.after.append((prep, phrase))
            self._phrases.name_origin(self._last, prep, phrase)
        if self._relative is not None or self._clause is None or self._that:
            self._left.append((prep, phrase))
        else:
            self._clause.prepositions.append((prep, phrase))

    def _is_apposition(self, phrase: Phrase) -> bool:
        """Check whether a phrase after a comma says what the one before is: "X, commander of the Quds Force,"."""
        last = self._last
        kinds = self._phrases.kinds
        if last is None or self._conj or kinds[phrase.first - 1] == '"':
            return False
        if self._tagged.tags[self._chunks[phrase.first].stop - 1] == "U":
            return False
        ends = kinds[phrase.stop] in (*",.()-;", "", "P", "W", "J", "C", "t", '"')
        if not ends and not (kinds[phrase.stop] == "V" and not self._finite_at(phrase.stop)):
            return False
        before, after = self._names(last), self._names(phrase)
        if any(prep and each is last for prep, each in self._left) and not self._described(phrase):
            return False  # "In Niger, militants of …"
        return before != after or (before and after and self._described(phrase))

    def _innermost(self, at: int) -> Phrase:
        """Find what a phrase in brackets explains: the nearest name, "C" in "A of B of C (…)"."""
        phrase = self._last
        assert phrase is not None  # noqa: S101
        while self._chunks[at - 1].kind == "(" and phrase.of is not None:
            phrase = phrase.of
        return phrase

    def _names(self, phrase: Phrase) -> bool:
        mention = self._tagged.units[self._chunks[phrase.first].stop - 1].mention
        return mention is not None and bool(mention.name) and mention.rule not in DESCRIBING

    def _described(self, phrase: Phrase) -> bool:
        first = self._tagged.units[self._chunks[phrase.first].first].word
        return first in ("a", "an", "the")

    def _finite_at(self, at: int) -> bool:
        group = verb_group(self._tagged, self._chunks[at])
        return group.form == "finite"

    # What stands between.

    def _which(self, word: str) -> None:
        """Begin a relative clause: "which" is about the nearest phrase, "who" about whom that explains."""
        nearest = self._nearest if self._nearest is not None and word == "which" else self._last
        self._relative, self._relative_prep, self._nearest = nearest, self._prep, None
        self._prep, self._comma = "", False
        if self._left:
            self._outer, self._left = self._left, []

    def _boundary(self, chunk: Chunk) -> None:
        if chunk.word == "that":
            self._that = True
            self._prep = ""
            return
        if chunk.word in CONDITIONS:
            self._condition = chunk.word
        self._left, self._prep = [], ""
        if self._clause is not None:
            self._clause.closed = True

    def _adjective(self, at: int) -> None:
        chunk = self._chunks[at]
        clause = self._clause
        if (
            clause is not None
            and clause.group.copula
            and clause.lemma == "be"
            and not clause.objects
            and not clause.adjective
        ):
            clause.adjective, clause.adjective_unit = chunk.word, chunk.first
        elif self._last is not None and self._last.stop == at and self._phrases.kinds[at + 1] == "P":
            after: list[tuple[str, Phrase]] = []
            self.parsed.adjectives.append((self._last, chunk.first, after))
            if self._phrases.kinds[at + 2] == "K":
                phrase = self._phrases.read(at + 2, after_verb=self._clause is not None)
                after.append((self._chunks[at + 1].word, phrase))

    def _punctuation(self, chunk: Chunk) -> None:
        self._prep = ""
        if chunk.kind in (";", ":", ".", "?", "!"):
            self._left, self._outer, self._clause, self._that, self._condition = [], [], None, False, ""
            return
        self._comma = True
        if self._apposed is not None and chunk.kind != "(":
            self._apposed.stop = self._chunks.index(chunk) + 1
            self._nearest, self._last, self._apposed = self._last, self._apposed, None
        if self._clause is not None:
            self._clause.closed = True
            if self._condition and self._clause.finite:
                self._condition = ""

    def read_verb(self, at: int) -> int:
        """Read the verb group at a chunk; return the chunk after it."""
        raise NotImplementedError
