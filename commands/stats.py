"""`linkchart stats`: count the contents of the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from ..render.wording import amounts, when
from .console.terminal import say
from .options import Number, json_option, opened, store_option

if TYPE_CHECKING:
    from ..graph.documents import Document
    from ..graph.stores.totals import Statistics

DOCUMENTS = 25


@click.command(params=[store_option()])
@click.option(
    "--limit",
    type=Number(int, 0),
    metavar="N",
    default=DOCUMENTS,
    show_default=True,
    help="Documents to list; 0 = all.",
)
@json_option
@click.pass_context
def stats(ctx: click.Context, store: str | None, limit: int, as_json: bool) -> None:  # noqa: ARG001
    """Count the contents of the store: types, relations, documents, dates."""
    with opened(ctx) as source:
        statistics = source.statistics()
        documents = list(source.documents())
    if as_json:
        _print_json(statistics, documents)
        return
    _print_counts(statistics)
    if documents:
        _print_documents(documents, limit)


def _print_counts(statistics: Statistics) -> None:
    from .console.table import print_table

    say(f"{amounts(statistics.totals)}.")
    if statistics.first or statistics.last:
        say(f"Dated {when(statistics.first, statistics.last)}.")
    for title, counts in (("type", statistics.types), ("relation", statistics.relations)):
        click.echo()
        print_table((title, "count"), [(name, f"{count:,}") for name, count in _most_first(counts.items())], {"count"})


def _print_documents(documents: Sequence[Document], limit: int) -> None:
    from .console.table import print_table

    click.echo()
    shown = documents[: limit or None]
    rows = [[getattr(document, key) or "" for key in _DOCUMENT_KEYS] for document in shown]
    print_table(("document", "title", "publisher", "published"), rows)
    if len(documents) > len(shown):
        click.echo(f"… {len(documents) - len(shown):,} more documents: --limit 0 lists all.", err=True)


_DOCUMENT_KEYS = ("id", "title", "publisher", "published")


def _print_json(statistics: Statistics, documents: Iterable[Document]) -> None:
    from ..render.machine import print_object

    listed = [{key: getattr(document, key) for key in _DOCUMENT_KEYS} for document in documents]
    print_object({**statistics._asdict(), "totals": statistics.totals._asdict(), "documents": listed})


def _most_first(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))
