"""Write a proposed fact in words, for its reviewer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def fact_words(fields: Mapping[str, Any]) -> str:
    """Write a proposed fact in one line.

    >>> fact_words({"source": "Port Council", "relation": "OWNS", "target": "Tug 4", "modality": "claimed"})
    'Port Council OWNS Tug 4 (claimed)'
    """
    modality = fields.get("modality") or "asserted"
    suffix = "" if modality == "asserted" else f" ({modality})"
    return f"{fields['source']} {fields['relation']} {fields['target']}{suffix}"


def particulars(fields: Mapping[str, Any]) -> list[str]:
    """List further details of a fact for its reviewer, one a line."""
    basis = f" ({fields['date_basis']})" if fields.get("date_basis") else ""
    date = date_words(fields)
    parts = (
        ("who is meant: ", fields.get("resolved_by")),
        ("date: ", date and f"{date}{basis}"),
        ("place: ", fields.get("place")),
        ("attributes: ", attribute_words(fields.get("attributes") or {})),
        ("according to ", fields.get("attributed_to")),
        ("found by ", _finder(fields)),
    )
    return [f"{words}{value}" for words, value in parts if value]


def date_words(fields: Mapping[str, Any]) -> str:
    """Write the date or the span of a fact, "" for none.

    >>> date_words({"start": "2018"}), date_words({"start": "2018", "end": "2020"})
    ('since 2018', '2018 to 2020')
    """
    start, end = fields.get("start"), fields.get("end")
    if fields.get("date") or not (start or end):
        return str(fields.get("date") or "")
    return f"{start} to {end}" if start and end else f"since {start}" if start else f"until {end}"


def attribute_words(attributes: Mapping[str, Any]) -> str:
    """Write attributes in one line.

    >>> attribute_words({"count": 2, "support_kinds": ["arms", "funding"]})
    'count = 2; support_kinds = arms, funding'
    """
    return "; ".join(
        f"{key} = {', '.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in attributes.items()
    )


def marked(fields: Mapping[str, Any], ends: Iterable[str], paint: Callable[[str], str]) -> str:
    """Write the sentence of a fact with the words for its ends in brackets and its trigger between asterisks.

    >>> fields = {"sentence": "Chad backs Mali.", "source": "Chad", "target": "Mali", "trigger": "backs"}
    >>> marked(fields, ("source", "target"), str)
    '“[Chad] *backs* [Mali].”'
    """
    text = str(fields.get("sentence") or fields.get("quote") or "")
    spans: list[tuple[int, int, str]] = []
    for end in ends:
        _note(text, str(fields.get(f"{end}_as") or fields[end]), "[]", spans)
    if trigger := fields.get("trigger"):
        _note(text, str(trigger), "**", spans)
    for first, last, signs in sorted(spans, reverse=True):
        text = f"{text[:first]}{signs[0]}{paint(text[first:last])}{signs[1]}{text[last:]}"
    return f"“{text}”"


def _note(text: str, words: str, signs: str, spans: list[tuple[int, int, str]]) -> None:
    """Add the position of words in a text, unless something there is marked already."""
    whole = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    at = text.find(words)
    for start, end in whole or ([(at, at + len(words))] if at >= 0 else []):
        if all(end <= first or last <= start for first, last, _ in spans):
            spans.append((start, end, signs))
            return


def _finder(fields: Mapping[str, Any]) -> str:
    """Name the rule or model that found a fact, and its grade."""
    name = fields.get("rule") or fields.get("model")
    grade = fields.get("extraction")
    by = f"the rule {fields['rule']}" if fields.get("rule") else f"the language model {name}"
    return "" if not name else by if grade is None else f"{by}, graded {grade}"
