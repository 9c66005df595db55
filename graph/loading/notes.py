"""Notes of a load: corrected texts and possible mistakes (docs/semantics.md, Facts files)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import readable

SHOWN = 3
"""The most notes of a kind that a load keeps, unless all are wanted."""

KINDS = (
    "spelling", "alias", "near name", "unknown document", "missing text", "quote elsewhere", "no such place",
    "self-loop", "HTML entities", "placeholder", "unknown id", "unknown kind", "unknown column", "left out", "article",
)  # fmt: skip
"""The kinds of notes, in the order in which they are shown."""

TITLES = {
    "spelling": ("name taken for a known one spelt otherwise", "names taken for known ones spelt otherwise"),
    "alias": ("alias of two entities", "aliases of two entities"),
    "near name": ("new name close to a known one", "new names close to known ones"),
    "unknown document": ("document that nothing describes", "documents that nothing describes"),
    "missing text": ("document without its text", "documents without their texts"),
    "quote elsewhere": ("quote not where the fact says", "quotes not where the facts say"),
    "no such place": ("place that is not in the text", "places that are not in the text"),
    "self-loop": ("relation from an entity to itself", "relations from an entity to itself"),
    "HTML entities": ("name with HTML entities decoded", "names with HTML entities decoded"),
    "placeholder": ("detail left out that stands for none", "details left out that stand for none"),
    "unknown id": ("detail that is no known id", "details that are no known ids"),
    "unknown kind": ("kind that the ontology does not list", "kinds that the ontology does not list"),
    "left out": ("record of another store left out", "records of another store left out"),
    "article": ("remark on the article", "remarks on the article"),
    "unknown column": ("unknown column kept as an attribute", "unknown columns kept as attributes"),
}
"""The nouns for the subject of each kind of note, singular and plural."""


@dataclass(frozen=True, slots=True)
class Note:
    """All notes of one kind: their number, and the first sentences."""

    kind: str
    count: int
    sentences: tuple[str, ...]


class Notes:
    """The notes of a load in progress; those of a rejected record are dropped."""

    def __init__(self, *, keep_all: bool = False) -> None:
        self.line = 0  # of the record that is being checked; 0 for none
        self._keep_all = keep_all
        self._pending: list[tuple[str, str, str]] = []
        self._counts: dict[str, int] = {}
        self._sentences: dict[str, list[str]] = {}
        self._subjects: set[tuple[str, str]] = set()

    def add(self, kind: str, sentence: str, subject: str = "") -> None:
        """Add a note on the current record; with a subject, only once for each subject."""
        self._pending.append((kind, readable(sentence), subject))

    def begin(self, line: int) -> None:
        """Begin a record."""
        self.line = line
        self._pending.clear()

    def settle(self, *, accepted: bool) -> None:
        """End a record: its notes count if it was accepted."""
        for kind, sentence, subject in self._pending if accepted else ():
            if subject:
                if (kind, subject) in self._subjects:
                    continue
                self._remember(kind, subject)
            self._counts[kind] = self._counts.get(kind, 0) + 1
            sentences = self._sentences.setdefault(kind, [])
            if self._keep_all or len(sentences) < SHOWN:
                sentences.append(f"line {self.line}: {sentence}" if self.line else sentence)
        self._pending.clear()

    def result(self) -> tuple[Note, ...]:
        """List the notes by kind."""
        return tuple(Note(kind, self._counts[kind], tuple(self._sentences[kind])) for kind in _ordered(self._counts))

    def _remember(self, kind: str, subject: str) -> None:
        if len(self._subjects) >= _SUBJECTS:
            self._subjects.clear()
        self._subjects.add((kind, subject))


_SUBJECTS = 50_000  # subjects remembered to avoid repeated notes; bounds memory


def _ordered(kinds: Iterable[str]) -> list[str]:
    return sorted(kinds, key=KINDS.index)
