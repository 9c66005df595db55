"""The protocols of reading documents, entities and relations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import networkx as nx

    from ...documents import Document
    from ...model import Entity, Relation
    from ...scope import Rule, Selection
    from ..entity_record import EntityRecord
    from ..totals import Statistics
    from .walker import Walker


class RecordReader(Protocol):
    """Reads documents and entities."""

    def entities(self, ids: Collection[str] | None = None, types: Collection[str] | None = None) -> Iterator[Entity]:
        """Read entities in order of id: those of the ids (unknown ones left out), of the types, or all."""
        ...

    def entity_records(self, ids: Collection[str] | None = None) -> Iterator[EntityRecord]:
        """Read the records of the entities (of some ids, or all), each with its document."""
        ...

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Read documents in order of id: the named ones, or all."""
        ...

    def documents_beside(self, id_: str, count: int) -> list[str]:
        """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
        ...


class GraphReader(Protocol):
    """Reads relations, by selection, by search, or as a whole."""

    def relations(self, selection: Selection, *, bare: bool = False) -> Iterator[Relation]:
        """Read the relations of a selection in order of id, with their tellings, best graded first.

        `bare` ones have no tellings, place or attributes: for questions over a great many.
        """
        ...

    def relation_ids(self, about: Collection[str]) -> dict[str, bool]:
        """Read the ids of the relations of some entities, and whether each leads from an entity to itself."""
        ...

    def repeated_relations(self) -> set[str]:
        """Read the ids of the relations that have several tellings."""
        ...

    def walker(self, rule: Rule) -> Walker:
        """Make a walker over the arcs of a rule."""
        ...

    def graph(self, around: Sequence[str] = (), hops: int = 1) -> nx.MultiDiGraph[str]:
        """Convert the graph for NetworkX, whole or within some hops of some entities (by any mention).

        Nodes are ids with `type`, `kind`, `name`, `aliases`; edges are keyed by relation id and carry
        the fields of a Relation.
        """
        ...

    def statistics(self) -> Statistics:
        """Count the contents of the store."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Read one state of the store inside the block, whatever others write meanwhile."""
        ...
