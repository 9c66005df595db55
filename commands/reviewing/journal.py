"""Decisions on the proposals of a store, each an entry of its history that `undo` can take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ...graph.decided import REVIEW, Decided, decided_of
from ...graph.errors import StoreChanged
from ...graph.facts import Fact as StoredFact
from ...graph.identity.judgements import Judgement
from ...graph.loading.checks import FactChecker
from ...graph.loading.documents import Evidence
from ...graph.loading.mentions import Names
from ...graph.loading.notes import Notes
from ...graph.model import ACCEPTED, REJECTED, Entity
from ...graph.stores.entries import Command, Entry
from ...graph.stores.handles import in_columns
from ...graph.stores.reviewing import FactTelling, tellings_of
from ...loaders.export import fact_fields
from ...loaders.review.corrected import corrected
from ...loaders.review.decisions import ACCEPT, REJECT, SAME, UNDO, Decision, in_force
from ...loaders.review.proposed import ENDS
from ...render.proposal import fact_words

if TYPE_CHECKING:
    from ...graph.stores.contract.writer import Writer
    from ...graph.stores.protocol import Store
    from .stored import Stored

WHY = "review of proposed facts"


class StoreJournal:
    """The decisions on the proposals of a store; several reviewers may add to it at once."""

    def __init__(self, store: Store, stored: Stored) -> None:
        self.decisions: list[Decision] = []
        self._store = store
        self._stored = stored
        self._keys = {name.id: name.key for name in stored.proposed.names.values()}
        self._entries: dict[str, int] = {}  # the last entry that decided on a key
        self.written = 0  # decisions, by this process
        self.refresh()

    def refresh(self) -> None:
        """Read the decisions in force from the history."""
        self.decisions.clear()
        self._entries.clear()
        for entry in self._store.history():
            for decision in self._decisions(entry) if not entry.undone else ():
                self.decisions.append(decision)
                self._entries[decision.key] = entry.number

    def add(self, decisions: Iterable[Decision]) -> None:
        """Write decisions that were made together, or undo such decisions."""
        given = list(decisions)
        for number in dict.fromkeys(self._entries[decision.key] for decision in given if decision.verdict == UNDO):
            self._store.undo(number)
        for decision in given:
            if decision.verdict == SAME:
                self._judge(decision)
        if marks := [decision for decision in given if decision.verdict in (ACCEPT, REJECT)]:
            self._mark(marks)
        self.written += len(given)
        self.refresh()

    def replay(self, decisions: Iterable[Decision]) -> None:
        """Apply decisions from elsewhere to the open proposals."""
        names, facts = self._stored.proposed.names, self._stored.by_key
        known = [decision for key, decision in in_force(decisions).items() if key in facts or key in names]
        self.add(decision for decision in known if decision.key not in self._entries)

    def accept(self, least: float) -> None:
        """Accept the open facts of at least this grade."""
        decided = in_force(self.decisions)
        self.add(
            Decision(fact.key, ACCEPT, fact_words(fact.fields))
            for fact in {fact.key: fact for fact in self._stored.proposed.facts}.values()
            if fact.key not in decided and float(fact.fields.get("extraction", 0)) >= least
        )

    def _decisions(self, entry: Entry) -> Iterable[Decision]:
        details = entry.command.details
        if entry.command.name == SAME and "entities" in details:
            first, *others = details["entities"]
            keys = [self._keys[id_] for id_ in others if id_ in self._keys]
            return [Decision(key, SAME, entity=first, who=entry.who, time=entry.time) for key in keys]
        if entry.command.name != REVIEW:
            return []
        return [_decision(decided, entry) for decided in details.get("decisions", ())]

    def _judge(self, decision: Decision) -> None:
        """Judge that a name means an entity."""
        id_ = next(id_ for id_, key in self._keys.items() if key == decision.key)
        with self._store.writer() as writer:
            writer.command = None
            writer.judge(Judgement(SAME, (decision.entity or id_, id_), why=WHY))

    def _mark(self, decisions: Iterable[Decision]) -> None:
        """Write decisions as one entry."""
        by_key = {decision.key: self._tellings_of(decision) for decision in decisions}
        documents = {
            telling.fact.document for tellings in by_key.values() for telling in tellings if telling.fact.document
        }
        with self._store.writer() as writer:
            written = [self._written(writer, decision, by_key[decision.key]) for decision in decisions]
            writer.command = Command(REVIEW, details={"ids": sorted(documents), "decisions": written})

    def _tellings_of(self, decision: Decision) -> list[FactTelling]:
        """Find the tellings that a decision is about."""
        keys = [decision.key]
        if decision.key in self._stored.proposed.names:
            keys = [fact.key for fact in self._stored.proposed.facts if decision.key in fact.ends]
            keys = keys if decision.verdict == REJECT else []
        facts = {fact for key in keys for fact in self._stored.by_key[key]}
        by_fact = {telling.fact: telling for _, telling in self._tellings(facts)}
        if len(by_fact) < len(facts) and decision.key not in self._stored.proposed.names:
            raise StoreChanged(self._store.url)
        return list(by_fact.values())

    def _tellings(self, facts: Iterable[StoredFact]) -> Iterable[tuple[Decided, FactTelling]]:
        wanted = [decided_of(fact, ACCEPTED) for fact in facts]
        return [
            (decided, telling)
            for decided, telling in tellings_of(self._store, wanted)
            if telling.telling.reviewed is None
        ]

    def _written(self, writer: Writer, decision: Decision, tellings: Iterable[FactTelling]) -> dict[str, Any]:
        """Write a decision; return its details for the history."""
        name = self._stored.proposed.names.get(decision.key)
        changes = dict(decision.changes)
        details: dict[str, Any] = {
            "key": decision.key,
            "verdict": decision.verdict,
            "about": decision.about,
            "changes": changes,
        }
        if name and changes.get("kind"):
            writer.entities([Entity(name.id, name.type, name.name, changes["kind"])])
            details["entity"] = name.id
        verdict = REJECTED if changes or decision.verdict == REJECT else ACCEPTED
        decided = []
        for telling in tellings:
            writer.review(telling.relation, telling.telling, verdict)
            decided.append(decided_of(telling.fact, verdict))
            if changes:
                decided.append(self._correct(writer, telling, changes))
        details["tellings"] = [decision._asdict() for decision in decided]
        return {key: value for key, value in details.items() if value}

    def _correct(self, writer: Writer, telling: FactTelling, changes: Mapping[str, Any]) -> Decided:
        """Add the corrected form of a telling as the analyst's own."""
        given = fact_fields(telling.fact, telling.telling._replace(reviewed=None, source_id=None, target_id=None))
        ids = {name.name: name.known or name.id for name in self._stored.proposed.names.values()}
        fields = corrected(given, changes)
        fields |= {end: ids.get(fields[end], fields[end]) for end in ENDS if end in changes}
        notes = Notes()
        names = Names(self._store, writer, self._store.schema, notes)
        evidence = Evidence(self._store, writer, notes)
        fact = FactChecker(self._store.schema, names, evidence, notes).check(fields)
        writer.facts(in_columns([fact], names.ids, evidence.documents))
        return decided_of(fact, ACCEPTED, added=True)


def _decision(decided: Mapping[str, Any], entry: Entry) -> Decision:
    changes = tuple(sorted(decided.get("changes", {}).items()))
    return Decision(decided["key"], decided["verdict"], decided.get("about", ""), changes, None, entry.who, entry.time)
