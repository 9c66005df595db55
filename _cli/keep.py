"""Keeping house: export, forget, stats, search, schema."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ..graph.store import Counts
from .options import DOCUMENT, Number, opened, store_option
from .terminal import say, show
from .words import counted

if TYPE_CHECKING:
    from ..graph.schema import RelationType

DOCUMENTS = 25


@click.command(params=[store_option()])
@click.argument("document", type=DOCUMENT)
@click.pass_context
def forget(ctx: click.Context, document: str, store: str | None) -> None:  # noqa: ARG001
    """Remove a document, and what nothing else tells of.

    DOCUMENT is its id, as “linkchart stats” lists it.
    """
    with opened(ctx) as kept:
        gone = kept.forget(document)
    say(f"Gone: {amounts(gone)}.")


@click.command(params=[store_option()])
@click.option(
    "--limit",
    type=Number(int, 0),
    metavar="N",
    default=DOCUMENTS,
    show_default=True,
    help="Documents to list; 0 = all.",
)
@click.pass_context
def stats(ctx: click.Context, store: str | None, limit: int) -> None:  # noqa: ARG001
    """Count what the store holds: types, relations, documents, dates."""
    from .table import print_table

    with opened(ctx) as kept:
        held = kept.statistics()
        documents = list(kept.documents())
    say(f"{amounts(held.totals)}.")
    if held.first or held.last:
        say(f"Dated from {held.first} to {held.last}.")
    for title, counts in (("type", held.types), ("relation", held.relations)):
        click.echo()
        print_table((title, "count"), [(name, f"{count:,}") for name, count in _most_first(counts.items())], {"count"})
    if documents:
        click.echo()
        shown = documents[: limit or None]
        rows = [[one.id, one.title or "", one.publisher or "", one.published or ""] for one in shown]
        print_table(("document", "title", "publisher", "published"), rows)
        if len(documents) > len(shown):
            click.echo(f"… {len(documents) - len(shown):,} more documents: --limit 0 lists all.", err=True)


@click.command(params=[store_option()])
@click.argument("text")
@click.option(
    "--limit",
    type=Number(int, 1),
    metavar="N",
    default=20,
    show_default=True,
    help="At most so many entities.",
)
@click.pass_context
def search(ctx: click.Context, store: str | None, text: str, limit: int) -> None:  # noqa: ARG001
    """Find entities by name or alias.

    Those whose name begins with TEXT come first, then those that have all its words.
    """
    from .table import print_table

    with opened(ctx) as kept:
        found = kept.search(text, limit)
    if not found:
        show(f"No name has “{text}” in it.", err=True)
        return
    rows = [[one.name, one.kind or one.type, ", ".join(one.aliases), one.id] for one in found]
    print_table(("name", "kind", "also called", "id"), rows)
    if len(found) == limit:
        click.echo(f"The first {limit}: a larger --limit may show more.", err=True)


@click.command(params=[store_option()])
@click.pass_context
def schema(ctx: click.Context, store: str | None) -> None:  # noqa: ARG001
    """Show the ontology: types, and which relations may join them.

    The store's own types are among them; without a store it is what linkchart ships.
    """
    from ..graph.errors import StoreError
    from ..graph.schema import builtin
    from .table import print_table

    try:
        with opened(ctx) as kept:
            ontology = kept.schema
    except StoreError:
        ontology = builtin()
    nodes = [[one.name, ", ".join(one.kinds), one.gloss] for one in ontology.nodes.values()]
    print_table(("type", "kinds", "meaning"), nodes)
    click.echo()
    relations = [_described(one) for one in ontology.relations.values()]
    print_table(("relation", "joins", "sign", "strength", "conducts", "on path"), relations, {"sign", "strength"})


@click.group()
def export() -> None:
    """Write what the store holds to a file."""


@export.command(params=[store_option()])
@click.option("--format", "form", type=click.Choice(["yaml", "jsonl"]), default="yaml", show_default=True)
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to; standard output if not given.")
@click.pass_context
def facts(ctx: click.Context, store: str | None, form: str, output: str) -> None:  # noqa: ARG001
    """Write the facts back as a file that loads to the same graph."""
    from ..graph.model import MODALITIES
    from ..graph.scope import Scope
    from ..graph.store import Selection
    from ..loaders.export import write_facts
    from .files import written

    everything = Selection(Scope(modalities=MODALITIES))
    with opened(ctx) as kept, written(output) as out:
        write_facts(kept.documents(), kept.entities(), kept.relations(everything), out, form)


@export.command("neo4j-admin", params=[store_option()])
@click.option("-o", "--output", metavar="FOLDER", required=True, help="Where to; a new or an empty folder.")
@click.option("--database", metavar="NAME", default="neo4j", show_default=True, help="The database to be made of it.")
@click.pass_context
def neo4j_admin(ctx: click.Context, store: str | None, output: str, database: str) -> None:  # noqa: ARG001
    """Write CSV files for “neo4j-admin database import”, for graphs that are too big to be sent.

    README.md in FOLDER has the command that imports them, and says what to do then.
    """
    from ..graph.neo4j.bulk.write import OWN_FILES, write_bulk
    from .folder import written_folder
    from .progress import Progress

    with opened(ctx) as kept, written_folder(output, OWN_FILES) as folder, Progress(output) as progress:
        counts = write_bulk(kept, folder, database, progress.step)
    say(f"{output}: {amounts(counts)}. How to import them: {os.path.join(output, 'README.md')}")


def amounts(counts: Counts) -> str:
    """Return counts in words."""
    return ", ".join(
        [
            counted(counts.documents, "document"),
            counted(counts.entities, "entity", "entities"),
            counted(counts.relations, "relation"),
            counted(counts.tellings, "telling"),
        ]
    )


def _most_first(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda one: (-one[1], one[0]))


def _described(one: RelationType) -> list[str]:
    sign = f"{one.sign:+d}" if one.sign else "0"
    on_path = "yes" if one.on_path else "no"
    joins = f"{', '.join(one.domain)} → {', '.join(one.range)}"
    return [one.name, joins, sign, f"{one.strength:g}", one.conducts, on_path]
