"""Read a sentence's chunks from left to right: what phrases belong to, appositions, what stands between."""

from __future__ import annotations

from dataclasses import replace

from ...mentions.heads import is_office
from .chunks import Chunk
from .clause import Clause
from .phrases import Phrase
from .reader_state import ReaderState
from .verbs import verb_group
from .vocabulary import CONDITIONS, DESCRIBING, GIVING, SAYING


class PhraseReader(ReaderState):
    """Reads chunks from left to right: noun phrases and what stands between them; verbs are a subclass's."""

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
            case _ if kind == "S" or chunk.word == "should":  # alone, as in "should Eritrea attack"
                self._boundary(chunk)
            case "C":
                self._conj, self._or = True, chunk.word in ("or", "nor")
            case "J":
                self._adjective(at)
            case "t":
                self._prep = ""
            case "R":
                self.late_particle(chunk)
            case _ if kind != "D":
                self._punctuation(chunk)

    # Nouns.

    def _noun(self, at: int) -> int:
        """Read the noun phrase at a chunk; return the chunk after it."""
        phrase = self._phrases.read(at, after_verb=self._clause is not None)
        self._note(phrase)
        if self._prep:
            self._attach(phrase)
        elif self._comma and self._explains(phrase, at):
            self._comma = False
            return phrase.stop
        else:
            self._place(phrase)
        self._last, self._nearest = phrase, None
        self._comma = self._conj = False
        return phrase.stop

    def _explains(self, phrase: Phrase, at: int) -> bool:
        """Read a phrase after a comma that explains the one before: the body of a post, an apposition."""
        if self._nearest is not None and self._is_body_of(self._nearest, phrase):
            self._nearest.of = phrase
            return True
        if self._completes(self._clause, phrase) or not self._is_apposition(phrase):
            return False
        self.parsed.appositions.append((self._innermost(at), phrase))
        self._apposed, self._last = self._last, phrase
        return True

    def _place(self, phrase: Phrase) -> None:
        """Make a phrase the object of the verb before it, else leave it for the verb after it."""
        clause = self._clause
        if phrase.first and self._phrases.kinds[phrase.first - 1] == "(":
            return  # "Congo (DRC)": nobody acts in brackets
        if clause is not None and self._comma and self._completes(clause, phrase):
            clause.objects.append(phrase)
        elif clause is not None and clause is self._dangling:
            clause.objects.append(phrase)
            self._dangling = self._clause = None
            self._left = [("", phrase)]
        elif self._relative is not None or clause is None or clause.closed or self._that:
            self._left.append(("", phrase))
        elif not clause.objects or (len(clause.objects) == 1 and clause.lemma in GIVING):
            clause.objects.append(phrase)
        else:
            self._left.append(("", phrase))

    def _completes(self, clause: Clause | None, phrase: Phrase) -> bool:
        """Check whether a phrase is the object of a verb that a remark parts it from: "attacked, on two fronts, X"."""
        if (
            clause is None
            or clause.objects
            or clause.passive
            or not clause.prepositions
            or self._relative
            or self._that
        ):
            return False
        if self._last is not None and self._last.filler.mentions:
            return False
        parted = self._chunks[clause.chunk + 1].kind == ","
        return parted and clause.finite and self._phrases.kinds[phrase.stop] != "V"

    def _is_body_of(self, post: Phrase, phrase: Phrase) -> bool:
        """Check whether a body follows the post in it: "X, commander, Malian Armed Forces, said"."""
        if post.of is not None or post.filler.mentions or post.stop < phrase.first - 1:
            return False
        bodies = [each.type == "Organization" and each.form == "name" for each in phrase.filler.mentions]
        return is_office(post.filler.head) and bodies == [True]

    def _note(self, phrase: Phrase) -> None:
        of: Phrase | None = phrase
        while of is not None:
            self.parsed.phrases.append(of)
            of = of.of

    def _attach(self, phrase: Phrase) -> None:
        prep, self._prep = self._prep, ""
        if prep == "according to":
            self.parsed.source = phrase
            return
        if self._last is not None and self._last.stop >= phrase.first - 1:
            self._last.inmost.after.append((prep, phrase))
            self._phrases.name_origin(self._last, prep, phrase)
            if self._last is self.parsed.source:
                return  # "according to investigators in Baku": nothing else was there
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
        mention = self._tagged.mentions[self._chunks[phrase.first].stop - 1]
        return mention is not None and bool(mention.name) and mention.rule not in DESCRIBING

    def _described(self, phrase: Phrase) -> bool:
        return self._chunks[phrase.first].word in ("a", "an", "the")

    def _finite_at(self, at: int) -> bool:
        group = verb_group(self._tagged, self._chunks[at])
        return group.form == "finite" or (group.form == "participle" and group.lemma in SAYING)

    # What stands between.

    def _which(self, word: str) -> None:
        """Begin a relative clause: "which" is about the nearest phrase, "who" about whom that explains."""
        nearest = self._nearest if self._nearest is not None and word == "which" else self._last
        if word == "which" and nearest is not None and nearest.of is not None and is_office(nearest.filler.head):
            nearest = nearest.of  # "leaders of groups, which"
        if nearest is not None and len(nearest.filler.mentions) > 1 and not self._comma:
            nearest = _surely_the_last(nearest)
        self._relative, self._relative_prep, self._nearest = nearest, self._prep, None
        self._prep, self._comma = "", False
        if self._left:
            self._outer, self._left = self._left, []

    def _boundary(self, chunk: Chunk) -> None:
        if chunk.word == "that":
            self._that, self._prep = True, ""
            last = self._last
            self._that_of = last.filler.head if last is not None and self._chunks[last.stop] is chunk else ""
            return
        if chunk.kind == "x" or chunk.word in CONDITIONS:
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


_DOUBT = 0.75
"""Grade of one that a relative clause may not be about."""


def _surely_the_last(phrase: Phrase) -> Phrase:
    """Doubt all but the last of several that a clause may be about: "soldiers and militants who stormed the camp"."""
    *others, last = phrase.filler.mentions
    doubted = [mention._replace(grade=min(mention.grade, _DOUBT)) for mention in others]
    return replace(phrase, filler=phrase.filler._replace(mentions=(*doubted, last)))
