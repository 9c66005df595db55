"""The scope of a question: the filters that all queries share (docs/semantics.md, Time to Grades)."""

from collections.abc import Collection
from typing import TypeAlias

from .dates import first_day, iso_date, last_day
from .errors import InputError
from .named_tuples import Record


class Scope(Record):
    """The relations that a query may see.

    `low`, `high`: days; a relation must not end before `low` nor start after `high` ("" = no bound). `avoid`: ids of
    entities to ignore as if absent. `relations`: the only ones to use. `modalities`: those admitted; searches never
    walk negated relations. `any_node`, `any_relation`: lift the limits of the path graph; `through`: additional types
    that it may pass through. `undisputed`: no disputed relations. `sign`: of the signed relations only those of this
    sign, 0 for both.
    """

    low: str = ""
    high: str = ""
    dated_only: bool = False
    min_confidence: float = 0.0
    relations: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ("asserted", "claimed")
    any_node: bool = False
    any_relation: bool = False
    undisputed: bool = False
    sign: int = 0
    through: tuple[str, ...] = ()


EVERYTHING = Scope()
"""No filter except the default modalities."""

Node: TypeAlias = int | str
"""A store's own handle of an entity during a search; only `Walker.ids` turns it into an id."""

Arc: TypeAlias = tuple[Node, Node, float]
"""A node of the frontier, a neighbour, and the weight of one relation between them; parallel relations repeat."""

SpannedArc: TypeAlias = tuple[Node, Node, int | str, float, str, str]
"""Source, target, the store's handle of the relation's name, weight, start and end ("" for open)."""


class Degree(Record):
    """The name of an entity, and the number of others, of any type, that a rule's relations tie it to."""

    name: str
    ties: int


class Rule(Record):
    """The arcs that a search may use.

    `along`, `against`: relations that may be walked along and against their arrow; `through`: node types that it may
    reach, None for any; `ends`: ids of entities that it may reach whatever their type.
    """

    scope: Scope
    along: tuple[str, ...]
    against: tuple[str, ...]
    through: tuple[str, ...] | None
    ends: tuple[str, ...] = ()


class Selection(Record):
    """The relations to read, which meet every given condition.

    `ids`: relation ids; `about`: entities of which it must touch one; `pairs`: entities that it must join, either way
    round; `names`: relations of the ontology.
    """

    scope: Scope = EVERYTHING
    ids: Collection[str] | None = None
    about: Collection[str] | None = None
    pairs: Collection[tuple[str, str]] | None = None
    names: Collection[str] | None = None


def window(as_of: str | None, since: str | None, until: str | None) -> tuple[str, str]:
    """Combine the three time options to (low, high); raises InputError for a bad date.

    In force at D means overlapping the window from the first to the last day of D. Of several windows all must be
    overlapped, which the latest low and the earliest high express exactly.

    >>> window("2020-02", None, None)
    ('2020-02-01', '2020-02-29')
    """
    if since and until and first_day(_parsed(since)) > last_day(_parsed(until)):
        raise InputError(f"Since {since} is after until {until}: nothing can be in such a window.")
    lows = [first_day(_parsed(date)) for date in (as_of, since) if date]
    highs = [last_day(_parsed(date)) for date in (as_of, until) if date]
    return max(lows, default=""), min(highs, default="")


def _parsed(date: str) -> str:
    try:
        return iso_date(date)
    except InputError:
        from .date_reading import parse_date  # compiling its patterns would slow the start of every command

        return parse_date(date)
