"""Find the country that an article is about, and the posts of the people in it (stage 3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from . import lexicon
from .mentions.heads import is_office
from .records import Mention, Sentence


def country_of(mentions: Sequence[Sequence[Mention]]) -> str:
    """Find the country that an article is about: the one it names far more often than others."""
    counts = Counter(
        each.country or each.name for found in mentions for each in found if each.type == "State" or each.country
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
        return ""
    return ranked[0][0]


def offices_of(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> dict[str, set[str]]:
    """List the posts before or after each person's name."""
    offices: dict[str, set[str]] = {}
    for sentence, found in zip(sentences, mentions, strict=True):
        for mention in found:
            if mention.type != "Person" or not mention.name:
                continue
            first, stop = sentence.word_at(mention.start), sentence.word_at(mention.end - 1) + 1
            before = sentence.lower[first - 1] if first else ""
            after = sentence.lower[stop + 1 : stop + 5] if sentence.lower[stop : stop + 1] == (",",) else ()
            words = [word for word in (before, *after) if is_office(word)]
            offices.setdefault(mention.name, set()).update(lexicon.noun_lemma(word) for word in words)
    return offices
