"""`linkchart completion`: the script that lets a shell complete commands, options and names of entities."""

from __future__ import annotations

import sys

import click

_FILES = {
    "bash": ('eval "$(linkchart completion bash)"', "~/.bashrc"),
    "zsh": ('eval "$(linkchart completion zsh)"', "~/.zshrc"),
    "fish": ("linkchart completion fish | source", "~/.config/fish/config.fish"),
}


@click.command()
@click.argument("shell", type=click.Choice(list(_FILES)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a script that lets a shell complete commands and names.

    Add this line to the start-up file of your shell, and open a new one:

    \b
    bash  ~/.bashrc                   eval "$(linkchart completion bash)"
    zsh   ~/.zshrc                    eval "$(linkchart completion zsh)"
    fish  ~/.config/fish/config.fish  linkchart completion fish | source
    """  # noqa: D301 - \b tells click to leave the lines after it as they are
    from .shells import SHELLS

    line, file = _FILES[shell]
    if sys.stdout.isatty():
        click.echo(f"# Your {shell} runs this when {file} has the line: {line}", err=True)
    click.echo(SHELLS[shell](ctx.find_root().command, {}, "linkchart", "_LINKCHART_COMPLETE").source())
