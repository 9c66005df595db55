"""`rename` and `alias`: what an entity is called, as a judgement."""

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
    """Call an entity by another name; its id stays, and the old name finds it as an alias."""
    id_, known, _ = _names(store, entity, name)
    return _naming("rename", id_, name, known[:1], why, store)


@click.group()
def alias() -> None:
    """Add or remove a name by which an entity is found."""


@alias.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@click.argument("name")
@judging
def add(store: Store, entity: str, name: str, why: str | None) -> Judgement:
    """Let another name find an entity."""
    id_, known, _ = _names(store, entity, name)
    return _naming("alias", id_, name, known, why, store)


@alias.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@click.argument("name")
@judging
def remove(store: Store, entity: str, name: str, why: str | None) -> Judgement:
    """Let an alias no longer find an entity, whoever gave it."""
    from ..graph.identity.judgements import Judgement

    id_, known, members = _names(store, entity, name)
    if name not in known:
        raise InputError(f"{id_} is not called “{name}”: it has {', '.join(known)}.")
    if any(first == name for first, *_ in members.values()):
        raise InputError(f"“{name}” is the name of {id_}, no alias: “linkchart rename” gives it another one.")
    giving = [member for member, own in members.items() if name in own]
    return Judgement("alias", tuple(giving), name, removed=True, why=why)


def _naming(kind: str, id_: str, name: str, taken: list[str], why: str | None, store: Store) -> Judgement:
    """Judge that an entity has another name; raises InputError where it is one of those taken."""
    from ..graph.identity.judgements import Judgement

    if name in taken:
        raise InputError(f"{id_} is called “{name}” already.")
    _warn_of_others(store, id_, name)
    return Judgement(kind, (id_,), name, why=why)


def _names(store: Store, mention: str, name: str) -> tuple[str, list[str], dict[str, list[str]]]:
    """List an entity's id and names with those of each entity judged one with it, its own name first."""
    from ..graph.identity.in_force import InForce
    from ..graph.identity.records import as_told
    from ..graph.identity.resolve import resolve
    from ..graph.loading.written_names import check_name

    check_name(name, placeholders=False)
    id_ = resolve(store, mention)
    (entity,) = store.entities([id_])
    in_force = InForce(store.judgements())
    own = [in_force.named(one) for one in as_told(store.entity_records(in_force.group(id_)), ())]
    return id_, [entity.name, *entity.aliases], {one.id: [one.name, *one.aliases] for one in own}


def _warn_of_others(store: Store, id_: str, name: str) -> None:
    """Say so at once when a name is also another's: a mention of it will be ambiguous."""
    others = [other for other in store.find([name])[name] if other != id_]
    if others:
        show(
            f"linkchart: “{name}” is also a name of {' and '.join(others)}: name each by its id, "
            "or judge them to be the same.",
            err=True,
        )
