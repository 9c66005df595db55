"""The state of a review: what is decided, what is asked next, and what remains of the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from .decisions import ACCEPT, REJECT, SAME, Decision, name_key
from .gain import Links
from .proposed import ENDS, Fact, Name, Proposed

EDITED = ("source", "target", "source_type", "target_type", "relation", "modality", "date", "start", "end")
"""Keys that make a fact an analyst's own when they are changed."""

PROGRAM = ("rule", "model", "extraction")
"""Keys that say how a program came to a fact."""


class Review:
    """The names and facts of a file with the decisions in force on them.

    `links` are the pairs of entities that the store already joins, with the relation.
    """

    def __init__(
        self,
        file: Proposed,
        decided: Mapping[str, Decision],
        links: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        self._file = file
        self._decided = decided
        self._links = tuple(links)

    def names(self) -> list[Name]:
        """List the names to be decided: new ones, those near others and those with most facts first.

        Events have names that their facts make, and are decided with these.
        """
        asked = (
            name
            for name in self._file.names.values()
            if name.key not in self._decided and name.known is None and name.type != "Event"
        )
        return sorted(asked, key=lambda name: (not name.near, -name.facts, name.id))

    def facts(self) -> list[tuple[Fact, str]]:
        """List the facts to be decided with what each would change: new and shorter paths before repeats."""
        links = Links(self._links)
        for fact in self._file.facts:
            if self._verdict(fact) == ACCEPT:
                fields = self.fields(fact)
                links.add(*self._ids(fact), fields["relation"])
        open_ = [fact for fact in self._file.facts if self._verdict(fact) is None]
        ranked = [
            (links.gain(*self._ids(fact), fact.fields["relation"]), -float(fact.fields.get("extraction", 1)), number)
            for number, fact in enumerate(open_)
        ]
        return [(open_[number], gain.words) for gain, _, number in sorted(ranked)]

    def same_rule(self, fact: Fact) -> list[Fact]:
        """List the open facts that the rule of one has found, it among them."""
        rule = fact.fields.get("rule")
        return [other for other, _ in self.facts() if other.fields.get("rule") == rule]

    def fields(self, fact: Fact) -> dict[str, Any]:
        """Apply changes to the keys of a fact."""
        decision = self._decided.get(fact.key)
        return {**fact.fields, **dict(decision.changes)} if decision else dict(fact.fields)

    def acceptance(self) -> dict[str, tuple[int, int]]:
        """Count for each rule its facts accepted unchanged, and all decided ones."""
        accepted: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for fact in self._file.facts:
            if fact.key in self._decided and (rule := fact.fields.get("rule")):
                decision = self._decided[fact.key]
                total[rule] += 1
                accepted[rule] += decision.verdict == ACCEPT and not decision.changes
        return {rule: (accepted[rule], count) for rule, count in sorted(total.items())}

    def accepted(self, least: float | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the records of what was accepted, and with `least` of what is open and graded as much."""
        facts = [fact for fact in self._file.facts if self._is_in(fact, least)]
        used = {key for fact in facts for key in fact.ends}
        yield from (("document", dict(fields)) for fields in self._file.documents)
        for fields in self._file.entities:
            key = name_key(fields.get("type", ""), fields.get("name", ""))
            if key in used or key not in self._file.names:
                yield "entity", {**fields, **self._changes(key)}
        yield from (("fact", self._checked(fact)) for fact in facts)
        for key in sorted(used, key=lambda key: self._file.names[key].id):
            if self._is_merged(key):
                yield "judgement", _judgement(self._decided[key], self._file.names[key].id)

    def count(self, verdicts: Collection[str] = (ACCEPT,)) -> int:
        """Count the facts with one of these verdicts."""
        return sum(self._verdict(fact) in verdicts for fact in self._file.facts)

    def merged(self) -> int:
        """Return how many names of accepted facts were found to mean another entity."""
        used = {key for fact in self._file.facts if self._is_in(fact, None) for key in fact.ends}
        return sum(map(self._is_merged, used))

    def _is_merged(self, key: str) -> bool:
        decision = self._decided.get(key)
        return decision is not None and decision.verdict == SAME

    def _is_in(self, fact: Fact, least: float | None) -> bool:
        verdict = self._verdict(fact)
        if verdict is None and least is not None:
            return float(fact.fields.get("extraction", 0)) >= least
        return verdict == ACCEPT

    def _verdict(self, fact: Fact) -> str | None:
        """Find the decision on a fact; one of a rejected name is rejected."""
        decision = self._decided.get(fact.key)
        if any((of := self._decided.get(key)) and of.verdict == REJECT for key in fact.ends):
            return REJECT
        return decision.verdict if decision else None

    def _ids(self, fact: Fact) -> tuple[str, str]:
        """Find the entities at the ends of a fact, after all decisions on names."""
        source, target = (self._id(key) for key in fact.ends)
        return source, target

    def _id(self, key: str) -> str:
        name, decision = self._file.names[key], self._decided.get(key)
        if decision and decision.verdict == SAME and decision.entity:
            return decision.entity
        return name.known or name.id

    def _changes(self, key: str) -> dict[str, Any]:
        decision = self._decided.get(key)
        return dict(decision.changes) if decision else {}

    def _checked(self, fact: Fact) -> dict[str, Any]:
        """Make an accepted fact: a person has read it, so the rule's grade no longer counts."""
        fields = self.fields(fact)
        decision = self._decided.get(fact.key)
        if decision is None:
            return fields
        edited = any(key in EDITED for key, _ in decision.changes)
        dropped = PROGRAM if edited else ("extraction",)
        kept = {key: value for key, value in fields.items() if key not in dropped and value != ""}
        return {**kept, **({"method": "analyst"} if edited else {})}


def flipped(fields: Mapping[str, Any]) -> dict[str, Any]:
    """List the changes that reverse a fact."""
    suffixes = [suffix for suffix in ("", "_type", "_as") if f"source{suffix}" in fields]
    ways = (ENDS, ENDS[::-1])
    return {f"{end}{suffix}": fields[f"{other}{suffix}"] for suffix in suffixes for end, other in ways}


def _judgement(decision: Decision, id_: str) -> dict[str, Any]:
    """Make the judgement that a name is one with the entity it was found to mean."""
    source = {"why": "review of proposed facts", "who": decision.who, "time": decision.time}
    given = {key: value for key, value in source.items() if value}
    return {"kind": "same", "entities": [decision.entity, id_], **given}
