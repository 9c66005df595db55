"""Tellings in stores: columns, and a JSON object with rare details."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .grading import telling_confidence
from .model import ACCEPTED, METHODS, MODALITIES, NOTHING, REJECTED, Telling


def pack_details(fields: Mapping[str, Any]) -> str | None:
    """Write details as JSON for storing, None for none; raises TypeError for values JSON cannot express."""
    from orjson import OPT_SORT_KEYS, dumps

    return dumps(fields, option=OPT_SORT_KEYS).decode() if fields else None


@lru_cache(maxsize=20_000)
def read_details(text: str) -> Mapping[str, Any]:
    """Read details from their JSON; the mapping is shared, so do not change it."""
    import json

    details: dict[str, Any] = json.loads(text)
    return details


def grading_extraction(details: Mapping[str, Any]) -> float | None:
    """Find the program's confidence in a telling: none once a person has accepted it."""
    return None if details.get("reviewed") == ACCEPTED else details.get("extraction")


def is_plain(start: str, end: str, details: Mapping[str, Any]) -> bool:
    """Check whether a span was given by `date`; without details, equal bounds were."""
    return bool(details.get("plain", start and start == end))


def details_of(telling: Telling) -> str | None:
    """Pack the rare details of a telling for storing."""
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


def telling_from(  # noqa: PLR0913, PLR0917 - a column each
    document: str | None,
    publisher: str | None,
    published: str | None,
    reliability: str | None,
    has_text: bool,
    retracted: bool,
    paragraph: int | None,
    credibility: int | None,
    source_as: str | None,
    target_as: str | None,
    quote: str | None,
    details: str | None,
    source_id: str | None,
    target_id: str | None,
    start: str,
    end: str,
) -> Telling:
    """Make a telling from the stored values of it and its document; "" is an open bound or no value."""
    given_details = read_details(details) if details else NOTHING
    get = given_details.get
    given, reviewed = get("given"), get("reviewed")
    confidence = telling_confidence(given, credibility, reliability, grading_extraction(given_details))
    return Telling(
        document, publisher, paragraph, get("start_char"), get("end_char"), quote or None,
        get("method", METHODS[0]), get("made_by"), given, credibility, confidence, get("modality", MODALITIES[0]),
        get("attributed_to"), get("place"), get("attributes", NOTHING), start or None, end or None,
        is_plain(start, end, given_details), published, get("extraction"), source_as or None,
        target_as or None, get("resolved_by"), get("sentence"), get("date_basis"),
        bool(has_text and quote), source_id, target_id, bool(retracted) or reviewed == REJECTED,
        get("trigger"), reviewed,
    )  # fmt: skip
