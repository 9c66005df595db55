"""`linkchart extract`: propose facts from the text of articles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.errors import InputError, readable
from ..graph.figures import counted
from .console.terminal import say, show
from .extract_model import model_settings, print_estimate, print_usage
from .options import Number
from .reading_options import published_option

if TYPE_CHECKING:
    from ..loaders.article.batch import Outcome, Settings
    from ..loaders.article.stories import Stories

NOTES = 10
"""Notes and errors that are shown one by one."""


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...", type=click.Path())
@click.option(
    "-o", "--output", metavar="FILE", default="-", help="The file to write, .yaml or .jsonl; else standard output."
)
@published_option("When the articles were published, for “last Monday” and the like.")
@click.option("--publisher", metavar="NAME", help="Who published them.")
@click.option("--nlp", is_flag=True, help="Parse sentences, to find twice as much (pip install 'linkchart[nlp]').")
@click.option("--model", metavar="NAME", help="Parse with this spaCy pipeline, a package or a folder.")
@click.option(
    "--dictionary", "dictionaries", metavar="FILE", multiple=True, help="A TOML file of words; may be repeated."
)
@click.option("--jobs", metavar="N", type=Number(int, 1), default=1, show_default=True, help="Processes to use.")
@click.option("--llm", metavar="URL", help="Ask a language model too: the address of its API, such as http://…/v1.")
@click.option("--llm-model", metavar="NAME", help="Which of the server's models to ask.")
@click.option(
    "--llm-prices", metavar="IN,OUT", help="Prices of a million tokens, sent and received, to show the cost of a run."
)
@click.option("--dask", metavar="ADDRESS", help="Run on this Dask cluster (pip install 'linkchart[dask]').")
@click.option("--known/--no-known", default=True, help="Whether to look for the names in the store, too.")
@click.pass_context
def extract(
    ctx: click.Context, /, articles: tuple[str, ...], output: str, *, jobs: int, dask: str | None, **reading: Any
) -> int:
    """Propose facts from articles, as a facts file to check and load.

    ARTICLE is text, Markdown, HTML, a mail (.eml), PDF or .docx (with extras), a folder of them, or - for
    standard input. Every fact has its quote, the rule that found it and a grade. Facts graded below .6 and the
    proposals of a language model (its key is in LINKCHART_LLM_KEY) go to a second file, OUTPUT.doubtful.yaml. An
    interrupted run resumes where it stopped. Exits with 0 when all articles were read, 1 when some could not be, 2 when
    none could.
    """
    from ..loaders.article.batch import article_files

    files = list(dict.fromkeys(article_files(articles)))
    if not files:
        raise InputError(f"There is no article in {', '.join(articles)}.")
    failed = _run(files, _settings(ctx, **reading), Workers(jobs, dask), output)
    return 0 if not failed else 2 if failed == len(files) else 1


def _settings(
    ctx: click.Context, *, published: str | None, publisher: str | None, nlp: bool, model: str | None,
    dictionaries: tuple[str, ...], known: bool, llm: str | None, llm_model: str | None, llm_prices: str | None,
) -> Settings:  # fmt: skip
    from ..loaders.article.batch import Settings
    from ..loaders.article.frames.parser import DEFAULT_MODEL

    parser = model or (DEFAULT_MODEL if nlp else None)
    names = _known_names(ctx) if known else ()
    return Settings(parser, dictionaries, names, published, publisher, model_settings(llm, llm_model, llm_prices))


class Workers(NamedTuple):
    """Where to run: the number of processes, or the address of a Dask cluster."""

    jobs: int = 1
    dask: str | None = None


def _known_names(ctx: click.Context) -> tuple[tuple[str, str, str | None, tuple[str, ...]], ...]:
    """Read the names in the store with their types, if there is a store."""
    from .options import opened, store_url

    url = store_url(ctx)
    if "://" not in url and not os.path.exists(url):
        return ()
    from ..loaders.article.mentions import known_from

    with opened(ctx) as store:
        return tuple((name.name, name.type, name.kind, tuple(name.aliases)) for name in known_from(store.entities()))


def _run(files: list[str], settings: Settings, workers: Workers, output: str) -> int:
    from ..loaders.article.batch import outcomes
    from ..loaders.article.journal import journal
    from ..loaders.export import format_of
    from .console.progress import Progress

    format_of(output)  # refuses an ending now, and not after hours
    with (
        journal(_journal_path(output), settings) as book,
        Progress(f"{len(files):,} articles") as progress,
    ):
        todo = _not_done(files, book.done)
        if settings.llm is not None:
            print_estimate(todo, settings, settings.llm)
        for number, outcome in enumerate(outcomes(todo, settings, workers.jobs, workers.dask), 1):
            book.add(outcome)
            progress.step(number, number / len(todo))
        if settings.llm is not None:
            print_usage(book.outcomes(), settings.llm)
        return _finish(book.outcomes, set(files), output)


def _not_done(files: list[str], done: dict[str, str]) -> list[str]:
    """List the articles to read, and print how many were read before."""
    from ..loaders.article.batch import digest

    def is_new(path: str) -> bool:
        try:
            return not done.get(path) or digest(path) != done[path]
        except InputError:
            return True

    todo = [path for path in files if path not in done or is_new(path)]
    if len(todo) < len(files):
        say(f"{counted(len(files) - len(todo), 'article')} read before, {len(todo):,} to go.", err=True)
    return todo


def _journal_path(output: str) -> str | None:
    """Name the journal of a run, beside its output, so that another run resumes it."""
    if _is_stream(output):
        return None
    from ..render.files import refuse_store

    path = f"{output}.part"
    refuse_store(os.path.realpath(path), path)
    return path


def _is_stream(output: str) -> bool:
    return output == "-" or (os.path.exists(output) and not os.path.isfile(output))


def _finish(outcomes: Any, files: set[str], output: str) -> int:
    """Write the facts, print a summary, and return how many articles could not be read."""
    from ..loaders.article.stories import Stories

    facts = doubtful = failed = 0
    stories = Stories()
    for outcome in outcomes():
        facts += outcome.fact_count
        doubtful += sum(kind == "fact" for kind, _ in outcome.doubtful)
        failed += bool(outcome.error)
        _print_notes(outcome, stories)
    doubtful_output = _doubtful_path(output)
    _write(outcomes, output, doubtful_output, any_doubtful=doubtful > 0)
    where = "" if output == "-" else f" in {output}"
    more = f", {doubtful:,} graded below .6" + (f" in {doubtful_output}" if doubtful_output else "") if doubtful else ""
    say(f"{counted(facts, 'fact')}{where} from {counted(len(files) - failed, 'article')}{more}.", err=output == "-")
    return failed


def _print_notes(outcome: Outcome, stories: Stories) -> None:
    if outcome.error:
        show(f"  {readable(outcome.error)}", err=True)
    for note in outcome.notes:
        show(f"  {outcome.path}: {note}", err=True)
    if outcome.story:
        first = stories.first_of(outcome.path, outcome.story)
        if first != outcome.path:
            show(f"  {outcome.path} is the same story as {first}: its facts are one voice.", err=True)


def _doubtful_path(output: str) -> str:
    """Name the file of doubtful facts beside an output file, "" for standard output, a pipe or a device."""
    if _is_stream(output):
        return ""
    stem, suffix = os.path.splitext(output)
    return f"{stem}.doubtful{suffix}"


def _write(outcomes: Any, output: str, doubtful_output: str, *, any_doubtful: bool) -> None:
    """Write the facts, and beside them the doubtful ones.

    Both files are complete before either replaces one of an earlier run. Between the two renames the journal is still
    there, so that the next run writes them again.
    """
    from ..loaders.export import format_of, write_in_passes
    from ..render.files import text_file

    form = format_of(output)
    with text_file(output) as out:
        write_in_passes(lambda: _records(outcomes(), doubtful=False), out, form)
        out.flush()
        if doubtful_output and any_doubtful:
            with text_file(doubtful_output) as doubtful:
                write_in_passes(lambda: _records(outcomes(), doubtful=True), doubtful, form)
        elif doubtful_output:
            _remove_earlier(doubtful_output)


def _remove_earlier(path: str) -> None:
    """Remove the doubtful facts of an earlier run, which are not of these articles."""
    from ..render.files import refuse_store

    if os.path.isfile(path):
        refuse_store(os.path.realpath(path), path)
        os.unlink(path)


def _records(outcomes: Iterable[Outcome], *, doubtful: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    ids: dict[str, int] = {}
    for outcome in outcomes:
        records = outcome.doubtful if doubtful else outcome.facts
        if doubtful and len(records) == 1:
            continue
        name = ""
        for kind, fields in records:
            if kind == "document":
                ids[fields["id"]] = ids.get(fields["id"], 0) + 1
                number = ids[fields["id"]]
                name = fields["id"] if number == 1 else f"{fields['id']}-{number}"
                yield kind, {**fields, "id": name}
            else:
                yield kind, {**fields, "document": name} if kind == "fact" else fields
