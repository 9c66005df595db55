"""`linkchart export`: write the contents of the store to files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from ..graph.figures import counted
from ..render.wording import amounts
from .console.terminal import say
from .history import entry_object
from .options import opened, opened_to_write, store_option

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store


@click.group()
def export() -> None:
    """Write the contents of the store to a file."""


@export.command(params=[store_option()])
@click.option("--format", "form", type=click.Choice(["yaml", "jsonl"]), help="Default: by FILE's ending, else yaml.")
@click.option("-o", "--output", metavar="FILE", default="-", help="The file to write; standard output if not given.")
@click.option("--history", is_flag=True, help="Add who wrote what and when; loading the file ignores it.")
@click.option("--salvage", is_flag=True, help="Write the readable part of a damaged file.")
@click.pass_context
def facts(
    ctx: click.Context,
    store: str | None,  # noqa: ARG001
    form: str | None,
    output: str,
    *,
    history: bool,
    salvage: bool,
) -> None:
    """Write the facts as a file that loads to the same graph."""
    from ..loaders.export import format_of

    form = form or format_of(output)
    if salvage:
        _salvage(ctx, form, output)
    else:
        _write(ctx, form, output, history=history)


def _write(ctx: click.Context, form: str, output: str, *, history: bool) -> None:
    from ..graph.identity.records import records_by_origin
    from ..graph.model import RELATION_MODALITIES
    from ..graph.scope import Scope, Selection
    from ..loaders.export import write_facts
    from ..render.files import text_file

    everything = Selection(Scope(modalities=RELATION_MODALITIES))
    with text_file(output) as out, opened(ctx) as source:
        judgements = list(source.judgements())
        records = records_by_origin(source.entity_records(), judgements)
        graph = source.documents(), records, source.relations(everything)
        entries = map(entry_object, source.history()) if history else ()
        write_facts(
            *graph, out, form, extra=_own_types(source), saved=source.saved(), judgements=judgements, history=entries
        )
    if form == "yaml":
        _note_size(output)


def _note_size(output: str) -> None:
    """Print that a YAML file is too big to be loaded, if it is."""
    from ..loaders.source import WHOLE

    if output != "-" and os.path.getsize(output) > WHOLE:
        also = f"{os.path.splitext(output)[0]}.jsonl"
        say(f"{output} is over 64 MB, which load refuses as YAML: to load it again, write {also} instead.", err=True)


def _own_types(store: Store) -> dict[str, Any]:
    return {part: types for part, types in store.schema.extra.items() if types and part in ("nodes", "relations")}


def _salvage(ctx: click.Context, form: str, output: str) -> None:
    from ..graph.errors import InputError
    from ..graph.stores.sqlite.salvage import Salvage
    from ..graph.stores.sqlite.store import SqliteStore
    from ..loaders.export import write_facts
    from ..render.files import text_file

    with text_file(output) as out, opened_to_write(ctx, create=False) as source:
        if not isinstance(source, SqliteStore):
            raise InputError(f"{source.url} is a server: only a file can be salvaged.")
        salvaged = Salvage(source)
        judgements = salvaged.judgements()
        graph = salvaged.documents(), salvaged.entity_records(judgements), salvaged.relations()
        write_facts(*graph, out, form, extra=_own_types(source), saved=salvaged.saved(), judgements=judgements)
    lost = f"{counted(salvaged.lost, 'record')} could not be read" if salvaged.lost else "everything could be read"
    click.echo(f"{lost}; load the file into a new store.", err=True)


@export.command("neo4j-admin", params=[store_option()])
@click.option("-o", "--output", metavar="FOLDER", required=True, help="The folder to write; new or empty.")
@click.option(
    "--database", metavar="NAME", default="neo4j", show_default=True, help="The name of the database to import into."
)
@click.pass_context
def neo4j_admin(ctx: click.Context, store: str | None, output: str, database: str) -> None:  # noqa: ARG001
    """Write CSV files to import into Neo4j with neo4j-admin.

    For graphs too big to send. README.md in FOLDER has the command that imports them, and the next step.
    """
    from ..graph.stores.neo4j.admin_import.write import OWN_FILES, write_bulk
    from ..render.files import new_folder
    from .console.progress import Progress

    with new_folder(output, OWN_FILES) as folder, opened(ctx) as source, Progress(output) as progress:
        counts = write_bulk(source, folder, database, progress.step)
    say(f"{output}: {amounts(counts)}. How to import them: {os.path.join(output, 'README.md')}")
