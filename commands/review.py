"""`linkchart review`: decide on proposed facts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from ..graph.errors import InputError
from .options import Number, opened, opened_to_write, store_option, store_url
from .review_summary import print_rules, print_summary, regrade_rules

if TYPE_CHECKING:
    from ..graph.model import Entity
    from ..graph.schema import Schema
    from ..loaders.review.decisions import Journal
    from ..loaders.review.review import Review
    from .reviewing.journal import StoreJournal
    from .reviewing.stored import Stored

Links = tuple[tuple[str, str, str], ...]


@click.command(params=[store_option()])
@click.argument("file", metavar="[FILE]", type=click.Path(), required=False)
@click.option("-o", "--output", metavar="FILE", help="The file of accepted facts; FILE.reviewed.yaml if not given.")
@click.option(
    "--decisions", metavar="FILE", type=click.Path(), help="Take the decisions of this file instead of asking."
)
@click.option("--accept", type=Number(float, 0, 1), metavar="0..1", help="Accept all facts of at least this grade.")
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

    FILE is the output of “linkchart extract”. Without it, review the proposals in the store that nobody has decided on.
    Each decision is saved before the next question: you can stop at any time and continue later, and several people can
    review at once without being asked the same twice.

    Decisions on a file go to FILE.decisions.jsonl, and the accepted facts to a file for “linkchart load”. In a store
    each decision is an entry of the history, which “linkchart undo” takes back; rejected facts stay as evidence that
    does not count.
    """
    del store
    from ..loaders.review.rules import check_dictionaries

    check_dictionaries(rules)
    if decisions and not os.path.exists(decisions):
        raise InputError(f"There is no file {decisions}: name the decisions of an earlier review.")
    if file is None:
        if output:
            raise InputError("-o goes with a FILE: the review of a store changes the store.")
        _review_store(ctx, decisions, accept, rules)
    else:
        _review_file(ctx, file, output, decisions, accept, rules)


def _review_file(
    ctx: click.Context, file: str, output: str | None, decisions: str | None, accept: float | None,
    rules: tuple[str, ...],
) -> None:  # fmt: skip
    from ..graph.schema import builtin
    from ..loaders import read
    from ..loaders.review.decisions import in_force
    from ..loaders.review.proposed import proposed
    from ..loaders.review.review import Review

    known, links = _known_entities(ctx)
    read_file = proposed(read(file), known)
    target = _target(file, output)
    journal = _journal(decisions or f"{os.path.splitext(file)[0]}.decisions.jsonl")
    if decisions is None and accept is None:
        from .console.reviewer import Reviewer

        Reviewer(read_file, journal, links, builtin()).ask()
    done = Review(read_file, in_force(journal.decisions), links)
    _write(done, target, accept)
    print_summary(read_file, done, len(journal.decisions), f"Written: {target}.")
    print_rules(done.acceptance())
    regrade_rules(rules, done.acceptance(), os.path.basename(file))


def _target(file: str, output: str | None) -> str:
    """Name the file to write; raises an error for an unknown ending before any question is asked."""
    from ..loaders.export import format_of

    stem, suffix = os.path.splitext(file)
    target = output or f"{stem}.reviewed{'.yaml' if suffix in ('.csv', '.tsv') else suffix}"
    format_of(target)
    return target


def _journal(file: str) -> Journal:
    """Open the file of decisions; raises InputError if it is a store."""
    from ..loaders.review.decisions import Journal
    from ..render.files import refuse_store

    refuse_store(os.path.realpath(file), file)
    return Journal(file)


def _review_store(ctx: click.Context, decisions: str | None, accept: float | None, rules: tuple[str, ...]) -> None:
    from ..loaders.review.decisions import in_force
    from ..loaders.review.review import Review
    from .reviewing.journal import StoreJournal
    from .reviewing.stored import stored_proposals

    with opened_to_write(ctx, create=False) as store:
        stored = stored_proposals(store)
        journal = StoreJournal(store, stored)
        _decide(journal, stored, store.schema, decisions, accept)
        done = Review(stored.proposed, in_force(journal.decisions), stored.links)
        print_summary(stored.proposed, done, journal.written, f"Saved in the history of {store.url}.")
        print_rules(done.acceptance())
        if rules:
            regrade_rules(rules, stored_proposals(store).by_rule, os.path.basename(store.url))


def _decide(journal: StoreJournal, stored: Stored, schema: Schema, decisions: str | None, accept: float | None) -> None:
    """Decide on the proposals of a store: as a file does, by grade, or by asking."""
    if decisions is not None:
        from ..loaders.review.decisions import Journal

        journal.replay(Journal(decisions).decisions)
    elif accept is not None:
        journal.accept(accept)
    else:
        from .console.reviewer import Reviewer

        Reviewer(stored.proposed, journal, stored.links, schema).ask()


def _known_entities(ctx: click.Context) -> tuple[tuple[Entity, ...], Links]:
    """Read the entities and the linked pairs of the store, none without a store."""
    url = store_url(ctx)
    if "://" not in url and not os.path.exists(url):
        return (), ()
    from ..graph.scope import EVERYTHING, Selection

    with opened(ctx) as store:
        relations = store.relations(Selection(EVERYTHING), bare=True)
        links = tuple((relation.source, relation.target, relation.relation) for relation in relations)
        return tuple(store.entities()), links


def _write(done: Review, target: str, accept: float | None) -> None:
    from ..loaders.export import format_of, write_records
    from ..render.files import text_file

    form = format_of(target)
    with text_file(target) as out:
        write_records(done.accepted(accept), out, form)
