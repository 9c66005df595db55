"""The reading side of a store in a file."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ...model import Entity, Relation
from ...names import NO_RULES, Lookup, Match, narrowed
from ...scope import Rule, Selection
from .open_file import OpenFile
from .reader import read_documents, read_entities, read_relation_ids, read_relations, read_repeated
from .walker import FileWalker

if TYPE_CHECKING:
    from ...documents import Document
    from ...identity.judgements import Judgement
    from ..contract.walker import Walker
    from ..entity_record import EntityRecord
    from ..entries import Entry
    from ..totals import Statistics

LIST = "(SELECT value FROM json_each(?))"


class ReadingStore(OpenFile):
    """The methods of a store that only read."""

    def find(self, mentions: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Find the ids of the entities that each mention may mean: by id, else by name, else by normal form."""
        ids_of = {mention: narrowed(matches) for mention, matches in self._named(mentions).items()}
        if not self._judged:
            return ids_of
        from .standing import Representatives

        representatives = Representatives(self._database)
        return {mention: tuple(sorted({representatives.of(id_) for id_ in ids})) for mention, ids in ids_of.items()}

    def matches(self, mentions: Collection[str], rules: Mapping[str, str] = NO_RULES) -> dict[str, tuple[Match, ...]]:
        """Find all entities that each mention may mean: the one of this id, else all whose names compare alike.

        `rules` (see `rule_of`): those by which some mentions compare, if entities of other types do not matter.
        These are the entities before judgements; of several that are judged to be the same, only one is listed.
        """
        if not self._judged:
            return self._named(mentions, rules)
        from .judgements import before_splits

        return before_splits(self._database, self._named(mentions))

    def _named(self, mentions: Collection[str], rules: Mapping[str, str] = NO_RULES) -> dict[str, tuple[Match, ...]]:
        """Find all entities that each mention may mean, ignoring judgements."""
        if self._file is None or not self._ready or not mentions:
            return dict.fromkeys(mentions, ())
        wanted = list(dict.fromkeys(mentions))
        known = self._ids_among(wanted)
        if len(known) == len(wanted):
            return {id_: (Match(id_),) for id_ in wanted}
        lookup = Lookup((mention for mention in wanted if mention not in known), rules)
        names_of: dict[str, frozenset[str]] = {}  # decoded once for all forms of an entity
        for form, id_, name, aliases in self._file.execute(
            "SELECT n.form, e.id, e.name, e.aliases FROM name n JOIN entity e ON e.n = n.entity "
            f"WHERE n.form IN {LIST}",
            [json.dumps(lookup.forms)],
        ):
            if aliases and id_ not in names_of:
                names_of[id_] = frozenset((name, *json.loads(aliases)))
            lookup.add(form, id_, names_of[id_] if aliases else (name,))
        return {id_: (Match(id_),) if id_ in known else lookup.matches(id_) for id_ in wanted}

    def _ids_among(self, mentions: Iterable[str]) -> set[str]:
        """Select the mentions that are ids of entities, which all have a colon."""
        possible = [mention for mention in mentions if ":" in mention]
        if self._file is None or not possible:
            return set()
        rows = self._file.execute(f"SELECT id FROM entity WHERE id IN {LIST}", [json.dumps(possible)])
        return {row[0] for row in rows}

    def nearest(self, mention: str, count: int = 3) -> list[str]:
        """List the known names most like this one."""
        from .lookup import nearest_names

        return nearest_names(self._database, mention, count)

    def names_beginning(self, prefix: str) -> Iterator[tuple[str, str, str]]:
        """List (normal form, id, name) of the entities with a form of this prefix, in order of form, then id."""
        from .lookup import names_beginning

        return names_beginning(self._database, prefix)

    def sharing_names(self, ids: Collection[str]) -> set[str]:
        """Select the entities that may share a name with another one; names with an article do not count."""
        from .lookup import sharing_names

        return set(ids) if self._judged else sharing_names(self._database, ids)

    def entities(self, ids: Collection[str] | None = None, types: Collection[str] | None = None) -> Iterator[Entity]:
        """Read entities in order of id: those of the ids (unknown ones left out), of the types, or all."""
        from .standing import SHOWN

        conditions, values = [SHOWN], []
        if ids is not None:
            conditions.append(f"e.id IN {LIST}")
            values.append(json.dumps(list(ids)))
        if types is not None:
            conditions.append(f"t.name IN {LIST}")
            values.append(json.dumps(list(types)))
        return read_entities(self._database, " AND ".join(conditions), values)

    def entity_records(self, ids: Collection[str] | None = None) -> Iterator[EntityRecord]:
        """Read the records of the entities (of some ids, or all), each with its document."""
        from .origins import entity_records

        return entity_records(self._database, ids)

    def judgements(self) -> Iterator[Judgement]:
        """Read the judgements in force, in order."""
        from .judgements import judgements

        return judgements(self._database)

    def history(self) -> Iterator[Entry]:
        """Read the entries of the history, one for every command that wrote, in order."""
        from .history import entries

        return entries(self._database)

    def entries_about(self, *, document: str | None = None, entity: str | None = None) -> set[int]:
        """List the numbers of the entries that added to a document or an entity, or name it."""
        from .history import entries_about

        return entries_about(self._database, document=document, entity=entity)

    def entities_since(self, number: int) -> set[str]:
        """Find the entities that did not exist before an entry of the history."""
        from .brought import entities_since

        return entities_since(self._database, number)

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Read documents in order of id: the named ones, or all."""
        if ids is None:
            return read_documents(self._database, "1", ())
        return read_documents(self._database, f"id IN {LIST}", [json.dumps(list(ids))])

    def documents_beside(self, id_: str, count: int) -> list[str]:
        """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
        from ..near_documents import documents_beside

        return documents_beside(self._database, id_, count)

    def relations(self, selection: Selection, *, bare: bool = False) -> Iterator[Relation]:
        """Read the relations of a selection in order of id, with their tellings, best graded first."""
        return read_relations(self._database, self.schema, selection, bare=bare)

    def relation_ids(self, about: Collection[str]) -> dict[str, bool]:
        """Read the ids of the relations of some entities, and whether each leads from an entity to itself."""
        return read_relation_ids(self._database, about)

    def repeated_relations(self) -> set[str]:
        """Read the ids of the relations that have several tellings."""
        return read_repeated(self._database)

    def walker(self, rule: Rule) -> Walker:
        """Make a walker over the arcs of a rule."""
        return FileWalker(self._database, self._terms, rule)

    def statistics(self) -> Statistics:
        """Count the contents of the store."""
        from .lookup import statistics

        return statistics(self._database)

    def search(self, text: str, limit: int = 20, types: Collection[str] = ()) -> list[Entity]:
        """Find entities whose name or alias begins with the text, then those with all its words, best first."""
        from .lookup import search_names

        return search_names(self._database, text, limit, types)

    def saved(self) -> dict[str, tuple[str, ...]]:
        """Read the saved questions, in order of name."""
        rows = self._database.execute("SELECT name, arguments FROM saved ORDER BY name")
        return {name: tuple(json.loads(arguments)) for name, arguments in rows}
