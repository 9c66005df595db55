"""Print an answer for people: paths in words, everything else as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...graph.model import RETRACTED, Answer, Row
from ...render.cells import cell_of, is_number
from ...render.subjects import Subjects, subjects_of
from ...render.wording import grade, is_path, sentence
from .paths import painted, print_paths, print_receipts
from .terminal import say, struck, styled

if TYPE_CHECKING:
    from ...graph.stores.protocol import Store


LONGEST = 160
"""The most characters of a text in a table, without --full."""


def print_answer(answer: Answer, store: Store, *, receipts: bool, full: bool = False) -> None:
    """Print the rows of an answer and (`receipts`) the evidence it rests on."""
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
    cells = [[f"{rank:,}", *_cells(answer, row, subjects, full=full)] for rank, row in enumerate(answer.rows, 1)]
    right = {name for name in answer.columns if all(is_number(row[name]) for row in answer.rows)}
    print_table(["#", *answer.columns], cells, {"#", *right})
    if receipts:
        _print_evidence(answer, subjects)


def _cells(answer: Answer, row: Row, subjects: Subjects, *, full: bool) -> Iterator[str]:
    """Yield the values of a row as texts, long quotes shortened."""
    for name, kind in answer.columns.items():
        text = cell_of(row, name, kind, subjects)
        text = text if full or kind != "text" or len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
        yield struck(text) if name == "quote" and row.get("modality") == RETRACTED else text


def _print_evidence(answer: Answer, subjects: Subjects) -> None:
    """Print the tellings of every relation in the rows."""
    say("")
    say("Evidence")
    for id_ in answer.relations:
        if id_ in subjects.relations:
            relation = subjects.relations[id_]
            words = sentence(relation, subjects, None, painted)
            say(words, indent=2, hang=4, tail=styled(grade(relation), dim=True))
            print_receipts(relation, indent=4)
