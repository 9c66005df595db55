"""Review proposed facts in a terminal: show a question, read a key, save the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ...graph.errors import did_you_mean
from ...graph.model import MODALITIES
from ...graph.schema import Schema
from ...graph.stores.stamp import analyst, now
from ...loaders.review.corrected import flipped
from ...loaders.review.decisions import ACCEPT, REJECT, SAME, UNDO, Decision, in_force
from ...loaders.review.gain import Links
from ...loaders.review.review import Review
from ...render.proposal import fact_words
from .fact_editor import FactEditor
from .keyboard import END, Keyboard
from .review_screens import show_fact, show_name
from .terminal import say

if TYPE_CHECKING:
    from ...loaders.review.decisions import Decisions
    from ...loaders.review.proposed import Fact, Name, Proposed


class Quit(Exception):
    """Raised when the reviewer quits."""


class Reviewer:
    """Asks one person for decisions on a file, or on the open proposals of a store."""

    def __init__(
        self, file: Proposed, journal: Decisions, links: Iterable[tuple[str, str, str]], schema: Schema
    ) -> None:
        self._file = file
        self._journal = journal
        self._links = Links(links)
        self._skipped: set[str] = set()
        self._made: list[list[Decision]] = []  # in this session, one list for each key pressed
        self._schema = schema
        self._keyboard = Keyboard()

    def ask(self) -> None:
        """Ask until nothing is open or the reviewer quits."""
        try:
            with self._keyboard.ready():
                while self._ask_next():
                    pass
        except Quit:
            say("Stopped: the same command continues from here.")

    def _ask_next(self) -> bool:
        """Ask the next question; return whether there was one."""
        self._journal.refresh()  # somebody else may be reviewing
        review = Review(self._file, in_force(self._journal.decisions), self._links)
        names = review.names()
        for name in names:
            if name.key not in self._skipped:
                self._ask_name(name, names)
                return True
        facts = review.facts()
        for fact, gain in facts:
            if fact.key not in self._skipped:
                self._ask_fact(review, fact, gain, len(facts))
                return True
        return False

    def _ask_name(self, name: Name, names: list[Name]) -> None:
        show_name(name, self._file.facts, len(names))
        while True:
            key = self._keyboard.key()
            if decisions := self._on_name(key, name, names):
                return self._save(decisions)
            if self._leaves(key, name.key):
                return None

    def _on_name(self, key: str, name: Name, names: Iterable[Name]) -> list[Decision]:
        """Make the decisions for a key pressed at a name; none for other keys."""
        if key in ("a", "r"):
            return [_decision(name.key, ACCEPT if key == "a" else REJECT, _about(name))]
        if key == "A":
            clear = [other for other in names if not other.near or other == name]
            return [_decision(other.key, ACCEPT, _about(other)) for other in clear]
        if key == "k":
            kinds = self._schema.nodes[name.type].kinds
            kind = _known(self._keyboard.line(f"Kind ({', '.join(kinds)})"), kinds)
            return [_decision(name.key, ACCEPT, _about(name), {"kind": kind})] if kind else []
        if key.isdecimal() and 1 <= int(key) <= len(name.near):
            return [_decision(name.key, SAME, _about(name), entity=name.near[int(key) - 1][0])]
        return []

    def _ask_fact(self, review: Review, fact: Fact, gain: str, left: int) -> None:
        changes: dict[str, Any] = {}
        while True:
            show_fact({**review.fields(fact), **changes}, gain, left)
            key = self._keyboard.key()
            if decisions := self._on_fact(key, review, fact, changes):
                return self._save(decisions)
            if key in ("f", "l", "m", "e"):
                changes |= self._edited(key, {**fact.fields, **changes})
            elif self._leaves(key, fact.key):
                return None

    def _on_fact(self, key: str, review: Review, fact: Fact, changes: Mapping[str, Any]) -> list[Decision]:
        """Make the decisions for a key pressed at a fact; none for other keys."""
        if key == "a" and self._fits({**fact.fields, **changes}):
            return [_decision(fact.key, ACCEPT, fact_words(fact.fields), changes)]
        if key == "r":
            return [_decision(fact.key, REJECT, fact_words(fact.fields))]
        if key in ("A", "R"):
            verdict = ACCEPT if key == "A" else REJECT
            return [_decision(similar.key, verdict, fact_words(similar.fields)) for similar in review.same_rule(fact)]
        if key in ("1", "2"):
            return self._same_end(fact, int(key) - 1)
        return []

    def _edited(self, key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Ask for the change to a fact that a key stands for."""
        if key == "f":
            return flipped(fields)
        if key == "e":
            return FactEditor(self._keyboard, fields).edit()
        name, known = ("relation", tuple(self._schema.relations)) if key == "l" else ("modality", MODALITIES)
        chosen = _known(self._keyboard.line(name.capitalize()), known)
        return {name: chosen} if chosen else {}

    def _same_end(self, fact: Fact, end: int) -> list[Decision]:
        """Ask which entity an end refers to; return the decision on its name."""
        name = self._file.names[fact.ends[end]]
        others = {other.name: other for other in self._file.names.values() if other.type == name.type}
        chosen = _known(self._keyboard.line(f"{name.name} is the same as"), tuple(sorted(others.keys() - {name.name})))
        if not chosen:
            return []
        other = others[chosen]
        return [_decision(name.key, SAME, _about(name), entity=other.known or other.id)]

    def _fits(self, fields: Mapping[str, Any]) -> bool:
        """Check that the ontology allows a fact; print the reason if it does not."""
        relation = self._schema.relations.get(fields["relation"])
        if relation is None or (fields["source_type"] in relation.domain and fields["target_type"] in relation.range):
            return True
        say(
            f"{relation.name} leads from {' or '.join(relation.domain)} to {' or '.join(relation.range)}: "
            "flip it, or choose another relation."
        )
        return False

    def _leaves(self, key: str, subject: str) -> bool:
        """Handle the keys that every question has; return whether to go on to the next question."""
        if key in ("q", END):
            raise Quit
        if key == " ":
            self._skipped.add(subject)
            return True
        if key == "u":
            self._undo()
            return True
        return False

    def _undo(self) -> None:
        if not self._made:
            say("Nothing of this session to undo.")
            return
        undone = self._made.pop()
        self._journal.add(decision._replace(verdict=UNDO, changes=(), entity=None) for decision in undone)
        say(f"Undone: {undone[0].verdict} {undone[0].about}.")

    def _save(self, decisions: list[Decision]) -> None:
        self._journal.add(decisions)
        self._made.append(decisions)


def _decision(
    key: str, verdict: str, about: str, changes: Mapping[str, Any] | None = None, entity: str | None = None
) -> Decision:
    return Decision(key, verdict, about, tuple(sorted((changes or {}).items())), entity, analyst(), now())


def _about(name: Name) -> str:
    return f"{name.type} {name.name}"


def _known(word: str, known: tuple[str, ...]) -> str:
    """Look up a known word; for an unknown one print the nearest and return ""."""
    by_form = {name.casefold(): name for name in known}
    chosen = by_form.get(word.casefold().replace(" ", "_")) or by_form.get(word.casefold())
    if word and chosen is None:
        say(f"There is no “{word}”.{did_you_mean(word, known, 3)}")
    return chosen or ""
