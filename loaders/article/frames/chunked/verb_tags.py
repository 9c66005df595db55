"""Tell verbs from nouns and adjectives of the same spelling: "claims", "wounded", "fighting"."""

from __future__ import annotations

from ... import lexicon

_NOUNISH_LEFT = frozenset("DHJAZOP'")
VERB_RIGHT = frozenset(
    lexicon.DETERMINERS
    | lexicon.POSSESSIVES
    | {"him", "them", "us", "me", "it", "that", "he", "she", "they"}
    | set(lexicon.NUMBERS)
)


def verb_tag(word: str, verb: lexicon.Verb, previous: str, right: str, names_right: bool) -> str:
    """Tag a word that may be a verb by the tag before it and the word after it, which may begin a name."""
    if verb.form == "ing":
        return _ing_tag(word, previous, right, names_right)
    if verb.form in ("either", "participle"):
        return _ed_tag(word, previous, right, names_right)
    if verb.form == "past":
        return "V" if word not in lexicon.nouns() or previous not in _NOUNISH_LEFT else "N"
    return _present_tag(word, verb, previous, right, names_right)


def _ing_tag(word: str, previous: str, right: str, names_right: bool) -> str:
    ends = right in ("of", "in", "by", "on", "against", "at", ",", ".")
    if word in lexicon.nouns() and previous in "^,PS" and (right == "between" or _is_finite(right)):
        return "N"  # "Fighting broke out"
    if word in lexicon.nouns() and (previous in "DHJA'O" or (previous in "NE" and ends)):
        return "N"
    if previous in "DH'" and right in ("of", "in", "by", ",", "."):
        return "N"
    return "J" if previous in "DHA" and not names_right and lexicon.noun_like(right) else "G"


def _is_finite(word: str) -> bool:
    """Check whether a word is a verb in the past or an auxiliary."""
    verb = lexicon.verbs().get(word)
    return word in lexicon.BE or word in lexicon.HAVE or (verb is not None and verb.form in ("past", "either"))


def _ed_tag(word: str, previous: str, right: str, names_right: bool) -> str:
    if previous in "DHJA'":
        if word in lexicon.nouns():
            return "N"
        if right not in ("by", "in", "to", "with", ",", ".", "and") or names_right:
            return "J"
    described = previous in "ZOP" or (previous in "VB" and not names_right)  # "fired elected ministers"
    return "J" if described and lexicon.noun_like(right) else "B"


def _present_tag(word: str, verb: lexicon.Verb, previous: str, right: str, names_right: bool) -> str:
    noun = lexicon.noun_like(word)
    base = verb.form == "base"
    if previous == "T":
        return "N" if noun and not base else "V"
    if (previous in "xdn" and base) or (previous in "UW"):
        return "V"
    if right == "that" and base and not noun:
        return "V"  # "few believe that"
    if previous in _NOUNISH_LEFT or (previous in "^,:" and noun and not names_right):
        return "N" if noun or previous in "DHOA'" else ("J" if lexicon.is_adjective(word) else "V")
    if base and previous in "bRC" and lexicon.is_adjective(word):
        return "J"
    if noun and previous in "VBG":
        return "N"
    verbal = not noun or right in VERB_RIGHT or (names_right and previous in "NEC")
    return "V" if verbal else "N"
