"""The differences between two answers, row by row, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum
from typing import Any, NamedTuple

from ..graph.grading import rounded
from ..graph.model import Answer, Row
from ..graph.stores.protocol import Store

SUBJECTS = ("entity", "nodes", "events", "event", "sign")
"""Columns each of which alone identifies the subject of a row."""


class Change(NamedTuple):
    """A row that is lost, gained or moved, before and after; `key` is its subject."""

    kind: str
    before: Row | None
    after: Row | None
    key: tuple[Any, ...]


def changes(before: Answer, after: Answer) -> list[Change]:
    """List the differences: rows lost, rows gained, rows moved, each in the order of the answers."""
    columns = key_columns(before.columns or after.columns, [*before.rows, *after.rows])
    rows_before, rows_after = _by_key(before, columns), _by_key(after, columns)
    differences = [
        Change("lost", row, None, _subject(row, columns)) for key, row in rows_before.items() if key not in rows_after
    ]
    differences += [
        Change("gained", None, row, _subject(row, columns)) for key, row in rows_after.items() if key not in rows_before
    ]
    for key, row in rows_before.items():
        if key in rows_after and dict(row) != dict(rows_after[key]):
            differences.append(Change("moved", row, rows_after[key], _subject(row, columns)))
    return differences


def key_columns(columns: Iterable[str], rows: list[Row]) -> tuple[str, ...]:
    """Name the columns that identify a row: one of SUBJECTS, else all without a measure."""
    for name in SUBJECTS:
        if name in columns:
            return (name,)
    return tuple(name for name in columns if not any(isinstance(row[name], float) for row in rows))


def shift(differences: list[Change]) -> float:
    """Sum up how much measures changed; lost and gained rows count with their whole score or weight."""
    moves = []
    for change in differences:
        for name in ("score", "weight", "confidence"):
            before, after = (row.get(name) if row else None for row in (change.before, change.after))
            if isinstance(before, float) or isinstance(after, float):
                moves.append(abs((after or 0.0) - (before or 0.0)))
    return rounded(fsum(moves))


def sentence(change: Change, subject: str, names: Mapping[str, str]) -> str:
    """Describe a change in words: “Iran loses Houthis”, “Hezbollah falls from 0.7 to 0.56”."""
    moved_subject = spoken(
        change.key[0] if len(change.key) == 1 else [part for part in change.key if part is not None], names
    )
    if change.before is None or change.after is None:
        return f"{subject} {'loses' if change.after is None else 'gains'} {moved_subject}"
    name, before, after = _moved(change.before, change.after)
    if name != "bloc" and isinstance(before, int | float) and isinstance(after, int | float):
        verb = "falls" if after < before else "rises"
        measure = "" if name in ("score", "weight") else f" in {name.replace('_', ' ')}"
        return f"{moved_subject} {verb}{measure} from {spoken(before, names)} to {spoken(after, names)}"
    return f"{moved_subject}: {name.replace('_', ' ')} changes from {spoken(before, names)} to {spoken(after, names)}"


def spoken(value: Any, names: Mapping[str, str]) -> str:
    """Write a value in words."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 else f"{value:.3g}"
    if isinstance(value, list | tuple):
        return " → ".join(spoken(item, names) for item in value)
    return names.get(str(value), str(value))


def spoken_name(store: Store, id_: str) -> str:
    """Look up the name of an entity; its id when there is none."""
    return next((entity.name for entity in store.entities([id_])), id_)


def _moved(before: Row, after: Row) -> tuple[str, Any, Any]:
    """Pick the column that says most about a move: score or weight, else the first that differs."""
    differing = [name for name in before if before[name] != after[name]]
    name = next((column for column in ("score", "weight") if column in differing), differing[0])
    return name, before[name], after[name]


def _by_key(answer: Answer, columns: tuple[str, ...]) -> dict[str, Row]:
    """Map rows by their subject; repeated subjects get keys of their own."""
    rows: dict[str, Row] = {}
    for row in answer.rows:
        key = repr([row.get(name) for name in columns])
        while key in rows:
            key += "'"
        rows[key] = {name: value for name, value in row.items() if name != "shown"}
    return rows


def _subject(row: Row, columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in columns)
