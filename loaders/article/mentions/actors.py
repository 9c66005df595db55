"""Find actors named by an adjective or name and a head noun: Iraqi security forces, Sudan's government."""

from __future__ import annotations

from .. import lexicon
from ..records import Sentence
from .heads import Head, is_office
from .names import Name, adjective_of
from .span import BETWEEN, POSSESSIVE, Lookup, Span

_FIGHTERS = frozenset(
    "fighters fighter militants militant rebels rebel guerrillas guerrilla insurgents gunmen terrorists "
    "terrorist troops forces members jihadists militiamen extremists movement group organization "
    "organisation militia militias network separatists soldiers operatives affiliates suspects cells "
    "units positions targets regime government".split()
)
_OWN_BODIES = frozenset(
    "embassy consulate court courts parliament legislature prosecutors delegation opposition judge".split()
)
_OF_STATE = frozenset("military police government intelligence".split())
_WITH_CHIEFS = frozenset(["army", "navy", "police", "intelligence", "air force"])
_CHIEFS = frozenset(["chief", "commander", "head", "boss", "spokesman", "spokeswoman"])
"""Posts in a body named right before: "Mali's army chief X" leads the army."""
OFFICE = "office-holder for the government"


def with_head(
    lookup: Lookup, sentence: Sentence, at: int, stop: int, adjective: str, country: str | None
) -> Span | None:
    """Read "Iraqi security forces": an adjective (or "Iraq's") and what follows, up to an actor's head."""
    best = _best_head(lookup, sentence, stop)
    if best is None:
        return None
    end, head = best
    name = actor_name(lookup, sentence.words, (at, stop, end), adjective, head, country)
    last = sentence.lower[end - 1]
    if name.endswith(" military") and head.kind == "government":
        head = head._replace(kind="military")
    rule = OFFICE if head.kind == "government" and is_office(last) else "adjective and head noun"
    return Span(at, end, name, head.type, head.kind, "name", rule, country, head=last)


def _best_head(lookup: Lookup, sentence: Sentence, stop: int) -> tuple[int, Head] | None:
    lower, words = sentence.lower, sentence.words
    best = None
    for end in range(stop, min(stop + 5, len(lower))):
        word = lower[end]
        head = lookup.heads.actor.get(word)
        if head is not None and not _is_title(sentence, end):
            best = (end + 1, head)
        elif not (
            word in BETWEEN
            or word in lookup.heads.modifiers
            or words[end] in lookup.peoples
            or lexicon.is_adjective(word)
        ):
            break
    if best is None or best[0] >= len(lower):
        return best
    chief = lower[best[0] - 1] in _WITH_CHIEFS and lower[best[0]] in _CHIEFS
    if lower[best[0]] == "-" or (_is_title(sentence, best[0]) and not chief):
        return None
    return best


def _is_title(sentence: Sentence, at: int) -> bool:
    """Check whether a post stands before a name: "Iraqi President Barham Saleh"."""
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else ""
    return is_office(sentence.lower[at]) and (following[:1].isupper() and sentence.lower[at + 1] not in lexicon.DAYS)


def actor_name(
    lookup: Lookup, words: tuple[str, ...], place: tuple[int, int, int], adjective: str, head: Head, country: str | None
) -> str:
    """Choose one name for a state's troops, soldiers and jets, another for its government."""
    at, stop, end = place
    last = words[end - 1].lower()
    if country is None or adjective in lookup.peoples:
        return " ".join(words[at:end]).replace(" 's", "'s").replace(" ’s", "’s")
    if head.what in ("troops", "arms") and end - stop == 1:
        return f"{adjective_of(country)} {last if last in ('army', 'navy') else 'military'}"
    if last in ("officer", "officers") and "military" in words[stop:end]:
        return f"{adjective_of(country)} military"
    if head.kind == "government" and last not in _OWN_BODIES and (end - stop <= 2 or is_office(last)):
        return f"{adjective_of(country)} government"
    return " ".join([adjective_of(country), *words[stop:end]])


def fighters(lookup: Lookup, sentence: Sentence, at: int, stop: int, name: Name) -> Span | None:
    """Read "ISIL fighters" as the group, for which its fighters stand."""
    lower = sentence.lower
    end = stop
    if lower[stop : stop + 1] == ("members",) and "".join(sentence.words[stop + 1 : stop + 2])[:1].isupper():
        return None  # "NATO members Turkey and Greece"
    while end < len(lower) and end - stop < 2:
        modifies = lower[end] in lookup.heads.modifiers and lower[end + 1 : end + 2] and lower[end + 1] in _FIGHTERS
        if not (lower[end] in _FIGHTERS or modifies):
            break
        end += 1
    if end == stop:
        return None
    return Span(at, end, name.name, name.type, name.kind, "name", "fighters for their group", name.country)


def of_country(lookup: Lookup, sentence: Sentence, span: Span, head: Head) -> Span | None:
    """Read "the government of Sudan", "security forces in Guinea" with the country's own name."""
    lower, words = sentence.lower, sentence.words
    if head.kind not in _OF_STATE or span.stop >= len(lower) or lower[span.stop] not in ("of", "in"):
        return None
    if lower[span.stop] == "in" and (head.kind == "government" or span.first > 1):
        return None  # "deployed troops in Mali" are not Mali's
    at = span.stop + 1 + (lower[span.stop + 1 : span.stop + 2] == ("the",))
    known = lookup.names.longest(words, at) if at < len(words) else None
    if known is None or known[1].type != "State" or known[1].form != "name":
        return None
    stop, country = known[0], known[1].name
    if stop < len(words) and (lower[stop] in POSSESSIVE or words[stop][0].isupper()):
        return None
    name = f"{adjective_of(country)} government" if head.kind == "government" else (
        f"{adjective_of(country)} military" if head.what == "troops" and span.stop - span.first == 1
        else f"{adjective_of(country)} {' '.join(words[span.first : span.stop])}"
    )  # fmt: skip
    return span._replace(stop=stop, name=name, country=country, form="name", rule="head noun of a state")


def shared(spans: list[Span], sentence: Sentence) -> list[Span]:
    """Split spans so that "U.S. and Russian negotiators" are two actors."""
    for at in range(len(spans) - 2, -1, -1):
        one, other = spans[at], spans[at + 1]
        joined = sentence.lower[one.stop : other.first] in (("and",), (",",), ("or",), (",", "and"))
        if joined and one.type == "State" and one.form != "compound" and other.country and other.head:
            if one.form == "name" and other.rule not in ("adjective and head noun", OFFICE):
                continue
            if other.name.startswith(adjective_of(other.country) + " ") and one.country != other.country:
                rest = other.name.removeprefix(adjective_of(other.country))
                spans[at] = one._replace(
                    name=adjective_of(one.name) + rest, type=other.type, kind=other.kind, form="name", rule=other.rule,
                    country=one.name, head=other.head,
                )  # fmt: skip
    return spans
