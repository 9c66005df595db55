"""Find the names of a sentence: known ones, capitals with a head noun, adjectives with troops, counts of people."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from .. import lexicon
from ..data import lines
from ..records import Sentence
from .heads import Head, heads, is_office
from .names import Name, Names, adjective_of

_NUMBER = re.compile(r"\d[\d,.]*")
_OFFICE_MODIFIERS = frozenset(
    "Prime Vice Deputy Foreign Defense Defence Interior Finance Supreme Former Acting Interim Assistant Under "
    "Chief First Security National Secretary Executive Managing Crown Grand Lead Senior Staff Lieutenant "
    "Major Brigadier Rear Army Navy Federal State General Attorney Home Oil Health Trade Energy Information "
    "Justice Then".split()
)
_JOINTS = frozenset("of al el bin ibn abu de la del da dos van von der den ul ur ud ad e y du des".split())
_HEAD_JOINTS = frozenset("for on the and in at to".split())
_PEOPLES_S = frozenset("People Workers Women Men Lord Children Students Peoples Soldiers Kurdistan".split())
_BETWEEN = frozenset(
    "security defense defence police border riot government army navy air ground special elite federal local "
    "national state military paramilitary border-guard counter-terrorism intelligence rebel opposition "
    "civilian armed allied joint peacekeeping occupation occupying regular combat naval coast infantry "
    "backed-up reserve guerrilla separatist prison fighter drug student coalition multinational international "
    "civil foreign islamist communist leftist rightist and".split()
)
_STATELY = frozenset({"State"})
_QUALIFIERS = ("at least", "more than", "fewer than", "less than", "up to", "as many as", "over", "about", "around",
               "some", "nearly", "almost", "approximately", "another")  # fmt: skip


class Span(NamedTuple):
    """A name found at words `first` to `stop` (not included); `type` is "" while it is not known."""

    first: int
    stop: int
    name: str
    type: str
    kind: str | None
    form: str
    rule: str
    country: str | None = None
    amount: int | str | None = None
    head: str = ""


def _peoples() -> tuple[frozenset[str], frozenset[str]]:
    adjectives: set[str] = set()
    plurals: set[str] = set()
    for line in lines("peoples.txt"):
        (plurals if line.startswith("[plural]") else adjectives).update(line.removeprefix("[plural]").split())
    return frozenset(adjectives), frozenset(plurals)


class Scanner:
    """Find names in sentences, one after the other."""

    def __init__(self, names: Names) -> None:
        """Look names up in a dictionary."""
        self._names = names
        self._heads = heads()
        self._peoples, self._plurals = _peoples()
        self._triggers = (
            frozenset(names.first_words()) | self._heads.victim.keys()
            | self._heads.description.keys() | set(lexicon.NUMBERS)
            | lexicon.VAGUE
        )  # fmt: skip

    def scan(self, sentence: Sentence) -> list[Span]:
        """Return the names of a sentence in their order; they do not overlap."""
        words = sentence.words
        triggers = self._triggers
        spans: list[Span] = []
        headline = sentence.kind == "title" and _is_headline(words)
        at, count = 0, len(words)
        while at < count:
            word = words[at]
            first = word[0]
            if not (
                first.isupper()
                or first.isdigit()
                or word in triggers
                or (first in "pa" and word.startswith(("pro-", "anti-")))
            ):
                at += 1
                continue
            span = self._span_at(sentence, at, spans, headline)
            if span is None:
                at += 1
            else:
                while spans and spans[-1].stop > span.first:
                    spans.pop()
                spans.append(span)
                at = max(span.stop, at + 1)
        return spans

    def _span_at(self, sentence: Sentence, at: int, spans: list[Span], headline: bool) -> Span | None:
        words = sentence.words
        word, lower = words[at], sentence.lower[at]
        if "-" in word and (compound := self._compound(word, at)):
            return compound
        known = self._names.longest(words, at)
        if known is not None and not (known[1].rule != "store" and word in ("IS", "PA", "CAR", "AU") and headline):
            return self._known(sentence, at, *known)
        if word[0].isdigit() or lower in lexicon.NUMBERS or lower in lexicon.VAGUE:
            return self._counted(sentence, at)
        if word[0].isupper():
            if word in self._peoples and (span := self._with_head(sentence, at, at + 1, word, None)):
                return span
            if word in self._plurals:
                return Span(at, at + 1, word, "Population", "community", "people", "people")
            if (at and not headline) or not lexicon.is_common(lower) or _next_is_capital(words, at):
                span = None if headline else self._run(sentence, at)
                if span is not None:
                    return span
        return self._described(sentence, at, spans)

    def _compound(self, word: str, at: int) -> Span | None:
        """Return the name in "Iran-backed" or "pro-Iranian"."""
        prefix, _, rest = word.partition("-")
        if prefix.lower() in ("pro", "anti") and rest[:1].isupper():
            spelling = rest
        elif rest.lower() in _COMPOUNDED:
            spelling = prefix
        elif (head := word.rsplit("-", 1))[1].lower() in _COMPOUNDED:
            spelling = head[0]
        else:
            return None
        known = self._names.longest((spelling,), 0)
        if known is None and not spelling[:1].isupper():
            return None
        name = known[1] if known else Name(spelling, "", None)
        return Span(at, at + 1, name.name, name.type, name.kind, "compound", name.rule, name.country, head=spelling)

    # Known names, alone and at the beginning of longer ones.

    def _known(self, sentence: Sentence, at: int, stop: int, name: Name) -> Span:
        words = sentence.words
        run = self._run_end(sentence, at, stop)
        if run > stop and (longer := self._longer(sentence, at, stop, run, name)):
            return longer
        if name.type in ("State", "Organization") or name.rule == "capital":
            country = name.name if name.type == "State" else name.country
            after = stop + 1 if stop < len(words) and sentence.lower[stop] in ("'s", "’s") else stop
            if name.form == "adjective" or (name.type == "State" and (after == stop)):
                if span := self._with_head(sentence, at, stop, " ".join(words[at:stop]), country):
                    return span
            elif name.type == "Organization" and (span := self._fighters(sentence, at, stop, name)):
                return span
        return Span(at, stop, name.name, name.type, name.kind, name.form, name.rule, name.country)

    def _longer(self, sentence: Sentence, at: int, stop: int, run: int, name: Name) -> Span | None:
        """Return a name with a head noun that begins with a known one: Iraqi National Intelligence Service."""
        words = sentence.words
        country = name.name if name.type == "State" else name.country
        for end in range(run, stop, -1):
            if is_office(sentence.lower[end - 1]):
                continue
            known = self._names.longest(words, stop)
            head = self._head_of(words, stop, end)
            if head is not None and not any(is_office(word) for word in sentence.lower[stop:end]):
                full = " ".join(words[at:end]).replace(" 's", "'s")
                return Span(at, end, full, head.type, head.kind, "name", "head noun", country)
            if (
                known is not None
                and known[0] == end
                and known[1].type == "Organization"
                and known[1].country in (None, country)
            ):
                return Span(at, end, known[1].name, known[1].type, known[1].kind, "name", "dictionary", country)
        return None

    def _fighters(self, sentence: Sentence, at: int, stop: int, name: Name) -> Span | None:
        """Return "ISIL fighters" as the group: those who fight stand for it."""
        lower = sentence.lower
        end = stop
        while (
            end < len(lower)
            and end - stop < 2
            and (
                lower[end] in _FIGHTERS
                or (end + 1 < len(lower) and lower[end] in self._heads.modifiers and lower[end + 1] in _FIGHTERS)
            )
        ):
            end += 1
        if end == stop:
            return None
        return Span(at, end, name.name, name.type, name.kind, "name", "fighters for their group", name.country)

    def _with_head(self, sentence: Sentence, at: int, stop: int, adjective: str, country: str | None) -> Span | None:
        """Return "Iraqi security forces": an adjective and the nouns after it up to an actor's head."""
        lower, words = sentence.lower, sentence.words
        best = None
        end = stop
        while end < len(lower) and end - stop < 5:
            word = lower[end]
            head = self._heads.actor.get(word)
            if head is not None:
                best = (end + 1, head)
            elif not (
                word in _BETWEEN
                or word in self._heads.modifiers
                or words[end] in self._peoples
                or lexicon.is_adjective(word)
            ):
                break
            end += 1
            if best and word == "and":
                break
        if best is None:
            return None
        end, head = best
        office = end < len(lower) and (is_office(lower[end]) or lower[end] == "-")
        if office and head.what != "government":
            return None
        return Span(at, end, self._actor_name(words, at, stop, end, adjective, head, country), head.type,
        head.kind, "name",
                    "adjective and head noun", country, head=lower[end - 1])  # fmt: skip

    def _actor_name(
        self, words: tuple[str, ...], at: int, stop: int, end: int, adjective: str, head: Head, country: str | None
    ) -> str:
        """Return one name for a state's troops, soldiers and jets, another for its government."""
        last = words[end - 1].lower()
        if country is None or adjective in self._peoples:
            return " ".join(words[at:end])
        if head.what in ("troops", "arms") and end - stop == 1:
            return f"{adjective_of(country)} {last if last in ('army', 'navy') else 'military'}"
        if head.what == "government" and end - stop <= 2 and last not in _OWN_BODIES:
            return f"{adjective_of(country)} government"
        return " ".join([adjective_of(country), *words[stop:end]])

    # Names that nobody knows yet.

    def _run_end(self, sentence: Sentence, first: int, at: int) -> int:
        """Return where a run of capitals ends that goes on at a word."""
        words, lower = sentence.words, sentence.lower
        headed = any(word in self._heads.name for word in words[first:at])
        while at < len(words):
            word = words[at]
            if word[0].isupper():
                if (
                    lower[at] in lexicon.MONTHS
                    or lower[at] in lexicon.DAYS
                    or lower[at] in ("i", "the")
                    or lower[at] in lexicon.SUBORDINATORS
                ):
                    break
                headed = headed or word in self._heads.name
                at += 1
                continue
            step = self._joint(words, lower, at, headed, bool(at > first and words[at - 1] in _PEOPLES_S))
            if not step:
                break
            at += step
        return at

    def _joint(self, words: tuple[str, ...], lower: tuple[str, ...], at: int, headed: bool, people: bool) -> int:
        word = lower[at]
        following = words[at + 1] if at + 1 < len(words) else ""
        if people and word in ("'s", "’s") and following[:1].isupper():
            return 1
        if (
            word
            in ("al", "el", "bin", "ibn", "de", "la", "del", "da", "dos", "van", "von", "der", "den", "ul", "ur", "du")
            and following[:1].isupper()
        ):
            return 1
        if (
            word.startswith(("al-", "el-", "ash-", "as-", "ad-", "ar-", "ul-", "an-", "ez-", "az-", "es-"))
            and len(word) > 4
        ):
            return 1
        if not headed:
            return 0
        if (
            word in ("of", "for", "on", "and")
            and following[:1].isupper()
            and self._names.longest(words, at + 1) is None
        ):
            return 1
        if word in ("of", "for", "on") and following == "the" and at + 2 < len(words) and words[at + 2][0].isupper():
            return 2
        if word == "of" and following[:1].isupper():
            return 1
        return 0

    def _run(self, sentence: Sentence, at: int) -> Span | None:
        words, lower = sentence.words, sentence.lower
        if "-" in words[at] and all(self._names.longest((part,), 0) for part in words[at].split("-")):
            return None  # "the US-Iran talks" is nobody's name
        if lower[at] in lexicon.MONTHS | lexicon.DAYS or lower[at] in _NEVER or words[at] == "I":
            return None
        if is_office(lower[at]) or (
            words[at] in _OFFICE_MODIFIERS
            and at + 1 < len(words)
            and (is_office(lower[at + 1]) or words[at + 1] in _OFFICE_MODIFIERS)
        ):
            return None
        if (
            at == 0
            and lexicon.is_common(lower[0])
            and words[0] not in self._heads.name
            and not self._is_given_name(lower[0])
        ):
            return None
        end = self._run_end(sentence, at, at + 1)
        end = self._cut(sentence, at, end)
        if end <= at:
            return None
        head = self._head_of(words, at, end)
        name = " ".join(words[at:end]).replace(" 's", "'s").replace(" ’s", "’s")
        if head is not None and (end - at > 1 or (words[at] in self._heads.name and head.kind is not None and at)):
            if end - at == 1:
                return Span(at, end, "", head.type, head.kind, "description", "head noun", head=lower[at])
            return Span(at, end, name, head.type, head.kind, "name", "head noun")
        if end - at == 1 and lexicon.is_common(lower[at]) and not self._is_given_name(lower[at]):
            return None
        return Span(at, end, name, "", None, "name", "capitals")

    def _is_given_name(self, word: str) -> bool:
        from .. import data

        return word in data.words("first_names.txt")

    def _cut(self, sentence: Sentence, at: int, end: int) -> int:
        """Return where a run of capitals really ends: before an office or another name that is known."""
        for place in range(at + 1, end):
            if is_office(sentence.lower[place]) and sentence.words[place] not in self._heads.name:
                modifiers = takewhile(_OFFICE_MODIFIERS.__contains__, reversed(sentence.words[at + 1 : place]))
                return place - len(tuple(modifiers))
        return end

    def _head_of(self, words: tuple[str, ...], at: int, end: int) -> Head | None:
        last = self._heads.name.get(words[end - 1])
        for place in range(at, end - 1):
            if words[place + 1] in ("of", "for", "on") and (head := self._heads.name.get(words[place])):
                return head
        return last

    # People in numbers, and descriptions.

    def _counted(self, sentence: Sentence, at: int) -> Span | None:
        lower, words = sentence.lower, sentence.words
        end = at + 1
        while (
            end < len(lower)
            and (
                lower[end] in lexicon.NUMBERS
                or lower[end] in ("of", "hundred", "thousand", "million", "dozen", "more", "other")
            )
            and end - at < 5
        ):
            end += 1
        start = end
        country = None
        body = None
        head_at = None
        while end < len(lower) and end - start < 6:
            word = lower[end]
            if word in self._heads.victim:
                head_at = end
            elif (
                (known := self._names.longest(words, end))
                and known[1].form in ("adjective", "name")
                and known[1].type == "State"
            ):
                country = known[1].name
                body = self._with_head(sentence, end, known[0], " ".join(words[end : known[0]]), country)
                end = known[0]
                continue
            elif not (
                lexicon.is_adjective(word)
                or word in _BETWEEN
                or words[end] in self._peoples
                or word in ("its", "his", "their", "the")
            ):
                break
            end += 1
        if head_at is None:
            following = lower[start] if start < len(lower) else ""
            if following in ("killed", "injured", "wounded", "dead", "others") or (
                start == at + 1
                and at
                and lower[at - 1] in _HARM
                and not words[at][0].isdigit()
                and following not in lexicon.NUMBERS
            ):
                head_at = start if following == "others" else start - 1
            else:
                return None
        amount, first = _amount(sentence, at, start)
        if amount is None:
            return None
        head = self._heads.victim.get(lower[head_at])
        if body is not None and body.stop == head_at + 1:
            return body._replace(first=first, form="count", amount=amount)
        name = " ".join(words[start : head_at + 1]) if head_at >= start else "people"
        type_, kind = (
            "Population",
            "victims" if head is None else "civilians" if head.what == "civilians" else "victims",
        )
        return Span(
            first,
            head_at + 1,
            name if name != "others" else "people",
            type_,
            kind,
            "count",
            "count",
            country,
            amount,
            lower[head_at],
        )

    def _goes_on(self, sentence: Sentence, after: int, head: Head) -> bool:
        """Tell whether a noun is not the last of its phrase, or names its person itself."""
        word, lower = sentence.words[after], sentence.lower[after]
        if head.type == "Person" and (word[0].isupper() or lower == "of"):
            return True
        if lower in self._heads.actor or lower in self._heads.description:
            return True
        return (
            lower.isalpha() and lower not in lexicon.verbs() and lexicon.is_common(lower) and lexicon.noun_like(lower)
        )

    def _described(self, sentence: Sentence, at: int, spans: list[Span]) -> Span | None:
        """Return "the terrorist group" as a description, which a later stage resolves."""
        lower = sentence.lower
        head = self._heads.description.get(lower[at]) or self._heads.actor.get(lower[at])
        if head is None or (spans and spans[-1].stop == at and sentence.words[at - 1][0].isupper()):
            return None
        first = at
        while (
            first
            and (
                lower[first - 1] in self._heads.modifiers
                or lower[first - 1] in _BETWEEN
                or lexicon.is_adjective(lower[first - 1])
            )
            and first > at - 3
        ):
            first -= 1
        definite = bool(first) and lower[first - 1] in ("the", "this", "that", "these", "those", "its", "their", "his")
        if at + 1 < len(lower) and self._goes_on(sentence, at + 1, head):
            return None
        if (
            not definite
            and head.type != "Population"
            and not (first < at and self._heads.actor.get(lower[at]))
            and lower[at] not in _BARE
        ):
            return None
        return Span(
            first, at + 1, "", head.type, head.kind, "description", "definite" if definite else "bare", head=lower[at]
        )


