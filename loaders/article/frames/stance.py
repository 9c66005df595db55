"""Find the stance of a clause in a dependency tree: denied, hoped for, asked, said by somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .clauses import lemma as lemma_of
from .clauses import subjects
from .moods import is_false, is_negated, is_no, is_question, own_mood, shared_mood, shares_negation, weaker
from .words import (
    AIMS,
    ATTITUDES,
    AVERTING,
    CLAIMING,
    DENYING,
    DOUBTFUL,
    JUDGED,
    OCCURRING,
    RUMORS,
    SAYING,
    SUPPOSING,
    UNDOING,
    UNREAL,
    UNREAL_THAT,
    WISHING,
)

if TYPE_CHECKING:
    from spacy.tokens import Token
else:
    Token = Any


class Stance(NamedTuple):
    """The stance that the words around a predicate give it."""

    negated: bool = False
    mood: str = "asserted"
    attitude: str = ""
    speaker: Token | None = None


def stance_of(word: Token) -> Stance:
    """Find the stance of a predicate from its own clause and those above it."""
    stance = _of_noun(word) if word.pos_ in ("NOUN", "PROPN") else _of_verb(word)
    return stance._replace(mood=weaker(stance.mood, "hypothetical")) if _opens_a_condition(word) else stance


def _opens_a_condition(word: Token) -> bool:
    """Check whether a word stands in a condition without "if" that opens its sentence: "Should Iran strike, …"."""
    opening = word.doc[0].lower_
    supposed = opening in SUPPOSING or word.doc[:2].text.lower() == "in case"
    if not (supposed or opening in ("should", "were", "had")) or is_question(word):
        return False
    return opening in ("imagine", "suppose", "provided", "providing", "supposing") or any(
        token.text == "," for token in word.doc[word.i :]
    )


def _of_noun(noun: Token) -> Stance:
    """Find the stance of a noun: as its verb gives it, and whether it speaks of any such thing at all."""
    stance = _by_verb(noun)
    if not stance.negated and any(child.lower_ == "any" for child in noun.children):
        return stance._replace(mood=weaker(stance.mood, "hypothetical"))
    return stance


def _by_verb(noun: Token) -> Stance:
    """Find the stance that a verb gives its noun: "denied an attack", "is not the leader", "called for talks"."""
    denied = is_no(noun)
    verb, direct = _verb_over(noun)
    if verb is None:
        return Stance(negated=denied, mood="question" if is_question(noun) else "asserted")
    stance = _of_verb(verb)
    lemma = lemma_of(verb)
    if lemma == "join" and any(child.dep_ == "poss" for child in noun.children):
        return Stance(negated=denied)  # "wants to join Kenya's fight": Kenya fights
    if not direct:
        return _beside_verb(noun, verb, stance, denied=denied)
    if lemma in DENYING or lemma in AVERTING:
        return stance._replace(negated=not stance.negated, attitude="")
    if lemma in WISHING or _particled(verb) in WISHING:
        attitude = ATTITUDES.get(lemma, "")
        return stance._replace(mood=weaker(stance.mood, "hypothetical"), attitude=attitude, negated=stance.negated)
    return stance._replace(negated=stance.negated or denied)


def _beside_verb(noun: Token, verb: Token, stance: Stance, *, denied: bool) -> Stance:
    """Find the stance of a noun that is no object: "no attack took place", "an attack is unlikely"."""
    lemma = lemma_of(verb)
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return Stance(denied, "asserted", "", stance.speaker)
    unreal = (lemma in AVERTING and _particled(verb) not in OCCURRING) or any(
        child.lower_ in DOUBTFUL for child in verb.children if child.dep_ == "acomp"
    )
    mood = weaker(stance.mood, "hypothetical") if unreal else stance.mood
    return Stance(denied or (stance.negated and lemma in ("take", "happen", "be")), mood, "", stance.speaker)


def _verb_over(noun: Token) -> tuple[Token | None, bool]:
    """Find the verb that a noun depends on, and tell whether it is its object or complement."""
    first = noun
    while first.dep_ in ("conj", "appos") and first.head.pos_ in ("NOUN", "PROPN"):
        if first.dep_ == "appos":
            return None, False
        first = first.head
    above = first.head
    if above.pos_ in ("VERB", "AUX"):
        return above, first.dep_ in ("dobj", "obj", "attr", "oprd", "nsubjpass") and above.lemma_ != "have"
    if first.dep_ == "pobj" and above.head.pos_ in ("VERB", "AUX"):
        return above.head, above.lower_ in _GOVERNING
    return None, False


_GOVERNING = frozenset({"for", "in", "on", "to", "of", "as", "out", "against", "off", "under"})
"""Prepositions whose noun is meant as its verb is: "was not under attack"."""


def _particled(verb: Token) -> str:
    words = [child.lower_ for child in verb.children if child.dep_ in ("prt", "prep")]
    return f"{lemma_of(verb)} {words[0]}" if words else lemma_of(verb)


def _of_verb(word: Token) -> Stance:
    stance = Stance(is_negated(word), own_mood(word))
    below, above = word, _above(word)
    inside = True  # of the clauses that say how the word is meant; a phrase beside a noun is taken for granted
    while above is not None:
        outer = _under(stance, word, below, above)
        stance = outer if inside else stance._replace(speaker=outer.speaker)
        inside = inside and not (_describes(below) and above.pos_ in ("NOUN", "PROPN"))
        below, above = above, _above(above)
    return stance._replace(mood="question") if is_question(word) else stance


def _describes(clause: Token) -> bool:
    """Check whether a clause describes a noun: "militias backed by Iran", "the group that attacked Kirkuk"."""
    return clause.dep_ == "relcl" or (clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBD"))


def _under(stance: Stance, word: Token, below: Token, above: Token) -> Stance:
    """Pass the stance of a word on to the next word above it."""
    reported = below.dep_ in ("acl", "relcl", "ccomp") and above.pos_ == "NOUN"
    if reported and (lemma_of(above) in RUMORS or (is_no(above) and below.dep_ != "relcl")):  # "no sign that"
        stance = stance._replace(mood=weaker(stance.mood, "hypothetical"))
    if below.dep_ == "pcomp" and above.lower_ == "of" and lemma_of(above.head) in AIMS:
        stance = stance._replace(mood=weaker(stance.mood, "hypothetical"))
    match _link(below, above):
        case "complement":
            return _as_complement(stance, below, above, first=below is word)
        case "same":
            negated = is_negated(above) and shares_negation(below, above)
            return stance._replace(
                negated=stance.negated or negated, mood=weaker(stance.mood, shared_mood(below, above))
            )
        case _ if below.tag_ in ("VBG", "VB"):
            return stance._replace(
                negated=stance.negated or is_negated(above), mood=weaker(stance.mood, own_mood(above))
            )
    return stance


def _as_complement(stance: Stance, below: Token, above: Token, *, first: bool) -> Stance:
    """Find the stance of a clause that somebody says, wants or refuses."""
    lemma = lemma_of(above)
    negated, mood, attitude, speaker = stance
    if first and not attitude:
        attitude = ATTITUDES.get(lemma, "")
    if _denies(above, below):
        negated = True
    elif lemma in SAYING or lemma in CLAIMING:
        speaker = speaker or next(iter(subjects(above)), None)
        mood = weaker(mood, "claimed") if lemma in CLAIMING else mood
    if lemma in JUDGED and below.dep_ == "prep":
        mood = weaker(mood, "claimed")
    if lemma in (UNREAL_THAT if below.dep_ == "ccomp" and not _is_infinitive(below) else UNREAL):
        mood = weaker(mood, "hypothetical")
    if is_negated(above) and _is_infinitive(below) and lemma != "hesitate":
        mood = weaker(mood, "hypothetical")  # "are not working to defeat"
    if is_negated(above) and (lemma in SAYING or lemma in CLAIMING or lemma in UNREAL or lemma in ATTITUDES):
        negated = True
    return Stance(negated, weaker(mood, own_mood(above)), attitude, speaker)


def _denies(above: Token, below: Token) -> bool:
    """Check whether a verb says that its complement is not so: "denied", "ruled out", "it is not true that"."""
    lemma = lemma_of(above)
    if lemma in DENYING or lemma in UNDOING or _particled(above) in _GIVEN_UP or _is_undone(below, above):
        return True
    return lemma == "be" and (is_negated(above) or is_false(above))


_GIVEN_UP = frozenset({"rule out", "give up"})


def _is_undone(below: Token, above: Token) -> bool:
    """Check whether a verb says that what follows did not happen: "has yet to", "was falsely accused of"."""
    yet = any(token.lower_ == "yet" for token in below.doc[above.i : below.i])
    if above.lemma_ in ("have", "be") and yet and _is_infinitive(below):
        return True
    return any(child.lower_ in ("falsely", "wrongly", "wrongfully") for child in above.children)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children if child.dep_ in ("aux", "mark"))


def _above(word: Token) -> Token | None:
    return word.head if word.head.i != word.i else None


def _link(below: Token, above: Token) -> str:
    role = below.dep_
    if role == "ccomp" and any(token.text == ";" for token in below.doc[min(below.i, above.i) : max(below.i, above.i)]):
        return "adjunct"  # two sentences in one
    if role in ("ccomp", "xcomp", "acomp", "oprd", "csubj", "csubjpass"):
        return "complement"
    if role in ("pcomp", "prep", "pobj", "dobj") and above.pos_ in ("VERB", "ADP", "AUX", "SCONJ", "ADJ"):
        return "complement" if role in ("pcomp", "prep") and _is_verbal(below) else "adjunct"
    if role == "acl" and above.pos_ == "NOUN" and below.tag_ == "VB":
        return "complement"
    if role == "acl" and above.pos_ == "NOUN":
        return "adjunct"
    if role == "conj":
        return "same"
    return "adjunct"


def _is_verbal(word: Token) -> bool:
    return word.pos_ in ("VERB", "AUX") or any(child.dep_ == "pcomp" for child in word.children)
