"""Compare extracted facts with those made by hand from the same text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ...graph.names import normal
from .records import Proposal

Fact = Mapping[str, Any]


class Found(NamedTuple):
    """The numbers of a comparison."""

    by_hand: int
    proposed: int
    matched: int  # of those proposed


def compare(entities: Iterable[Fact], by_hand: Iterable[Fact], proposed: Iterable[Proposal]) -> Found:
    """Count the proposals that agree with a fact made by hand.

    Names are those of the case with their aliases. Events are named freely, so one is the same when its fact has the
    same relation, the same other end and stands in the same paragraph.
    """
    ids = {normal(name): entity["name"] for entity in entities for name in (entity["name"], *entity.get("aliases", ()))}
    events = {entity["name"] for entity in entities if entity.get("type") == "Event"}

    def known(name: str, paragraph: Any) -> str:
        entity = ids.get(normal(name), name)
        return f"event in paragraph {paragraph}" if entity in events else entity

    facts = [fact for fact in by_hand if fact.get("modality", "asserted") in ("asserted", "claimed")]
    keys = {
        (known(fact["source"], fact.get("paragraph")), fact["relation"], known(fact["target"], fact.get("paragraph")))
        for fact in facts
    }
    plain = [proposal for proposal in proposed if proposal.modality in ("asserted", "claimed")]
    matched = sum((_end(known, each, "source"), each.relation, _end(known, each, "target")) in keys for each in plain)
    return Found(len(facts), len(plain), matched)


def _end(known: Any, proposal: Proposal, side: str) -> str:
    name, type_ = (
        (proposal.source, proposal.source_type) if side == "source" else (proposal.target, proposal.target_type)
    )
    return f"event in paragraph {proposal.paragraph}" if type_ == "Event" else known(name, proposal.paragraph)
