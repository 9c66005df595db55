"""`linkchart who`: show an entity's members, who gave each name, and the names that tellings use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.figures import counted
from .console.terminal import say
from .options import ENTITY, json_option, opened, store_option
from .splitting import ends_of

if TYPE_CHECKING:
    from ..graph.identity.judgements import Judgement
    from ..graph.model import Entity, Relation
    from ..graph.stores.entity_record import EntityRecord
    from ..graph.stores.protocol import Store


class Named(NamedTuple):
    """A name that tellings use for an entity, with the id they gave, their number and their documents."""

    name: str
    original_id: str
    tellings: int
    documents: tuple[str, ...]


class Who(NamedTuple):
    """The identity of an entity; `names` are triples of name, id of the member, and origin.

    `recorded_names`: the names of the entities in its judgements.
    """

    entity: Entity
    members: Sequence[Entity]
    names: Sequence[tuple[str, str, str]]
    tellings: Sequence[Named]
    within: int
    judgements: Sequence[Judgement]
    recorded_names: Mapping[str, str]


@click.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@json_option
@click.pass_context
def who(ctx: click.Context, store: str | None, entity: str, *, as_json: bool) -> None:  # noqa: ARG001
    """Show an entity's members, who gave each name, and the names that tellings use."""
    with opened(ctx) as source:
        identity = who_is(source, entity)
    if as_json:
        _print_json(identity)
    else:
        _print(identity)


def who_is(store: Store, mention: str) -> Who:
    """Describe the identity of an entity."""
    from ..graph.identity.in_force import InForce
    from ..graph.identity.records import recorded_entities, recorded_names
    from ..graph.identity.resolve import resolve
    from ..graph.stores.clashes import EVERYTHING

    id_ = resolve(store, mention)
    (entity,) = store.entities([id_])
    in_force = InForce(store.judgements())
    group = list(in_force.group(id_))
    records = list(store.entity_records(group))
    members = [in_force.named(record) for record in recorded_entities(records, ())]
    members.sort(key=lambda member: group.index(member.id))
    judged = list(in_force.of([id_]))
    names = [*_recorded_names(records), *_judged_names(judged)]
    their_names = recorded_names(store, {id_ for judgement in judged for id_ in judgement.entities})
    relations = list(store.relations(EVERYTHING._replace(about=(id_,))))
    within = sum(relation.source == relation.target for relation in relations)
    return Who(entity, members, names, _calls(relations, id_), within, judged, their_names)


def _recorded_names(records: Iterable[EntityRecord]) -> list[tuple[str, str, str]]:
    """List the names in records, each with its member and its document or other origin."""
    return sorted({
        (name, record.entity.id, record.document or ("tellings" if record.mentioned else "a load"))
        for record in records for name in (record.entity.name, *record.entity.aliases)
    })  # fmt: skip


def _judged_names(judgements: Iterable[Judgement]) -> list[tuple[str, str, str]]:
    """List the names that judgements gave, each with its member and the judgement."""
    naming = [judgement for judgement in judgements if judgement.name and not judgement.removed]
    return [(judgement.name or "", judgement.entities[-1], f"judgement {judgement.number}") for judgement in naming]


def _calls(relations: Iterable[Relation], id_: str) -> list[Named]:
    """List the names that tellings call an entity by, the most frequent first."""
    documents: dict[tuple[str, str], list[str | None]] = {}
    for relation in relations:
        for telling in relation.tellings:
            for current, original, name in ends_of(relation, telling):
                if current == id_:
                    documents.setdefault((name or "", original), []).append(telling.document)
    calls = [Named(*key, len(ids), tuple(sorted({id_ for id_ in ids if id_}))) for key, ids in documents.items()]
    return sorted(calls, key=lambda call: (-call.tellings, call.name, call.original_id))


def _print(identity: Who) -> None:
    from ..graph.identity.judgements import cited
    from .console.table import print_table

    entity = identity.entity
    say(f"{entity.name} ({entity.kind or entity.type}, {entity.id})", hang=2)
    if len(identity.members) > 1:
        say(f"One of {counted(len(identity.members), 'entity', 'entities')}:")
        for member in identity.members:
            say(f"{member.name} ({member.id})", indent=2, hang=4)
    for judgement in identity.judgements:
        say(f"J{cited(judgement, identity.recorded_names)[1:]}", hang=2)
    if identity.within:
        say(f"{counted(identity.within, 'relation')} from it to itself: kept, but on no path.", hang=2)
    click.echo()
    print_table(("name", "of", "given by"), identity.names)
    if identity.tellings:
        click.echo()
        rows = [[call.name, call.original_id, f"{call.tellings:,}", ", ".join(call.documents)]
                for call in identity.tellings]  # fmt: skip
        print_table(("name in tellings", "of", "tellings", "documents"), rows, {"tellings"})


def _print_json(identity: Who) -> None:
    from ..graph.identity.judgements import fields_of
    from ..render.machine import node, print_object

    whole: dict[str, Any] = {
        "entity": node(identity.entity),
        "members": list(map(node, identity.members)),
        "names": [{"name": name, "id": id_, "given_by": by} for name, id_, by in identity.names],
        "tellings": [
            {"name": call.name, "told_as": call.original_id, "tellings": call.tellings, "documents": call.documents}
            for call in identity.tellings
        ],
        "within": identity.within,
        "judgements": list(map(fields_of, identity.judgements)),
    }
    print_object(whole)
