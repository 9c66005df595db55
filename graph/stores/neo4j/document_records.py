"""What each load says of a document: a list of JSON objects on its node, `records`, the text as its hash."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

DocumentRecords = dict[int, dict[str, Any]]
"""The fields that each load gives, by its number; 0 is what was before loads were kept apart."""


def pack_document_records(records: Mapping[int, Mapping[str, Any]]) -> list[str]:
    """Pack the records of a document as its node stores them."""
    return [
        json.dumps({"load": load, "fields": dict(fields)}, ensure_ascii=False, sort_keys=True)
        for load, fields in sorted(records.items())
    ]


def read_document_records(packed: Sequence[str] | None) -> DocumentRecords:
    """Read the records of a document, the first load first."""
    return {record["load"]: record["fields"] for record in map(json.loads, packed or ())}
