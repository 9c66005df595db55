"""Rows made into an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ..graph.model import Answer, Columns, Relation, Row


def answer(
    query: str,
    columns: Columns,
    rows: Sequence[Row],
    *,
    entities: Iterable[str] = (),
    relations: Iterable[str] = (),
    derived: Collection[Relation] = (),
    limit: int | None = None,
    total: int | None = None,
    notes: Sequence[str] = (),
    heading: str = "",
) -> Answer:
    """Return an answer of at most `limit` rows; `total` says how many there were, when not all of them are given.

    `entities` and `relations` are the ids that the rows given speak of.
    """
    return Answer(
        query, columns, rows[:limit], tuple(dict.fromkeys(entities)), tuple(dict.fromkeys(relations)), tuple(derived),
        len(rows) if total is None else total, tuple(notes), heading,
    )  # fmt: skip


def strongest(relations: Iterable[Relation]) -> list[Relation]:
    """Return relations in the order in which a hop lists them: (-weight, relation, id)."""
    return sorted(relations, key=lambda one: (-one.weight, one.relation, one.id))
