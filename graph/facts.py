"""The keys of a fact, in one table: how each is named, its type, and where a store keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from .grading import telling_confidence
from .model import ACCEPTED, METHODS, MODALITIES, NOTHING, REJECTED, Telling


class FactKey(NamedTuple):
    """A key of a fact.

    `detail`: its name among the details, the JSON object of what few tellings say; "" for a key with a column of its
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


def pack_details(fields: Mapping[str, Any]) -> str | None:
    """Write details as the JSON that a store keeps, None for none; raises TypeError for values JSON cannot hold."""
    from orjson import OPT_SORT_KEYS, dumps

    return dumps(fields, option=OPT_SORT_KEYS).decode() if fields else None


@lru_cache(maxsize=20_000)
def read_details(text: str) -> Mapping[str, Any]:
    """Read details from their JSON; the mapping is shared, so do not change it."""
    import json

    details: dict[str, Any] = json.loads(text)
    return details


def grading_extraction(details: Mapping[str, Any]) -> float | None:
    """Find the program's confidence that grades a telling: none once a person has accepted it."""
    return None if details.get("reviewed") == ACCEPTED else details.get("extraction")


def is_plain(start: str, end: str, details: Mapping[str, Any]) -> bool:
    """Tell whether a span was given by `date`; where the details do not say, equal bounds were."""
    return bool(details.get("plain", start and start == end))


def details_of(telling: Telling) -> str | None:
    """Pack the rarely given parts of a telling as a store keeps them."""
    start, end = telling.start or "", telling.end or ""
    fields: dict[str, Any] = {
        "given": telling.given,
        "method": telling.method if telling.method != METHODS[0] else None,
        "made_by": telling.made_by,
        "modality": telling.modality if telling.modality != MODALITIES[0] else None,
        "start_char": telling.start_char,
        "end_char": telling.end_char,
        "attributed_to": telling.attributed_to,
        "place": telling.place,
        "attributes": dict(telling.attributes) or None,
        "extraction": telling.extraction,
        "resolved_by": telling.resolved_by,
        "sentence": telling.sentence,
        "date_basis": telling.date_basis,
        "trigger": telling.trigger,
        "reviewed": telling.reviewed,
        "plain": telling.plain if telling.plain != is_plain(start, end, NOTHING) else None,
    }
    return pack_details({name: value for name, value in fields.items() if value is not None})


class TellingRow(NamedTuple):
    """A telling as a store keeps it, with its document's part of it; "" is an open bound or nothing."""

    document: str | None
    publisher: str | None
    published: str | None
    reliability: str | None
    has_text: bool
    retracted: bool
    paragraph: int | None
    credibility: int | None
    source_as: str | None
    target_as: str | None
    quote: str | None
    details: str | None
    source_id: str | None
    target_id: str | None
    start: str
    end: str


def telling_from(row: TellingRow) -> Telling:
    """Make a telling from its row."""
    details = read_details(row.details) if row.details else NOTHING
    get = details.get
    given, reviewed = get("given"), get("reviewed")
    confidence = telling_confidence(given, row.credibility, row.reliability, grading_extraction(details))
    return Telling(
        row.document, row.publisher, row.paragraph, get("start_char"), get("end_char"), row.quote or None,
        get("method", METHODS[0]), get("made_by"), given, row.credibility, confidence, get("modality", MODALITIES[0]),
        get("attributed_to"), get("place"), get("attributes", NOTHING), row.start or None, row.end or None,
        is_plain(row.start, row.end, details), row.published, get("extraction"), row.source_as or None,
        row.target_as or None, get("resolved_by"), get("sentence"), get("date_basis"),
        bool(row.has_text and row.quote), row.source_id, row.target_id, bool(row.retracted) or reviewed == REJECTED,
        get("trigger"), reviewed,
    )  # fmt: skip
