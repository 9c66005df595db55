"""`linkchart who`: who an entity is: its members, who gave each name, and the names that tellings use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.figures import counted
from .console.terminal import say
from .options import ENTITY, json_option, opened, store_option

if TYPE_CHECKING:
    from ..graph.identity.judgements import Judgement
    from ..graph.model import Entity, Relation
    from ..graph.stores.protocol import Store


class Named(NamedTuple):
    """How tellings call an entity: the name as written, or else the id, and where they stand."""

    name: str
    told_as: str
    tellings: int
    documents: tuple[str, ...]


class Who(NamedTuple):
    """All that is known of who an entity is."""

    entity: Entity
    members: Sequence[Entity]
    names: Sequence[tuple[str, str, str]]
    tellings: Sequence[Named]
    within: int
    judgements: Sequence[Judgement]


@click.command(params=[store_option()])
@click.argument("entity", type=ENTITY)
@json_option
@click.pass_context
def who(ctx: click.Context, store: str | None, entity: str, *, as_json: bool) -> None:  # noqa: ARG001
    """Show who an entity is: members, who gave each name, and the names that tellings use."""
    with opened(ctx) as kept:
        found = who_is(kept, entity)
    if as_json:
        _print_json(found)
    else:
        _print(found)


def who_is(store: Store, mention: str) -> Who:
    """Describe an entity."""
    from ..graph.identity.in_force import InForce
    from ..graph.identity.records import as_told
    from ..graph.identity.resolve import resolve
    from ..graph.stores.transfer import EVERYTHING

    id_ = resolve(store, mention)
    (entity,) = store.entities([id_])
    in_force = InForce(store.judgements())
    records = list(store.entity_records(in_force.group(id_)))
    members = [in_force.named(one) for one in as_told(records, in_force.all)]
    place = {member: place for place, member in enumerate(in_force.group(id_))}
    names = sorted({
        (name, one.entity.id, one.document or ("tellings" if one.mentioned else "a load"))
        for one in records for name in (one.entity.name, *one.entity.aliases)
    })  # fmt: skip
    judged = list(in_force.of([id_]))
    names += [(one.name, one.entities[-1], f"judgement {one.number}") for one in judged if one.name and not one.removed]
    relations = list(store.relations(EVERYTHING._replace(about=(id_,))))
    within = sum(one.source == one.target for one in relations)
    members = sorted(members, key=lambda member: place[member.id])
    return Who(entity, members, names, _calls(relations, id_), within, judged)


def _calls(relations: Iterable[Relation], id_: str) -> list[Named]:
    """List the names that tellings call an entity by, the most frequent first."""
    seen: dict[tuple[str, str], dict[str, None]] = {}
    counts: dict[tuple[str, str], int] = {}
    for relation in relations:
        for telling in relation.tellings:
            ends = (
                (relation.source, telling.source_id, telling.source_as),
                (relation.target, telling.target_id, telling.target_as),
            )
            for current, told, name in ends:
                if current == id_:
                    key = name or "", told or current
                    counts[key] = counts.get(key, 0) + 1
                    seen.setdefault(key, {})[telling.document or ""] = None
    calls = [Named(*key, count, tuple(sorted(filter(None, seen[key])))) for key, count in counts.items()]
    return sorted(calls, key=lambda call: (-call.tellings, call.name, call.told_as))


def _print(found: Who) -> None:
    from ..graph.identity.judgements import cited
    from .console.table import print_table

    entity = found.entity
    say(f"{entity.name} ({entity.kind or entity.type}, {entity.id})", hang=2)
    if len(found.members) > 1:
        say(f"One of {counted(len(found.members), 'entity', 'entities')}:")
        for member in found.members:
            say(f"{member.name} ({member.id})", indent=2, hang=4)
    for judgement in found.judgements:
        say(f"J{cited(judgement)[1:]}", hang=2)
    if found.within:
        say(f"{counted(found.within, 'relation')} from it to itself: kept, never walked.", hang=2)
    click.echo()
    print_table(("name", "of", "given by"), found.names)
    if found.tellings:
        click.echo()
        rows = [[call.name, call.told_as, f"{call.tellings:,}", ", ".join(call.documents)] for call in found.tellings]
        print_table(("told as", "of", "tellings", "documents"), rows, {"tellings"})


def _print_json(found: Who) -> None:
    from ..graph.identity.judgements import fields_of
    from ..render.machine import node, print_object

    whole: dict[str, Any] = {
        "entity": node(found.entity),
        "members": list(map(node, found.members)),
        "names": [{"name": name, "id": id_, "given_by": by} for name, id_, by in found.names],
        "tellings": [call._asdict() for call in found.tellings],
        "within": found.within,
        "judgements": list(map(fields_of, found.judgements)),
    }
    print_object(whole)
