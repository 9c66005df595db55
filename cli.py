"""The command line: a group whose commands are imported only when they are called or listed."""

from __future__ import annotations

from .commands.startup import help_option, option  # before everything else

# isort: split
import io
import os
import sys
from errno import EBADF
from typing import TYPE_CHECKING

import click

from . import __version__
from .commands.signals import Terminated, enable_interrupts, handle_termination
from .graph.errors import LinkchartError, StoreChanged, did_you_mean, readable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

# The module of each command, by section of the help. The queries come from their registry, first under "Ask".
SECTIONS = {
    "Ask": {"save": "saved", "saved": "saved", "run": "saved", "cypher": "cypher"},
    "Load": {"load": "load", "check": "load", "add": "add", "extract": "extract", "review": "review"},
    "Look up": {"stats": "stats", "search": "search", "schema": "schema"},
    "Show": {"render": "render", "report": "report", "demo": "demo"},
    "Who is who": {
        "who": "who",
        "duplicates": "duplicates",
        "same": "judge",
        "different": "judge",
        "unsure": "judge",
        "split": "judge",
        "rename": "rename",
        "alias": "rename",
        "judgements": "judgements",
    },
    "Correct": {"history": "history", "undo": "undo", "retract": "retract", "forget": "forget"},
    "Move": {"export": "export", "copy": "copy", "verify": "verify"},
    "Set up": {"neo4j": "neo4j", "completion": "completion"},
}
HOMES = {command: module for section in SECTIONS.values() for command, module in section.items()}
CLOSED_PIPE = 141
"""Exit code when the reader of the output has gone: 128 + SIGPIPE."""
INTERRUPTED = 130


class Commands(click.Group):
    """The queries and the other commands."""

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002 - click's signature
        """List -h and --help."""
        return help_option()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List all names, as the help and the completion show them."""
        from .queries import names

        return [*names(), *HOMES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return the command of a name."""
        if cmd_name in HOMES:
            from importlib import import_module

            from .commands.examples import epilog

            command: click.Command = getattr(import_module(f".commands.{HOMES[cmd_name]}", __package__), cmd_name)
            command.epilog = epilog(cmd_name)
            return command
        from .commands.query_command import query_command

        return query_command(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name; for a misspelt one suggest the nearest."""
        command = self.get_command(ctx, args[0])
        if command is not None:  # click would build it again
            return args[0], command, args[1:]
        if not args[0].startswith("-"):
            hint = did_you_mean(args[0], self.list_commands(ctx), 3)
            ctx.fail(f"There is no command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in their sections."""
        from .queries import names

        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(self.described(ctx, [*(names() if title == "Ask" else ()), *commands])))

    def described(self, ctx: click.Context, commands: list[str]) -> Iterator[tuple[str, str]]:
        """Yield each name with its one-line help."""
        for name in commands:
            command = self.get_command(ctx, name)
            if command is not None:
                yield name, command.get_short_help_str(limit=200).rstrip(".")


def _version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:  # noqa: ARG001 - click's signature
    if wanted:
        click.echo(f"linkchart {__version__}")
        ctx.exit()


def _sign(ctx: click.Context, param: click.Parameter, name: str | None) -> None:  # noqa: ARG001 - click's signature
    if name is not None:
        os.environ["LINKCHART_ANALYST"] = name


linkchart = Commands(
    "linkchart",
    params=[
        option(
            ["--store"],
            envvar="LINKCHART_STORE",
            default="linkchart.db",
            show_default=True,
            metavar="PATH",
            help="The store to read or write; LINKCHART_STORE sets the default.",
        ),
        option(
            ["--analyst"],
            metavar="NAME",
            expose_value=False,
            callback=_sign,
            help="Your name in the history; default: LINKCHART_ANALYST, else the login.",
        ),
        option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help="Show the version and exit.",
        ),
    ],
    callback=lambda store: store,  # commands read it from the context
    help="Who is tied to whom, how strongly, since when, and who says so.",
    epilog="linkchart COMMAND --help describes a command. To try linkchart out: linkchart demo.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 some facts rejected, 2 an error, printed as one sentence."""
    sys.exit(outcome())


def outcome() -> int:
    """Run the command line; return its exit code, with an error printed as one sentence."""
    try:
        enable_interrupts()
        handle_termination()
        _prepare_output()
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        return _report_usage(error)
    except LinkchartError as error:
        return _report(str(error))
    except (click.Abort, KeyboardInterrupt) as error:
        click.echo("linkchart: Interrupted; nothing unfinished was written.", err=True)
        return error.code if isinstance(error, Terminated) else INTERRUPTED
    except OSError as error:
        return _report_io(error)
    except UnicodeEncodeError as error:
        code = _report_bytes(error)
    return code


def _prepare_output() -> None:
    if sys.stdout is None:  # standard output was closed before Python started
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w")  # noqa: SIM115 - fails once something is written
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # names may be in any script


def _run(arguments: list[str]) -> int:
    """Run a command as typed, or complete one for a shell; return its exit code."""
    if instruction := os.environ.get("_LINKCHART_COMPLETE"):
        return _complete(instruction)
    try:
        return _invoke(arguments)
    except StoreChanged:  # another process wrote meanwhile: try once more
        return _invoke(arguments)


def _invoke(arguments: list[str]) -> int:
    with linkchart.make_context("linkchart", list(arguments)) as ctx:
        code = linkchart.invoke(ctx)
    return code if isinstance(code, int) else 0


def _complete(instruction: str) -> int:
    """Print the completions of the words that a shell has passed, in the shell's own format."""
    from .commands.shells import SHELLS

    shell, _, task = instruction.partition("_")
    if shell not in SHELLS or task != "complete":
        return 1
    click.echo(SHELLS[shell](linkchart, {}, "linkchart", "_LINKCHART_COMPLETE").complete())
    return 0


def _report(sentence: str) -> int:
    """Print an error; return its exit code."""
    from .commands.console.terminal import show

    show(f"linkchart: {readable(sentence, 300)}", err=True)
    return 2


def _report_usage(error: click.ClickException) -> int:
    """Print an error of click's, which may quote what was typed; return its exit code."""
    from .render.controls import without_controls

    error.message = without_controls(readable(error.message))  # type: ignore[misc] # final in click's own hands only
    error.show()
    return error.exit_code


def _report_bytes(error: UnicodeEncodeError) -> int:
    """Print that an argument is not UTF-8; return its exit code, or raise the error if it is another."""
    if not "\udc80" <= error.object[error.start] <= "\udcff":  # Python's form of a byte that is not UTF-8
        raise error
    return _report("An argument has bytes that are not UTF-8: type it again.")


def _report_io(error: OSError) -> int:
    """Print an error of reading or writing, unless the reader of the output has gone; return its exit code."""
    # Send the rest of the buffer nowhere, or Python would try to write it again when it exits.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    if isinstance(error, BrokenPipeError):
        return CLOSED_PIPE
    if error.errno == EBADF:
        _report("Standard output is closed: there is nowhere to print the answer.")
        return 1
    return _report(f"{error.filename or 'The output cannot be written'}: {error.strerror or error}.")
