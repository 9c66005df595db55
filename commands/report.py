"""`linkchart report`: write answers to saved questions as one document."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import InputError, LinkchartError
from ..graph.figures import counted
from ..graph.scope import window
from ..render.files import STDOUT
from ..render.wording import amounts
from .console.terminal import show
from .options import Number, opened, scope_of, store_option
from .query_options import TABLE_ROWS, question_and_form
from .saved import SAVED, command_of, joined, saved_words, written_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..graph.stores.protocol import Store
    from ..render.report.parts import Report, Section

ROWS = f"Rows of each answer, 0 for all; as saved, else {TABLE_ROWS}."
FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}


@click.command(params=[store_option()])
@click.argument("names", nargs=-1, type=SAVED)
@click.option("-o", "--output", metavar="FILE", default="report.html", show_default=True, help="The file; - prints it.")
@click.option("--format", "form", type=click.Choice(["html", "md"]), help="By default that of the suffix; md for -.")
@click.option("--title", default="Report", show_default=True, help="The heading of the report.")
@click.option("--as-of", metavar="DATE", help="Ask all questions as of this date.")
@click.option("--limit", type=Number(int, 0), metavar="N", help=ROWS)
@click.option("--dated", is_flag=True, help="Print today's date; without it the same store always gives the same file.")
@click.pass_context
def report(
    ctx: click.Context,
    store: str | None,  # noqa: ARG001
    names: tuple[str, ...],
    output: str,
    form: str | None,
    title: str,
    as_of: str | None,
    limit: int | None,
    *,
    dated: bool,
) -> None:
    """Write saved questions with answers, pictures and evidence as one document.

    NAMES are of questions saved by “linkchart save”, in the order wanted; without them all are asked, by name. HTML is
    one file that loads nothing from any network; in Markdown the pictures are Mermaid flowcharts.
    """
    form = form or _format(output)
    window(as_of, None, None)  # report a bad date once, not in every section
    more = [*(["--as-of", as_of] if as_of else []), *(["--limit", str(limit)] if limit is not None else [])]
    with opened(ctx) as asked_store:
        all_saved = asked_store.saved()
        if not all_saved:
            raise InputError("Nothing is saved yet: linkchart save NAME QUERY ARGUMENTS.")
        chosen = {name: saved_words(all_saved, name) for name in names or all_saved}
        sections = [
            _section(asked_store, ctx, rank, name, words, more) for rank, (name, words) in enumerate(chosen.items(), 1)
        ]
        document = _document(asked_store, title, sections, as_of, dated=dated)
    _write(document, form, output)
    _print_summary(document, output)


def _format(output: str) -> str:
    if output == STDOUT:
        return "md"
    if os.path.isdir(output):
        raise InputError(f"{output} is a folder: name a file in it.")
    suffix = os.path.splitext(output)[1].lower()
    if suffix not in FORMATS:
        raise InputError(f"{output}: a report is .html or .md; for another name say --format html or --format md.")
    return FORMATS[suffix]


def _section(
    store: Store, ctx: click.Context, rank: int, name: str, words: Sequence[str], more: Sequence[str]
) -> Section:
    """Make the section of a saved question, with the reason if it can no longer be asked."""
    from ..render.labels import plain
    from ..render.report.parts import Section
    from ..render.report.section import answered

    question = joined(words, more)
    section = Section(plain(name), plain(f"linkchart {written_out(question)}"))
    try:
        command = command_of(question)
        section = replace(section, summary=command.entry.summary)
        with command.make_context(question[0], question[1:], parent=ctx) as inner:
            given = question_and_form(inner.params)[0]
            wanted = TABLE_ROWS if given["limit"] is None else given["limit"]
            answer = command.ask(store, {**given, "limit": wanted or None})
            return answered(section, rank, answer, store, scope_of(store, given))
    except click.UsageError as error:
        return replace(section, problem=plain(error.format_message()))
    except LinkchartError as error:
        return replace(section, problem=plain(str(error)))


def _document(store: Store, title: str, sections: Sequence[Section], as_of: str | None, *, dated: bool) -> Report:
    from ..render.labels import plain
    from ..render.report.parts import Report

    facts = [("Store", _place(store.url)), ("Holds", amounts(store.statistics().totals))]
    if as_of:
        facts.append(("As of", as_of))
    if newest := max(_published(store), default=None):
        facts.append(("Newest document", newest))
    if dated:
        facts.append(("Made on", _today()))
    return Report(plain(title) or "Report", [(word, plain(value)) for word, value in facts], sections, store.schema)


def _place(url: str) -> str:
    """Name a store by its file or database, without its location."""
    if "://" not in url:
        return os.path.basename(url)
    database = url.partition("://")[2].partition("/")[2]
    return f"Neo4j, {database}" if database else "Neo4j"


def _published(store: Store) -> Iterable[str]:
    return (document.published for document in store.documents() if document.published)


def _today() -> str:
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()


def _write(report: Report, form: str, output: str) -> None:
    if form == "html":
        from ..render.report.document import document as rendered
    else:
        from ..render.report.markdown import markdown as rendered
    text: Any = rendered(report)
    from ..render.files import text_file

    with text_file(output) as out:
        out.write(text)


def _print_summary(report: Report, output: str) -> None:
    """Print to standard error what was written, and which questions could not be answered."""
    failed = [section for section in report.sections if section.problem]
    for section in failed:
        show(f"{section.name}: not answered. {section.problem}", err=True)
    place = "" if output == "-" else f"{output}: "
    unanswered = f", {len(failed)} not answered" if failed else ""
    show(f"{place}{counted(len(report.sections), 'question')}{unanswered}.", err=True)
