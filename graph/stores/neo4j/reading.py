"""The reading side of a store in a database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from ...documents import Document
from ...model import Entity, Relation
from ...names import NO_RULES, Match, narrowed
from ...scope import Rule, Selection
from ..contract.walker import Walker
from ..entity_record import EntityRecord
from ..entries import Entry
from ..totals import Statistics
from .lookup import documents_beside, find_matches, names_beginning, nearest_names, search_names, statistics
from .open_database import OpenDatabase
from .overlay import documents_with, entities_with
from .reader import read_documents, read_entities, read_entity_records, read_relation_ids, read_relations, read_repeated
from .walker import ServerWalker

if TYPE_CHECKING:
    from ...identity.judgements import Judgement


class ReadingStore(OpenDatabase):
    """The methods of a store that only read."""

    def find(self, mentions: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Find the ids of the entities that each mention may mean: by id, else by name, else by normal form."""
        ids_of = {mention: narrowed(matches) for mention, matches in self._named(mentions).items()}
        if self._judged and ids_of:
            from .judgements import members

            ids_of |= {member: (id_,) for member, id_ in members(self._server, ids_of).items()}
        return ids_of

    def matches(self, mentions: Collection[str], rules: Mapping[str, str] = NO_RULES) -> dict[str, tuple[Match, ...]]:
        """Find all entities that each mention may mean: the one of this id, else all whose names compare alike.

        `rules` (see `rule_of`): those by which some mentions compare, if entities of other types do not matter.
        """
        matches_of = self._named(mentions, NO_RULES if self._judged else rules)
        if self._judged and matches_of:
            from .judgements import before_splits

            return before_splits(self._server, matches_of)
        return matches_of

    def _named(self, mentions: Collection[str], rules: Mapping[str, str] = NO_RULES) -> dict[str, tuple[Match, ...]]:
        """Find all entities that each mention may mean, without the members of merged entities."""
        return find_matches(self._filled, self._staging, mentions, rules) if mentions else {}

    def nearest(self, mention: str, count: int = 3) -> list[str]:
        """List the known names most like this one."""
        return nearest_names(self._filled, self._staging, mention, count)

    def names_beginning(self, prefix: str) -> Iterator[tuple[str, str, str]]:
        """List (normal form, id, name) of the entities with a form of this prefix, in order of form, then id."""
        return names_beginning(self._filled, self._staging, prefix)

    def sharing_names(self, ids: Collection[str]) -> set[str]:
        """Select the entities that may share a name with another one: all, since no index tells them apart."""
        return set(ids)

    def entities(self, ids: Collection[str] | None = None, types: Collection[str] | None = None) -> Iterator[Entity]:
        """Read entities in order of id: those of the ids (unknown ones left out), of the types, or all."""
        stored = read_entities(self._server, ids, types)
        return entities_with(self._staging, stored, ids, types) if self._staging else stored

    def entities_since(self, number: int) -> set[str]:
        """Find the entities that had no record and no telling before an entry of the history."""
        from .history import entities_since

        return entities_since(self._server, self.schema, number)

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Read documents in order of id: the named ones, or all."""
        stored = read_documents(self._server, ids)
        return documents_with(self._staging, stored, ids) if self._staging else stored

    def documents_beside(self, id_: str, count: int) -> list[str]:
        """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
        return documents_beside(self._filled, self._staging, id_, count)

    def relations(self, selection: Selection, *, bare: bool = False) -> Iterator[Relation]:
        """Read the relations of a selection in order of id, with their tellings, best graded first."""
        return read_relations(self._server, self.schema, selection, bare=bare) if self._filled else iter(())

    def relation_ids(self, about: Collection[str]) -> dict[str, bool]:
        """Read the ids of the relations of some entities, and whether each leads from an entity to itself."""
        return read_relation_ids(self._server, self.schema, about) if self._filled else {}

    def repeated_relations(self) -> set[str]:
        """Read the ids of the relations that have several tellings."""
        return read_repeated(self._server, self.schema) if self._filled else set()

    def walker(self, rule: Rule) -> Walker:
        """Make a walker over the arcs of a rule."""
        return ServerWalker(self._server, self.schema, rule)

    def statistics(self) -> Statistics:
        """Count the contents of the store."""
        return statistics(self._server, self.schema)

    def search(self, text: str, limit: int = 20, types: Collection[str] = ()) -> list[Entity]:
        """Find entities whose name or alias begins with the text, then those with all its words, best first."""
        return search_names(self._server, text, limit, types) if self._filled else []

    def entity_records(self, ids: Collection[str] | None = None) -> Iterator[EntityRecord]:
        """Yield the records of the entities (of some ids, or all), each with its document."""
        return read_entity_records(self._server, ids)

    def judgements(self) -> Iterator[Judgement]:
        """Yield the judgements in force, the first one first."""
        from .judgements import judgements

        return iter(judgements(self._server)) if self._filled else iter(())

    def history(self) -> Iterator[Entry]:
        """Yield an entry for every command that wrote, in order."""
        from .history import entries

        return entries(self._server)

    def entries_about(self, *, document: str | None = None, entity: str | None = None) -> set[int]:
        """List the numbers of the entries that added to a document or an entity, or name it."""
        from .history import entries_about

        return entries_about(self._server, document=document, entity=entity)

    def saved(self) -> dict[str, tuple[str, ...]]:
        """Read the saved questions, in order of name."""
        from .saved_queries import saved_queries

        return saved_queries(self._server)
