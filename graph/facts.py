"""Checked facts for a store, one by one or in columns."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Fact(NamedTuple):
    """A checked telling of a relation, with its ends resolved: a row for a store.

    `key` is the signed 64-bit number that all tellings of its relations share, `relation_id` that of the
    relation it makes if it is the only telling; "" stands for no date. `details` is a JSON object of rarely given keys
    (see graph.fact_keys). `source_as` and `target_as` are the names of its ends as written, None for ids.
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
    """Facts in columns, for large loads.

    `sources`, `targets` and `documents` are handles of the writer.
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
