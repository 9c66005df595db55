"""`linkchart render`: the graph, or saved answers, as an interactive page."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError
from ..graph.identity.resolve import resolve
from ..graph.model import Answer
from .console.progress import progress_of_page
from .console.terminal import show
from .options import ENTITY, Number, opened, scope_of, scope_options, store_option
from .query_options import TABLE_ROWS, question_and_form
from .question import question_of
from .saved import command_of, saved_words
from .startup import option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.stores.protocol import Store
    from ..render.picture.picture import Picture, Question

    Asked = tuple[Answer, Question]

OPTIONS = [
    option(["--around"], type=ENTITY, multiple=True, help="Draw only the surroundings of this entity. Repeatable."),
    option(
        ["--hops"], type=Number(int, 0, 6), metavar="N", default=1, show_default=True, help="How far from --around."
    ),
    option(["--saved"], metavar="NAMES", help="The answers to these saved questions, as tabs: A,B."),
    option(["--title"], metavar="TEXT", help="The heading of the page."),
    option(["--with-text"], is_flag=True, help="Include the articles' texts, with the facts marked."),
    option(
        ["--max-nodes"],
        type=Number(int, 1, 3000),
        metavar="N",
        default=150,
        show_default=True,
        help="The most entities to draw.",
    ),
    option(["-o", "--output"], metavar="FILE", default="linkchart.html", show_default=True, help="The page to write."),
    option(["--force"], is_flag=True, help="Overwrite FILE if it exists."),
    option(["--open", "open_"], is_flag=True, help="Open the page in the browser."),
]


@click.command(params=[*OPTIONS, *scope_options(path_graph=False), store_option()])
@click.pass_context
def render(ctx: click.Context, /, **given: Any) -> None:
    """Draw the graph, the neighbourhood of an entity, or saved answers, as a page.

    The page is one file that loads nothing from any network.
    """
    output = given["output"]
    if not given["force"] and os.path.isfile(output):
        raise InputError(f"{output} exists already: --force overwrites it, -o FILE writes another.")
    with opened(ctx) as store, progress_of_page(output):
        picture = _write(ctx, store, given)
    show(f"{output}: {picture.count}", err=True)
    if given["open_"]:
        _open(output)


def _open(output: str) -> None:
    """Open a page in the browser, or print that there is none."""
    import webbrowser
    from pathlib import Path

    if not webbrowser.open(Path(output).resolve().as_uri()):
        show(f"{output}: no browser was found here to open it with; set BROWSER to one.", err=True)


def _write(ctx: click.Context, store: Store, given: Mapping[str, Any]) -> Picture:
    """Write the page that the options describe, and return its picture."""
    from ..render.page.page import write_page
    from ..render.picture.choose import choose

    answers = [_ask_saved(ctx, store, name.strip()) for name in (given["saved"] or "").split(",") if name.strip()]
    around = [resolve(store, mention) for mention in given["around"]]
    picture = choose(
        store,
        around=around,
        hops=given["hops"] if around else 0,
        max_nodes=given["max_nodes"],
        answer=_union(answers) if answers else None,
        scope=scope_of(store, given),
    )
    title = given["title"] or picture.title
    picture = replace(picture, title=title, answers=answers, with_text=given["with_text"], command=_command(ctx, given))
    write_page(picture, given["output"])
    return picture


def _ask_saved(ctx: click.Context, store: Store, name: str) -> Asked:
    """Ask a saved question; return the answer with the question."""
    words = saved_words(store.saved(), name)
    command = command_of(words)
    with command.make_context(words[0], list(words[1:]), parent=ctx) as inner:
        given = question_and_form(inner.params)[0]
        wanted = TABLE_ROWS if given["limit"] is None else given["limit"]
        answer = command.ask(store, {**given, "limit": wanted or None})
        return answer, question_of(inner, store, given)


def _union(answers: Sequence[Asked]) -> Answer:
    """Combine answers into one with all their entities and relations."""
    entities = dict.fromkeys(id_ for answer, _ in answers for id_ in answer.entities)
    relations = dict.fromkeys(id_ for answer, _ in answers for id_ in answer.relations)
    derived = {relation.id: relation for answer, _ in answers for relation in answer.derived}
    query = ", ".join(answer.query for answer, _ in answers)
    return Answer(query, {}, (), tuple(entities), tuple(relations), tuple(derived.values()))


def _command(ctx: click.Context, given: Mapping[str, Any]) -> str:
    """Write the command line that makes the page again."""
    from shlex import join

    words = ["linkchart", "render"]
    for param in ctx.command.params:
        name = str(param.name)
        if ctx.get_parameter_source(name) is not click.core.ParameterSource.COMMANDLINE or name in ("store", "open_"):
            continue
        for value in given[name] if isinstance(given[name], tuple) else (given[name],):
            words += [param.opts[0]] if value is True else [param.opts[0], str(value)]
    return join(words)
