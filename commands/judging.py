"""The common part of the commands that judge: check, preview or make a judgement, and print its effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.figures import counted
from .console.terminal import say
from .options import json_option, opened, opened_to_write

if TYPE_CHECKING:
    from ..graph.identity.judgements import Judgement
    from ..graph.stores.protocol import Store

_OPTIONS = (
    json_option,
    click.option("--preview", is_flag=True, help="Show what it would change; nothing is written."),
    click.option("--why", metavar="TEXT", help="The reason, for the history."),
)


def judging(make: Callable[..., Judgement]) -> Callable[..., None]:
    """Turn a function that returns a judgement into a command that makes or previews it."""

    @wraps(make)
    def command(ctx: click.Context, /, *, store: str | None, preview: bool, as_json: bool, **given: Any) -> None:
        del store  # it is in the context
        run = _preview if preview else _judge
        run(ctx, lambda opened_store: make(opened_store, **given), as_json=as_json)

    decorated: Callable[..., None] = click.pass_context(command)
    for option in _OPTIONS:
        decorated = option(decorated)
    return decorated


def _preview(ctx: click.Context, make: Callable[[Store], Judgement], *, as_json: bool) -> None:
    """Print what the judgement that `make` returns would change."""
    from ..graph.identity.contradictions import check
    from ..graph.identity.in_force import InForce
    from ..graph.identity.records import recorded_names
    from .preview import show_preview

    with opened(ctx) as store:
        judgement = make(store)
        check(judgement, InForce(store.judgements()), partial(recorded_names, store))
        show_preview(store, judgement, as_json=as_json)


def _judge(ctx: click.Context, make: Callable[[Store], Judgement], *, as_json: bool) -> None:
    """Write the judgement that `make` returns, and print its effect."""
    from ..graph.identity.contradictions import check
    from ..graph.identity.in_force import InForce
    from ..graph.identity.records import recorded_names

    with opened_to_write(ctx, create=False) as store:
        judgement = make(store)
        judgements = list(store.judgements())
        check(judgement, InForce(judgements), partial(recorded_names, store))
        names = recorded_names(store, judgement.entities)
        about = InForce([*judgements, judgement]).related(judgement.entities)
        before = store.relation_ids(about)
        try:
            number = _write(store, judgement)
        except InputError:  # another analyst has judged meanwhile
            check(judgement, InForce(store.judgements()), partial(recorded_names, store))
            raise
        _print_effect(judgement._replace(number=number), names, before, store.relation_ids(about), as_json=as_json)


def _write(store: Store, judgement: Judgement) -> int:
    """Write a judgement and return its number."""
    with store.writer() as writer:
        writer.command = None
        return writer.judge(judgement)


def _print_effect(
    judgement: Judgement,
    names: Mapping[str, str],
    before: Mapping[str, bool],
    after: Mapping[str, bool],
    *,
    as_json: bool,
) -> None:
    """Print what a judgement has changed, given `relation_ids` of its entities before and after."""
    from ..graph.identity.judgements import described, details_of

    within = [id_ for id_ in after.keys() - before.keys() if after[id_]]
    if as_json:
        from ..render.machine import print_object

        numbers = {"relations_before": len(before), "relations_after": len(after), "within": sorted(within)}
        print_object({"number": judgement.number, "kind": judgement.kind, **details_of(judgement), **numbers})
        return
    say(f"Judgement {judgement.number}: {described(judgement, names)}.", hang=2)
    if changed := len(before.keys() - after.keys()):
        remaining = f"of {len(before):,} about them there are {len(after):,} now"
        say(f"{counted(changed, 'relation')} changed: {remaining}.", hang=2)
    if within:
        leads = "leads" if len(within) == 1 else "lead"
        say(
            f"{counted(len(within), 'relation')} between them {leads} from it to itself now: kept, but on no path.",
            hang=2,
        )
