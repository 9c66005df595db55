"""Write an answer as an interactive page, for --html."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import readable
from .console.progress import Progress
from .console.terminal import show
from .options import scope_of
from .question import question_of

if TYPE_CHECKING:
    from ..graph.model import Answer
    from ..graph.stores.protocol import Store

DELAY = 1.0
"""Seconds before progress is shown."""


def write_answer(answer: Answer, store: Store, given: Mapping[str, Any], output: str, max_nodes: int | None) -> None:
    """Write an answer with its evidence as a page; an empty answer makes no file."""
    from ..render.page.page import write_page
    from ..render.picture.choose import MAX_NODES, choose

    if not answer.rows:
        show(f"{readable(output)}: not written, because there is no answer.", err=True)
        return
    question = question_of(click.get_current_context(), store, given)
    picture = choose(store, answer=answer, scope=scope_of(store, given), hops=0, max_nodes=max_nodes or MAX_NODES)
    picture = replace(picture, title=question.words, answers=[(answer, question)], command=question.command)
    with progress_of_page(output):
        write_page(picture, output)
    show(f"{output}: {picture.count}", err=True)


@contextmanager
def progress_of_page(output: str) -> Iterator[None]:
    """Show progress if the block takes longer than a second."""
    from threading import Timer

    with Progress(output) as progress:
        timer = Timer(DELAY, progress.wait, ["choosing what to show and drawing it"])
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
