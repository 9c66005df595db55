"""An answer for people: paths in words, everything else as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.model import Answer
from ...render.cells import cell, is_number
from ...render.subjects import Subjects, subjects_of
from ...render.wording import is_path, sentence
from .paths import painted, print_paths, print_receipts
from .terminal import say

if TYPE_CHECKING:
    from ...graph.stores.protocol import Store


def print_answer(answer: Answer, store: Store, *, receipts: bool) -> None:
    """Print the rows of an answer, and under it (`receipts`) the evidence it rests on."""
    if answer.heading:
        say(answer.heading, hang=2)
        say("")
    if not answer.rows:
        return
    if is_path(answer.rows[0]):
        print_paths(answer, subjects_of(answer, store), receipts=receipts)
        return
    if "words" in answer.rows[0]:
        for row in answer.rows:
            say(f"{row['words']}.", hang=2)
        return
    from .table import print_table

    subjects = subjects_of(answer, store, bare=not receipts)
    cells = [[cell(row[name], kind, subjects) for name, kind in answer.columns.items()] for row in answer.rows]
    right = {name for name in answer.columns if all(is_number(row[name]) for row in answer.rows)}
    print_table(list(answer.columns), cells, right)
    if receipts:
        _print_evidence(answer, subjects)


def _print_evidence(answer: Answer, subjects: Subjects) -> None:
    """Print the tellings of every relation that the rows speak of."""
    say("")
    say("Evidence")
    for id_ in answer.relations:
        if id_ in subjects.relations:
            say(sentence(subjects.relations[id_], subjects, None, painted), indent=2, hang=4)
            print_receipts(subjects.relations[id_], indent=4)
