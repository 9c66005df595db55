"""Resolve mentions against the store and the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..errors import AmbiguousEntity, InputError, SchemaError, UnknownEntity, did_you_mean
from ..model import Entity
from ..names import ALL_RULES, Match, entity_id, name_forms, narrowed, normal, rule_of
from ..schema import Schema
from ..stores.contract.writer import Writer
from ..stores.protocol import Store
from .doubtful_names import DoubtfulNames
from .known_mentions import KnownMentions, Mention, SureMentions
from .new_entities import NewEntities
from .notes import Notes
from .origins import Brought
from .plain_facts import PlainEntity, plain_entities
from .written_names import check_name, decoded, is_plain

NO_ID = "\0"  # no id begins so
HINTS = 20  # the most unknown names that get suggestions; a broken file may have thousands


class Names:
    """The names of a store and of a file being loaded into it."""

    def __init__(
        self, store: Store, writer: Writer, schema: Schema, notes: Notes, *, placeholders: bool = False
    ) -> None:
        """Start with the names of the store; `placeholders` accepts those as names."""
        self.ahead: Callable[[], Iterable[str]] = tuple  # mentions of the next records, looked up together
        self._store = store
        self._writer = writer
        self.ids = writer.entity_handles  # ids of the store, whose meaning is fixed
        self._notes = notes
        self.placeholders = placeholders
        self._known = KnownMentions()  # other mentions looked up
        self.sure = SureMentions()
        self._new = NewEntities()
        self._prefixes = {name: f"{name.lower()}:" for name in schema.nodes if name != "Document"}
        self._id_prefixes = set(self._prefixes.values())
        self._hints = HINTS
        self.doubtful = DoubtfulNames(store, notes, schema)

    def trim(self) -> None:
        """Empty the caches when they exceed their limits."""
        self.ids.trim()
        self._known.trim()

    def resolve(self, mention: str | None, type_: str | None = None) -> str:
        """Find the entity that a mention means, or make a new one if it is unknown and has a type.

        Raises AmbiguousEntity, UnknownEntity, InputError for an impossible name, or SchemaError for an unknown type.
        """
        if not mention:
            raise InputError("a fact needs a source and a target.")
        if mention in self.ids and not type_:
            return mention
        if known := self._known.chosen(mention, type_):
            return known
        name = self._checked(mention)
        if matches := self._matches(name, type_ or None):
            id_ = self._chosen(name, matches)
            if id_ not in self._new:
                self._known.choose(mention, type_, id_)
            return id_
        if self.is_id(name):
            raise UnknownEntity(name, self.near_ids(name), "Only an entity record makes an entity of a given id.")
        if not type_:
            raise UnknownEntity(name, self._near(name), "To make it a new one, tell its type.")
        return self._create(type_, name)

    def learn(self, mentions: set[str]) -> None:
        """Look up whether mentions are ids of the store."""
        # Not `mentions - self.ids.keys()`: that goes through all known ids.
        missing = {mention for mention in mentions if mention not in self.ids and mention not in self._known}
        matches_of = self._store.matches(missing) if missing else {}
        ids = [mention for mention, matches in matches_of.items() if matches == ((mention, True),)]
        self.ids.fetch(ids)
        self._known.add({mention: matches_of[mention] for mention in matches_of.keys() - ids})

    def look_up(self, mentions: Iterable[Mention]) -> Mapping[str, Sequence[Match]]:
        """Find the entities of the store that names of some types may mean, and load their handles."""
        rules: dict[str, str] = {}
        for name, type_ in mentions:
            rule = rule_of(type_) if type_ else ALL_RULES
            rules[name] = rule if rules.get(name, rule) == rule else ALL_RULES
        matches = self._store.matches(rules.keys(), rules)
        self.ids.fetch({match.id for several in matches.values() for match in several})
        return matches

    def surely(self, mention: str, type_: str | None, matches: Sequence[Match]) -> str | None:
        """Find the one entity of the store that a mention means, unless that needs a note."""
        if not type_ and tuple(matches) == (Match(mention),):
            return mention
        if known := self._known.chosen(mention, type_):
            return known
        exact = [match.id for match in self._of_type(matches, type_) if match.exact]
        return exact[0] if len(exact) == 1 and self._is_plain(mention) else None

    def is_new(self, mention: str, type_: str, matches: Sequence[Match]) -> bool:
        """Check whether a mention is certainly the name of a new entity."""
        if type_ not in self._prefixes or self._of_type(matches, type_):
            return False
        return self._is_plain(mention) and not self.is_id(mention)

    def introduce(self, entities: Sequence[tuple[Entity, int]]) -> None:
        """Write new entities of facts, each with the line of its first fact."""
        self._writer.mention([entity for entity, _ in entities])
        self.ids.fetch(entity.id for entity, _ in entities)
        self.sure.forget_untyped()
        for entity, line in entities:
            if self._known:
                self._known.forget(name_forms((entity.name,), entity.type))
            self.doubtful.add_made(entity.name, entity.type, entity.id, line)

    def settle(self, *, accepted: bool) -> None:
        """End a fact: its new entities stay if it was accepted, and are dropped otherwise."""
        if not accepted:
            self._new.reject()
        for entity in self._new.accept():
            self.doubtful.add_made(entity.name, entity.type, entity.id, self._notes.line)

    def known(self, mention: str) -> str | None:
        """Find the id of the entity that a mention means, None if unknown; raises AmbiguousEntity."""
        matches = self._matches(mention, None)
        return self._chosen(mention, matches) if matches else None

    def forms(self, id_: str) -> set[str]:
        """List the normal forms of all names of an entity, stored or just declared."""
        entities = [*self._store.entities([id_]), self._new.get(id_)]
        return {normal(name) for entity in entities if entity for name in (entity.name, *entity.aliases)}

    def declare(self, entity: Entity, brought_by: str | None = None) -> None:
        """Add an entity record of the file; without an id it is found by its name, or new."""
        self._type(entity.type)
        entity = self._cleaned(entity)
        if not entity.id:
            matches = self._matches(entity.name, entity.type)
            if not matches and self.is_id(entity.name):
                raise InputError(f"“{entity.name}” has the form of an id: write it as id, and a name as name.")
            id_ = self._chosen(entity.name, matches) if matches else entity_id(entity.type, entity.name, entity.kind)
            entity = entity._replace(id=id_)
        elif not entity.id.startswith(self._prefixes[entity.type]):
            raise InputError(f"the id {entity.id} is not that of type {entity.type}.")
        self._known.reconsider(self._new.describe(entity, brought_by))
        self.doubtful.add_record(entity, self._notes.line)

    def mentioned(self) -> list[Entity]:
        """List the entities of facts that are to be written; ask before `declared`."""
        return self._new.mentioned()

    def plain(self, entities: Sequence[PlainEntity], lines: Sequence[int]) -> list[Brought]:
        """List plain records, all to be written; none if any of them is doubtful."""
        listed = plain_entities(entities, self._prefixes)
        self.sure.forget()
        if self._known:
            for entity in listed:
                self._known.forget(name_forms((entity.name, *entity.aliases), entity.type, entity.kind))
        for entity, line in zip(listed, lines, strict=False):
            if entity.aliases or entity.kind:
                self.doubtful.add_record(entity, line)
        return [(entity, record.brought_by) for entity, record in zip(listed, entities, strict=False)]

    def declared(self) -> list[Brought]:
        """Take the records to write, which count as stored from now on."""
        records = self._new.take_records()
        if records:
            self.sure.forget()
        if self._new:
            self.sure.forget_untyped()
            # Mentions looked up before may have new meanings.
            self._known.forget(self._new.ids_by_form)
            self._new.clear()
        return records

    def _matches(self, mention: str, type_: str | None) -> Sequence[Match]:
        """Find the entities that a mention may mean, in store and file, of a type if one is given."""
        if mention in self.ids or mention in self._new:
            matches = [Match(mention)]
        else:
            if mention not in self._known:
                self.learn({mention, *self.ahead()})
            matches = [*(self._known.matches(mention) or ())] if mention in self._known else [Match(mention)]
            matches = self._new.matches(mention, matches)
        if type_ is not None:
            prefix = self._prefixes[self._type(type_)]
            matches = [match for match in matches if match.id.startswith(prefix)]
        return matches

    def _chosen(self, mention: str, matches: Sequence[Match]) -> str:
        """Choose the only entity among matches; raises AmbiguousEntity."""
        chosen, *others = ids = narrowed(matches)
        if others:
            raise AmbiguousEntity(mention, ids)
        if not any(match.exact for match in matches):
            self._notes.add("spelling", f"“{mention}” is taken for {chosen}.", f"{mention}\n{chosen}")
        return chosen

    def _checked(self, mention: str) -> str:
        """Decode HTML entities in a name; raises InputError for a text that is no name."""
        name = decoded(mention).strip()
        if name != mention.strip():
            self._notes.add("HTML entities", f"“{mention}” is read as “{name}”.", mention)
        check_name(name, placeholders=self.placeholders)
        return name

    def _cleaned(self, entity: Entity) -> Entity:
        """Check and decode the names of an entity record; raises InputError."""
        aliases = tuple(sorted({self._checked(alias) for alias in entity.aliases}))
        return entity._replace(name=self._checked(entity.name), aliases=aliases)

    def _of_type(self, matches: Sequence[Match], type_: str | None) -> list[Match]:
        prefix = self._prefixes.get(type_, NO_ID) if type_ else ""
        return [match for match in matches if match.id.startswith(prefix)]

    def _is_plain(self, mention: str) -> bool:
        return mention == mention.strip() and is_plain(mention)

    def is_id(self, mention: str) -> bool:
        """Check whether a mention has the form of an id: a type, a colon, no spaces."""
        prefix, colon, rest = mention.partition(":")
        return bool(colon and rest) and prefix.lower() + colon in self._id_prefixes and not any(map(str.isspace, rest))

    def _create(self, type_: str, name: str) -> str:
        id_ = entity_id(self._type(type_), name)
        self._known.reconsider(self._new.mention(Entity(id_, type_, name)))
        return id_

    def _type(self, name: str) -> str:
        if name not in self._prefixes:
            raise SchemaError(f"“{name}” is no type of entity.{did_you_mean(name, self._prefixes)}")
        return name

    def _near(self, mention: str) -> list[str]:
        self._hints -= 1
        if self._hints < 0:
            return []
        return list(dict.fromkeys([*self._new.nearest(mention), *self._store.nearest(mention)]))[:3]

    def near_ids(self, mention: str) -> list[str]:
        """List the ids of entities whose names are like the slug of an id, those of its type first."""
        type_, _, rest = mention.partition(":")
        names = self._near(rest.replace("-", " "))
        ids = [match.id for name in names for match in self._matches(name, None)]
        return sorted(dict.fromkeys(ids), key=lambda id_: not id_.startswith(f"{type_}:"))
