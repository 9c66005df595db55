"""The model: tellings, which are statements in documents, and the graph made of them.

They are Records (named_tuples.py) and not dataclasses because every command imports them: defining a frozen dataclass
takes six times as long as a NamedTuple, and a dozen of them as long as Python takes to start.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeAlias

from .named_tuples import Record

NOTHING: Mapping[str, Any] = MappingProxyType({})

MODALITIES = ("asserted", "claimed", "hypothetical", "forecast", "negated")
"""How firmly a telling states its fact, the firmest first."""

RETRACTED = "retracted"
"""The modality of tellings of retracted documents, and of relations with only such tellings."""

REVIEWED = ACCEPTED, REJECTED = "accepted", "rejected"
"""Decisions on a telling that a program proposed; a rejected one counts as retracted."""

RELATION_MODALITIES = (*MODALITIES, RETRACTED)

RANK = {name: rank for rank, name in enumerate(RELATION_MODALITIES)}
"""The position of each modality in RELATION_MODALITIES."""

COUNTED = ("asserted", "claimed")
"""Modalities that are equivalent, and whose relations searches walk."""

SUPPOSED = ("hypothetical", "forecast")
"""Modalities of the possible and the future."""

DISPUTES = ("denied", "date", "count", "end", "twice", "opposed")
"""The reasons for which a relation may be disputed (docs/semantics.md, Evidence)."""

METHODS = ("analyst", "rules", "nlp", "llm", "import")
"""The authors of facts; rules, nlp and llm are programs that read text."""


class Entity(Record):
    """A node; its id is `<type>:<slug>`, its aliases are its other names, sorted."""

    id: str
    type: str
    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = NOTHING


class Telling(Record):
    """One place where a relation is stated; `confidence` (0..1) is its grade, None when ungraded.

    `given` and `credibility` are the fact's own statements of confidence. `start` and `end` are its own dates; `plain`
    ones were given by `date`. `published` is its document's date. `source_as` and `target_as` are its ends as written,
    `source_id` and `target_id` their ids as loaded, where judgements changed them. `checked`: its quote was found
    in the document's text. `trigger` is the word that states the relation. `reviewed`: a person's decision, one of
    REVIEWED. `retracted`: its document was, or a reviewer rejected it, so it counts for nothing.
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
    source_id: str | None = None
    target_id: str | None = None
    retracted: bool = False
    trigger: str | None = None
    reviewed: str | None = None


class Relation(Record):
    """An edge; its ends follow the arrow, its dates are ISO dates of any precision, None where open.

    `confidence` is None when ungraded, and then counts as .5 in `weight` = strength x confidence. `disputed` lists the
    reasons among DISPUTES.
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
"""The kind of the values of a column, or of the items in their lists.

`entity` and `relation` are ids (a place may be words), `either` is one or the other, `path` lists entities in the order
of the path, `span` is [start, end] in days, `row` is a row of another answer. A text is never looked up.
"""

Columns: TypeAlias = Mapping[str, Kind]
"""The columns of an answer in their order, each with its kind."""


class NameOf:
    """Marks texts that name things: entities, documents or relations, looked up in this order."""

    __slots__ = ("kinds",)

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds


EntityRef: TypeAlias = Annotated[str, NameOf("entity")]
"""An entity by name, alias or id, as the type of a query's parameter."""

AnyRef: TypeAlias = Annotated[str, NameOf("entity", "document", "relation")]
"""An entity, a document or a relation, as the type of a query's parameter."""


class Answer(Record):
    """The rows of a query in their order, and the ids of all entities and relations in them.

    `total` counts the rows there were before a limit; `notes` are sentences for standard error, `heading` is one above
    the rows for a reader. `derived` holds the derived relations of the rows: no store can look those up by id. `extras`
    stand beside the rows in JSON.
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
