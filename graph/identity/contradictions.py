"""Checks of new judgements: contradictory and empty ones are rejected."""

from __future__ import annotations

from itertools import combinations

from ..errors import InputError
from .in_force import InForce
from .judgements import PAIRS, Judgement, cited, described


def check(judgement: Judgement, in_force: InForce) -> None:
    """Raise InputError for a judgement that contradicts one in force; the message has both."""
    for entity, other in combinations(judgement.entities, 2):
        if entity == other:
            raise InputError(f"{entity} is one entity already: name two.")
        if judgement.kind in ("same", *PAIRS):
            _check_types(entity, other)
    if judgement.kind == "same":
        _check_same(judgement, in_force)
    elif judgement.kind in PAIRS:
        _check_pair(judgement, in_force)


def repeated(judgement: Judgement, in_force: InForce) -> Judgement | None:
    """Find an equal judgement in force, None if there is none."""
    return next((other for other in in_force.all if other.content == judgement.content), None)


def _check_types(entity: str, other: str) -> None:
    types = entity.partition(":")[0], other.partition(":")[0]
    if types[0] != types[1]:
        raise InputError(
            f"{entity} and {other} are of two types, {types[0]} and {types[1]}: they are never one, "
            "and no judgement need say so."
        )


def _check_same(judgement: Judgement, in_force: InForce) -> None:
    first, *others = judgement.entities
    for other in others:
        if other in in_force.group(first):
            raise InputError(f"{first} and {other} are one already: {cited(in_force.uniting(first, other))}.")
    united = InForce([*in_force.all, judgement._replace(number=_LAST)]).group(first)
    for entity, other in combinations(united, 2):
        apart = in_force.apart(entity, other, ("different",))
        if apart is not None:
            raise _contradiction(judgement, apart)


def _check_pair(judgement: Judgement, in_force: InForce) -> None:
    entity, other = judgement.entities
    if other in in_force.group(entity):
        raise _contradiction(judgement, in_force.uniting(entity, other))
    apart = in_force.apart(entity, other, ("different",))
    if apart is not None and judgement.kind == "different":
        raise InputError(f"{entity} and {other} are different already: {cited(apart)}.")
    if apart is not None:
        raise _contradiction(judgement, apart)


def _contradiction(judgement: Judgement, other: Judgement) -> InputError:
    new = cited(judgement) if judgement.number else f"“{described(judgement)}”"
    return InputError(
        f"{new} contradicts {cited(other)}: “linkchart undo {other.number}” takes that back, if it is the wrong one."
    )


_LAST = 1 << 62
