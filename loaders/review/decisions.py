"""Decisions on proposed names and facts, and the file that keeps them: one line each, written at once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from ...graph.errors import InputError

ACCEPT, REJECT, SAME, UNDO = "accept", "reject", "same", "undo"
VERDICTS = (ACCEPT, REJECT, SAME, UNDO)


class Decision(NamedTuple):
    """A decision on a name or a fact, which its key identifies.

    `changes` are keys of the record with new values; `entity` is the id that a name means, where the verdict is `same`.
    `about` describes the name or fact in words, for people who read the file.
    """

    key: str
    verdict: str
    about: str = ""
    changes: tuple[tuple[str, Any], ...] = ()
    entity: str | None = None
    who: str | None = None
    time: str | None = None


def name_key(type_: str, name: str) -> str:
    """Make the key of a name, the same in every article."""
    return _digest("name", type_, name)


def fact_key(fact: Mapping[str, Any]) -> str:
    """Make the key of a proposed fact from its sentence and content."""
    statement = (fact.get(key) for key in ("source_type", "source", "relation", "target_type", "target", "modality"))
    return _digest("fact", fact.get("sentence") or fact.get("quote"), *statement)


def in_force(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Select the last decision on each key, except undone ones."""
    last: dict[str, Decision] = {}
    for decision in decisions:
        last.pop(decision.key, None)
        if decision.verdict != UNDO:
            last[decision.key] = decision
    return last


class Decisions(Protocol):
    """A place where decisions are stored: a file, or the history of a store."""

    decisions: list[Decision]

    def refresh(self) -> None:
        """Read what others have decided meanwhile."""
        ...

    def add(self, decisions: Iterable[Decision]) -> None:
        """Write decisions that were made together, or their withdrawal."""
        ...


class Journal:
    """A file of decisions to which several reviewers may add at once.

    Each decision is one write at the end of the file, on disk before the next question: a review that is killed loses
    none. A line without its end was cut off while it was written, and counts for nothing.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.decisions: list[Decision] = []
        self._read = 0  # bytes
        self._line = 0
        self.refresh()

    def refresh(self) -> None:
        """Read what was added to the file since it was last read."""
        try:
            with open(self.path, "rb") as file:
                file.seek(self._read)
                whole, end, _ = file.read().rpartition(b"\n")
        except FileNotFoundError:
            return
        except OSError as error:
            raise InputError(f"{self.path}: {error.strerror}.") from None
        self._read += len(whole) + len(end)
        for line in whole.split(b"\n") if end else ():
            self._line += 1
            if line.strip():
                self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            self.decisions.append(_decision(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError):
            if not line.endswith(b"}"):  # cut off; the next writer ended the line
                return
            place = f"{self.path}, line {self._line}"
            raise InputError(f"{place} is no decision: mend or remove the line.") from None

    def add(self, decisions: Iterable[Decision]) -> None:
        """Write decisions, and read what others have written before them."""
        lines = b"".join(_line(decision) for decision in decisions)
        try:
            target = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
            try:
                size = os.fstat(target).st_size
                if size and os.pread(target, 1, size - 1) != b"\n":
                    lines = b"\n" + lines
                os.write(target, lines)
                os.fsync(target)
            finally:
                os.close(target)
        except OSError as error:
            raise InputError(f"{self.path}: {error.strerror}. The decision is not saved.") from None
        self.refresh()


def _line(decision: Decision) -> bytes:
    fields = {**decision._asdict(), "changes": dict(decision.changes)}
    kept = {name: value for name, value in fields.items() if value}
    return json.dumps(kept, ensure_ascii=False).encode() + b"\n"


def _decision(fields: Mapping[str, Any]) -> Decision:
    if fields["verdict"] not in VERDICTS or not isinstance(fields["key"], str):
        raise ValueError
    changes = tuple(sorted(fields.get("changes", {}).items()))
    return Decision(**{**fields, "changes": changes})


def _digest(*parts: object) -> str:
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:20]
