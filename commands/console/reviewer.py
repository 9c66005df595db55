"""The review of proposed facts in a terminal: shows a question, reads a key, saves the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ...graph.figures import counted
from ...graph.model import MODALITIES
from ...graph.schema import builtin
from ...graph.stores.stamp import analyst, now
from ...loaders.review.decisions import ACCEPT, REJECT, SAME, UNDO, Decision, in_force
from ...loaders.review.proposed import ENDS
from ...loaders.review.review import Review, flipped
from ...render.proposal import fact_words, marked, particulars
from .keyboard import END, Keyboard
from .terminal import say, show, styled

if TYPE_CHECKING:
    from ...loaders.review.decisions import Journal
    from ...loaders.review.proposed import Fact, Name, Proposed

NAME_KEYS = (
    "[a]ccept  [r]eject with its facts  [k]ind  [A]ccept all that are near none",
    "[space] skip  [u]ndo  [q]uit",
)
FACT_KEYS = (
    "[a]ccept  [r]eject  [f]lip  re[l]ation  [m]odality  [d]ate  [1] [2] merge end",
    "[A]ccept or [R]eject all of this rule  [space] skip  [u]ndo  [q]uit",
)


class Quit(Exception):
    """The reviewer wants to stop."""


class Reviewer:
    """One person reviewing one file."""

    def __init__(self, file: Proposed, journal: Journal, links: Iterable[tuple[str, str, str]]) -> None:
        self._file = file
        self._journal = journal
        self._links = tuple(links)
        self._skipped: set[str] = set()
        self._mine: list[list[Decision]] = []  # what each key of this session decided
        self._schema = builtin()
        self._keyboard = Keyboard()

    def ask(self) -> None:
        """Ask until nothing is open or the reviewer quits."""
        try:
            with self._keyboard.ready():
                while self._ask_next():
                    pass
        except Quit:
            say("Left: the same command goes on from here.")

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
        self._show_name(name, len(names))
        about = _about(name)
        while True:
            key = self._keyboard.key()
            if key == "a":
                return self._save([self._decision(name.key, ACCEPT, about)])
            if key == "r":
                return self._save([self._decision(name.key, REJECT, about)])
            if key == "A":
                clear = [other for other in names if not other.near or other == name]
                return self._save([self._decision(other.key, ACCEPT, _about(other)) for other in clear])
            if key == "k":
                kinds = self._schema.nodes[name.type].kinds
                if kind := _known(self._keyboard.line(f"Kind ({', '.join(kinds)})"), kinds):
                    return self._save([self._decision(name.key, ACCEPT, about, {"kind": kind})])
            elif key.isdecimal() and 1 <= int(key) <= len(name.near):
                other, _ = name.near[int(key) - 1]
                return self._save([self._decision(name.key, SAME, about, entity=other)])
            elif self._common(key, name.key):
                return None

    def _show_name(self, name: Name, left: int) -> None:
        kind = f" ({name.kind})" if name.kind else ""
        say("")
        say(f"{counted(left, 'name')} to decide · {name.type}{kind} · {counted(name.facts, 'fact')}")
        say(styled(name.name, bold=True), 2, 4)
        if fact := next((fact for fact in self._file.facts if name.key in fact.ends), None):
            say(marked(fact.fields, (ENDS[fact.ends.index(name.key)],), _bold), 2, 2)
        for number, (id_, other) in enumerate(name.near, 1):
            say(f"[{number}] same as {other} ({id_})", 2, 6)
        for line in NAME_KEYS:
            show(line)

    def _ask_fact(self, review: Review, fact: Fact, gain: str, left: int) -> None:
        changes: dict[str, Any] = {}
        while True:
            self._show_fact({**review.fields(fact), **changes}, gain, left)
            key = self._keyboard.key()
            if key == "a" and self._fits({**fact.fields, **changes}):
                return self._save([self._decision(fact.key, ACCEPT, fact_words(fact.fields), changes)])
            if key == "r":
                return self._save([self._decision(fact.key, REJECT, fact_words(fact.fields))])
            if key in ("A", "R"):
                verdict = ACCEPT if key == "A" else REJECT
                alike = review.same_rule(fact)
                return self._save([self._decision(one.key, verdict, fact_words(one.fields)) for one in alike])
            if key in ("1", "2"):
                return self._merge_end(fact, int(key) - 1)
            if key in ("f", "l", "m", "d"):
                changes |= self._edited(key, {**fact.fields, **changes})
            elif self._common(key, fact.key):
                return None

    def _edited(self, key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Read the change that a key makes to a fact."""
        if key == "f":
            return flipped(fields)
        if key == "d":
            date = self._keyboard.line("Date (2020, 2020-01 or 2020-01-03; empty for none)")
            return {"date": date, "start": "", "end": ""}
        name, known = ("relation", tuple(self._schema.relations)) if key == "l" else ("modality", MODALITIES)
        chosen = _known(self._keyboard.line(name.capitalize()), known)
        return {name: chosen} if chosen else {}

    def _merge_end(self, fact: Fact, end: int) -> None:
        """Ask whom an end means, and decide so on its name."""
        name = self._file.names[fact.ends[end]]
        others = {other.name: other for other in self._file.names.values() if other.type == name.type}
        chosen = _known(self._keyboard.line(f"{name.name} is the same as"), tuple(sorted(others.keys() - {name.name})))
        if chosen:
            other = others[chosen]
            self._save([self._decision(name.key, SAME, _about(name), entity=other.known or other.id)])

    def _show_fact(self, fields: Mapping[str, Any], gain: str, left: int) -> None:
        say("")
        say(f"{counted(left, 'fact')} to decide · {gain}")
        say(styled(fact_words(fields), bold=True), 2, 4)
        say(marked(fields, ENDS, _bold), 2, 2)
        for line in particulars(fields):
            say(line, 2, 4)
        for line in FACT_KEYS:
            show(line)

    def _fits(self, fields: Mapping[str, Any]) -> bool:
        """Check that the ontology admits a fact; say why it does not."""
        relation = self._schema.relations.get(fields["relation"])
        if relation is None or (fields["source_type"] in relation.domain and fields["target_type"] in relation.range):
            return True
        say(
            f"{relation.name} leads from {' or '.join(relation.domain)} to {' or '.join(relation.range)}: "
            "flip it, or choose another relation."
        )
        return False

    def _common(self, key: str, subject: str) -> bool:
        """Do what a key does at every question; return whether the question is left."""
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
        if not self._mine:
            say("Nothing of this session to undo.")
            return
        undone = self._mine.pop()
        self._journal.add(decision._replace(verdict=UNDO, changes=(), entity=None) for decision in undone)
        say(f"Undone: {undone[0].verdict} {undone[0].about}.")

    def _save(self, decisions: list[Decision]) -> None:
        self._journal.add(decisions)
        self._mine.append(decisions)

    def _decision(
        self, key: str, verdict: str, about: str, changes: Mapping[str, Any] | None = None, entity: str | None = None
    ) -> Decision:
        changed = tuple(sorted((changes or {}).items()))
        return Decision(key, verdict, about, changed, entity, analyst(), now())


def _bold(words: str) -> str:
    return styled(words, bold=True)


def _about(name: Name) -> str:
    return f"{name.type} {name.name}"


def _known(word: str, known: tuple[str, ...]) -> str:
    """Find a known word, or print near ones and return None."""
    from ...graph.identity.similar import nearest

    by_form = {name.casefold(): name for name in known}
    chosen = by_form.get(word.casefold().replace(" ", "_")) or by_form.get(word.casefold())
    if word and chosen is None:
        near = nearest(word, known, 3)
        say(f"There is no “{word}”." + (f" Did you mean {' or '.join(near)}?" if near else ""))
    return chosen or ""
