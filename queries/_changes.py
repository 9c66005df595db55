"""Two answers compared, row by row, and the differences in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum
from typing import Any, NamedTuple

from ..graph.grading import rounded
from ..graph.model import Answer, Row
from ..graph.stores.protocol import Store

TELLING = ("entity", "nodes", "events", "event", "sign")
"""Columns of which one alone says what a row speaks of."""


class Change(NamedTuple):
    """A row that is lost, gained or moved, as it was and as it would be; `key` is what it speaks of."""

    kind: str
    before: Row | None
    after: Row | None
    key: tuple[Any, ...]


def changes(before: Answer, after: Answer) -> list[Change]:
    """Return what differs: rows lost, rows gained, rows moved, each in the order of the answers."""
    columns = key_columns(before.columns or after.columns, [*before.rows, *after.rows])
    held, told = _by_key(before, columns), _by_key(after, columns)
    found = [Change("lost", row, None, _subject(row, columns)) for key, row in held.items() if key not in told]
    found += [Change("gained", None, row, _subject(row, columns)) for key, row in told.items() if key not in held]
    for key, row in held.items():
        if key in told and dict(row) != dict(told[key]):
            found.append(Change("moved", row, told[key], _subject(row, columns)))
    return found


def key_columns(columns: Iterable[str], rows: list[Row]) -> tuple[str, ...]:
    """Return the columns that say what a row speaks of: one that does so alone, else all that hold no measure."""
    for name in TELLING:
        if name in columns:
            return (name,)
    return tuple(name for name in columns if not any(isinstance(row[name], float) for row in rows))


def shift(found: list[Change]) -> float:
    """Return by how much measures changed in all; what is lost or gained counts with its whole score or weight."""
    moves = []
    for one in found:
        for name in ("score", "weight", "confidence"):
            before, after = (row.get(name) if row else None for row in (one.before, one.after))
            if isinstance(before, float) or isinstance(after, float):
                moves.append(abs((after or 0.0) - (before or 0.0)))
    return rounded(fsum(moves))


def sentence(one: Change, subject: str, names: Mapping[str, str]) -> str:
    """Return a change in words: “Iran loses Houthis”, “Hezbollah falls from 0.7 to 0.56”."""
    what = spoken(one.key[0] if len(one.key) == 1 else [part for part in one.key if part is not None], names)
    if one.before is None or one.after is None:
        return f"{subject} {'loses' if one.after is None else 'gains'} {what}"
    name, before, after = _moved(one.before, one.after)
    if name != "bloc" and isinstance(before, int | float) and isinstance(after, int | float):
        verb = "falls" if after < before else "rises"
        measure = "" if name in ("score", "weight") else f" in {name.replace('_', ' ')}"
        return f"{what} {verb}{measure} from {spoken(before, names)} to {spoken(after, names)}"
    return f"{what}: {name.replace('_', ' ')} changes from {spoken(before, names)} to {spoken(after, names)}"


def spoken(value: Any, names: Mapping[str, str]) -> str:
    """Return a value as one would say it."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) >= 0.01 else f"{value:.3g}"
    if isinstance(value, list | tuple):
        return " → ".join(spoken(item, names) for item in value)
    return names.get(str(value), str(value))


def spoken_name(store: Store, id_: str) -> str:
    """Return the name of an entity."""
    return next((one.name for one in store.entities([id_])), id_)


def _moved(before: Row, after: Row) -> tuple[str, Any, Any]:
    """Return the column that says most of a move: score or weight, else the first that differs."""
    differing = [name for name in before if before[name] != after[name]]
    name = next((one for one in ("score", "weight") if one in differing), differing[0])
    return name, before[name], after[name]


def _by_key(one: Answer, columns: tuple[str, ...]) -> dict[str, Row]:
    """Return rows by what they speak of; of several alike each has its own number."""
    found: dict[str, Row] = {}
    for row in one.rows:
        key = repr([row.get(name) for name in columns])
        while key in found:
            key += "'"
        found[key] = row
    return found


def _subject(row: Row, columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in columns)
