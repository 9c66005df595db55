"""Find who and what a text names (stage 2)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..records import Article, Mention, Sentence
from .aliases import Alias, aliases_of, surnames_of
from .context import respelled
from .names import Known, Name, Names, known_from
from .scan import Scanner
from .span import Span
from .typing import Types, types_of

__all__ = ["Known", "Name", "Names", "known_from", "mentions_of"]

UNKNOWN = 0.85
"""Grade of a name whose type the words around it do not tell clearly."""


def mentions_of(article: Article, sentences: Sequence[Sentence], names: Names) -> list[list[Mention]]:
    """Find the mentions of each sentence in their order; those of a sentence do not overlap."""
    spans = list(map(_scanner(names).scan, sentences))
    types = types_of(sentences, spans)
    aliases = aliases_of(sentences, spans)
    for name, type_and_kind in respelled(article.text, spans).items():
        aliases[name] = type_and_kind
    persons = [span.name for found in spans for span in found if span.type == "Person" and span.form == "name"]
    persons += [name for name, (type_, *_) in types.items() if type_ == "Person"]
    surnames = surnames_of(persons)
    return [
        [_mention(sentence, span, types, aliases, surnames) for span in found]
        for sentence, found in zip(sentences, spans, strict=True)
    ]


_scanner = lru_cache(maxsize=4)(Scanner)  # looking names up takes long to prepare


def _mention(
    sentence: Sentence, span: Span, types: Types, aliases: dict[str, Alias], surnames: dict[str, str]
) -> Mention:
    start, end = sentence.starts[span.first], sentence.ends[span.stop - 1]
    if span.form == "compound":
        last = sentence.starts[span.stop - 1] + sentence.words[span.stop - 1].index(span.head)
        start, end = (start if span.stop - span.first > 1 else last), last + len(span.head)
    text = sentence.text[start - sentence.start : end - sentence.start]
    name, type_, kind, country, rule, grade = span.name, span.type, span.kind, span.country, span.rule, 1.0
    full = surnames.get(name.lower()) if not type_ and not _is_no_person(types.get(name)) else None
    if name in aliases:
        name, type_, kind, country, rule = aliases[name]
        type_, kind = (type_, kind) if type_ else types.get(name, ("Organization", "other", False))[:2]
    elif full is not None:
        name, type_, kind, rule = full, "Person", None, "surname"
    elif not type_:
        type_, kind, sure = types[name]
        grade = 1.0 if sure else UNKNOWN
    if full is None and type_ == "Person" and (longer := surnames.get(name.lower())):
        name, rule = longer, "surname"
    return Mention(start, end, text, name, type_, kind, rule, span.form, country, span.amount, grade=grade)


def _is_no_person(typed: tuple[str, str | None, bool] | None) -> bool:
    """Check whether the words around a name clearly say that it is no surname: "the village of Abako"."""
    return typed is not None and typed[2] and typed[0] == "Place"
