"""`linkchart history`: who wrote what into the store, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import UnknownEntity
from .console.terminal import say
from .options import Number, Subject, json_option, opened, store_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..graph.stores.entries import Entry
    from ..graph.stores.protocol import Store
    from ..graph.stores.totals import Counts

SHOWN = 50
"""The number of entries listed by default, the latest."""


@click.command(params=[store_option()])
@click.argument("subject", required=False, type=Subject(), metavar="[ENTITY|DOCUMENT]")
@click.option(
    "--limit", type=Number(int, 0), metavar="N", default=SHOWN, show_default=True, help="The last N; 0 = all."
)
@json_option
@click.pass_context
def history(ctx: click.Context, store: str | None, subject: str | None, limit: int, as_json: bool) -> None:  # noqa: ARG001
    """List who wrote what into the store, when and why.

    Every command that writes is an entry. With ENTITY or DOCUMENT, only entries that added tellings or records of it,
    or name it. The analyst is set by --analyst NAME before the command, or by LINKCHART_ANALYST, else it is the login.
    """
    with opened(ctx) as source:
        entries = list(source.history()) if subject is None else _about(source, subject)
        shown = entries[-limit:]
        names = _names(source, shown)
    if as_json:
        from ..render.machine import print_object

        print_object({"subject": subject, "entries": [entry_object(entry) for entry in shown]})
        return
    print_entries(shown, names)
    if len(shown) < len(entries):
        say(f"… {len(entries) - len(shown):,} earlier entries: --limit 0 lists all.")


def _about(store: Store, subject: str) -> list[Entry]:
    """List the entries about a document or an entity; raises UnknownEntity for neither."""
    from ..graph.identity.resolve import resolve

    if any(store.documents([subject])):
        numbers = store.entries_about(document=subject)
    else:
        try:
            entity = resolve(store, subject)
        except UnknownEntity as error:
            raise UnknownEntity(subject, error.nearest, "Nor is it the id of a document.") from None
        numbers = store.entries_about(entity=entity)
    return [entry for entry in store.history() if entry.number in numbers]


def _names(store: Store, entries: Sequence[Entry]) -> Mapping[str, str]:
    """Look up the names of the entities in judgements, which are listed by id."""
    from ..graph.identity.records import recorded_names

    ids = {id_ for entry in entries for id_ in entry.command.details.get("entities", ())}
    return recorded_names(store, ids) if ids else {}


def print_entries(entries: Sequence[Entry], names: Mapping[str, str]) -> None:
    """Print entries of a history as a table, without empty columns; `names` of entities by id."""
    from .console.table import print_table

    columns = ("entry", "time", "analyst", "command", "of", "new or gone", "why")
    rows = [_cells(entry, names) for entry in entries]
    used = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    print_table([columns[place] for place in used], [[row[place] for place in used] for row in rows], {"entry"})


def _cells(entry: Entry, names: Mapping[str, str]) -> list[str]:
    name = entry.command.name + (f", undone by {entry.undone}" if entry.undone else "")
    time = entry.time.replace("+00:00", "Z")
    return [
        str(entry.number), time, entry.who or "", name, subject_of(entry, names), _changes(entry),
        entry.command.why or "",
    ]  # fmt: skip


def subject_of(entry: Entry, names: Mapping[str, str]) -> str:
    """Describe the subject of an entry: its file, its judgement, or the ids and names given to its command."""
    from ..graph.identity.judgements import KINDS, described, judgement_of

    details = entry.command.details
    if entry.command.name in KINDS and "entities" in details:
        return described(judgement_of(entry.command.name, details), names)
    if decisions := details.get("decisions"):
        more = f" and {len(decisions) - 1:,} more" if len(decisions) > 1 else ""
        return f"{decisions[0]['verdict']} {decisions[0].get('about', '')}{more}"
    given: list[Any] = [
        entry.command.file, details.get("name"), *details.get("ids", ()), *details.get("undoes", ())
    ]  # fmt: skip
    return ", ".join([*(str(word) for word in given if word), *map(review_words, details.get("reviews", ()))])


def review_words(review: Mapping[str, Any]) -> str:
    """Describe what a reviewer decided on a file before it was loaded."""
    by = f" by {review['who']}" if review.get("who") else ""
    return f"reviewed{by}: {review['accepted']:,} accepted, {review['rejected']:,} rejected"


def _changes(entry: Entry) -> str:
    """Describe what an entry changed, with the tellings that it withdrew."""
    from ..graph.figures import counted

    withdrawn = entry.command.details.get("withdrawn", 0)
    said = [changes(entry.counts), f"{counted(withdrawn, 'telling')} withdrawn" if withdrawn else ""]
    return ", ".join(filter(None, said))


def changes(counts: Counts) -> str:
    """Describe the counts that an entry changed, "" for none."""
    from ..graph.figures import counted

    nouns = (("document", "documents"), ("entity", "entities"), ("relation", "relations"), ("telling", "tellings"))
    return ", ".join(
        counted(abs(number), *noun) + (" back" if number < 0 else "")
        for number, noun in zip(counts, nouns, strict=True) if number
    )  # fmt: skip


def entry_object(entry: Entry) -> dict[str, Any]:
    """Turn an entry into its JSON form."""
    name, file, hash_, why, details = entry.command
    return {
        "number": entry.number, "time": entry.time, "who": entry.who, "command": name, "why": why, "file": file,
        "sha256": hash_, "counts": entry.counts._asdict(), "details": dict(details), "undone": entry.undone,
    }  # fmt: skip
