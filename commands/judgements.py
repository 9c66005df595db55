"""`linkchart judgements`: list what was decided on who is who, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from .options import ENTITY, json_option, opened, store_option

if TYPE_CHECKING:
    from ..graph.identity.judgements import Judgement


@click.command(params=[store_option()])
@click.option("--about", type=ENTITY, metavar="ENTITY", help="Only judgements about this entity and its members.")
@json_option
@click.pass_context
def judgements(ctx: click.Context, store: str | None, about: str | None, *, as_json: bool) -> None:  # noqa: ARG001
    """List the judgements in force; “linkchart undo” takes one back."""
    from ..graph.identity.in_force import InForce
    from ..graph.identity.judgements import fields_of
    from ..graph.identity.records import recorded_names
    from ..graph.identity.resolve import resolve

    with opened(ctx) as source:
        in_force = InForce(source.judgements())
        names = recorded_names(source, {id_ for judgement in in_force.all for id_ in judgement.entities})
        listed = in_force.all if about is None else list(in_force.of([resolve(source, about)]))
    if as_json:
        from ..render.machine import print_object

        print_object({"about": about, "judgements": list(map(fields_of, listed))})
    elif listed:
        _print_table(listed, names)
    else:
        click.echo("No judgements yet: “linkchart same A B” merges two entities.", err=True)


def _print_table(judgements: Iterable[Judgement], names: Mapping[str, str]) -> None:
    from ..graph.identity.judgements import described
    from .console.table import print_table

    rows = [
        [
            str(judgement.number),
            described(judgement, names),
            judgement.why or "",
            judgement.who or "",
            (judgement.time or "")[:10],
        ]
        for judgement in judgements
    ]
    print_table(("number", "judgement", "why", "who", "when"), rows, {"number"})
