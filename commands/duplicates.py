"""`linkchart duplicates`: list pairs of entities that may be one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..graph.figures import counted
from ..graph.identity.resolve import resolve
from .console.terminal import say, show, styled
from .options import ENTITY, Number, json_option, opened, store_option

if TYPE_CHECKING:
    from ..graph.identity.candidates import Candidate
    from ..graph.identity.evidence import Reason
    from ..graph.identity.questions import Question
    from ..graph.stores.protocol import Store

QUESTIONS = 25


@click.command(params=[store_option()])
@click.option("--about", metavar="ENTITY", type=ENTITY, help="Only pairs with this entity.")
@click.option(
    "--since-load",
    "since",
    type=Number(int, 1),
    metavar="N",
    help="Only pairs with an entity that entry N of the history, or a later one, added.",
)
@click.option(
    "--min",
    "least",
    type=Number(float, 0, 1),
    metavar="0..1",
    default=0.6,
    show_default=True,
    help="Only pairs with at least this score.",
)
@click.option(
    "--limit",
    type=Number(int, 0),
    metavar="N",
    help=f"At most N questions, 0 for all; {QUESTIONS} if not given, all with --json.",
)
@json_option
@click.pass_context
def duplicates(
    ctx: click.Context,
    store: str | None,  # noqa: ARG001
    about: str | None,
    since: int | None,
    least: float,
    limit: int | None,
    as_json: bool,
) -> None:
    """List pairs of entities that may be one, with reasons for and against.

    Nothing is merged: “linkchart same A B” and “linkchart different A B” judge a pair, and judged pairs are not
    listed again. Pairs whose names differ by the same words are listed together, as one question.
    """
    from ..graph.identity.candidates import candidates
    from ..graph.identity.questions import questions

    with opened(ctx) as asked:
        listed = questions(candidates(asked, least, _among(asked, about, since)))
        shown = listed[: (limit if limit is not None or as_json else QUESTIONS) or None]
        names = _names(asked, shown)
        if as_json:
            _print_json(asked, shown, {"about": about, "since_load": since, "min": least, "limit": limit})
            return
    if not listed:
        show(f"No two entities have names so alike: a lower --min than {least:g} may show some.", err=True)
        return
    pairs = sum(len(question.candidates) for question in listed)
    say(f"{counted(pairs, 'pair')} may be one, in {counted(len(listed), 'question')}.")
    for question in shown:
        _print_question(question, names)
    if len(shown) < len(listed):
        click.echo(f"… {len(listed) - len(shown):,} more questions: --limit 0 lists all.", err=True)


def _among(store: Store, about: str | None, since: int | None) -> set[str] | None:
    """Find the entities to which the pairs are limited, None for all."""
    if about is None:
        return None if since is None else store.entities_since(since)
    entity = resolve(store, about)
    return {entity} if since is None else {entity} & store.entities_since(since)


def _names(store: Store, shown: Sequence[Question]) -> dict[str, str]:
    """Look up the names of all entities in the questions, by id."""
    ids = {id_ for question in shown for candidate in question.candidates for id_ in candidate.pair}
    for question in shown:
        for candidate in question.candidates:
            for reason in candidate.evidence.speaks_for:
                ids.update(reason.items if reason.kind == "neighbours" else ())
    return {entity.id: entity.name for entity in store.entities(ids)}


def _print_question(question: Question, names: Mapping[str, str]) -> None:
    from ..render.likeness import question_words

    click.echo()
    indent = 0
    if len(question.candidates) > 1:
        say(f"{question_words(question.difference, len(question.candidates))}:")
        indent = 2
    for candidate in question.candidates:
        _print_candidate(candidate, names, indent)


def _print_candidate(candidate: Candidate, names: Mapping[str, str], indent: int) -> None:
    from ..render.likeness import against_words, for_words

    evidence = candidate.evidence
    both = " · ".join(styled(names[id_], bold=True) for id_ in candidate.pair)
    say(f"{evidence.score:.2f} {both}", indent, indent + 5, tail=" ".join(candidate.pair))
    for title, words in {
        "for": for_words(evidence.speaks_for, names),
        "against": against_words(evidence.speaks_against),
    }.items():
        if words:
            say(f"{title}: {words}", indent + 5, indent + 7)


def _print_json(store: Store, shown: Sequence[Question], parameters: Mapping[str, Any]) -> None:
    from ..render.machine import node, print_object

    ids = {id_ for question in shown for candidate in question.candidates for id_ in candidate.pair}
    rows = [
        {"question": number, **_row(candidate)}
        for number, question in enumerate(shown, 1)
        for candidate in question.candidates
    ]
    nodes = [node(entity) for entity in store.entities(ids)]
    print_object({"query": "duplicates", "parameters": parameters, "rows": rows, "nodes": nodes, "edges": []})


def _row(candidate: Candidate) -> dict[str, Any]:
    first, second = candidate.pair
    evidence = candidate.evidence
    return {
        "first": first,
        "second": second,
        "score": evidence.score,
        "differ": list(candidate.difference),
        "for": list(map(_reason, evidence.speaks_for)),
        "against": list(map(_reason, evidence.speaks_against)),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"kind": reason.kind, "items": list(reason.items)}
