"""The nouns of linkchart: what a document says (tellings) and the graph that it adds up to.

They are NamedTuples and not dataclasses because every command imports them: a frozen dataclass takes six
times as long to define, and a dozen of them as long as Python takes to start. And annotations are not put off
(`from __future__ import annotations`), here and wherever a command's start defines a NamedTuple: it would have
to compile each one from its text, which takes as long again.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

NOTHING: Mapping[str, Any] = MappingProxyType({})

MODALITIES = ("asserted", "claimed", "hypothetical", "forecast", "negated")
"""How a telling holds its fact, the strongest first."""

RANK = {name: rank for rank, name in enumerate(MODALITIES)}
"""The place of each among MODALITIES."""

COUNTED = ("asserted", "claimed")
"""Modalities that count alike, and make a relation one that searches walk."""

SUPPOSED = ("hypothetical", "forecast")
"""Modalities of what may be or may come."""

DISPUTES = ("denied", "date", "count", "end", "twice", "opposed")
"""What a relation may be disputed for (docs/semantics.md, Evidence)."""

METHODS = ("analyst", "rules", "nlp", "llm", "import")
"""Who or what made a fact; the second to the fourth are programs that read text."""


class Document(NamedTuple):
    """Where tellings stand: an article, a report, a data set, a statement."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    path: str | None = None
    reliability: str | None = None
    attributes: Mapping[str, Any] = NOTHING
    text: str | None = None
    url: str | None = None
    edition: str | None = None


class Entity(NamedTuple):
    """A node: its id is `<type>:<slug>`; aliases are other names it goes by, in order of id."""

    id: str
    type: str
    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = NOTHING


class Fact(NamedTuple):
    """One telling of one relation, checked and with its ends resolved: a row on its way to a store.

    `key` is the signed 64-bit number of what it has in common with all tellings of its relations, `relation_id` that
    of the relation it makes when it is the only one; "" stands for no date. `details` is a JSON object of what few
    facts say (see graph.facts). `source_as` and `target_as` are the names of its ends as written, None for ids.
    """

    relation_id: int
    source: str
    relation: str
    target: str
    start: str
    end: str
    document: str | None
    paragraph: int | None
    quote: str | None
    credibility: int | None
    details: str | None
    key: int
    source_as: str | None = None
    target_as: str | None = None


class Facts(NamedTuple):
    """Facts a column at a time, as a million of them go by in a load.

    `sources`, `targets` and `documents` are handles of the writer that they go to.
    """

    relation_ids: Sequence[int]
    sources: Sequence[Any]
    relations: Sequence[str]
    targets: Sequence[Any]
    starts: Sequence[str]
    ends: Sequence[str]
    documents: Sequence[Any]
    paragraphs: Sequence[int | None]
    quotes: Sequence[str | None]
    credibilities: Sequence[int | None]
    details: Sequence[str | None]
    keys: Sequence[int]
    source_as: Sequence[str | None]
    target_as: Sequence[str | None]


class Telling(NamedTuple):
    """One place where a relation is stated; `confidence` (0..1) is its grade, None when ungraded.

    `given` and `credibility` are what the fact itself says of its confidence. `start` and `end` are its own dates;
    `plain` ones were given by `date`. `published` is its document's date. `source_as` and `target_as` are its ends as
    written. `checked`: its quote was found in the document's text.
    """

    document: str | None
    publisher: str | None
    paragraph: int | None
    start_char: int | None
    end_char: int | None
    quote: str | None
    method: str
    made_by: str | None
    given: float | None
    credibility: int | None
    confidence: float | None
    modality: str
    attributed_to: str | None
    place: str | None
    attributes: Mapping[str, Any]
    start: str | None = None
    end: str | None = None
    plain: bool = False
    published: str | None = None
    extraction: float | None = None
    source_as: str | None = None
    target_as: str | None = None
    resolved_by: str | None = None
    sentence: str | None = None
    date_basis: str | None = None
    checked: bool = False


class Relation(NamedTuple):
    """An edge: the ends in the direction of the arrow, dates in ISO form of any precision, None = open.

    `confidence` is None when ungraded, and then counts as .5 in `weight` = strength x confidence.
    `disputed` lists which of DISPUTES there are.
    """

    id: str
    source: str
    relation: str
    target: str
    start: str | None
    end: str | None
    sign: int
    strength: float
    confidence: float | None
    weight: float
    modality: str
    place: str | None = None
    attributes: Mapping[str, Any] = NOTHING
    derived: bool = False
    via: str | None = None
    tellings: tuple[Telling, ...] = ()
    disputed: tuple[str, ...] = ()


Row = Mapping[str, Any]

Kind: TypeAlias = Literal["entity", "relation", "either", "path", "date", "span", "number", "text", "row"]
"""What the values of a column are, or the items of their lists.

`entity` and `relation` are ids (a place may be words), `either` is one or the other, `path` is entities in the
order in which one goes through them, `span` is [start, end] of days, `row` is a row of another answer. A text is
never looked up.
"""

Columns: TypeAlias = Mapping[str, Kind]
"""The columns of an answer in their order, each with its kind."""

EntityRef: TypeAlias = str
"""An entity by name, alias or id: a parameter of a query that is annotated so takes one."""

AnyRef: TypeAlias = str
"""An entity, document or relation: what a name means is looked up in this order."""


class Answer(NamedTuple):
    """The rows of a query in their order, and the ids of all entities and relations they speak of.

    `total` counts the rows there were before a limit; `notes` are sentences for standard error, `heading`
    one that stands above the rows for a reader.
    `derived` holds the derived relations that rows speak of: no store can look those up by id. `extras` stand
    beside the rows in JSON.
    """

    query: str
    columns: Columns
    rows: Sequence[Row]
    entities: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    derived: tuple[Relation, ...] = ()
    total: int = 0
    notes: tuple[str, ...] = ()
    heading: str = ""
    extras: Mapping[str, Any] = NOTHING
