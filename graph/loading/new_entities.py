"""Entities of a file that are not in the store yet."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import near_words
from ..merging import united
from ..model import Entity
from ..names import Lookup, Match, lookup_forms, name_forms, normal
from .origins import Brought


class NewEntities:
    """New entities from records and facts, until they are written."""

    def __init__(self) -> None:
        self.ids_by_form: dict[str, set[str]] = {}
        self._by_id: dict[str, Entity] = {}
        self._records: list[Brought] = []
        self._mentioned: dict[str, Entity] = {}  # named by facts alone so far
        self._of_fact: list[tuple[Entity, Entity | None, set[str]]] = []  # with its previous state, and its forms

    def __contains__(self, id_: str) -> bool:
        return id_ in self._by_id

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id_: str) -> Entity | None:
        """Look up an entity as the file has described it so far."""
        return self._by_id.get(id_)

    def describe(self, entity: Entity, brought_by: str | None) -> set[str]:
        """Add the entity of a record; return the normal forms of its names."""
        self._records.append((entity, brought_by))
        return self._add(entity)

    def mention(self, entity: Entity) -> set[str]:
        """Add the entity of a new name in the present fact; return the normal forms of its name."""
        before = self._by_id.get(entity.id)
        forms = self._add(entity)
        self._of_fact.append((entity, before, forms))
        self._mentioned[entity.id] = entity
        return forms

    def accept(self) -> list[Entity]:
        """Keep the entities that the present fact brought, and list them."""
        entities = [entity for entity, _, _ in self._of_fact]
        self._of_fact.clear()
        return entities

    def reject(self) -> None:
        """Drop the entities that the present fact brought."""
        for entity, before, forms in reversed(self._of_fact):
            for form in forms:
                self.ids_by_form[form].discard(entity.id)
                if not self.ids_by_form[form]:
                    del self.ids_by_form[form]
            self._mentioned.pop(entity.id, None)
            if before is None:
                del self._by_id[entity.id]
            else:
                self._by_id[entity.id] = before
        self._of_fact.clear()

    def mentioned(self) -> list[Entity]:
        """List the entities that only facts name."""
        return list(self._mentioned.values())

    def take_records(self) -> list[Brought]:
        """List the records to write, once."""
        records, self._records = self._records, []
        return records

    def clear(self) -> None:
        """Drop the entities after they have been written."""
        self.ids_by_form.clear()
        self._by_id.clear()
        self._mentioned.clear()

    def matches(self, mention: str, stored: list[Match]) -> list[Match]:
        """Add to the matches in the store those among the new entities."""
        if not self.ids_by_form or self.ids_by_form.keys().isdisjoint(forms := lookup_forms(mention)):
            return stored
        lookup = Lookup([mention])
        for form in forms:
            for id_ in self.ids_by_form.get(form, ()):
                lookup.add(form, id_, (self._by_id[id_].name, *self._by_id[id_].aliases))
        exact = dict(lookup.matches(mention))
        for id_, is_exact in stored:
            exact[id_] = exact.get(id_, False) or is_exact
        return [Match(id_, exact[id_]) for id_ in sorted(exact)]

    def nearest(self, mention: str) -> Sequence[str]:
        """List the names most like a mention."""
        forms = near_words(normal(mention), self.ids_by_form, 3)
        return [self._by_id[min(self.ids_by_form[form])].name for form in forms]

    def _add(self, entity: Entity) -> set[str]:
        before = self._by_id.get(entity.id)
        self._by_id[entity.id] = united(before, entity) if before else entity
        forms = name_forms((entity.name, *entity.aliases), entity.type, entity.kind)
        for form in forms:
            self.ids_by_form.setdefault(form, set()).add(entity.id)
        return forms
