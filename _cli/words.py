"""Relations and paths in words, as an analyst would write them down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..graph.model import Answer, Relation, Row, Telling
from .spoken import Spoken
from .terminal import say, styled

_IS = frozenset(
    ("PART_OF", "MEMBER_OF", "AFFILIATED_WITH", "LOCATED_IN", "NEAR", "PRESENT_IN", "AFFECTED_BY", "RESPONSE_TO")
)
_COLOURS = {1: "green", -1: "red"}
_PART = {4: "in", 7: "in", 10: "on"}


def print_paths(answer: Answer, spoken: Spoken, *, receipts: bool) -> None:
    """Print paths hop by hop, each relation in words with its date, its grade and, if asked for, its quotes."""
    for rank, row in enumerate(answer.rows, 1):
        if rank > 1:
            say("")
        mark = f"{rank}. " if len(answer.rows) > 1 else ""
        chain = " → ".join(spoken.names.get(one, str(one)) for one in row["nodes"])
        say(f"{mark}{styled(chain, bold=True)}", hang=len(mark))
        say(f"{counted(row['hops'], 'hop')}, weight {number(row['weight'])}", indent=len(mark))
        for near, relations in zip(row["nodes"], row["relations"], strict=False):
            _print_hop(near, [spoken.relations[one] for one in relations], spoken, receipts=receipts)


def _print_hop(near: str, relations: list[Relation], spoken: Spoken, *, receipts: bool) -> None:
    for rank, relation in enumerate(relations):
        told = f"{'also: ' if rank else ''}{sentence(relation, spoken, near)}"
        say(told, indent=2 + 2 * bool(rank), hang=6, tail=styled(grade(relation), dim=True))
        if receipts:
            print_receipts(relation, indent=6)


def print_receipts(relation: Relation, indent: int) -> None:
    """Print every telling of a relation: its quote and where it stands."""
    for telling in relation.tellings:
        say(f"“{telling.quote}”" if telling.quote else "no quote", indent=indent, hang=indent + 1)
        say(styled(f"— {standing(telling)}", dim=True), indent=indent + 1, hang=indent + 3)


def sentence(relation: Relation, spoken: Spoken, near: str | None = None) -> str:
    """Return a relation in words, told from its end `near` (else from its source)."""
    kind = spoken.schema.relations[relation.relation]
    backward = near == relation.target != relation.source and bool(kind.inverse or kind.symmetric)
    ends = (relation.target, relation.source) if backward else (relation.source, relation.target)
    verb = kind.inverse if backward and not kind.symmetric else _verb(relation.relation, kind.words)
    colour = _COLOURS.get(relation.sign)
    first, second = (spoken.names.get(one, one) for one in ends)
    place = {"place": spoken.names.get(relation.place, relation.place)} if relation.place else {}
    words = [first, styled(verb, fg=colour) if colour else verb, second, when(relation.start, relation.end)]
    return " ".join(filter(None, [*words, details({**place, **relation.attributes})]))


def _verb(name: str, words: str) -> str:
    return f"is {words}" if name in _IS else words


def when(start: str | None, end: str | None) -> str:
    """Return a span of dates in words.

    >>> when("2020-01-03", "2020-01-03"), when("2012", None), when(None, "2020-01"), when("2012", "2014")
    ('on 2020-01-03', 'since 2012', 'until 2020-01', 'from 2012 to 2014')
    """
    if start and end:
        return f"{_PART[len(start)]} {start}" if start == end else f"from {start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def details(attributes: Mapping[str, Any]) -> str:
    """Return what is known of a relation besides, in brackets; what says nothing and coders' notes are left out.

    >>> details({"weapon": "drone", "count": 1, "date_note": "year inferred", "support_kinds": ["unspecified"]})
    '(weapon: drone, count: 1)'
    """
    known = {key: _listed(value) for key, value in attributes.items() if not key.endswith("note")}
    shown = [f"{key.replace('_', ' ')}: {value}" for key, value in known.items() if value not in {"", "unspecified"}]
    return f"({', '.join(shown)})" if shown else ""


def _listed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " and ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def grade(relation: Relation) -> str:
    """Return how sure a relation is and how often it is told, in brackets."""
    sure = "ungraded" if relation.confidence is None else f"graded {number(relation.confidence)}"
    parts = [sure, counted(len(relation.tellings), "telling")]
    if relation.modality != "asserted":
        said_by = sorted({one.attributed_to for one in relation.tellings if one.attributed_to})
        parts.insert(0, relation.modality + (f" by {', '.join(said_by)}" if said_by else ""))
    if relation.derived:
        parts.insert(0, "derived")
    return f"[{', '.join(parts)}]"


def standing(telling: Telling) -> str:
    """Return where a telling stands and how it came to be known."""
    place = telling.document or "no document"
    if telling.paragraph:
        place += f", paragraph {telling.paragraph}"
    if telling.attributed_to:
        place += f", according to {telling.attributed_to}"
    how = telling.method + (f" {telling.made_by}" if telling.made_by else "")
    sure = "ungraded" if telling.confidence is None else f"graded {number(telling.confidence)}"
    return f"{place} ({how}, {sure})"


def number(value: float) -> str:
    """Return a weight or score short enough to read, never zero unless it is.

    >>> number(0.336), number(1.0), number(0.00042)
    ('0.336', '1', '0.00042')
    """
    return f"{value:.3g}" if abs(value) < 0.01 else f"{value:.3f}".rstrip("0").rstrip(".")


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "hop"), counted(2, "entity", "entities")
    ('1 hop', '2 entities')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def is_path(row: Row) -> bool:
    """Return whether a row is a path with its relations hop by hop."""
    return "nodes" in row and "relations" in row
