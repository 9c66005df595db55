"""Print an answer: a table, JSON, or its rows alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..graph.model import Answer
    from ..graph.stores.protocol import Store

ROWS = ("as_csv", "excel", "as_jsonl")
"""Forms of rows alone, which can be printed a page at a time."""


def print_answer(answer: Answer, store: Store, given: Mapping[str, Any], form: Mapping[str, Any]) -> None:
    """Print an answer in the form asked for, and its notes on standard error."""
    if form["html"]:  # first: if the page cannot be written, no complete answer is printed
        from ..render.files import STDOUT
        from .answer_page import write_answer

        write_answer(answer, store, given, form["html"], form["max_nodes"])
        if form["html"] == STDOUT:  # where a page and a text would mix
            _print_notes(answer)
            return
    if form["as_json"]:
        from ..render.machine import print_json

        print_json(answer, store, given)
    elif any(form[name] for name in ROWS):
        print_rows([answer], store, form)
    else:
        from .console.text import print_answer as print_text

        print_text(answer, store, receipts=form["receipts"], full=form["full"])
    _print_notes(answer)


def print_rows(pages: Iterable[Answer], store: Store, form: Mapping[str, Any]) -> None:
    """Print the rows alone, a page at a time."""
    from ..render.machine import print_csv, print_jsonl

    if form["as_jsonl"]:
        print_jsonl(pages)
    else:
        print_csv(pages, store, excel=form["excel"], raw=form["raw"])


def _print_notes(answer: Answer) -> None:
    """Print to standard error what the rows do not show."""
    from .console.terminal import show

    for note in answer.notes:
        show(note, err=True)
    further = answer.total - len(answer.rows)
    if further > 0 and answer.rows:
        click.echo(f"… {further:,} more: --limit 0 shows all.", err=True)
