"""Frames of nouns: acts ("an attack on Kirkuk by Daesh") and roles ("X, commander of Y", "Iraqi President X")."""

from __future__ import annotations

from collections.abc import Iterator

from ...lexicon import noun_lemma
from ...mentions.heads import is_office
from ...records import Filler, Frame, Mention
from ..words import AROUND, ARTICLES, HEADS, OCCURRING, USING
from .building import Slots, add_aim, add_inner, frame, nearer
from .chunks import Chunk
from .clause import Clause, Parsed
from .noun_stance import BLAMING, stance_of
from .phrases import Phrase
from .vocabulary import DESCRIBING, SAYING

_SUFFERED = frozenset("suffer face receive sustain repel withstand resist survive foil thwart prevent".split())
_UNSURE = frozenset("unlikely likely possible impossible imminent doubtful uncertain inevitable necessary".split())
_EFFORTS = ("effort", "role")
"""Nouns that add nothing to what they are in: "led efforts in the campaign"."""
_COPULAS = ("be", "become", "remain")
_PHRASAL = ("take part", "participate ", "engage ", "come under", "go on ")
_STATES = frozenset(["engage in", "involve in", "lock in", "embroil in"])
"""Passives whose subject does what follows: "were engaged in a war"."""
_ENDS = ("end", "halt", "stop")
_QUANTITIES = frozenset(
    "dollar euro ton tonne million billion part amount number lot series package shipment worth".split()
)


def noun_frames(parsed: Parsed, nouns: frozenset[str]) -> Iterator[Frame]:
    """Yield the frames of the nouns of a sentence that are in a dictionary."""
    objects = _by_object(parsed)
    holders = _holders(parsed)
    doubted = {id(clause.subject) for clause in parsed.clauses if clause.adjective in _UNSURE}
    for phrase in parsed.phrases:
        for head in phrase.heads:
            unit_at = head.stop - 1
            mention = parsed.tagged.mentions[unit_at]
            if mention is not None and mention.name:
                yield from _titles(parsed, phrase, head, nouns)
                if mention.country and mention.rule in DESCRIBING and id(phrase) in holders:
                    yield from _described(parsed, unit_at, holders[id(phrase)], nouns)
                continue
            lemma = _predicate(parsed, head.first, unit_at, nouns)
            if lemma in nouns:
                found = _noun(parsed, phrase, head, lemma, objects.get(id(phrase)), holders.get(id(phrase), ()))
                yield found._replace(mood="hypothetical") if id(phrase) in doubted else found


def _predicate(parsed: Parsed, first: int, at: int, nouns: frozenset[str]) -> str:
    """Make the predicate of a noun, with the word before it if the dictionary has both: "prime minister"."""
    tagged = parsed.tagged
    lemma = noun_lemma(tagged.words[at])
    if at == first:
        return lemma
    pair = f"{tagged.words[at - 1]} {lemma}"
    if pair in nouns:
        return pair
    part = lemma in HEADS and tagged.mentions[at - 1] is None and tagged.tags[at - 1] == "N"
    if part and tagged.words[first] not in ARTICLES:
        return ""  # a "rights chief" does not lead what stands before
    return lemma


def _described(parsed: Parsed, unit_at: int, holders: list[Filler], nouns: frozenset[str]) -> Iterator[Frame]:
    """Yield what a name with a country says of another: "X, the Iraqi president", "(Iran's elite force)"."""
    mention, lemma = parsed.tagged.mentions[unit_at], noun_lemma(parsed.tagged.words[unit_at])
    if mention is None or mention.country is None or lemma not in nouns:
        return
    if lemma in HEADS and len(mention.text.split()) > 2:
        return  # "a Somali military commander" does not lead Somalia
    state = Mention(mention.start, mention.end, mention.text, mention.country, "State", rule="country of a description")
    slots: Slots = {
        "subject": list(holders),
        "mod": [Filler(mention.start, mention.end, lemma, (state,), mention.text)],
    }
    yield frame(parsed, "noun", lemma, unit_at, slots, False, "asserted", nearer(parsed, unit_at), "")


