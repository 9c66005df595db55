"""`linkchart judgements`: what was decided on who is who, by whom and why."""

from __future__ import annotations

import click

from .options import ENTITY, json_option, opened, store_option


@click.command(params=[store_option()])
@click.option("--about", type=ENTITY, metavar="ENTITY", help="Only those about it, or about what is one with it.")
@json_option
@click.pass_context
def judgements(ctx: click.Context, store: str | None, about: str | None, *, as_json: bool) -> None:  # noqa: ARG001
    """List the judgements in force; “linkchart undo” takes one back."""
    from ..graph.identity.in_force import InForce
    from ..graph.identity.judgements import described, fields_of
    from ..graph.identity.records import names_told
    from ..graph.identity.resolve import resolve

    with opened(ctx) as kept:
        in_force = InForce(kept.judgements())
        names = names_told(kept, {id_ for one in in_force.all for id_ in one.entities})
        listed = in_force.all if about is None else list(in_force.of([resolve(kept, about)]))
    if as_json:
        from ..render.machine import print_object

        print_object({"about": about, "judgements": list(map(fields_of, listed))})
        return
    if not listed:
        click.echo("No judgements yet: “linkchart same A B” makes one of two.", err=True)
        return
    from .console.table import print_table

    rows_of_text = [
        [str(one.number), described(one, names), one.why or "", one.who or "", (one.time or "")[:10]] for one in listed
    ]
    print_table(("number", "judgement", "why", "who", "when"), rows_of_text, {"number"})
