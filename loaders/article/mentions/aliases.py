"""Names that an article itself gives to what it has named: "(PMF)", "also known as", surnames."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import NamedTuple

from ..records import Sentence
from .span import Span

_KNOWN_AS = (
    ("also", "known", "as"),
    ("known", "as"),
    ("also", "called"),
    ("or",),
    ("formerly",),
    ("better", "known", "as"),
)


class Alias(NamedTuple):
    """Another spelling of a name, and how the article says so."""

    name: str
    type: str
    kind: str | None
    country: str | None
    rule: str


def aliases_of(sentences: Iterable[Sentence], spans: Iterable[list[Span]]) -> dict[str, Alias]:
    """Map the spellings that an article explains to the names they stand for."""
    aliases: dict[str, Alias] = {}
    for sentence, found in zip(sentences, spans, strict=True):
        for named, other in itertools.pairwise(found):
            if _explains(sentence, named, other) and other.name != named.name and other.name not in aliases:
                aliases[other.name] = Alias(named.name, named.type, named.kind, named.country, "alias in the text")
    return aliases


def _explains(sentence: Sentence, named: Span, other: Span) -> bool:
    if (
        not named.name
        or not other.name
        or named.form != "name"
        or other.form != "name"
        or (other.type and other.rule != "capitals")
    ):
        return False
    between = sentence.lower[named.stop : other.first]
    closed = other.stop < len(sentence.lower) and sentence.lower[other.stop] == ")"
    if between == ("(",):
        return closed and _is_short_for(sentence.words[other.first : other.stop], named.name)
    if between[:1] in (("(",), (",",)):
        between = between[1:]
        return bool(between) and between in _KNOWN_AS and between != ("or",)
    return False


def _is_short_for(words: tuple[str, ...], name: str) -> bool:
    """Check whether letters are the initials of the words of a name, in order."""
    letters = "".join(words).replace(".", "").lower()
    if len(words) > 1 or not "".join(words).isupper():
        return False
    initials = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isalpha()).lower()
    at = 0
    for letter in letters:
        at = initials.find(letter, at) + 1
        if not at:
            return (
                len(letters) <= 6
                and letters[0] == initials[:1]
                and len(set(letters) & set(name.lower())) == len(set(letters))
            )
    return True


_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|ar)-(?=\w{4})")


def surnames_of(persons: Iterable[str]) -> dict[str, str]:
    """Map persons to the shorter forms of their names: "Saleh" for "Barham Saleh".

    A form that fits two persons is left out.
    """
    forms: dict[str, str | None] = {}
    for person in sorted(set(persons), key=lambda name: (-len(name), name)):
        words = person.split()
        forms_of = [" ".join(words[start:]).lower() for start in range(1, len(words))]
        if len(words) > 1 and (bare := _ARTICLE.sub("", words[-1].lower())) != words[-1].lower():
            forms_of.append(bare)  # "Burhan" for "al-Burhan"
        for form in forms_of:
            known = forms.get(form)
            if known is None and form not in forms:
                forms[form] = person
            elif known is not None and not known.lower().endswith(person.lower()):
                forms[form] = None
    return {form: person for form, person in forms.items() if person is not None}
