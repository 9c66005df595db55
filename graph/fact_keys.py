"""The keys of a fact in one table: name, type, and where a store puts each."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from .model import METHODS, MODALITIES


class FactKey(NamedTuple):
    """A key of a fact.

    `detail`: its name in the details, a JSON object of rare keys; "" for a key with a column of its
    own or that is part of the relation. `usual`: the value that is not stored.
    """

    name: str
    type: type
    detail: str = ""
    usual: Any = None


FACT_KEYS = (
    FactKey("source", str),
    FactKey("target", str),
    FactKey("source_type", str),
    FactKey("target_type", str),
    FactKey("relation", str),
    FactKey("date", str),
    FactKey("start", str),
    FactKey("end", str),
    FactKey("place", str, "place"),
    FactKey("attributes", dict, "attributes"),
    FactKey("confidence", float, "given"),
    FactKey("credibility", int),
    FactKey("modality", str, "modality", MODALITIES[0]),
    FactKey("attributed_to", str, "attributed_to"),
    FactKey("document", str),
    FactKey("paragraph", int),
    FactKey("start_char", int, "start_char"),
    FactKey("end_char", int, "end_char"),
    FactKey("quote", str),
    FactKey("method", str, "method", METHODS[0]),
    FactKey("rule", str, "made_by"),
    FactKey("model", str, "made_by"),
    FactKey("extraction", float, "extraction"),
    FactKey("source_as", str),
    FactKey("target_as", str),
    FactKey("resolved_by", str, "resolved_by"),
    FactKey("sentence", str, "sentence"),
    FactKey("date_basis", str, "date_basis"),
    FactKey("trigger", str, "trigger"),
    FactKey("reviewed", str, "reviewed"),
)

ATTRIBUTES = frozenset(
    ("against", "amount", "category", "channel", "claim", "count", "currency", "kind", "of", "outcome", "post",
     "purpose", "ref", "role", "share", "strength", "support_kinds", "via", "weapon")
)  # fmt: skip
"""The usual attributes; a fact may have others."""

DETAILS: Mapping[str, str] = {key.name: key.detail for key in FACT_KEYS if key.detail}
"""The keys stored among the details, with their names there."""

USUAL: Mapping[str, Any] = {key.name: key.usual for key in FACT_KEYS if key.usual is not None}
