"""The evidence for and against two entities being the same, and their score.

The score starts from their names; other evidence moves it towards 1 or lowers it by a factor. The factors are
estimates, not measurements, for lack of a labelled graph of duplicates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ..model import NOTHING
from .identifiers import agree
from .name_score import name_words

SAME_IDENTIFIER = 0.95
"""Score that an equal identifier gives at least, whatever the names."""

TOWARDS_ONE = {"birth date": 0.4, "neighbours": 0.3}
"""Share of the way to 1 that evidence for a pair moves its score; for neighbours times the share in common."""

FACTORS = {"identifier": 0.6, "birth date": 0.4, "relation": 0.6, "document": 0.9}
"""Factors by which evidence against a pair lowers its score."""


class Profile(NamedTuple):
    """The evidence about an entity other than its names."""

    neighbours: AbstractSet[str] = frozenset()
    documents: AbstractSet[str] = frozenset()
    identifiers: Mapping[str, frozenset[str]] = NOTHING
    births: tuple[str, ...] = ()


class Reason(NamedTuple):
    """A piece of evidence for a pair or against it.

    `kind`: names, numbers, identifier, birth date, neighbours, relation or document; `items` are names, values, ids of
    entities or ids of documents.
    """

    kind: str
    items: tuple[str, ...]


class Evidence(NamedTuple):
    """The reasons for and against a pair, and its score."""

    score: float
    speaks_for: tuple[Reason, ...]
    speaks_against: tuple[Reason, ...]


def weigh(
    names: tuple[str, str], ids: tuple[str, str], profiles: tuple[Profile, Profile], *, person: bool, score: float
) -> Evidence:
    """Weigh the evidence about two entities, given their most similar names and the score of these."""
    first, second = profiles
    speaks_for = list(_for(first, second, frozenset(ids)))
    against = list(_against(ids, first, second, short=_is_short(*names, person=person)))
    for reason in speaks_for:
        if reason.kind == "identifier":
            score = max(score, SAME_IDENTIFIER)
        elif reason.kind == "neighbours":
            shared = len(reason.items) / len((first.neighbours | second.neighbours) - {*ids})
            score += (1 - score) * score * TOWARDS_ONE["neighbours"] * shared
        else:
            score += (1 - score) * TOWARDS_ONE[reason.kind]
    for reason in against:
        score *= FACTORS[reason.kind]
    clash = _clashing_numbers(*names, person=person)
    return Evidence(round(score, 4), (Reason("names", names), *speaks_for), (*clash, *against))


def _for(first: Profile, second: Profile, ids: frozenset[str]) -> Iterator[Reason]:
    if equal := _equal_identifiers(first, second):
        yield Reason("identifier", equal)
    if first.births and second.births and agree(first.births, second.births):
        yield Reason("birth date", first.births)
    if shared := (first.neighbours & second.neighbours) - ids:
        yield Reason("neighbours", tuple(sorted(shared)))


def _equal_identifiers(first: Profile, second: Profile) -> tuple[str, ...]:
    common = sorted(first.identifiers.keys() & second.identifiers.keys())
    return tuple(
        f"{key} {value}" for key in common for value in sorted(first.identifiers[key] & second.identifiers[key])
    )


def _against(ids: tuple[str, str], first: Profile, second: Profile, *, short: bool) -> Iterator[Reason]:
    other = [key for key, values in first.identifiers.items() if not values & second.identifiers.get(key, values)]
    if other and not _equal_identifiers(first, second):
        yield Reason("identifier", tuple(sorted(other)))
    if first.births and second.births and not agree(first.births, second.births):
        yield Reason("birth date", (first.births[0], second.births[0]))
    if ids[1] in first.neighbours:
        yield Reason("relation", ids)
    if not short and (shared := first.documents & second.documents):
        yield Reason("document", tuple(sorted(shared)))


def _is_short(name: str, other: str, *, person: bool) -> bool:
    """Check whether one name is a part of the other: one document may use both for one entity."""
    first, second = (frozenset(name_words(text, person=person).words) for text in (name, other))
    return first <= second or second <= first


def _clashing_numbers(name: str, other: str, *, person: bool) -> tuple[Reason, ...]:
    first, second = (frozenset(name_words(text, person=person).numbers) for text in (name, other))
    if not first or not second or first == second:
        return ()
    return (Reason("numbers", (", ".join(sorted(first)), ", ".join(sorted(second)))),)