def _by_object(parsed: Parsed) -> dict[int, tuple[Clause, str]]:
    """Map each phrase to the clause whose object it is, or that has it after a preposition."""
    clauses: dict[int, tuple[Clause, str]] = {}
    for clause in parsed.clauses:
        ended = False
        for prep, phrase in clause.prepositions:
            if not (ended and prep in ("to", "of")):  # "called for an end to the attacks", which go on
                clauses.setdefault(id(phrase.inmost), (clause, prep))
            ended = phrase.filler.head in _ENDS
        if clause.lemma in OCCURRING and clause.subject is not None and not clause.objects:
            clauses.setdefault(id(clause.subject), (clause, ""))
        for phrase in clause.objects:
            clauses[id(phrase)] = (clause, "")
            if phrase.of is not None and phrase.filler.head in _QUANTITIES:
                clauses[id(phrase.of)] = (clause, "")
    return clauses


def _holders(parsed: Parsed) -> dict[int, list[Filler]]:
    """Find the holders of the role that a phrase names: by apposition, or by "is" and "was"."""
    holders: dict[int, list[Filler]] = {}
    for one, other in parsed.appositions:
        if any(mention.form == "pronoun" for mention in one.filler.mentions[:1]):
            continue  # "at him and his colleague, Omar Said"
        single = other.filler.head == parsed.tagged.words[other.heads[0].stop - 1]
        several = len(one.heads) > 1 and single and is_office(other.filler.head)  # "X and Y, director of Z": only Y is
        last = one.filler._replace(mentions=one.filler.mentions[-1:]) if several else one.filler
        holders.setdefault(id(other), []).append(last)
        holders.setdefault(id(one), []).append(other.filler)
    for clause in parsed.clauses:
        if clause.lemma in ("be", "become", "remain", "serve") and clause.subject is not None:
            for phrase in [*clause.objects, *(each for prep, each in clause.prepositions if prep == "as")]:
                holders.setdefault(id(phrase), []).append(clause.subject.filler)
    return holders


def _noun(
    parsed: Parsed, phrase: Phrase, head: Chunk, lemma: str, over: tuple[Clause, str] | None,
    holders: list[Filler] | tuple[()],
) -> Frame:  # fmt: skip
    slots: Slots = {}
    before(parsed, head, slots)
    if phrase.of is not None:
        slots.setdefault("of", []).append(phrase.of.filler)
        add_inner("of", phrase.of, parsed, slots)
    for prep, other in _following(phrase):
        slots.setdefault(prep, []).append(other.filler)
        add_inner(prep, other, parsed, slots)
    clause, via = _light_verb(over, phrase, slots)
    if clause is not None and clause.subject is not None and via.rpartition(" ")[2] in AROUND:
        slots["adjunct"] = [clause.subject.filler]
    _add_means(parsed, clause, phrase, slots)
    if holders:
        slots.setdefault("subject", []).extend(holders)
    if parsed.tagged.words[head.first] in ARTICLES:
        slots["article"] = [Filler(phrase.start, phrase.start, parsed.tagged.words[head.first])]
    add_aim(parsed, phrase.stop, slots)
    words = set(parsed.tagged.words[head.first : head.stop])
    return frame(parsed, "noun", lemma, head.stop - 1, slots, *stance_of(clause, phrase, via, words), via=via)


def _light_verb(over: tuple[Clause, str] | None, phrase: Phrase, slots: Slots) -> tuple[Clause | None, str]:
    """Take the subject and the prepositions of the verb that a noun completes; find the verb and its name."""
    if over is None:
        return None, ""
    clause, prep = over
    via = _via(clause, prep)
    if via == "join" and "poss" in slots:  # "wants to join Kenya's fight": Kenya fights
        return None, via
    _lend(clause, phrase, slots, via, prep)
    return clause, via


