"""`linkchart review`: a person decides on proposed facts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ..graph.errors import InputError
from .options import Number, opened, opened_to_write, store_option, store_url
from .review_summary import regrade_rules, say_done, say_rules

if TYPE_CHECKING:
    from ..graph.model import Entity
    from ..loaders.review.review import Review

Links = tuple[tuple[str, str, str], ...]


@click.command(params=[store_option()])
@click.argument("file", metavar="[FILE]", type=click.Path(), required=False)
@click.option(
    "-o", "--output", metavar="FILE", help="Where to write what is accepted; FILE.reviewed.yaml if not given."
)
@click.option(
    "--decisions", metavar="FILE", type=click.Path(), help="Ask nothing: decide as this file of decisions does."
)
@click.option("--accept", type=Number(float, 0, 1), metavar="0..1", help="Ask nothing: accept what is graded as much.")
@click.option(
    "--rules", metavar="FILE", multiple=True, type=click.Path(),
    help="A dictionary of your own: write into it how often each rule was right. Repeatable.",
)  # fmt: skip
@click.pass_context
def review(
    ctx: click.Context, file: str | None, output: str | None, decisions: str | None, accept: float | None,
    rules: tuple[str, ...], store: str | None,
) -> None:  # fmt: skip
    """Decide on proposed facts, one key each: first on names, then on facts.

    FILE is what “linkchart extract” wrote; without it the store is reviewed, where programs have proposed something
    that nobody has decided on. Each decision is saved before the next question, so that a review can be left at any
    time and goes on where it was; several people may review at once, and nothing is asked twice.

    Decisions on a file go to FILE.decisions.jsonl, and what is accepted is written as a facts file to load. In a store
    each decision is an entry of the history, which “linkchart undo” takes back; what is rejected stays as evidence and
    counts for nothing.
    """
    del store
    from ..loaders.review.rules import check_dictionaries

    check_dictionaries(rules)
    if decisions and not os.path.exists(decisions):
        raise InputError(f"{decisions}: there is no such file.")
    if file is None:
        if output:
            raise InputError("-o goes with a FILE: a store is reviewed where it is.")
        _review_store(ctx, decisions, accept, rules)
    else:
        _review_file(ctx, file, output, decisions, accept, rules)


def _review_file(
    ctx: click.Context, file: str, output: str | None, decisions: str | None, accept: float | None,
    rules: tuple[str, ...],
) -> None:  # fmt: skip
    from ..graph.schema import builtin
    from ..loaders import read
    from ..loaders.review.decisions import Journal, in_force
    from ..loaders.review.proposed import proposed
    from ..loaders.review.review import Review

    known, links = _of_store(ctx)
    read_file = proposed(read(file), known)
    stem, suffix = os.path.splitext(file)
    journal = Journal(decisions or f"{stem}.decisions.jsonl")
    if decisions is None and accept is None:
        from .console.reviewer import Reviewer

        Reviewer(read_file, journal, links, builtin()).ask()
    done = Review(read_file, in_force(journal.decisions), links)
    target = output or f"{stem}.reviewed{suffix}"
    _write(done, target, accept)
    say_done(read_file, done, len(journal.decisions), f"Written: {target}.")
    say_rules(done.acceptance())
    regrade_rules(rules, done.acceptance(), os.path.basename(file))


def _review_store(ctx: click.Context, decisions: str | None, accept: float | None, rules: tuple[str, ...]) -> None:
    from ..loaders.review.decisions import Journal, in_force
    from ..loaders.review.review import Review
    from .reviewing.journal import StoreJournal
    from .reviewing.stored import stored_proposals

    with opened_to_write(ctx, create=False) as store:
        stored = stored_proposals(store)
        journal = StoreJournal(store, stored)
        if decisions is not None:
            journal.replay(Journal(decisions).decisions)
        elif accept is not None:
            journal.accept(accept)
        else:
            from .console.reviewer import Reviewer

            Reviewer(stored.proposed, journal, stored.links, store.schema).ask()
        done = Review(stored.proposed, in_force(journal.decisions), stored.links)
        say_done(stored.proposed, done, journal.written, f"Kept in the history of {store.url}.")
        say_rules(done.acceptance())
        if rules:
            regrade_rules(rules, stored_proposals(store).by_rule, os.path.basename(store.url))


def _of_store(ctx: click.Context) -> tuple[tuple[Entity, ...], Links]:
    """Read entities and joined pairs of the store; none without a store."""
    url = store_url(ctx)
    if "://" not in url and not os.path.exists(url):
        return (), ()
    from ..graph.scope import EVERYTHING, Selection

    with opened(ctx) as store:
        relations = store.relations(Selection(EVERYTHING), bare=True)
        links = tuple((relation.source, relation.target, relation.relation) for relation in relations)
        return tuple(store.entities()), links


def _write(done: Review, target: str, accept: float | None) -> None:
    from ..loaders.export import write_records
    from ..render.files import text_file

    form = "jsonl" if target.endswith(".jsonl") else "yaml"
    with text_file(target) as out:
        write_records(done.accepted(accept), out, form)
