"""Negation and mood of a single clause of a dependency tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .words import ALMOST, CONDITIONS, EXPRESSED, FALSE, FORECAST, HYPOTHETICAL, NOT

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any

_RANK = {"asserted": 0, "claimed": 1, "forecast": 2, "hypothetical": 3, "question": 4, "command": 4}


def is_negated(word: Token) -> bool:
    """Check whether a clause is negated by a word of its own."""
    for child in word.children:
        if child.dep_ == "neg" or (child.lower_ in NOT and child.dep_ in ("advmod", "preconj", "cc", "det")):
            return True
        if child.dep_ == "advmod" and any(word.lower_ == "not" for word in child.children):
            return True
        if child.lower_ == "longer" and any(word.lower_ == "no" for word in child.lefts):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and is_no(child):
            return True
        if child.dep_ == "agent" and any(is_no(noun) for noun in child.children):
            return True
    if word.dep_ == "pcomp" and (word.head.lower_ == "without" or _is_instead(word.head)):
        return True
    return word.dep_ in ("pcomp", "prep") and word.head.lower_ in ("instead", "without", "against", "rather")


def _is_instead(preposition: Token) -> bool:
    """Check whether "of" or "from" belongs to "instead of", "stopped short of", "far from"."""
    around = (preposition.head, *preposition.children)
    return any(word.lower_ in ("instead", "short", "far") for word in around)


def is_false(verb: Token) -> bool:
    """Check whether a clause says of another that it is false."""
    return any(child.dep_ in ("acomp", "attr") and child.lemma_.lower() in FALSE for child in verb.children)


def is_no(noun: Token) -> bool:
    """Check whether a noun says that there is none: "no group"."""
    if noun.lower_ in ("nobody", "none", "nothing", "neither"):
        return True
    return any(child.lower_ in ("no", "neither", "nor") for child in noun.children)


def shares_negation(below: Token, above: Token) -> bool:
    """Check whether "did not attack or threaten" denies both; "but" ends the reach of a "not"."""
    between = {word.lower_ for word in above.children if word.dep_ == "cc"}
    own = any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in below.children)
    return "but" not in between and not own


def shared_mood(below: Token, above: Token) -> str:
    """Find the mood that a coordinated verb takes from the first one."""
    own = any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in below.children)
    return "asserted" if own and below.tag_ in ("VBD", "VBZ", "VBP") else own_mood(above)


def own_mood(word: Token) -> str:
    """Find the mood of a clause by its auxiliaries, conjunction and form."""
    auxiliaries = {child.lower_ for child in word.children if child.dep_ in ("aux", "auxpass")}
    if _depends_on_a_condition(word) or auxiliaries & HYPOTHETICAL:
        return "hypothetical"
    if auxiliaries & FORECAST:
        return "forecast"
    if word.tag_ == "VB":
        return _mood_of_infinitive(word, auxiliaries)
    return "asserted"


def _depends_on_a_condition(word: Token) -> bool:
    """Check whether a verb says what happens only if something else does, or what almost happened."""
    marks = {child.lower_ for child in word.children if child.dep_ in ("mark", "advmod")}
    almost = any(child.lower_ in ALMOST for child in word.lefts)
    return (
        almost
        or bool(marks & CONDITIONS)
        or _inverted(word)
        or any(child.dep_ == "advcl" and _is_condition(child) for child in word.children)
    )


def _mood_of_infinitive(word: Token, auxiliaries: set[str]) -> str:
    if word.dep_ == "ROOT" and not auxiliaries and word.i == 0:
        return "command"
    if "to" in auxiliaries and word.dep_ in ("advcl", "acl", "relcl") and word.lemma_ not in EXPRESSED:
        return "hypothetical"  # a purpose
    if "to" in auxiliaries and word.dep_ == "xcomp" and word.head.lemma_ in ("go", "be", "have"):
        return "forecast"
    return "asserted"


def _is_condition(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in clause.children) or _inverted(
        clause
    )


def _inverted(word: Token) -> bool:
    """Check whether a clause is a condition without "if": "Had Iran attacked, …"."""
    if word.dep_ != "advcl":
        return False
    auxiliary = [child for child in word.children if child.dep_ in ("aux", "auxpass")]
    subject = [child for child in word.children if child.dep_ in ("nsubj", "nsubjpass")]
    return bool(
        auxiliary and subject and auxiliary[0].i < subject[0].i and auxiliary[0].lower_ in ("had", "were", "should")
    )


def weaker(one: str, other: str) -> str:
    """Choose the mood that states less."""
    return one if _RANK[one] >= _RANK[other] else other


def is_question(word: Token) -> bool:
    """Check whether a word stands in a question."""
    return "?" in (word.doc[-1].text, word.doc[len(word.doc) - 2].text if len(word.doc) > 1 else "")
