"""Short ways to the stages of reading a text, for tests."""

from __future__ import annotations

from functools import cache

from linkchart.loaders.article.frames.patterns import PatternFrames
from linkchart.loaders.article.mentions import Names, mentions_of
from linkchart.loaders.article.records import Article, Block, Frame, Mention, Sentence
from linkchart.loaders.article.reference import resolve
from linkchart.loaders.article.sentences import sentences_of

VERBS = (
    "attack", "kill", "support", "meet", "accuse", "say", "negotiate", "give", "carry", "launch", "invade", "agree",
    "strike", "threaten", "be", "help", "fire",
)  # fmt: skip
NOUNS = (
    "attack", "commander", "member", "leader", "president", "support", "visit", "talk", "force", "aid", "refusal",
)  # fmt: skip


class Words:
    """The predicates that these tests look at."""

    def words(self, form: str) -> frozenset[str]:
        return frozenset({"verb": [*VERBS, "carry out"], "noun": NOUNS}.get(form, []))


@cache
def names() -> Names:
    return Names()


def sentences(text: str) -> list[Sentence]:
    return sentences_of(Article(text, (Block(0, len(text), 1),)))


def mentions(text: str, known: Names | None = None) -> list[list[Mention]]:
    article = Article(text, (Block(0, len(text), 1),))
    return mentions_of(article, sentences_of(article), known or names())


def resolved(text: str) -> list[list[Mention]]:
    return resolve(sentences(text), mentions(text))


def frames(text: str) -> list[Frame]:
    builder = PatternFrames(Words())
    return [frame for row in builder.frames(zip(sentences(text), resolved(text), strict=True)) for frame in row]


def frame(text: str, predicate: str, form: str = "verb") -> Frame:
    """Find the only frame of a predicate."""
    (found,) = [each for each in frames(text) if each.predicate == predicate and each.form == form]
    return found


def who(found: Frame, role: str) -> list[str]:
    return [mention.name for mention in found.mentions(role)]
