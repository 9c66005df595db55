"""`save`, `saved` and `run`: save questions under a name, list them, and ask them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError, LinkchartError, UnknownName
from ..queries import names as query_names
from .console.terminal import say
from .opening import one_state
from .options import opened, opened_to_write, store_option
from .query_command import QueryCommand, query_command
from .query_options import question_and_form

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..graph.stores.protocol import Store

    _Word = click.ParamType[str]
else:  # click before 8.4 had no generic types
    _Word = click.ParamType


class SavedName(_Word):
    """The name of a saved question, completed from the store."""

    name = "saved question"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Complete the saved names; none without a store."""
        from click.shell_completion import CompletionItem

        try:
            with opened(ctx) as store:
                return [CompletionItem(name) for name in store.saved() if name.startswith(incomplete)]
        except LinkchartError:
            return []


class _Question(_Word):
    """The words of a question: the first is a query."""

    name = "question"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Complete the names of queries, while the first word is typed."""
        from click.shell_completion import CompletionItem

        if ctx.params.get(str(param.name)):
            return []
        return [CompletionItem(name) for name in query_names() if name.startswith(incomplete)]


SAVED = SavedName()


@click.command(
    params=[store_option()], context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False}
)
@click.option("--remove", is_flag=True, help="Remove the question of this name instead.")
@click.argument("name", type=SAVED)
@click.argument("question", nargs=-1, type=_Question(), metavar="[QUERY ARGUMENTS...]")
@click.pass_context
def save(ctx: click.Context, store: str | None, name: str, question: tuple[str, ...], *, remove: bool) -> None:  # noqa: ARG001
    """Save a question in the store under a name.

    linkchart save chain path Iran Hezbollah --as-of 2020-01-01 saves everything after the name, including options;
    options of save itself go before the name. The question is asked once, and saved only if that works. It replaces a
    question of the same name. “linkchart run” asks it again, “linkchart saved” lists all.
    """
    with opened_to_write(ctx, create=False) as target_store:
        if remove:
            _remove(target_store, name, question)
            return
        if not question:
            raise click.UsageError("Say what to ask: linkchart save NAME QUERY ARGUMENTS.")
        _check_name(name)
        with one_state(target_store):
            _check_question(ctx, target_store, question)
        before = target_store.saved().get(name)
        target_store.save(name, question)
    replaced = f", in place of: {written_out(before)}" if before is not None and before != question else ""
    say(f"Saved as “{name}”: {written_out(question)}{replaced}.", hang=2)


@click.command(params=[store_option()])
@click.pass_context
def saved(ctx: click.Context, store: str | None) -> None:  # noqa: ARG001
    """List the saved questions."""
    from .console.table import print_table

    with opened(ctx) as asked_store:
        all_saved = asked_store.saved()
    if not all_saved:
        click.echo("Nothing is saved yet: linkchart save NAME QUERY ARGUMENTS.", err=True)
        return
    print_table(("name", "question"), [(name, written_out(words)) for name, words in all_saved.items()])


@click.command(params=[store_option()], context_settings={"ignore_unknown_options": True})
@click.argument("name", type=SAVED)
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[OPTIONS OF THE QUERY]...")
@click.pass_context
def run(ctx: click.Context, store: str | None, name: str, options: tuple[str, ...]) -> Any:
    """Ask a saved question again.

    Options of its query may follow the name. They are added to the saved ones, or replace them where an option can be
    given only once.
    """
    with opened(ctx) as asked_store:
        words = saved_words(asked_store.saved(), name)
    command = command_of(words)
    check_alone(ctx, words)
    # The parent is the group, as if the question itself had been typed, so that errors name its own command.
    more = [*(["--store", store] if store else []), *options]
    with command.make_context(words[0], joined(words[1:], more), parent=ctx.find_root()) as inner:
        return command.invoke(inner)


def saved_words(all_saved: Mapping[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    """Look up the words of a saved question; raises UnknownName."""
    if name in all_saved:
        return all_saved[name]
    raise UnknownName("saved question", name, all_saved, "“linkchart saved” lists them.")


def command_of(words: Sequence[str]) -> QueryCommand:
    """Make the command of a question's query; raises UnknownName."""
    name = words[0] if words else ""
    command = query_command(name)
    if command is None:
        raise UnknownName("query", name, query_names(), "“linkchart --help” lists them.")
    return command


def joined(words: Sequence[str], more: Sequence[str]) -> list[str]:
    """Add options to the words of a question, before any `--`.

    >>> joined(["-a", "--", "-b"], ["--json"])
    ['-a', '--json', '--', '-b']
    """
    end = words.index("--") if "--" in words else len(words)
    return [*words[:end], *more, *words[end:]]


def written_out(words: Sequence[str]) -> str:
    """Quote the words of a question as they would be typed."""
    from shlex import join

    return join(words)


def _remove(store: Store, name: str, question: Sequence[str]) -> None:
    if question:
        raise click.UsageError("--remove takes one name and no question.")
    words = saved_words(store.saved(), name)
    store.unsave(name)
    say(f"Removed “{name}”, which asked {written_out(words)}.", hang=2)


def _check_name(name: str) -> None:
    from ..render.labels import plain

    if not name.strip():
        raise InputError("A saved question needs a name: linkchart save NAME QUERY ARGUMENTS.")
    if name[0] == "-":
        raise InputError(f"“{name}” looks like an option: choose a name that does not begin with “-”.")
    if plain(name) != name:
        raise InputError(f"A name is one line without invisible characters: “{plain(name)}” would do.")


def check_alone(ctx: click.Context, words: Sequence[str]) -> None:
    """Raise InputError if a saved question, which somebody else may have written, names a store or a file."""
    with command_of(words).make_context(words[0], list(words[1:]), parent=ctx.find_root()) as inner:
        _refuse_places(inner)


def _refuse_places(question: click.Context) -> None:
    for option in ("store", "html"):
        if question.params.get(option):
            raise InputError(f"--{option} cannot be part of a saved question: give it to linkchart run instead.")


def _check_question(ctx: click.Context, store: Store, question: Sequence[str]) -> None:
    """Ask a question, so that a mistake in it is reported when it is saved."""
    if question[0][0:1] == "-":
        raise click.UsageError(
            f"After the name comes a query, not “{question[0]}”: options of save go before the name."
        )
    command = command_of(question)
    with command.make_context(question[0], list(question[1:]), parent=ctx.find_root()) as inner:
        _refuse_places(inner)
        command.ask(store, question_and_form(inner.params)[0])
