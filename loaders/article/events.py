"""From clues to acts: grouping the frames about one thing that happened (stage 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from .frames.tree import LOOSELY
from .mentions.counts import counted_people
from .records import Filler, Frame, Mention, Sentence, Time
from .statements import Clue

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "such"})
_PLACES = {
    f"{role}{place}": rank
    for rank, (role, place) in enumerate(
        (role, place)
        for role in ("", "object.", "against.", "on.", "to.", "of.", "subject.")
        for place in ("in", "at", "near", "inside", "outside")
    )
}
"""Roles that say where, the likeliest first."""
_LOCATED = frozenset({"Place", "State"})
_DOERS = frozenset({"State", "Organization", "Person", "Population"})
_REACH = 3
"""Sentences over which "the attack" may point back."""


@dataclass(slots=True)
class Act:
    """One thing that happened, put together from clues."""

    clues: list[Clue]
    category: str
    perpetrators: dict[tuple[str, str], tuple[Mention, Clue]] = field(default_factory=dict)
    targets: dict[tuple[str, str], tuple[Mention, Clue]] = field(default_factory=dict)
    killed: list[tuple[Mention, Clue]] = field(default_factory=list)
    injured: list[tuple[Mention, Clue]] = field(default_factory=list)
    claimed: dict[tuple[str, str], tuple[Mention, Clue]] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[Mention, Clue]] = field(default_factory=dict)
    time: Time | None = None

    @property
    def is_event(self) -> bool:
        """Check whether the text gives it a date, a place, victims or a claim."""
        return bool(self.time or self.places or self.killed or self.injured or self.claimed)

    @property
    def is_vague(self) -> bool:
        """Check whether no more is known of it than who did it, or where it was."""
        return not (self.killed or self.injured or self.claimed) and (
            bool(self.perpetrators) + bool(self.targets) + bool(self.places) < 2
        )

    @property
    def sentence(self) -> int:
        """Find the sentence that mentions it last."""
        return self.clues[-1].frame.sentence

    def add(self, clue: Clue, time: Time | None) -> None:
        """Add the content of a clue."""
        self.clues.append(clue)
        towns = tuple(mention for mention in clue.targets if mention.type == "Place")
        targets = tuple(mention for mention in clue.targets if mention.type != "Place")
        victims_here = {mention.key for mention in (*clue.killed, *clue.injured)}
        doers = tuple(each for each in clue.perpetrators if each.type in _DOERS and each.key not in victims_here)
        for known, mentions in (
            (self.perpetrators, doers), (self.targets, targets), (self.claimed, clue.claimed),
            (self.places, (*towns, *places_of(clue.frame, of_subject=not towns))),
        ):  # fmt: skip
            for mention in mentions:
                if mention.name and not (known is self.places and mention in targets):
                    known.setdefault(mention.key, (mention, clue))
        for victims, mentions in ((self.killed, clue.killed), (self.injured, clue.injured)):
            victims += [(as_victim(mention), clue) for mention in mentions if mention.name and _is_victim(mention)]
        self.time = self.time or (None if clue.claimed else time)  # a claim is often made on a later day


def places_of(frame: Frame, *, of_subject: bool = True) -> tuple[Mention, ...]:
    """List the places that a frame names, also that of its subject: "rebels in Donetsk shelled"."""
    for role in sorted(_PLACES.keys() & frame.slots.keys(), key=_PLACES.__getitem__):
        if role.startswith("subject.") and not of_subject:
            continue
        if found := tuple(each for each in frame.mentions(role) if each.type in _LOCATED and each.rule != LOOSELY):
            return found
    return ()


def acts_of(clues: Sequence[Clue], sentences: Sequence[Sentence], time_of: Callable[[Frame], Time | None]) -> list[Act]:
    """Group the clues of an article into acts, in the order of the text."""
    acts: list[Act] = []
    for clue in sorted(clues, key=lambda each: (each.frame.sentence, _order(each), each.frame.start)):
        time = time_of(clue.frame)
        act = _within(clue, acts) or _pointed_at(clue, acts, sentences, time) or _same(clue, acts, time)
        if act is None:
            if "source" not in clue.entry.slots and not clue.claimed:
                continue  # deaths and the like only add to an act
            act = Act([], clue.entry.category)
            acts.append(act)
        act.add(clue, time)
    return [act for act in acts if not act.is_vague]


def _order(clue: Clue) -> int:
    """Acts first, then their victims, then who claimed them."""
    if clue.claimed:
        return 2
    return 1 if (clue.killed or clue.injured) and not clue.perpetrators else 0


def _is_victim(mention: Mention) -> bool:
    return mention.type in ("Person", "Population") or (mention.type == "Organization" and mention.form == "count")


def as_victim(mention: Mention) -> Mention:
    """Turn a counted mention into people: "six Iraqi soldiers" are not the army."""
    if mention.type != "Organization":
        return mention
    return mention._replace(name=counted_people(mention.text), type="Population", kind="victims")


def _within(clue: Clue, acts: Iterable[Act]) -> Act | None:
    """Find the act of the same sentence that a clue belongs to, by grammar or by being the nearest."""
    here = [act for act in acts if act.sentence == clue.frame.sentence]
    for act in reversed(here):
        if any(_linked(clue.frame, other.frame) for other in act.clues if other.frame.sentence == clue.frame.sentence):
            return act
    for act in here:
        if _harms_the_same(clue, act):
            return act
    if (clue.killed or clue.injured or clue.claimed) and here:
        fitting = [act for act in here if not clue.perpetrators or _overlap(clue.perpetrators, act)]
        if fitting:
            return min(fitting, key=lambda act: _distance(act, clue.frame))
    return None


def _harms_the_same(clue: Clue, act: Act) -> bool:
    """Check whether two verbs of a sentence have one victim: "was struck and killed by"."""
    harmed = {mention.key for mention in (*clue.targets, *clue.killed, *clue.injured) if mention.name}
    known = {*act.targets, *(mention.key for mention, _ in (*act.killed, *act.injured))}
    joined = any(clue.frame.span[0] <= other.frame.start < clue.frame.span[1] for other in act.clues)
    return joined and not harmed.isdisjoint(known) and not _clash(clue.perpetrators, act.perpetrators)


def _linked(frame: Frame, other: Frame) -> bool:
    """Check whether one frame's predicate is a part of the other: "the attack killed", "carried out an attack"."""
    if frame.start == other.start:
        return True
    return _speaks_of(frame, other) or _speaks_of(other, frame)


