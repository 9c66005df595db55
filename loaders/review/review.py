"""The state of a review: the decisions so far, the next question, and the accepted facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from .corrected import accepted
from .decisions import ACCEPT, REJECT, SAME, Decision, name_key
from .gain import Links
from .proposed import Fact, Name, Proposed, rules_in


class Review:
    """The names and facts of a file with the decisions in force on them.

    `links` are the pairs of entities that the store already joins, with the relation.
    """

    def __init__(
        self,
        file: Proposed,
        decided: Mapping[str, Decision],
        links: Links | Iterable[tuple[str, str, str]] = (),
    ) -> None:
        self._file = file
        # Names that differ in an article or a sign alone are one entity, and one decision.
        by_id = {name.id: decided[key] for key, name in file.names.items() if key in decided}
        alike = {key: by_id[name.id] for key, name in file.names.items() if name.id in by_id}
        facts = {fact.key: decided[key] for fact in file.facts for key in fact.also if key in decided}
        self._decided = {**alike, **facts, **decided}
        self._links = links if isinstance(links, Links) else Links(links)

    def names(self) -> list[Name]:
        """List the names to be decided: new ones, those near others and those with most facts first.

        Events have names that their facts make, and are decided with these.
        """
        asked: dict[str, Name] = {}
        for name in self._file.names.values():
            if name.key not in self._decided and name.known is None and name.type != "Event":
                other = asked.get(name.id, name)
                asked[name.id] = name._replace(facts=name.facts + other.facts) if other is not name else name
        return sorted(asked.values(), key=lambda name: (not name.near, -name.facts, name.id))

    def facts(self) -> list[tuple[Fact, str]]:
        """List the facts to be decided with what each would change: new and shorter paths before repeats."""
        links = Links(base=self._links)
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
        """List the open facts found by the rule of a fact, that fact included."""
        rule = fact.fields.get("rule")
        return [other for other, _ in self.facts() if other.fields.get("rule") == rule]

    def fields(self, fact: Fact) -> dict[str, Any]:
        """Apply changes to the keys of a fact."""
        decision = self._decided.get(fact.key)
        return {**fact.fields, **dict(decision.changes)} if decision else dict(fact.fields)

    def acceptance(self) -> dict[str, tuple[int, int]]:
        """Count for each rule its facts accepted unchanged, and all decided ones."""
        right: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for fact in self._file.facts:
            decision = self._decided.get(fact.key)
            for rule in rules_in(fact.fields.get("rule")) if decision else ():
                total[rule] += 1
                right[rule] += decision is not None and decision.verdict == ACCEPT and not decision.changes
        return {rule: (right[rule], count) for rule, count in sorted(total.items())}

    def accepted(self, least: float | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the records of accepted facts, and with `least` of open facts of at least that grade."""
        facts = [fact for fact in self._file.facts if self._is_in(fact, least)]
        used = {key for fact in facts for key in fact.ends}
        yield from (("document", dict(fields)) for fields in self._file.documents)
        for fields in self._file.entities:
            key = name_key(fields.get("type", ""), fields.get("name", ""))
            if key in used or key not in self._file.names:
                yield "entity", {**fields, **self._changes(key)}
        yield from (("fact", self._checked(fact)) for fact in facts)
        merged = {self._file.names[key].id: self._decided[key] for key in sorted(used) if self._is_merged(key)}
        yield from (("judgement", _judgement(merged[id_], id_)) for id_ in sorted(merged))
        yield from (("review", fields) for fields in self._reviews())

    def count(self, verdicts: Collection[str] = (ACCEPT,)) -> int:
        """Count the facts with one of these verdicts."""
        return sum(self._verdict(fact) in verdicts for fact in self._file.facts)

    def merged(self) -> int:
        """Count the names of accepted facts that were judged to mean another entity."""
        used = {key for fact in self._file.facts if self._is_in(fact, None) for key in fact.ends}
        return len({self._file.names[key].id for key in filter(self._is_merged, used)})

    def _is_merged(self, key: str) -> bool:
        decision = self._decided.get(key)
        return decision is not None and decision.verdict == SAME

    def _is_in(self, fact: Fact, least: float | None) -> bool:
        verdict = self._verdict(fact)
        if verdict is None and least is not None:
            return float(fact.fields.get("extraction", 0)) >= least
        return verdict == ACCEPT

    def _verdict(self, fact: Fact) -> str | None:
        decision = self._decision_on(fact)
        return decision.verdict if decision else None

    def _decision_on(self, fact: Fact) -> Decision | None:
        """Find the decision on a fact; one of a rejected name is rejected along with it."""
        of_ends = filter(None, map(self._decided.get, fact.ends))
        rejected = next((decision for decision in of_ends if decision.verdict == REJECT), None)
        return rejected or self._decided.get(fact.key)

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
        """Make the record of an accepted fact; one accepted by its grade alone stays as it was found."""
        decision = self._decided.get(fact.key)
        return accepted(fact.fields, dict(decision.changes)) if decision else dict(fact.fields)

    def _reviews(self) -> Iterator[dict[str, Any]]:
        """Yield for each reviewer how many facts they accepted and rejected, and when they last decided."""
        counts: dict[str, dict[str, Any]] = {}
        for fact in self._file.facts:
            if decision := self._decision_on(fact):
                count = counts.setdefault(decision.who or "", {"accepted": 0, "rejected": 0, "time": ""})
                count["rejected" if decision.verdict == REJECT else "accepted"] += 1
                count["time"] = max(count["time"], decision.time or "")
        for who, count in sorted(counts.items()):
            yield {key: value for key, value in {"who": who, **count}.items() if value != ""}


def _judgement(decision: Decision, id_: str) -> dict[str, Any]:
    """Make the judgement that a name and an entity are the same."""
    source = {"why": "review of proposed facts", "who": decision.who, "time": decision.time}
    given = {key: value for key, value in source.items() if value}
    return {"kind": "same", "entities": [decision.entity, id_], **given}
