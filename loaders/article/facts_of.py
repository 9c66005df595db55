"""Write facts in words, including attacks through an event, for tests and benchmarks."""

from __future__ import annotations

from collections.abc import Iterable

from .records import Proposal

_DONE_TO = ("TARGETED", "KILLED", "INJURED")


def derived(facts: Iterable[Proposal]) -> set[str]:
    """Write facts as `A RELATION B`, events as `event`, with the ATTACKED that follows from an event.

    >>> strike = Proposal("Chad", "State", "PERPETRATED", "Strike on Libya", "Event", 1, 0, 9, "", "", 0.8)
    >>> aim = Proposal("Strike on Libya", "Event", "TARGETED", "Libya", "State", 1, 0, 9, "", "", 0.8)
    >>> sorted(derived([strike, aim]))
    ['Chad ATTACKED Libya', 'Chad PERPETRATED event', 'event TARGETED Libya']
    """
    facts = list(facts)
    found = {f"{_name(fact, 'source')} {fact.relation} {_name(fact, 'target')}" for fact in facts}
    for act in facts:
        if act.relation == "PERPETRATED":
            found |= {
                f"{act.source} ATTACKED {fact.target}"
                for fact in facts
                if fact.source == act.target and fact.relation in _DONE_TO and fact.target_type != "Place"
            }
    return found


def _name(fact: Proposal, end: str) -> str:
    name, kind = (fact.source, fact.source_type) if end == "source" else (fact.target, fact.target_type)
    return "event" if kind == "Event" else name