def _via(clause: Clause, prep: str) -> str:
    """Name the verb by which a noun is reached: "launch", "take part in"; a copula is none."""
    if not prep:
        return "" if clause.lemma in _COPULAS else clause.lemma
    if prep == "under":  # "withdrew under attack from"
        return "come under"
    head = clause.objects[0].filler.head if clause.objects else ""
    if head in _EFFORTS and prep == "in":
        return clause.lemma
    part = "part " if head == "part" else ""
    return f"{clause.lemma} {part}{prep}"


def _add_means(parsed: Parsed, clause: Clause | None, phrase: Phrase, slots: Slots) -> None:
    """Add whom an act was against, after its means: "conducted strikes using drones against"."""
    for other in parsed.clauses:
        if other.lemma not in USING:
            continue
        means = clause is not None and other.governing is clause and other.group.form == "gerund"
        if means or other.subject is phrase:
            for prep, target in other.prepositions:
                if prep in ("against", "on", "at") and target.filler.mentions:
                    slots.setdefault(prep, []).append(target.filler)


def _following(phrase: Phrase, depth: int = 3) -> Iterator[tuple[str, Phrase]]:
    """Yield the prepositions after a noun, those after names in them too: "an attack on Libya by Chad"."""
    for prep, other in (*(phrase.of.after if phrase.of else ()), *phrase.after):
        yield prep, other
        if depth and other.filler.mentions:
            yield from _following(other, depth - 1)


def _lend(clause: Clause, phrase: Phrase, slots: Slots, via: str, reached_by: str) -> None:
    """Give a noun the subject and the prepositions of the verb that it completes: "launched an attack on"."""
    if clause.lemma in SAYING and phrase.stop <= clause.chunk:
        return  # "a raid which diplomats say cost the lives of": theirs is only the word
    subject = clause.actor if via in _STATES else clause.subject
    if subject is not None and subject is not phrase and via:
        slots.setdefault("object" if clause.lemma in _SUFFERED else "subject", []).append(subject.filler)
    if clause.lemma in _SUFFERED and "by" in via:
        return
    if reached_by and not via.startswith(_PHRASAL):
        return
    for prep, other in clause.prepositions:
        if other is not phrase and prep != "by" and other.filler not in slots.get(prep, ()):
            role = "blamed" if via in BLAMING and prep in ("on", "to") else prep
            slots.setdefault(role, []).append(other.filler)
    if len(clause.objects) == 2 and phrase in (clause.objects[1], clause.objects[1].of):
        slots.setdefault("indirect", []).append(clause.objects[0].filler)


def before(parsed: Parsed, head: Chunk, slots: Slots) -> None:
    """Fill `poss` and `mod` with the names that stand before a head in its phrase."""
    words, mentions = parsed.tagged.words, parsed.tagged.mentions
    for at in range(head.first, head.stop - 1):
        mention = mentions[at]
        if mention is None or not mention.name or mention.form in ("count", "compound"):
            continue
        role = "poss" if words[at + 1] in ("'s", "’s", "'", "’") or mention.form == "pronoun" else "mod"
        slots.setdefault(role, []).append(Filler(mention.start, mention.end, words[at], (mention,), mention.text))


def _titles(parsed: Parsed, phrase: Phrase, head: Chunk, nouns: frozenset[str]) -> Iterator[Frame]:
    """Yield what nouns right before a name say of it: "President X", "Quds Force commander X"."""
    mentions = parsed.tagged.mentions
    at = head.stop - 1
    name = mentions[at]
    if name is None:
        return
    place = at - 1
    while place >= head.first and parsed.tagged.tags[place] in "NJ" and mentions[place] is None:
        lemma = _predicate(parsed, head.first, place, nouns)
        if lemma in nouns:
            slots: Slots = {"subject": [Filler(name.start, name.end, parsed.tagged.words[at], (name,), name.text)]}
            before(parsed, Chunk("K", head.first, place + 1, ""), slots)
            if phrase.of is not None:
                slots["of"] = [phrase.of.filler]
            yield frame(parsed, "noun", lemma, place, slots, False, "asserted", nearer(parsed, place), "")
            return
        place -= 1
