"""Words whose part of speech is fixed, and phrases that are read as one word."""

from __future__ import annotations

from ... import lexicon

_NOT = frozenset({"not", "never", "n't", "hardly", "scarcely", "barely"})
TIME = lexicon.MONTHS | lexicon.DAYS | {"today", "yesterday", "tomorrow", "tonight"}
_QUOTES = frozenset('"“”«»')
_LONG_PREPOSITIONS = (
    "in response to", "on behalf of", "in front of", "in support of", "in retaliation for", "in exchange for",
    "according to",
    "because of", "due to", "instead of", "as well as", "along with", "together with", "as part of", "in favor of",
    "in favour of", "in addition to", "ahead of", "out of", "next to", "prior to", "such as",
    "as a result of",
    "in collaboration with", "in cooperation with", "in coordination with", "in connection with", "with the support of",
    "with the help of", "at the hands of", "apart from", "away from", "in order to", "in protest at",
    "in protest against",
    "on the border with", "with the cooperation of",
)  # fmt: skip
LONG_ADVERBS = (
    "on the one hand", "on the other hand", "at the same time", "in this sense", "for example", "for instance",
    "in addition", "as well",
    "as a result", "in fact", "of course", "so far", "at least", "in particular", "at this point",
    "by telephone", "by phone", "by video link",
    "in other words", "in turn",
    "in the meantime", "at present", "above all", "in general", "among others", "in recent years", "for the first time",
)  # fmt: skip
LONG_BY_FIRST: dict[str, dict[str, list[tuple[str, ...]]]] = {}
"""Phrases that are read as one word by their first and their second word, the longest first."""
for _phrase in sorted(_LONG_PREPOSITIONS + LONG_ADVERBS, key=lambda phrase: -len(phrase.split())):
    _words = tuple(_phrase.split())
    LONG_BY_FIRST.setdefault(_words[0], {}).setdefault(_words[1], []).append(_words)


def _closed() -> dict[str, str]:
    closed: dict[str, str] = {}
    for words, letter in (
        (lexicon.ADVERBS, "R"), (lexicon.PREPOSITIONS, "P"), (lexicon.SUBORDINATORS - {"that", "so", "once"}, "S"),
        (lexicon.DETERMINERS, "D"), (lexicon.POSSESSIVES, "H"), (lexicon.PRONOUNS - {"one", "who"}, "U"),
        (set(lexicon.NUMBERS), "Z"), (lexicon.VAGUE - {"some", "few", "many", "several"}, "Z"),
        (lexicon.CONJUNCTIONS, "C"), (lexicon.RELATIVES - {"that", "whose"}, "W"), (lexicon.BE, "b"),
                                                           (lexicon.HAVE, "h"),
        (lexicon.DO, "d"), (lexicon.MODALS, "x"), (_NOT, "n"), (TIME - {"march", "may"}, "t"),
        ({"'s", "’s", "'", "’"}, "'"), (_QUOTES, '"'),
    ):  # fmt: skip
        closed.update(dict.fromkeys(words, letter))
    closed.update(dict.fromkeys(lexicon.NEGATED_AUXILIARIES, "x"))
    closed.update({"of": "O", "to": "T", "cannot": "x", "that": "", "'s": "'", "whose": "H", "neither": "D",
                   "nor": "C", "both": "D",
                   "others": "N", "part": "N", "all": "D", "others'": "N", "no": "D", "none": "U",
                   "nobody": "U"})  # fmt: skip
    del closed["that"]
    for word in ("following", "including", "concerning", "like"):
        closed[word] = "P"
    return closed


CLOSED = _closed()
