"""`linkchart demo`: load, query and draw the bundled case in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from ..graph.errors import InputError
from ..render.files import make_folder
from .console.terminal import say, show, styled
from .opening import open_at

CASE = "iraq-2020"
FILES = ("facts.yaml", "reports.yaml")
"""A briefing, and three short reports that confirm, deny and correct it."""

QUESTIONS = (("path", "Iran", "Hezbollah", "--receipts"), ("influence", "Iran"), ("disputes",))
NEXT = (
    'linkchart path "United States" Soleimani --receipts',
    "linkchart influencers Houthis",
    "linkchart timeline Daesh",
    'linkchart profile "Barham Saleh"',
    'linkchart evidence Iran "US embassy assault" --modality negated',
    "linkchart stats",
    "linkchart --help",
)


@click.command()
@click.argument("folder", default="demo", type=click.Path())
@click.pass_context
def demo(ctx: click.Context, folder: str) -> None:
    """Try linkchart on a bundled case: load it, ask three questions, draw it.

    Everything goes into FOLDER; running it again changes nothing.
    """
    store, page = os.path.join(folder, "linkchart.db"), os.path.join(folder, "linkchart.html")
    try:
        make_folder(folder)
    except OSError as error:
        raise InputError(f"The folder {folder} cannot be made: {error.strerror}. Name another.") from error
    _load(store)
    for question in QUESTIONS:
        _run(ctx, store, question)
    _run(ctx, store, ("render", "-o", page, "--force"))
    show(f"\nThe case is in {store}\nOpen the picture in a browser: {page}\n\nTo go on:")
    for line in (*_path_line(), f"export LINKCHART_STORE={_quoted(store)}", *NEXT):
        show(f"  {line}")
    _print_extraction()


def _load(url: str) -> None:
    from importlib.resources import as_file, files

    from ..graph.figures import counted
    from .load import read_in

    # The folder, not the file: the text against which the quotes are checked is beside it.
    with as_file(files((__package__ or "").rpartition(".")[0]).joinpath("loaders", "examples", CASE)) as case:
        store = open_at(url, create=True)
        try:
            for file in FILES:
                read_in(str(case / file), store)
            totals = store.statistics().totals
        finally:
            store.close()
    counts = [counted(totals.entities, "entity", "entities"), counted(totals.relations, "relation")]
    say(f"{CASE}: {', '.join(counts)}, {counted(totals.tellings, 'telling')}.")


def _print_extraction() -> None:
    """Print how many of the facts made by hand linkchart extracts from the briefing's text."""
    from importlib.resources import as_file, files

    from ..loaders import read
    from ..loaders.article.compare import compare
    from ..loaders.article.formats import read_article
    from ..loaders.article.pipeline import default_extractor

    with as_file(files((__package__ or "").rpartition(".")[0]).joinpath("loaders", "examples", CASE)) as case:
        records = list(read(str(case / FILES[0])))
        article = read_article(str(case / "briefing.txt"), published="2020-04-10")
    by_hand = {wanted: [fields for _, kind, fields in records if kind == wanted] for wanted in ("entity", "fact")}
    extraction = next(default_extractor().extract([article]))
    comparison = compare(by_hand["entity"], by_hand["fact"], extraction.facts)
    share = 100 * comparison.matched // max(1, comparison.proposed)
    say(
        f"\nFrom the briefing's text alone, “linkchart extract” proposes {comparison.proposed} facts without a "
        f"parser; {comparison.matched} of them ({share} %) are among the {comparison.by_hand} made by hand."
    )


def _run(ctx: click.Context, store: str, words: Sequence[str]) -> None:
    """Print a command and run it."""
    shown = " ".join(_quoted(word) for word in words)
    show(f"\n{styled(f'$ linkchart {shown}', bold=True)}")
    group = ctx.find_root().command
    with group.make_context("linkchart", ["--store", store, *words]) as inner:
        group.invoke(inner)


def _path_line() -> list[str]:
    """Write the shell line that puts linkchart on the PATH, if it is not: `make demo` installs it in .venv."""
    import sys
    from shutil import which

    program = os.path.abspath(sys.argv[0])
    if os.path.basename(program) != "linkchart" or which("linkchart"):
        return []
    return [f"export PATH={_quoted(os.path.dirname(program))}:$PATH"]


def _quoted(word: str) -> str:
    from shlex import quote

    return quote(word)
