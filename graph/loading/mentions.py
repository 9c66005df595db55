"""Whom a load means: mentions resolved against the store and against what the file itself has said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..errors import AmbiguousEntity, InputError, SchemaError, UnknownEntity
from ..identity.similar import nearest
from ..merging import united
from ..model import Entity
from ..names import entity_id, normal
from ..schema import Schema
from ..stores.protocol import Store, Writer
from .plain_facts import PlainEntity, plain_entities

REMEMBERED = 50_000  # mentions kept from batch to batch; bounds memory, not what can be loaded

HINTS = 20  # unknown names for which the nearest are looked for; a broken file may have thousands


class Names:
    """The names of a store and of a file being loaded into it."""

    def __init__(self, store: Store, writer: Writer, schema: Schema) -> None:
        self.ahead: Callable[[], Iterable[str]] = tuple  # what the next records mention, to be looked up together
        self.unsettled: list[tuple[str, Entity | None, str]] = []
        self._store = store
        self.ids = writer.entity_handles  # of the store; these stay what they are
        self._known: dict[str, tuple[str, ...]] = {}  # other mentions looked up; new names may change these
        self._new: dict[str, Entity] = {}
        self._forms: dict[str, set[str]] = {}  # of the new ones
        self._prefixes = {name: f"{name.lower()}:" for name in schema.nodes if name != "Document"}
        self._hints = HINTS

    def trim(self) -> None:
        """Start anew when there is more than memory is meant to hold."""
        self.ids.trim()
        if len(self._known) > REMEMBERED:
            self._known.clear()

    def resolve(self, mention: str | None, type_: str | None = None) -> str:
        """Return the id of the entity meant; one that nobody knows comes to be when a type is given.

        Raises AmbiguousEntity, UnknownEntity, or SchemaError for a type that does not exist.
        """
        if not mention:
            raise InputError("a fact needs a source and a target.")
        if mention in self.ids and not type_:
            return mention
        found = self._candidates(mention, type_ or None)
        if len(found) > 1:
            raise AmbiguousEntity(mention, found)
        if found:
            return found[0]
        if not type_:
            raise UnknownEntity(mention, self._near(mention), "To make it a new one, tell its type.")
        return self._create(type_, mention)

    def learn(self, mentions: set[str]) -> None:
        """Look up mentions of which it is not known yet whether they are ids of the store."""
        # Not `mentions - self.ids.keys()`: that goes through all known ids.
        missing = {mention for mention in mentions if mention not in self.ids and mention not in self._known}
        found = self._store.find(missing) if missing else {}
        ids = [one for one in found if found[one] == (one,)]
        self.ids.fetch(ids)
        self._known.update((one, found[one]) for one in found.keys() - ids)

    def settle(self, *, accepted: bool) -> None:
        """End a fact: what it brought to be stays if it was accepted, else was never there."""
        for id_, held, form in [] if accepted else reversed(self.unsettled):
            self._forms[form].discard(id_)
            if not self._forms[form]:
                del self._forms[form]
            if held is None:
                del self._new[id_]
            else:
                self._new[id_] = held
        self.unsettled.clear()

    def known(self, mention: str) -> str | None:
        """Return the id of the entity that a mention means, None when nobody knows it; raises AmbiguousEntity."""
        found = self._candidates(mention, None)
        if len(found) > 1:
            raise AmbiguousEntity(mention, found)
        return found[0] if found else None

    def forms(self, id_: str) -> set[str]:
        """Return the normal forms of all names of an entity, stored or just declared."""
        told = [*self._store.entities([id_])] + ([self._new[id_]] if id_ in self._new else [])
        return {normal(name) for one in told for name in (one.name, *one.aliases)}

    def declare(self, entity: Entity) -> None:
        """Take an entity that the file introduces; without an id it is found by its name, or new."""
        self._type(entity.type)
        if entity.id:
            if not entity.id.startswith(self._prefixes[entity.type]):
                raise InputError(f"the id {entity.id} is not that of a {entity.type}.")
            self._add(entity)
            return
        found = self._candidates(entity.name, entity.type)
        if len(found) > 1:
            raise AmbiguousEntity(entity.name, found)
        id_ = found[0] if found else entity_id(entity.type, entity.name)
        self._add(Entity(id_, entity.type, entity.name, entity.kind, entity.aliases, entity.attributes))

    def plain(self, told: Sequence[PlainEntity]) -> list[Entity]:
        """Return the entities of plain ones, all to be written; none if any of them wants a closer look."""
        found = plain_entities(told, self._prefixes)
        if found:
            self._known.clear()
        return found

    def declared(self) -> list[Entity]:
        """Return what is to be written; from now on the store knows it."""
        batch = list(self._new.values())
        if batch:
            # A mention looked up before may now mean more, or something at all.
            self._known.clear()
            self._forms.clear()
            self._new.clear()
        return batch

    def _candidates(self, mention: str, type_: str | None) -> list[str]:
        if mention in self.ids or mention in self._new:
            found = {mention}
        else:
            if mention not in self._known:
                self.learn({mention, *self.ahead()})
            stored = self._known.get(mention, (mention,))
            found = {*stored, *self._forms.get(normal(mention), ())}
        if type_ is not None:
            prefix = self._prefixes[self._type(type_)]
            found = {one for one in found if one.startswith(prefix)}
        return sorted(found)

    def _create(self, type_: str, name: str) -> str:
        name = name.strip()
        id_ = entity_id(self._type(type_), name)
        self.unsettled.append((id_, self._new.get(id_), normal(name)))
        return self._add(Entity(id_, type_, name))

    def _add(self, entity: Entity) -> str:
        held = self._new.get(entity.id)
        self._new[entity.id] = united(held, entity) if held else entity
        for name in (entity.name, *entity.aliases):
            if form := normal(name):
                self._forms.setdefault(form, set()).add(entity.id)
        return entity.id

    def _type(self, name: str) -> str:
        if name not in self._prefixes:
            hint = "".join(f" Did you mean {one}?" for one in nearest(name, self._prefixes))
            raise SchemaError(f"“{name}” is no type of entity.{hint}")
        return name

    def _near(self, mention: str) -> list[str]:
        self._hints -= 1
        if self._hints < 0:
            return []
        new = [self._new[min(self._forms[one])].name for one in nearest(normal(mention), self._forms, 3)]
        return list(dict.fromkeys([*new, *self._store.nearest(mention)]))[:3]
