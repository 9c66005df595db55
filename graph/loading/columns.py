"""The keys of plain facts as columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from msgspec.structs import astuple

from .plain_facts import PlainFact

Columns: TypeAlias = dict[str, list[Any]]

SIDES = ("source", "from"), ("target", "to")
"""The columns of ids and of handles."""


def columns_of(facts: Sequence[PlainFact]) -> Columns:
    """Arrange the keys of facts in columns."""
    columns = dict(zip(PlainFact.__struct_fields__, map(list, zip(*map(astuple, facts), strict=True)), strict=False))
    columns["document"] = [document or "" for document in columns["document"]]
    columns["quote"] = [quote or None for quote in columns["quote"]]
    columns["attributes"] = [bytes(attributes) if attributes else b"" for attributes in columns["attributes"]]
    return columns
