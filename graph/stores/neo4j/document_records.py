"""The records of a document: one for each load, as JSON objects on its node, with hashes for texts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

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
