"""A proposed fact in words, for whoever decides on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def fact_words(fields: Mapping[str, Any]) -> str:
    """Return a proposed fact in one line.

    >>> fact_words({"source": "Port Council", "relation": "OWNS", "target": "Tug 4", "modality": "claimed"})
    'Port Council OWNS Tug 4 (claimed)'
    """
    modality = fields.get("modality") or "asserted"
    suffix = "" if modality == "asserted" else f" ({modality})"
    return f"{fields['source']} {fields['relation']} {fields['target']}{suffix}"


def particulars(fields: Mapping[str, Any]) -> list[str]:
    """Return what else a reviewer needs to know of a fact."""
    date = fields.get("date") or " to ".join(filter(None, (fields.get("start"), fields.get("end"))))
    basis = f" ({fields['date_basis']})" if fields.get("date_basis") else ""
    parts = (
        ("", fields.get("resolved_by")),
        ("date ", date and f"{date}{basis}"),
        ("according to ", fields.get("attributed_to")),
        ("found by ", fields.get("rule") and f"{fields['rule']}, {fields.get('extraction', '')}"),
    )
    return [f"{words}{value}" for words, value in parts if value]


def marked(fields: Mapping[str, Any], ends: Iterable[str], paint: Callable[[str], str]) -> str:
    """Return the sentence of a fact with the words for its ends in brackets."""
    text = str(fields.get("sentence") or fields.get("quote") or "")
    for end in ends:
        written = str(fields.get(f"{end}_as") or fields[end])
        whole = re.search(rf"\b{re.escape(written)}\b", text)
        at = whole.start() if whole else text.find(written)
        if at >= 0:
            text = f"{text[:at]}[{paint(written)}]{text[at + len(written) :]}"
    return f"“{text}”"
