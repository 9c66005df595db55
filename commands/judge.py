"""`same`, `different`, `unsure` and `split`: judgements on who is who."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from ..graph.errors import InputError
from .console.terminal import show
from .judging import judging
from .options import DOCUMENT, ENTITY, store_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..graph.identity.judgements import Judgement
    from ..graph.model import Entity
    from ..graph.stores.protocol import Store


@click.command(params=[store_option()])
@click.argument("entities", nargs=-1, required=True, type=ENTITY, metavar="ENTITY ENTITY...")
@judging
def same(store: Store, entities: tuple[str, ...], why: str | None) -> Judgement:
    """Judge that entities are one.

    The first lends its id; from now on all their names refer to it, and it has the relations of all. The facts stay as
    they were loaded, so “linkchart undo” restores the separate entities.
    """
    from ..graph.identity.contradictions import check
    from ..graph.identity.in_force import InForce
    from ..graph.identity.records import recorded_names

    if len(entities) < 2:
        raise click.UsageError("Name two entities or more: the first lends its id.")
    judgement = _judgement(store, "same", entities, why)
    check(judgement, InForce(store.judgements()), partial(recorded_names, store))
    _warn_of_near(store, judgement)
    return judgement


@click.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@click.argument("other", type=ENTITY)
@judging
def different(store: Store, entity: str, other: str, why: str | None) -> Judgement:
    """Judge that two entities are not one.

    They are not proposed as duplicates again and cannot be judged to be one, even if they share a name.
    """
    return _judgement(store, "different", (entity, other), why)


@click.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@click.argument("other", type=ENTITY)
@judging
def unsure(store: Store, entity: str, other: str, why: str | None) -> Judgement:
    """Record that it is unclear whether two entities are one.

    They are not proposed as duplicates again; a later “same” or “different” decides.
    """
    return _judgement(store, "unsure", (entity, other), why)


@click.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@click.option("--name", "names", metavar="NAME", multiple=True, help="Tellings that use this name. Repeatable.")
@click.option("--document", "documents", type=DOCUMENT, multiple=True, help="Tellings of this document. Repeatable.")
@click.option(
    "--telling", "tellings", metavar="RELATION:N", multiple=True, help="The N-th telling of a relation. Repeatable."
)
@click.option(
    "--as", "new_name", metavar="NAME", help="The name of the new entity; else a name from its tellings, or a source."
)
@judging
def split(
    store: Store,
    entity: str,
    names: tuple[str, ...],
    documents: tuple[str, ...],
    tellings: tuple[str, ...],
    new_name: str | None,
    why: str | None,
) -> Judgement:
    """Judge that an entity is two.

    The tellings that use one of the names, that are in one of the documents, or that are listed one by one (as
    “evidence --json” numbers them) are moved to a new entity with an id and a name of its own.
    """
    from .splitting import split_of

    if not (names or documents or tellings):
        raise click.UsageError(
            "Say which tellings are about another entity: --name NAME, --document ID or --telling RELATION:N."
        )
    judgement = split_of(store, entity, new_name, names=names, documents=documents, tellings=tellings)
    return judgement._replace(why=why)


def _judgement(store: Store, kind: str, mentions: Sequence[str], why: str | None) -> Judgement:
    """Make a judgement about the entities mentioned; raises InputError if two mentions mean the same entity."""
    from ..graph.identity.judgements import Judgement
    from ..graph.identity.resolve import resolve_all

    ids = resolve_all(store, mentions)
    for place, id_ in enumerate(ids):
        if id_ in ids[:place]:
            first, other = mentions[ids.index(id_)], mentions[place]
            if first == other:
                raise InputError(f"“{first}” is named twice: name two entities.")
            raise InputError(f"“{first}” and “{other}” are one already, {id_}{_uniting(store, id_, first, other)}.")
    return Judgement(kind, tuple(ids), why=why)


def _uniting(store: Store, id_: str, first: str, other: str) -> str:
    """Cite the judgement that makes two mentions one; "" where both are names of one entity."""
    from ..graph.identity.in_force import InForce
    from ..graph.identity.judgements import cited
    from ..graph.identity.records import recorded_entities, recorded_names

    in_force = InForce(store.judgements())
    records = store.entity_records(in_force.group(id_))
    members = [in_force.named(record) for record in recorded_entities(records, ())]
    ids = [next((member.id for member in members if _is_called(member, mention)), "") for mention in (first, other)]
    if ids[0] == ids[1] or not all(ids):
        return ""
    judgement = in_force.uniting(*ids)
    return f", by {cited(judgement, recorded_names(store, judgement.entities))}"


def _is_called(entity: Entity, mention: str) -> bool:
    from ..graph.names import normal

    return mention == entity.id or normal(mention) in _forms(entity)


def _forms(entity: Entity) -> list[str]:
    from ..graph.names import normal

    return [normal(name) for name in (entity.name, *entity.aliases)]


def _warn_of_near(store: Store, judgement: Judgement) -> None:
    """Warn when an entity also resembles one that is judged to differ from the first."""
    from ..graph.identity.in_force import InForce
    from ..graph.identity.judgements import cited
    from ..graph.identity.records import recorded_names
    from ..graph.identity.similar import closest

    first, *others = judgement.entities
    group = {*InForce(store.judgements()).group(first)}
    for apart in store.judgements():
        if apart.kind != "different" or group.isdisjoint(apart.entities):
            continue
        for rival in store.entities([id_ for id_ in apart.entities if id_ not in group]):
            for other in store.entities(others):
                if any(closest(form, _forms(rival)) for form in _forms(other)):
                    reason = cited(apart, recorded_names(store, apart.entities))
                    show(f"linkchart: {other.name} has a name near that of {rival.name}, too: {reason}.", err=True)
