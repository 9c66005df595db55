"""An answer for people: paths in words, everything else as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..graph.model import Answer
from .spoken import Spoken, spoken_of
from .terminal import say
from .words import is_path, number, print_paths, print_receipts, sentence

if TYPE_CHECKING:
    from ..graph.store import Store

IN_TURN = frozenset({"nodes", "path", "via", "events"})
"""Columns whose lists are in the order in which one goes through them."""


def print_answer(answer: Answer, store: Store, *, receipts: bool) -> None:
    """Print the rows of an answer, and under it (`receipts`) the evidence it rests on."""
    if answer.heading:
        say(answer.heading, hang=2)
        say("")
    if not answer.rows:
        return
    if is_path(answer.rows[0]):
        print_paths(answer, spoken_of(answer, store), receipts=receipts)
        return
    if "words" in answer.rows[0]:
        for row in answer.rows:
            say(f"{row['words']}.", hang=2)
        return
    from .table import print_table

    spoken = spoken_of(answer, store, bare=not receipts)
    cells = [[cell(row[name], name, spoken) for name in answer.columns] for row in answer.rows]
    right = {name for name in answer.columns if all(is_number(row[name]) for row in answer.rows)}
    print_table(answer.columns, cells, right)
    if receipts:
        _print_evidence(answer, spoken)


def cell(value: Any, column: str, spoken: Spoken) -> str:
    """Return a value as people read it: names for ids, words for relations."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) >= 0.001 or not value else number(value)
    if isinstance(value, list | tuple):
        return (" → " if column in IN_TURN else "; ").join(cell(item, column, spoken) or "?" for item in value)
    text = str(value)
    if text in spoken.relations:
        return sentence(spoken.relations[text], spoken)
    return spoken.names.get(text, text)


def _print_evidence(answer: Answer, spoken: Spoken) -> None:
    """Print the tellings of every relation that the rows speak of."""
    say("")
    say("Evidence")
    for id_ in answer.relations:
        if id_ in spoken.relations:
            say(sentence(spoken.relations[id_], spoken), indent=2, hang=4)
            print_receipts(spoken.relations[id_], indent=4)


def is_number(value: Any) -> bool:
    """Return whether a value stands flush right: a number, or nothing."""
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
