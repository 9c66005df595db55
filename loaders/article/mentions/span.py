"""A name as found in a sentence, and the lists in which names are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..data import lines
from .heads import Heads, heads
from .names import Names


class Span(NamedTuple):
    """A name at words `first` to `stop` (not included); `type` is "" while it is not known."""

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


@dataclass(frozen=True, slots=True)
class Lookup:
    """Known names, head nouns, adjectives and plurals of peoples."""

    names: Names
    heads: Heads
    peoples: frozenset[str]
    plurals: frozenset[str]


def lookup_of(names: Names) -> Lookup:
    """Make the lookup of a scanner."""
    peoples: set[str] = set()
    plurals: set[str] = set()
    for line in lines("peoples.txt"):
        (plurals if line.startswith("[plural]") else peoples).update(line.removeprefix("[plural]").split())
    return Lookup(names, heads(), frozenset(peoples), frozenset(plurals))


BETWEEN = frozenset(
    "security defense defence police border riot government army navy air ground special elite federal "
    "local national state military paramilitary border-guard counter-terrorism intelligence rebel "
    "opposition civilian armed allied joint coalition peacekeeping occupation occupying regular combat "
    "naval coast infantry reserve guerrilla separatist prison suicide fighter drug student foreign "
    "islamist communist leftist rightist multinational international civil fighter prime vice deputy "
    "interior finance supreme oil health nationalist religious opposition parliamentary business aid "
    "ethnic tribal".split()
)
"""Words that may stand between an adjective and its head noun: Iraqi *security* forces."""
POSSESSIVE = ("'s", "’s", "'", "’")
