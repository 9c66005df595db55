"""Options whose help is set after they are made: click would have to take `inspect` along to look at it before."""

from __future__ import annotations

from functools import cache
from typing import Any

import click


def option(names: list[str], *, help: str, **settings: Any) -> click.Option:  # noqa: A002 - click's own word
    """Return an option."""
    made = click.Option(names, **settings)
    made.help = help
    return made


@cache
def help_option() -> click.Option:
    """Return the option that shows the help of its command."""
    return option(
        ["-h", "--help"],
        help="Show this message and exit.",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
    )


def _show_help(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:  # noqa: ARG001 - click's signature
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()
