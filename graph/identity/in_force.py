"""The effect of the judgements in force on entities: merged and split ones, and their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..model import Entity
from ..names import normal
from .judgements import PAIRS, Judgement


class InForce:
    """The judgements in force, in the order of their numbers.

    All results depend on the judgements and the existing entities, never on the order in which
    judgements and facts were added, so that each can be undone at any time.
    """

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.all = sorted(judgements, key=lambda judgement: judgement.number)
        self._groups: dict[str, list[str]] = {}
        self._splits: dict[str, list[Judgement]] = {}
        self._namings: dict[str, list[Judgement]] = {}
        self._pairs: dict[frozenset[str], Judgement] = {}
        self.parents: dict[str, str] = {}
        for judgement in self.all:
            self._take(judgement)

    def _take(self, judgement: Judgement) -> None:
        first, *others = judgement.entities
        if judgement.kind == "same":
            for other in others:
                self._unite(first, other)
        elif judgement.kind == "split":
            self._splits.setdefault(first, []).append(judgement)
            self.parents[others[0]] = first
        elif judgement.kind in PAIRS:
            self._pairs[frozenset(judgement.entities)] = judgement
        else:
            for id_ in judgement.entities:
                self._namings.setdefault(id_, []).append(judgement)

    def _unite(self, first: str, other: str) -> None:
        group, others = self.group(first), self.group(other)
        if other not in group:
            self._groups.update(dict.fromkeys(united := group + others, united))

    @property
    def ids(self) -> set[str]:
        """The entities that the judgements change."""
        return {*self._groups, *self._splits, *self.parents, *self._namings}

    def group(self, id_: str) -> list[str]:
        """List the entities merged with this one, itself included, the one whose id is used first."""
        return self._groups.get(id_, [id_])

    def related(self, ids: Collection[str]) -> set[str]:
        """Collect the entities that judgements connect with these."""
        related: set[str] = set()
        waiting = set(ids)
        while waiting:
            id_ = waiting.pop()
            related.add(id_)
            near = {*self.group(id_), *(judgement.entities[1] for judgement in self._splits.get(id_, ()))}
            if id_ in self.parents:
                near.add(self.parents[id_])
            waiting |= near - related
        return related

    def representatives(self, ids: Iterable[str], existing: Collection[str]) -> dict[str, str]:
        """Map ids to their representatives: the first existing one of each group."""
        return {id_: next((other for other in self.group(id_) if other in existing), id_) for id_ in ids}

    @property
    def names_tellings(self) -> bool:
        """Whether splits name single tellings, so that `end` needs their marks."""
        return any(split.tellings for splits in self._splits.values() for split in splits)

    def end(self, id_: str, name: str | None, document: str | None, mark: str = "") -> str:
        """Find the entity that an end of a telling means after all splits, by its id and name."""
        if id_ not in self._splits:
            return id_
        form = normal(name) if name else ""
        seen = {id_}
        while split := next(
            (judgement for judgement in self._splits.get(id_, ()) if _is_of(judgement, form, document, mark)), None
        ):
            id_ = split.entities[1]
            if id_ in seen:
                break
            seen.add(id_)
        return id_

    def renames(self, id_: str) -> bool:
        """Check whether judgements change the names of an entity."""
        return id_ in self._splits or id_ in self._namings

    def split_off(self, id_: str) -> Judgement | None:
        """Find the split that made an entity, None if none did."""
        parent = self.parents.get(id_)
        return next((split for split in self._splits.get(parent or "", ()) if split.entities[1] == id_), None)

    def named(self, entity: Entity) -> Entity:
        """Apply splits, renames and aliases to the names of an entity."""
        for split in self._splits.get(entity.id, ()):
            lost = {normal(name) for name in split.names}
            aliases = tuple(alias for alias in entity.aliases if normal(alias) not in lost)
            entity = entity._replace(aliases=aliases)
        for judgement in self._namings.get(entity.id, ()):
            entity = _renamed(entity, judgement)
        return entity

    def apart(self, entity: str, other: str, kinds: Collection[str] = PAIRS) -> Judgement | None:
        """Find the judgement that keeps two entities, or their groups, apart; None if there is none."""
        pairs = (frozenset((a, b)) for a in self.group(entity) for b in self.group(other))
        judgements = (self._pairs[pair] for pair in pairs if pair in self._pairs)
        return next((judgement for judgement in judgements if judgement.kind in kinds), None)

    def uniting(self, entity: str, other: str) -> Judgement:
        """Find the last judgement needed to make two entities one."""
        trial = InForce(())
        for judgement in self.all:
            if judgement.kind == "same":
                trial._take(judgement)
                if other in trial.group(entity):
                    return judgement
        raise KeyError(entity, other)

    def of(self, ids: Collection[str]) -> Iterator[Judgement]:
        """Yield the judgements about some entities, or about entities merged with them."""
        about = {other for id_ in ids for other in self.group(id_)}
        return (judgement for judgement in self.all if not about.isdisjoint(judgement.entities))


def one_of(members: Iterable[Entity]) -> Entity:
    """Combine merged entities; id, name and other single values are those of the first."""
    first, *others = members
    names = {name for member in others for name in (member.name, *member.aliases)}
    kind = next((member.kind for member in (first, *others) if member.kind), None)
    attributes = {key: value for member in (*reversed(others), first) for key, value in member.attributes.items()}
    aliases = tuple(sorted({*first.aliases, *names} - {first.name}))
    return Entity(first.id, first.type, first.name, kind, aliases, attributes)


def _is_of(split: Judgement, form: str, document: str | None, mark: str) -> bool:
    """Check whether an end of a telling, with a name of this normal form, belongs to the split entity."""
    if document in split.documents or mark in split.tellings:
        return True
    return bool(form) and any(form == normal(name) for name in split.names)


def _renamed(entity: Entity, judgement: Judgement) -> Entity:
    name = judgement.name or entity.name
    if judgement.kind == "rename":
        aliases = {*entity.aliases, entity.name} - {name}
        return entity._replace(name=name, aliases=tuple(sorted(aliases)))
    if judgement.removed:
        return entity._replace(aliases=tuple(alias for alias in entity.aliases if alias != name))
    return entity._replace(aliases=tuple(sorted({*entity.aliases, name} - {entity.name})))
