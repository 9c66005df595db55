"""The parts of a report, as texts ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...graph.schema import Schema, builtin
from ..picture.picture import Picture


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, a note in brackets after it, and the numbers of the tellings that support it."""

    words: str
    tail: str = ""
    cites: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """A path: its entities, its measures, and its hops."""

    title: str
    measures: str
    hops: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under the names of their columns; `numbers` are the columns to set flush right.

    `cites` has for each row the numbers of the tellings that support it.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    cites: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A telling: its number in the report, its quote ("" for none), its source, and whether it was retracted."""

    number: str
    quote: str
    standing: str
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A relation in words, its grade, and all its tellings."""

    words: str
    grade: str
    tellings: Sequence[Cited]


@dataclass(frozen=True, slots=True)
class Section:
    """A question and its answer; `problem` is the reason if there is none.

    `flows` are sequences of entities (ids) along which the answer runs, drawn from left to right.
    """

    name: str
    question: str
    summary: str = ""
    problem: str = ""
    heading: str = ""
    chains: Sequence[Chain] = ()
    lines: Sequence[Line] = ()
    table: Table | None = None
    notes: Sequence[str] = ()
    picture: Picture | None = None
    flows: Sequence[Sequence[str]] = ()
    evidence: Sequence[Evidence] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A document: its title, general information as pairs of a word and a value, and its sections."""

    title: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    schema: Schema = field(default_factory=builtin)
