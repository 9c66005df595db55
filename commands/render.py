"""`render` and --html: the graph, or an answer, as a page to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from ..graph.identity.resolve import resolve
from ..graph.model import Answer
from ..graph.stores.protocol import Store
from .options import ENTITY, Number, opened, scope_of, store_option


@click.command(params=[store_option()])
@click.option("--around", type=ENTITY, multiple=True, help="Only what lies near this entity. Repeatable.")
@click.option(
    "--hops", type=Number(int, 0, 6), metavar="N", default=1, show_default=True, help="How far from --around."
)
@click.option(
    "--max-nodes",
    type=Number(int, 1, 1000),
    metavar="N",
    default=150,
    show_default=True,
    help="At most so many entities.",
)
@click.option("-o", "--output", metavar="FILE", default="linkchart.html", show_default=True, help="The page to write.")
@click.pass_context
def render(
    ctx: click.Context, store: str | None, around: tuple[str, ...], hops: int, max_nodes: int, output: str
) -> None:
    """Draw the graph, or what lies around an entity, as a page.

    The page is one file that asks for nothing from any network.
    """
    from ..render.page.page import write_page
    from ..render.picture.choose import choose

    del store
    with opened(ctx) as kept:
        picture = choose(kept, around=[resolve(kept, one) for one in around], hops=hops, max_nodes=max_nodes)
        write_page(picture, output)
    click.echo(f"{output}: {picture.count}", err=True)


def write_answer(answer: Answer, store: Store, given: Mapping[str, Any], output: str) -> None:
    """Write an answer with its evidence, and a little of what is around it, as a page."""
    from ..render.page.page import write_page
    from ..render.picture.choose import choose

    picture = choose(store, answer=answer, scope=scope_of(store, given), hops=0)
    write_page(replace(picture, title=_question(answer, given)), output)
    click.echo(f"{output}: {picture.count}", err=True)


def _question(answer: Answer, given: Mapping[str, Any]) -> str:
    """Return the question as the title of its page: the query, its ends, and the options that were given."""
    ctx = click.get_current_context()
    words, options = [answer.query], []
    for param in ctx.command.params:
        name = str(param.name)
        if name not in given or ctx.get_parameter_source(name) is not click.core.ParameterSource.COMMANDLINE:
            continue
        values = given[name] if isinstance(given[name], tuple) else (given[name],)
        if isinstance(param, click.Argument):
            words += map(str, values)
        else:
            options += [param.opts[0] if value is True else f"{param.opts[0]} {value}" for value in values]
    return " ".join(words + options)
