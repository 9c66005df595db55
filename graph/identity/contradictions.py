"""Checks of new judgements: contradictory and empty ones are rejected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import combinations
from typing import TypeAlias

from ..errors import InputError
from .in_force import InForce
from .judgements import PAIRS, Judgement, cited, described, named

NamesOf: TypeAlias = Callable[[Collection[str]], Mapping[str, str]]
"""Looks up the names of some entities by id; unknown ones are left out."""


def check(judgement: Judgement, in_force: InForce, names_of: NamesOf = lambda _: {}) -> None:
    """Raise InputError for a judgement that contradicts one in force; the message has both, with names."""
    for entity, other in combinations(judgement.entities, 2):
        if entity == other:
            raise InputError(f"{entity} is one entity already: name two.")
        if judgement.kind in ("same", *PAIRS):
            _check_types(entity, other, names_of)
    if judgement.kind == "same":
        _check_same(judgement, in_force, names_of)
    elif judgement.kind in PAIRS:
        _check_pair(judgement, in_force, names_of)


def repeated(judgement: Judgement, in_force: InForce) -> Judgement | None:
    """Find an equal judgement in force, None if there is none."""
    return next((other for other in in_force.all if other.content == judgement.content), None)


def _check_types(entity: str, other: str, names_of: NamesOf) -> None:
    types = entity.partition(":")[0], other.partition(":")[0]
    if types[0] != types[1]:
        raise InputError(
            f"{_pair(entity, other, names_of)} are of two types, {types[0]} and {types[1]}: they are never one, "
            "and no judgement need say so."
        )


def _check_same(judgement: Judgement, in_force: InForce, names_of: NamesOf) -> None:
    first, *others = judgement.entities
    for other in others:
        if other in in_force.group(first):
            uniting = _cited(in_force.uniting(first, other), names_of)
            raise InputError(f"{_pair(first, other, names_of)} are one already: {uniting}.")
    united = InForce([*in_force.all, judgement._replace(number=_LAST)]).group(first)
    for entity, other in combinations(united, 2):
        apart = in_force.apart(entity, other, ("different",))
        if apart is not None:
            raise _contradiction(judgement, apart, names_of)


def _check_pair(judgement: Judgement, in_force: InForce, names_of: NamesOf) -> None:
    entity, other = judgement.entities
    if other in in_force.group(entity):
        raise _contradiction(judgement, in_force.uniting(entity, other), names_of)
    apart = in_force.apart(entity, other, ("different",))
    if apart is not None and judgement.kind == "different":
        raise InputError(f"{_pair(entity, other, names_of)} are different already: {_cited(apart, names_of)}.")
    if apart is not None:
        raise _contradiction(judgement, apart, names_of)


def _contradiction(judgement: Judgement, other: Judgement, names_of: NamesOf) -> InputError:
    words = f"“{described(judgement, names_of(judgement.entities))}”"
    new = _cited(judgement, names_of) if judgement.number else words
    return InputError(
        f"{new} contradicts {_cited(other, names_of)}: “linkchart undo {other.number}” takes that back, if it is the "
        "wrong one."
    )


def _cited(judgement: Judgement, names_of: NamesOf) -> str:
    return cited(judgement, names_of(judgement.entities))


def _pair(entity: str, other: str, names_of: NamesOf) -> str:
    """Name two entities, by their ids where they share a name."""
    names = names_of((entity, other))
    return f"{named(entity, names)} and {named(other, names)}"


_LAST = 1 << 62