def _speaks_of(verb: Frame, noun: Frame) -> bool:
    """Check whether a noun fills a slot of a verb; "killed two after an attack" has two acts, "died after" one."""
    if noun.form != "noun":
        return False
    roles = _ROLES if verb.form == "noun" else (*_ROLES, "for")  # an attack "in retaliation for a strike" is another
    return any(
        filler.head == noun.predicate and _is_first(noun, filler)
        for role in (roles if any(mention.name for mention in verb.mentions("subject")) else (*roles, "after"))
        for filler in verb.slots.get(role, ())
    )


_ROLES = ("subject", "object", "in", "during", "by", "through", "with")


def _is_first(noun: Frame, filler: Filler) -> bool:
    """Check whether a noun is the head of a phrase and not one further inside: "an attack after the attack"."""
    return filler.text.lower().find(noun.predicate) == noun.start - filler.start


def _overlap(mentions: Iterable[Mention], act: Act) -> bool:
    return not act.perpetrators or any(mention.key in act.perpetrators for mention in mentions)


def _distance(act: Act, frame: Frame) -> int:
    return min(abs(clue.frame.start - frame.start) for clue in act.clues)


def _pointed_at(clue: Clue, acts: Sequence[Act], sentences: Sequence[Sentence], time: Time | None) -> Act | None:
    """Find the act that "the attack" or a claim of responsibility refers to."""
    if clue.frame.form == "noun":
        if not _is_definite(clue.frame, sentences):
            return None
    elif not (clue.claimed and _claims_what_is_known(clue, sentences)):
        return None
    for act in reversed(acts):
        if not 0 <= clue.frame.sentence - act.sentence <= _REACH:
            break
        if _agree(clue, act, time):
            return act
    return None


def _claims_what_is_known(clue: Clue, sentences: Sequence[Sentence]) -> bool:
    """Check whether "the attack" or "it" is claimed, or responsibility "for the attack"."""
    fillers = [filler for role in ("for", "object") for filler in clue.frame.slots.get(role, ())]
    named = [filler for filler in fillers if filler.head != "responsibility"]
    return not named or any(_definite_at(filler.start, clue.frame.sentence, sentences, after=True) for filler in named)


def _is_definite(frame: Frame, sentences: Sequence[Sentence]) -> bool:
    return _definite_at(frame.start, frame.sentence, sentences)


def _definite_at(start: int, number: int, sentences: Sequence[Sentence], *, after: bool = False) -> bool:
    sentence = sentences[number]
    word = sentence.word_at(start)
    if after and sentence.lower[word : word + 1] and sentence.lower[word] in _DEFINITE:
        return True
    return any(before in _DEFINITE for before in sentence.lower[max(0, word - 2) : word])


def _agree(clue: Clue, act: Act, time: Time | None) -> bool:
    if _clash(clue.claimed, act.perpetrators):
        return False
    if act.category != clue.entry.category and not (clue.claimed or {act.category, clue.entry.category} <= _VIOLENT):
        return False
    if time and act.time and time.date != act.time.date:
        return False
    if clue.frame.predicate in _OF_THEIR_OWN and all(each.frame.predicate not in _OF_THEIR_OWN for each in act.clues):
        return False
    places = places_of(clue.frame)
    if places and act.places and not any(place.key in act.places for place in places):
        return False
    return not _clash(clue.perpetrators, act.perpetrators) and not _clash(clue.targets, act.targets)


_OF_THEIR_OWN = frozenset({"genocide", "holocaust", "pogrom"})
"""Nouns that never point back to an attack that another word speaks of."""
_VIOLENT = frozenset({"attack", "strike", "offensive"})


def _clash(mentions: Iterable[Mention], known: dict[tuple[str, str], tuple[Mention, Clue]]) -> bool:
    names = {mention.key for mention in mentions if mention.name}
    return bool(names and known and names.isdisjoint(known))


def _same(clue: Clue, acts: Iterable[Act], time: Time | None) -> Act | None:
    """Find an act of another sentence with the same category, date and place."""
    if time is None or not time.date:
        return None
    for act in acts:
        if act.time and act.time.date == time.date and act.category == clue.entry.category and _agree(clue, act, time):
            places = places_of(clue.frame)
            if (places and act.places) or any(mention.key in act.perpetrators for mention in clue.perpetrators):
                return act
    return None