_FIGHTERS = frozenset(
    "fighters fighter militants militant rebels rebel guerrillas guerrilla insurgents gunmen terrorists "
    "terrorist troops forces members jihadists militiamen extremists movement group organization organisation "
    "militia militias network separatists soldiers operatives affiliates suspects cells units positions "
    "targets regime government".split()
)
_MODIFYING = frozenset(
    "military government police army opposition party state court company bank navy coalition".split()
)
_BARE = frozenset(
    "police troops soldiers authorities rebels militants insurgents gunmen guerrillas jihadists terrorists "
    "separatists lawmakers prosecutors officials".split()
)
_COMPOUNDED = frozenset(
    "backed led linked supported sponsored funded controlled held based aligned allied trained affiliated "
    "armed financed occupied inspired dominated run owned made born educated brokered mediated imposed "
    "friendly equipped claimed".split()
)
_OWN_BODIES = frozenset(
    "embassy consulate court courts parliament legislature prosecutors delegation opposition".split()
)
_HARM = frozenset(["killing", "injuring", "wounding", "killed", "wounded", "injured"])
_NEVER = frozenset(
    "mr mrs ms dr internet english god bible koran quran christmas easter ramadan eid twitter facebook".split()
)


def _is_headline(words: tuple[str, ...]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _next_is_capital(words: tuple[str, ...], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1][0].isupper()


def _amount(sentence: Sentence, at: int, stop: int) -> tuple[int | str | None, int]:
    """Return a count (a number, or words such as "at least 12") and the word at which it begins."""
    lower, words = sentence.lower, sentence.words
    first = at
    before = lower[max(at - 3, 0) : at]
    qualifier = ""
    for phrase in _QUALIFIERS:
        parts = tuple(phrase.split())
        if before[-len(parts) :] == parts:
            first, qualifier = at - len(parts), phrase
            break
    if qualifier == "another":
        qualifier = ""
    text = words[at]
    value: int | str | None = None
    if _NUMBER.fullmatch(text):
        digits = text.replace(",", "")
        if not digits.isdigit() or (1900 <= int(digits) <= 2100 and "," not in text):
            return None, at
        value = int(digits)
    elif lower[at] in lexicon.NUMBERS:
        value = lexicon.NUMBERS[lower[at]]
    elif "-" in lower[at]:
        tens, _, ones = lower[at].partition("-")
        if tens in lexicon.NUMBERS and ones in lexicon.NUMBERS:
            value = lexicon.NUMBERS[tens] + lexicon.NUMBERS[ones]
    if value is None:
        return (
            lower[at]
            if lower[at] in lexicon.VAGUE and lower[at] not in ("some", "few")
            else "several"
            if lower[at] == "some"
            else None
        ), at
    scale = {"hundred": 100, "thousand": 1000, "million": 1000000, "dozen": 12}.get(
        lower[at + 1] if at + 1 < stop else "", 1
    )
    value = int(value) * scale
    return (f"{qualifier} {value}" if qualifier else value), first
