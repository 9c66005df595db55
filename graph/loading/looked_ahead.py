"""Batches of records, and what they refer to, to be looked up together before they are checked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from .fields import Record
from .plain_facts import Block


def batches(records: Iterable[Record | Block], size: int) -> Iterator[list[Record] | Block]:
    """Yield single records in batches, and blocks as they are."""
    for are_blocks, run in groupby(records, lambda record: isinstance(record, Block)):
        if are_blocks:
            yield from run  # type: ignore[misc]
        else:
            while batch := list(islice(run, size)):
                yield batch  # type: ignore[misc]


def runs(batch: Iterable[Record]) -> Iterator[tuple[str, list[Record]]]:
    """Yield runs of records of one kind; documents between facts come before them, so that the facts are one run.

    They stay in place if an earlier fact refers to one, which would be checked against another record of it.
    """
    for is_evidence, run in groupby(batch, lambda record: record[1] in _EVIDENCE):
        records = list(run)
        if is_evidence and not _speaks_ahead(records):
            records.sort(key=itemgetter(1))  # by kind: documents first
        for kind, alike in groupby(records, itemgetter(1)):
            yield kind, list(alike)


_EVIDENCE = ("document", "fact")


def _speaks_ahead(records: Iterable[Record]) -> bool:
    """Check whether a fact refers to a document that a later record describes."""
    spoken_of: set[str] = set()
    for _, kind, fields in records:
        id_ = fields.get("document" if kind == "fact" else "id")
        if isinstance(id_, str):
            if kind == "fact":
                spoken_of.add(id_)
            elif id_ in spoken_of:
                return True
    return False


def mentions(batch: Iterable[Record]) -> set[str]:
    """Collect the names, or ids, of entities in records."""
    names: list[Any] = []
    for _, kind, fields in batch:
        if kind == "fact":
            names += [fields.get("source"), fields.get("target"), *named_in(fields.get("attributes"))]
        elif kind == "entity" and not fields.get("id"):
            names.append(fields.get("name"))
    return {name for name in names if name and isinstance(name, str)}


def named_in(attributes: Any) -> list[str]:
    """Collect the names, or ids, of entities among the attributes of a fact."""
    values = [attributes.get(key) for key in ("against", "via")] if isinstance(attributes, dict) else ()
    return [value for value in values if value and isinstance(value, str)]


def references(batch: Iterable[Record]) -> set[str]:
    """Collect the ids of documents that facts refer to."""
    ids = [fields.get("document") for _, kind, fields in batch if kind == "fact"]
    return {id_ for id_ in ids if id_ and isinstance(id_, str)}


def described(batch: Iterable[Record]) -> list[str]:
    """List the ids of documents that records describe."""
    return [str(fields["id"]) for _, kind, fields in batch if kind == "document" and fields.get("id")]
