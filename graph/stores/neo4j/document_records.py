"""The records of a document: one for each load, as JSON objects on its node, with hashes for texts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..blanking import Blanking
from .server import run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction

DocumentRecords = dict[int, dict[str, Any]]
"""The fields given by each load, by its number; 0 stands for loads before records were stored separately."""


def pack_document_records(records: Mapping[int, Mapping[str, Any]]) -> list[str]:
    """Pack the records of a document as its node stores them."""
    return [
        json.dumps({"load": load, "fields": dict(fields)}, ensure_ascii=False, sort_keys=True)
        for load, fields in sorted(records.items())
    ]


def read_document_records(packed: Sequence[str] | None) -> DocumentRecords:
    """Read the records of a document, the first load first."""
    return {record["load"]: record["fields"] for record in map(json.loads, packed or ())}


def blank_reasons(tx: Tx, blanking: Blanking) -> None:
    """Blank the reasons of retractions that name something forgotten."""
    for id_, why, packed in run(tx, _RETRACTED):
        records = read_document_records(packed)
        for fields in records.values():
            if "retracted" in fields:
                fields["retracted"] = blanking.reason(fields["retracted"])
        run(tx, _SET_REASON, id=id_, why=blanking.reason(why), records=pack_document_records(records) or None)


_RETRACTED = "MATCH (d:Document) WHERE d.retracted IS NOT NULL RETURN d.id, d.retracted, d.records"
_SET_REASON = "MATCH (d:Document {id: $id}) SET d.retracted = $why, d.records = $records"
