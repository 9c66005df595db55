"""Turn queries into commands: the signature gives arguments and options, the docstring the help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from ..queries import Query, query
from .options import opened, scope_of, scope_options, store_option
from .query_options import ROWS, TABLE_ROWS, call_of, output_options, own_options, question_and_form
from .signature import descriptions, help_text, parameters
from .startup import help_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..graph.model import Answer
    from ..graph.stores.protocol import Store


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
        super().__init__(name, callback=lambda **given: self.ask_and_print(given), **settings)
        self.ask = ask
        self.entry = entry
        self._sections = sections

    def ask_and_print(self, given: dict[str, Any]) -> None:
        """Ask the question of the command line, and print the answer in the form wanted."""
        given, form = question_and_form(given)
        if form["cypher"]:
            from .statement import print_statement

            print_statement(str(self.name), given)
            return
        rows_alone = any(form[name] for name in ROWS)
        limit = given["limit"] if given["limit"] is not None or form["as_json"] or rows_alone else TABLE_ROWS
        with opened(click.get_current_context()) as store:
            if rows_alone and not limit and not form["html"] and (pages := _paged(self.entry, store, given)):
                first = next(pages)
                if first.rows:
                    _print_rows(chain([first], pages), store, form)
                    return
            answer = self.ask(store, {**given, "limit": limit or None})
            if not answer.rows:
                from .reasons import with_reason

                answer = with_reason(answer, self, given, self.ask, store)
            _print_answer(answer, store, given, form)

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


def query_command(name: str) -> QueryCommand | None:
    """Make the command of a query from its signature, None for an unknown name."""
    try:
        entry = query(name)
    except KeyError:
        return None
    if entry.asks_another:
        return _whatif_command(entry)
    has_scope = any(parameter.name == "scope" for parameter in parameters(entry.function))
    own, output = own_options(entry), [*output_options(), store_option()]
    common = scope_options(path_graph=entry.walks_paths) if has_scope else []
    return QueryCommand(
        name,
        entry=entry,
        sections={"Options": own, "What to look at": common, "Answer": output},
        params=[*own, *common, *output],
        ask=lambda store, given: _ask(entry, store, given),
        short_help=entry.summary,
    )


def _whatif_command(entry: Query) -> QueryCommand:
    """Make the command of a query that asks another, whose options it passes on."""
    from .whatif import ask_another, question, removals

    own, output = removals(), [*output_options(), store_option()]
    return QueryCommand(
        entry.name,
        entry=entry,
        sections={"Options": own, "Answer": output},
        params=[*question(), *own, *output],
        ask=lambda store, given: ask_another(entry, query_command, store, given),
        short_help=entry.summary,
        context_settings={"ignore_unknown_options": True},
    )


def _ask(entry: Query, store: Store, given: Mapping[str, Any]) -> Answer:
    ends, named = call_of(entry, store, given)
    return entry.function(store, *ends, **named)


def _paged(entry: Query, store: Store, given: Mapping[str, Any]) -> Iterator[Answer] | None:
    """Ask for all rows a page at a time, None for a query that cannot do so."""
    if entry.pages is None:
        return None
    ends, named = call_of(entry, store, given)
    named.pop("limit")
    return entry.pages(store, *ends, **named)


def _print_answer(answer: Answer, store: Store, given: Mapping[str, Any], form: Mapping[str, Any]) -> None:
    """Print an answer in the form asked for, and its notes on standard error."""
    if form["html"]:  # first: if the page cannot be written, no complete answer is printed
        from ..render.files import STDOUT

        _write_page(answer, store, given, form["html"], form["max_nodes"])
        if form["html"] == STDOUT:  # where a page and a text would mix
            _print_notes(answer)
            return
    if form["as_json"]:
        from ..render.machine import print_json

        print_json(answer, store, given)
    elif any(form[name] for name in ROWS):
        _print_rows([answer], store, form)
    else:
        from .console.text import print_answer

        print_answer(answer, store, receipts=form["receipts"], full=form["full"])
    _print_notes(answer)


def _print_rows(pages: Iterable[Answer], store: Store, form: Mapping[str, Any]) -> None:
    """Print the rows alone, a page at a time."""
    from ..render.machine import print_csv, print_jsonl

    if form["as_jsonl"]:
        print_jsonl(pages)
    else:
        print_csv(pages, store, excel=form["excel"], raw=form["raw"])


def _print_notes(answer: Answer) -> None:
    """Print to standard error what the rows do not show."""
    from .console.terminal import show

    for note in answer.notes:
        show(note, err=True)
    further = answer.total - len(answer.rows)
    if further > 0 and answer.rows:
        click.echo(f"… {further:,} more: --limit 0 shows all.", err=True)


def _write_page(answer: Answer, store: Store, given: Mapping[str, Any], output: str, max_nodes: int | None) -> None:
    """Write an answer with its evidence as a page; an empty answer makes no file."""
    from dataclasses import replace

    from ..graph.errors import readable
    from ..render.page.page import write_page
    from ..render.picture.choose import MAX_NODES, choose
    from .console.progress import progress_of_page
    from .console.terminal import show
    from .question import question_of

    if not answer.rows:
        show(f"{readable(output)}: not written, because there is no answer.", err=True)
        return
    question = question_of(click.get_current_context(), store, given)
    picture = choose(store, answer=answer, scope=scope_of(store, given), hops=0, max_nodes=max_nodes or MAX_NODES)
    picture = replace(picture, title=question.words, answers=[(answer, question)], command=question.command)
    with progress_of_page(output):
        write_page(picture, output)
    show(f"{output}: {picture.count}", err=True)
