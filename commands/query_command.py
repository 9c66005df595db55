"""Turn queries into commands: the signature gives arguments and options, the docstring the help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from ..queries import Query
from .options import ENTITY, Number, opened, scope_of, scope_options, store_option
from .printing import ROWS, print_answer, print_rows
from .signature import Parameter, descriptions, help_text, parameters
from .startup import help_option, option

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..graph.model import Answer
    from ..graph.stores.protocol import Store

TABLE_ROWS = 25
"""The most rows of a table without --limit; JSON and CSV have all."""

FORM = ("store", "cypher", "as_json", *ROWS, "raw", "full", "receipts", "html", "max_nodes")
"""Parameters of every query's command that are not part of the question."""

_GIVEN = frozenset({"scope", "limit"})
"""Parameters set by the common options."""


class QueryCommand(click.Command):
    """The command of a query; its docstring is parsed only when the help is shown.

    `ask` gets the parameters of the command line, without those of `FORM`, and returns the answer.
    """

    def __init__(
        self,
        name: str,
        *,
        entry: Query,
        sections: Mapping[str, Sequence[click.Parameter]],
        ask: Callable[[Store, dict[str, Any]], Answer],
        **settings: Any,
    ) -> None:
        super().__init__(name, callback=lambda **given: ask_and_print(given, ask), **settings)
        self.ask = ask
        self.entry = entry
        self._sections = sections

    def get_help(self, ctx: click.Context) -> str:
        """Write the help from the query's docstring."""
        self.help = help_text(self.entry.function)
        by_name = descriptions(self.entry.function)
        for param in self.params:
            if isinstance(param, click.Option) and param.name in by_name:
                param.help = by_name[param.name]
        return super().get_help(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Write the example, which runs on the bundled case."""
        if self.entry.example:
            with formatter.section("Example, on the case that “linkchart demo” writes"):
                for line in filter(None, (self.entry.first, self.entry.example)):
                    formatter.write_text(f"linkchart {line}")

    def get_help_option(self, ctx: click.Context) -> click.Option:  # noqa: ARG002 - click's signature
        """List -h and --help."""
        return help_option()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, section by section."""
        for title, listed in self._sections.items():
            shown = [param for param in listed if isinstance(param, click.Option)]
            if title == "Answer":
                shown.append(help_option())
            records = [record for param in shown if (record := param.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def command_from(entry: Query) -> QueryCommand:
    """Make the command of a query from its signature."""
    known = parameters(entry.function)
    own = [_parameter(parameter) for parameter in known if parameter.name not in _GIVEN]
    common = scope_options(path_graph=entry.walks_paths) if any(relation.name == "scope" for relation in known) else []
    output = [*output_options(), store_option()]
    return QueryCommand(
        entry.name,
        entry=entry,
        sections={"Options": own, "What to look at": common, "Answer": output},
        params=[*own, *common, *output],
        ask=lambda store, given: asked(entry, store, given),
        short_help=entry.summary,
    )


def _parameter(parameter: Parameter) -> click.Parameter:
    """Make the argument or option for a parameter of a query."""
    name = parameter.name
    if parameter.kind == "more":
        return click.Argument([name], nargs=-1, required=True, type=ENTITY)
    if parameter.kind == "ends":
        metavar = None if parameter.needed else f"[{name.upper()}]"
        return click.Argument([name], required=parameter.needed, type=ENTITY, metavar=metavar)
    return option([parameter.flag, name], help="", **_settings(parameter))


def _settings(parameter: Parameter) -> dict[str, Any]:
    """Choose the type and default of an option by the type of its parameter."""
    word = ENTITY if parameter.names else click.STRING
    if parameter.repeatable:
        return {"type": word, "multiple": True, "metavar": None if word is ENTITY else parameter.name.upper()}
    if parameter.type is bool:
        return {"is_flag": True, "default": parameter.default}
    shown = {"default": parameter.default, "show_default": parameter.default is not None}
    if parameter.type is int:
        return {"type": Number(int, 1), "metavar": "N", **shown}
    if parameter.type is float:
        return {"type": click.FLOAT, "metavar": "X", **shown}
    return {"type": click.Choice(parameter.choices) if parameter.choices else word, **shown}


def output_options() -> list[click.Option]:
    """Make the options that every query has for the form of its answer."""
    return [*_format_options(), *_content_options()]


def _format_options() -> list[click.Option]:
    return [
        option(
            ["--json", "as_json"],
            is_flag=True,
            help="One JSON object: the rows, and the entities and relations in them.",
        ),
        option(["--jsonl", "as_jsonl"], is_flag=True, help="The rows as JSON, one a line."),
        option(["--csv", "as_csv"], is_flag=True, help="The rows as CSV, with names and ids."),
        option(["--raw"], is_flag=True, help="With --csv: for programs, no ' before texts like =1+1."),
        option(["--excel"], is_flag=True, help="The rows as CSV that Excel opens as UTF-8."),
        option(["--cypher"], is_flag=True, help="Print the query for Neo4j Browser instead of its answer."),
    ]


def _content_options() -> list[click.Option]:
    rows = f"At most N rows, 0 for all; a table has {TABLE_ROWS} by default."
    return [
        option(["--limit"], type=Number(int, 0), metavar="N", help=rows),
        option(["--full"], is_flag=True, help="Do not cut long quotes in a table."),
        option(["--receipts"], is_flag=True, help="Print the quotes that the answer rests on."),
        option(["--html"], metavar="FILE", help="Write the answer as an interactive page."),
        option(
            ["--max-nodes"],
            type=Number(int, 1, 3000),
            metavar="N",
            help="With --html: the most entities to draw, 150 by default.",
        ),
    ]


def ask_and_print(given: dict[str, Any], ask: Callable[[Store, dict[str, Any]], Answer]) -> None:
    """Ask the question of the command line, and print the answer in the form wanted."""
    given, form = question_and_form(given)
    if form["cypher"]:
        from .statement import print_statement

        print_statement(str(click.get_current_context().command.name), given)
        return
    rows_alone = any(form[name] for name in ROWS)
    limit = given["limit"] if given["limit"] is not None or form["as_json"] or rows_alone else TABLE_ROWS
    with opened(click.get_current_context()) as store:
        if rows_alone and not limit and not form["html"] and (pages := _paged(store, given)):
            first = next(pages)
            if first.rows:
                print_rows(chain([first], pages), store, form)
                return
        answer = ask(store, {**given, "limit": limit or None})
        if not answer.rows:
            answer = _with_reason(answer, store, given, ask)
        print_answer(answer, store, given, form)


def _paged(store: Store, given: Mapping[str, Any]) -> Iterator[Answer] | None:
    """Ask for all rows a page at a time, None for a query that cannot do so."""
    command = click.get_current_context().command
    if not isinstance(command, QueryCommand) or (pages := command.entry.pages) is None:
        return None
    ends, named = call_of(command.entry, store, given)
    named.pop("limit")
    return pages(store, *ends, **named)


def _with_reason(
    answer: Answer, store: Store, given: dict[str, Any], ask: Callable[[Store, dict[str, Any]], Answer]
) -> Answer:
    """Add the reason to an empty answer, after what the query says itself."""
    from .reasons import condition_of, reason_of

    command = click.get_current_context().command

    def retry(changed: dict[str, Any]) -> Answer:
        return ask(store, {**changed, "limit": None})

    if not isinstance(command, QueryCommand):
        reason = "No answer: nothing in the store fits the question."
    elif answer.notes:
        reason = condition_of(command, given, retry, store)
    else:
        reason = reason_of(command, given, retry, store)
    notes = tuple(filter(None, [*answer.notes, reason]))
    return answer._replace(notes=notes, extras={**answer.extras, "reason": " ".join(notes)})


def question_and_form(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Separate the question from the options in `FORM`: where to ask it and how to print the answer."""
    if given["as_json"] and (given["as_csv"] or given["excel"]):
        raise click.UsageError("--json excludes --csv and --excel.")
    if given["as_jsonl"] and (given["as_json"] or given["as_csv"] or given["excel"]):
        raise click.UsageError("--jsonl excludes --json, --csv and --excel.")
    if given["raw"] and not (given["as_csv"] or given["excel"]):
        raise click.UsageError("--raw goes with --csv.")
    if given["html"] == "-" and (given["as_json"] or any(given[name] for name in ROWS)):
        raise click.UsageError("--html - prints the page, so it excludes --json, --jsonl, --csv and --excel.")
    if given["max_nodes"] and not given["html"]:
        raise click.UsageError("--max-nodes goes with --html.")
    return {name: value for name, value in given.items() if name not in FORM}, {name: given[name] for name in FORM}


def asked(entry: Query, store: Store, given: Mapping[str, Any]) -> Answer:
    """Ask a query with the parameters of the command line."""
    ends, named = call_of(entry, store, given)
    return entry.function(store, *ends, **named)


def call_of(entry: Query, store: Store, given: Mapping[str, Any]) -> tuple[list[str | None], dict[str, Any]]:
    """Make the arguments of a query's function: its positional ends, and its options by name."""
    ends: list[str | None] = []
    named: dict[str, Any] = {}
    for parameter in parameters(entry.function):
        name = parameter.name
        if parameter.kind == "more":
            ends += given[name]
        elif parameter.kind == "ends":
            ends.append(given[name])
        else:
            named[name] = scope_of(store, given) if name == "scope" else given[name]
    return ends, named
