"""Decisions on proposed tellings, keyed by content: the same in every edition, load and store."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from .facts import Fact
from .model import MODALITIES, NOTHING
from .telling_details import pack_details, read_details

if TYPE_CHECKING:
    from .stores.entries import Entry

REVIEW = "review"
"""The command of an entry that decides on tellings; its details list them as `decisions`."""


class Decided(NamedTuple):
    """A decision on a telling: the ids of its ends as loaded, its relation, and the key of its content.

    `added`: the decision added the telling, as the corrected form of another one.
    """

    source: str
    relation: str
    target: str
    key: str
    verdict: str
    added: bool = False


def decided_of(fact: Fact, verdict: str, *, added: bool = False) -> Decided:
    """Make the decision on a fact."""
    return Decided(fact.source, fact.relation, fact.target, decision_key(fact), verdict, added)


def decision_key(fact: Fact) -> str:
    """Make the key of a fact's content, apart from its ends: sentence, relation and modality."""
    details = read_details(fact.details) if fact.details else NOTHING
    said = [details.get("sentence") or fact.quote, fact.relation, details.get("modality", MODALITIES[0])]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:20]


def marked(details: str | None, verdict: str | None) -> str | None:
    """Write a decision into the details of a telling; None removes it."""
    fields = {**(read_details(details) if details else NOTHING), "reviewed": verdict}
    return pack_details({name: value for name, value in fields.items() if value is not None})


def decided_in(entry: Entry) -> list[Decided]:
    """List the tellings that an entry of the history decides on."""
    decisions = entry.command.details.get("decisions", ()) if entry.command.name == REVIEW else ()
    return [Decided(**telling) for decision in decisions for telling in decision.get("tellings", ())]


def in_force(history: Iterable[Entry]) -> list[Decided]:
    """List the decisions on tellings that are not undone, the first one first."""
    return [
        decided
        for entry in history if not entry.undone
        for decided in decided_in(entry) if not decided.added
    ]  # fmt: skip
