"""Turn proposed facts into the facts that a reviewer accepted or changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...graph.model import ACCEPTED
from .proposed import ENDS

PROGRAM = ("rule", "model", "extraction")
"""Keys with which a program accounts for a fact."""


def accepted(fields: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Turn an accepted proposal into a fact; a changed one counts as the reviewer's own."""
    if changes:
        return corrected(fields, changes)
    kept = {key: value for key, value in fields.items() if key != "extraction"}
    return {**kept, "reviewed": ACCEPTED}


def corrected(fields: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Apply changes to a proposal and drop the keys of its program; "" or an empty mapping removes a key."""
    changed = {**fields, **changes, "method": "analyst"}
    return {key: value for key, value in changed.items() if key not in PROGRAM and value not in ("", {})}


def flipped(fields: Mapping[str, Any]) -> dict[str, Any]:
    """List the changes that reverse a fact."""
    suffixes = [suffix for suffix in ("", "_type", "_as") if f"source{suffix}" in fields]
    ways = (ENDS, ENDS[::-1])
    return {f"{end}{suffix}": fields[f"{other}{suffix}"] for suffix in suffixes for end, other in ways}
