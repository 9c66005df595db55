"""Make the judgement that splits an entity: which tellings move, and the name of the new entity."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from ..graph.errors import InputError, UnknownTelling
from ..graph.identity.in_force import InForce
from ..graph.identity.judgements import Judgement, named
from ..graph.identity.records import recorded_names
from ..graph.identity.resolve import resolve
from ..graph.identity.telling_marks import mark_of
from ..graph.names import entity_id, normal
from ..graph.stores.clashes import EVERYTHING

if TYPE_CHECKING:
    from ..graph.model import Entity, Relation, Telling
    from ..graph.stores.protocol import Store


def split_of(
    store: Store,
    mention: str,
    new_name: str | None,
    *,
    names: Sequence[str] = (),
    documents: Sequence[str] = (),
    tellings: Sequence[str] = (),
) -> Judgement:
    """Make the judgement that moves tellings to a new entity; raises InputError if none or several are split."""
    id_ = resolve(store, mention)
    (entity,) = store.entities([id_])
    marks = tuple(_mark(store, id_, reference) for reference in tellings)
    trial = Judgement("split", (id_, ""), names=tuple(names), documents=tuple(documents), tellings=marks)
    ends = list(_moved_ends(store, trial))
    _check_one(store, trial, {original for original, _ in ends})
    name = new_name or _name_for(entity, [*names, *(name for _, name in ends if name)], [*documents, *tellings])
    return trial._replace(entities=(ends[0][0], _new_id(store, entity.type, name)), name=name)


def _check_one(store: Store, trial: Judgement, originals: set[str]) -> None:
    """Raise InputError unless the moved tellings are of one entity, before any judgements."""
    if not originals:
        wanted = [f"uses the name “{name}”" for name in trial.names] + [f"is in {id_}" for id_ in trial.documents]
        raise InputError(
            f"No telling of {_named(store, trial.entities)} {' or '.join(wanted)}: "
            "“linkchart who” lists the names that they use."
        )
    if len(originals) > 1:
        raise InputError(
            f"These tellings are of {_named(store, originals)}, which judgements make one: "
            "undo the judgement instead, “linkchart who” shows it."
        )


def _named(store: Store, ids: Collection[str]) -> str:
    names = recorded_names(store, [id_ for id_ in ids if id_])
    return " and ".join(sorted(named(id_, names) for id_ in ids if id_))


def _moved_ends(store: Store, trial: Judgement) -> Iterator[tuple[str, str | None]]:
    """Yield the original id and the name as written of the ends that the split would move."""
    (id_, _), in_force = trial.entities, InForce([trial])
    for relation in store.relations(EVERYTHING._replace(about=(id_,))):
        for telling in relation.tellings:
            mark = _mark_in(store, relation, telling) if trial.tellings else ""
            for current, original, name in ends_of(relation, telling):
                if current == id_ and in_force.end(id_, name, telling.document, mark) != id_:
                    yield original, name


def ends_of(relation: Relation, telling: Telling) -> tuple[tuple[str, str, str | None], ...]:
    """List both ends of a telling: current id, original id, and name as written."""
    return (
        (relation.source, telling.source_id or relation.source, telling.source_as),
        (relation.target, telling.target_id or relation.target, telling.target_as),
    )


def _mark(store: Store, id_: str, reference: str) -> str:
    """Look up the mark of an entity's telling by relation and position; raises UnknownTelling."""
    relation_id, _, place = reference.partition(":")
    relation = next(store.relations(EVERYTHING._replace(ids=(relation_id,))), None)
    if relation is None or not (place.isdecimal() and 1 <= int(place) <= len(relation.tellings)):
        raise UnknownTelling(reference)
    if id_ not in (relation.source, relation.target):
        raise InputError(f"The telling {reference} is not of {id_}, but of {relation.source} and {relation.target}.")
    telling = relation.tellings[int(place) - 1]
    return _mark_in(store, relation, telling)


def _mark_in(store: Store, relation: Relation, telling: Telling) -> str:
    symmetric = store.schema.relations[relation.relation].symmetric
    return mark_of(relation.source, relation.relation, relation.target, telling, symmetric=symmetric)


def _name_for(entity: Entity, names: Sequence[str], sources: Sequence[str]) -> str:
    """Choose a new name: one that tellings use, else the entity's with a source or a number added."""
    other = next((name for name in names if normal(name) != normal(entity.name)), None)
    return other or f"{entity.name} ({sources[0] if sources else 2})"


def _new_id(store: Store, type_: str, name: str) -> str:
    """Make an unused id."""
    wanted = entity_id(type_, name)
    count, id_ = 1, wanted
    while store.find([id_])[id_] == (id_,) or store.matches([id_])[id_]:
        count += 1
        id_ = f"{wanted}-{count}"
    return id_
