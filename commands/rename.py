"""`rename` and `alias`: judgements on the names of an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..graph.errors import InputError
from .console.terminal import show
from .judging import judging
from .options import ENTITY, store_option

if TYPE_CHECKING:
    from ..graph.identity.judgements import Judgement
    from ..graph.stores.protocol import Store


@click.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@click.argument("name")
@judging
def rename(store: Store, entity: str, name: str, why: str | None) -> Judgement:
    """Give an entity another name; it has the same id, and the old name as an alias."""
    id_, known, _ = _names(store, entity, name)
    return _naming("rename", id_, name, known[:1], why, store)


@click.group()
def alias() -> None:
    """Add or remove another name of an entity."""


@alias.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@click.argument("name")
@judging
def add(store: Store, entity: str, name: str, why: str | None) -> Judgement:
    """Add another name by which an entity is found."""
    id_, known, _ = _names(store, entity, name)
    return _naming("alias", id_, name, known, why, store)


@alias.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@click.argument("name")
@judging
def remove(store: Store, entity: str, name: str, why: str | None) -> Judgement:
    """Remove an alias from an entity, whoever gave it."""
    from ..graph.identity.judgements import Judgement

    id_, known, members = _names(store, entity, name)
    if name not in known:
        raise InputError(f"{id_} is not called “{name}”: it has {', '.join(known)}.")
    if any(first == name for first, *_ in members.values()):
        raise InputError(f"“{name}” is the name of {id_}, no alias: “linkchart rename” gives it another one.")
    called_so = [member for member, names in members.items() if name in names]
    return Judgement("alias", tuple(called_so), name, removed=True, why=why)


def _naming(kind: str, id_: str, name: str, taken: list[str], why: str | None, store: Store) -> Judgement:
    """Judge that an entity has another name; raises InputError if it is one of the names taken."""
    from ..graph.identity.judgements import Judgement

    if name in taken:
        raise InputError(f"{id_} is called “{name}” already.")
    _warn_of_others(store, id_, name)
    return Judgement(kind, (id_,), name, why=why)


def _names(store: Store, mention: str, name: str) -> tuple[str, list[str], dict[str, list[str]]]:
    """Look up an entity's id, its names, and the names of its members by id; the main name comes first."""
    from ..graph.identity.in_force import InForce
    from ..graph.identity.records import recorded_entities
    from ..graph.identity.resolve import resolve
    from ..graph.loading.written_names import check_name

    check_name(name, placeholders=False)
    id_ = resolve(store, mention)
    (entity,) = store.entities([id_])
    in_force = InForce(store.judgements())
    members = [in_force.named(member) for member in recorded_entities(store.entity_records(in_force.group(id_)), ())]
    return id_, [entity.name, *entity.aliases], {member.id: [member.name, *member.aliases] for member in members}


def _warn_of_others(store: Store, id_: str, name: str) -> None:
    """Warn when another entity has the name too, so that mentions of it become ambiguous."""
    others = [other for other in store.find([name])[name] if other != id_]
    if others:
        show(
            f"linkchart: “{name}” is also a name of {' and '.join(others)}: name each by its id, "
            "or judge them to be the same.",
            err=True,
        )
