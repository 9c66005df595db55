"""`linkchart review`: a person decides on proposed facts."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ..graph.errors import InputError
from ..graph.figures import counted
from .console.terminal import say, show
from .options import Number, opened, store_option, store_url

if TYPE_CHECKING:
    from ..graph.model import Entity
    from ..loaders.review.decisions import Decision
    from ..loaders.review.proposed import Proposed
    from ..loaders.review.review import Review

Links = Iterable[tuple[str, str, str]]


@click.command(params=[store_option()])
@click.argument("file", metavar="FILE", type=click.Path())
@click.option(
    "-o", "--output", metavar="FILE", help="Where to write what is accepted; FILE.reviewed.yaml if not given."
)
@click.option(
    "--decisions", metavar="FILE", type=click.Path(), help="Ask nothing: decide as this file of decisions does."
)
@click.option("--accept", type=Number(float, 0, 1), metavar="0..1", help="Ask nothing: accept what is graded as much.")
@click.pass_context
def review(
    ctx: click.Context, file: str, output: str | None, decisions: str | None, accept: float | None, store: str | None
) -> None:
    """Decide on proposed facts, one key each: first on names, then on facts.

    FILE is what “linkchart extract” wrote. Every decision is saved in FILE.decisions.jsonl before the next question, so
    that a review can be left at any time and goes on where it was; several people may review one file. A decision is
    known by sentence and fact: a second extract of the same text asks nothing twice. What is accepted is written as a
    facts file to load; a name that means a known entity becomes a judgement “same”.
    """
    del store
    from ..loaders import read
    from ..loaders.review.decisions import Journal, in_force
    from ..loaders.review.proposed import proposed
    from ..loaders.review.review import Review

    known, links = _of_store(ctx)
    read_file = proposed(read(file), known)
    journal = Journal(decisions or f"{_stem(file)}.decisions.jsonl")
    if decisions and not os.path.exists(decisions):
        raise InputError(f"{decisions}: there is no such file.")
    if decisions is None and accept is None:
        from .console.reviewer import Reviewer

        Reviewer(read_file, journal, links).ask()
    done = Review(read_file, in_force(journal.decisions), links)
    target = output or f"{_stem(file)}.reviewed{os.path.splitext(file)[1]}"
    _write(done, target, accept)
    _summarize(read_file, done, journal.decisions, target)


def _of_store(ctx: click.Context) -> tuple[tuple[Entity, ...], Links]:
    """Sample entities and joined pairs of the store; none without a store."""
    url = store_url(ctx)
    if "://" not in url and not os.path.exists(url):
        return (), ()
    from ..graph.scope import EVERYTHING, Selection

    with opened(ctx) as store:
        relations = store.relations(Selection(EVERYTHING), bare=True)
        links = tuple((relation.source, relation.target, relation.relation) for relation in relations)
        return tuple(store.entities()), links


def _stem(file: str) -> str:
    return os.path.splitext(file)[0]


def _write(done: Review, target: str, accept: float | None) -> None:
    from ..loaders.export import write_records
    from ..render.files import text_file

    form = "jsonl" if target.endswith(".jsonl") else "yaml"
    with text_file(target) as out:
        write_records(done.accepted(accept), out, form)


def _summarize(file: Proposed, done: Review, decisions: list[Decision], target: str) -> None:
    from ..loaders.review.decisions import ACCEPT, REJECT

    accepted, rejected = done.count((ACCEPT,)), done.count((REJECT,))
    left = len(file.facts) - accepted - rejected
    say(
        f"{counted(accepted, 'fact')} accepted, {rejected:,} rejected, {left:,} open, "
        f"in {counted(len(decisions), 'decision')}. Written: {target}."
    )
    if done.merged():
        say(f"{counted(done.merged(), 'name')} made one with another: “linkchart load --all-records” takes that over.")
    for rule, (right, total) in done.acceptance().items():
        show(f"  {rule}: {right:,} of {total:,} accepted as found")
