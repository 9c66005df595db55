"""The records of a file in portions, and whom and what a portion speaks of, to be looked up together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .fields import Record
from .plain_facts import Block

BATCH = 1_000


def batches(records: Iterable[Record | Block]) -> Iterator[list[Record] | Block]:
    """Return the records in lists of at most BATCH, the blocks as they are."""
    held: list[Record] = []
    for one in records:
        if isinstance(one, Block):
            if held:
                yield held
                held = []
            yield one
        else:
            held.append(one)
            if len(held) == BATCH:
                yield held
                held = []
    if held:
        yield held


def mentions(batch: Iterable[Record]) -> set[str]:
    """Return the names, or ids, of entities that records speak of."""
    said: list[Any] = []
    for _, kind, fields in batch:
        if kind == "fact":
            said += [fields.get("source"), fields.get("target")]
            attributes = fields.get("attributes")
            if isinstance(attributes, dict):
                said += [attributes.get("against"), attributes.get("via")]
        elif kind == "entity" and not fields.get("id"):
            said.append(fields.get("name"))
    return {one for one in said if one and isinstance(one, str)}


def references(batch: Iterable[Record]) -> set[str]:
    """Return the ids of documents that facts refer to."""
    said = [fields.get("document") for _, kind, fields in batch if kind == "fact"]
    return {one for one in said if one and isinstance(one, str)}
