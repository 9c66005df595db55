"""The protocols of stores: what each can do.

A store keeps documents, entities and tellings, and answers three kinds of question: who is meant by a
name, which relations there are, and (for searches) which arcs lead away from a set of nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    import networkx as nx

    from ..documents import Document
    from ..facts import Facts
    from ..identity.judgements import Judgement
    from ..model import Entity, Relation, Telling
    from ..names import Match
    from ..schema import Schema
    from ..scope import Arc, Degree, Node, Rule, Selection, SpannedArc
    from .handles import Handles


class Counts(NamedTuple):
    """Numbers of documents, entities, relations and tellings, stored, added or removed."""

    documents: int = 0
    entities: int = 0
    relations: int = 0
    tellings: int = 0


class Statistics(NamedTuple):
    """The contents of a store: totals, counts by type and by relation, first and last date."""

    totals: Counts
    types: Mapping[str, int]
    relations: Mapping[str, int]
    first: str | None
    last: str | None


class Command(NamedTuple):
    """A command that writes: its name, the file it reads with its sha256, and the reason.

    `details`: what else the history keeps of it, as JSON has it: the ids and names that it was given.
    """

    name: str
    file: str | None = None
    hash: str | None = None
    why: str | None = None
    details: Mapping[str, Any] = MappingProxyType({})


class Entry(NamedTuple):
    """An entry of a store's history; `time` is UTC, `counts` are additions or removals.

    `undone`: the number of the entry that has undone this one.
    """

    number: int
    time: str
    command: Command
    counts: Counts
    who: str | None = None
    undone: int | None = None


class Forgetting(NamedTuple):
    """What to forget: ids of documents and entities, and tellings by the id of their relation and their place there."""

    documents: Sequence[str] = ()
    entities: Sequence[str] = ()
    tellings: Sequence[str] = ()


class Undone(NamedTuple):
    """What an undo did: the number of its entry, and those that it has undone."""

    number: int
    entries: tuple[int, ...]


class EntityRecord(NamedTuple):
    """A record of an entity; `document` is its source, None for a load without one.

    `mentioned`: there is no record of the entity, only tellings speak of it.
    """

    entity: Entity
    document: str | None
    mentioned: bool = False


class Withdrawn(NamedTuple):
    """A telling whose quote is no longer in the text, with the ends and name of its relation."""

    source: str
    relation: str
    target: str
    telling: Telling


class Walker(Protocol):
    """The arcs of one rule, read a whole frontier at a time."""

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Return the handles of existing entities, in the order given."""
        ...

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Return the ids of nodes."""
        ...

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterable[Arc]:
        """Iterate over the arcs that leave the frontier, or (`backward`) arrive, as (its node, other, weight)."""
        ...

    def ways(
        self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0
    ) -> Iterable[Arc] | None:
        """Return arcs that include every way of at most max_hops, or (`shortest`) of the fewest hops.

        Ways that weigh less than `least`, as the product of their weights, may be left out. None where that is
        not to be had at once, or would gain nothing over `arcs`.
        """
        ...

    def degrees(self, ids: Collection[str]) -> Mapping[str, Degree]:
        """Return the degrees of those of some entities that the store counts at little cost, as `ways` may do."""
        ...

    def around(
        self, start: Node, hops: int, *, backward: bool = False, shared: Collection[str] = ()
    ) -> Iterable[Relation] | None:
        """Return the bare relations of all walks of this length from a node, or (`backward`) to it, or None as `ways`.

        Of attributes they have `against` and fractions. Wherever one of the `shared` relations arrives, all that arrive
        there come with it, from nodes of any type.
        """
        ...

    def spans(self, nodes: Collection[Node] | None) -> Iterable[SpannedArc]:
        """Return all arcs that arrive at some nodes (None: all), from nodes of any type."""
        ...

    def all_arcs(self) -> Iterator[Arc]:
        """Iterate over the arcs of the rule; one that can be walked both ways comes twice."""
        ...


class Writer(Protocol):
    """One open transaction. Everything is idempotent: the same telling twice is one telling.

    What has been added has a handle: facts refer to entities and documents by it.
    """

    @property
    def entity_handles(self) -> Handles:
        """Return the handles of entities, by id."""
        ...

    @property
    def document_handles(self) -> Handles:
        """Return the handles of documents, by id, with that of None for no document."""
        ...

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; a later record of a document overrides an earlier one, except with None."""
        ...

    command: Command | None
    """What the history will say of the transaction; None where judgements have entries of their own."""

    def entities(self, batch: Sequence[Entity], document: str | None = None) -> None:
        """Add records of entities, which are removed with their document, if they have one."""
        ...

    def mention(self, batch: Sequence[Entity]) -> None:
        """Add entities that only facts name, which are removed with their last telling."""
        ...

    def disown(self) -> None:
        """Give the records that were added for a document to the load."""
        ...

    def review(self, relation: str, telling: Telling, verdict: str | None) -> None:
        """Mark a telling of a relation as accepted or rejected (None: as neither); raises StoreError if it is gone."""
        ...

    def withdraw(self, document: str, stands: Callable[[str], bool]) -> list[Withdrawn]:
        """Remove and return the earlier tellings of a document whose quotes are not in its text."""
        ...

    def facts(self, batch: Facts) -> None:
        """Add tellings and, where they are new, their relations; both ends must have been added."""
        ...

    def judge(self, judgement: Judgement) -> int:
        """Add a judgement to those in force; return its number in the history. Raises InputError for a contrary one."""
        ...

    def undo_judgement(self, number: int, by: int) -> None:
        """Revoke a judgement; `by` is the number of the entry that undoes it."""
        ...

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        ...

    def counts(self) -> Counts:
        """Count the additions of this transaction, once it is committed."""
        ...


class Store(Protocol):
    """A store of a graph."""

    url: str
    schema: Schema

    @property
    def notes(self) -> Sequence[str]:
        """Sentences about opening the store: that it was upgraded, and what that merged."""
        ...

    def find(self, mentions: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Find the ids of the entities that each mention may mean: by id, else by name, else by normal form."""
        ...

    def matches(self, mentions: Collection[str]) -> dict[str, tuple[Match, ...]]:
        """Find all entities that each mention may mean: that of this id, else all whose names compare alike.

        They are those that tellings would have without judgements; of several that are judged to be one just one.
        """
        ...

    def nearest(self, mention: str, count: int = 3) -> list[str]:
        """List the known names most like this one."""
        ...

    def names_beginning(self, prefix: str) -> Iterator[tuple[str, str, str]]:
        """List (normal form, id, name) of the entities with a form of this prefix, in order of form, then id."""
        ...

    def entities(self, ids: Collection[str] | None = None, types: Collection[str] | None = None) -> Iterator[Entity]:
        """Read entities in order of id: those of the ids (unknown ones left out), of the types, or all."""
        ...

    def entity_records(self, ids: Collection[str] | None = None) -> Iterator[EntityRecord]:
        """Read the records of the entities (of some ids, or all), each with its document."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Read the judgements in force, in order."""
        ...

    def history(self) -> Iterator[Entry]:
        """Read the entries of the history, one for every command that wrote, in order."""
        ...

    def entities_since(self, number: int) -> set[str]:
        """Find the entities that did not exist before an entry of the history."""
        ...

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Read documents in order of id: the named ones, or all."""
        ...

    def documents_beside(self, id_: str, count: int) -> list[str]:
        """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
        ...

    def relations(self, selection: Selection, *, bare: bool = False) -> Iterator[Relation]:
        """Read the relations of a selection in order of id, with their tellings, best graded first.

        `bare` ones have no tellings, place or attributes: for questions over a great many.
        """
        ...

    def walker(self, rule: Rule) -> Walker:
        """Make a walker over the arcs of a rule."""
        ...

    def statistics(self) -> Statistics:
        """Count the contents of the store."""
        ...

    def search(self, text: str, limit: int = 20, types: Collection[str] = ()) -> list[Entity]:
        """Find entities whose name or alias begins with the text, then those with all its words, best first.

        `types`: only these, if any are given.
        """
        ...

    def graph(self, around: Sequence[str] = (), hops: int = 1) -> nx.MultiDiGraph[str]:
        """Convert the graph for NetworkX, whole or within some hops of some entities (by any mention).

        Nodes are ids with `type`, `kind`, `name`, `aliases`; edges are keyed by relation id and carry
        the fields of a Relation.
        """
        ...

    def writer(self) -> AbstractContextManager[Writer]:
        """Open a transaction: committed when the block succeeds, else rolled back."""
        ...

    def entries_about(self, *, document: str | None = None, entity: str | None = None) -> set[int]:
        """List the numbers of the entries that added to a document or an entity, or name it."""
        ...

    def forget(self, *documents: str, entities: Sequence[str] = (), tellings: Sequence[str] = ()) -> Counts:
        """Remove documents, entities and tellings for good, and what nothing else tells of; return what went.

        Tellings are named by the id of their relation and their place there: `r0123456789abcdef:1`.
        """
        ...

    def undo(self, number: int, why: str | None = None, *, with_later: bool = False) -> Undone:
        """Undo an entry of the history; raises InputError where later ones need it, unless these go, too."""
        ...

    def preview_forget(self, what: Forgetting) -> tuple[Counts, list[Entity]]:
        """Preview a removal: count what would go, and list its entities."""
        ...

    def trial(self) -> AbstractContextManager[Trial]:
        """Open a copy of the store for trial removals, dropped at the end of the block."""
        ...

    def judged(self, judgement: Judgement) -> AbstractContextManager[Store]:
        """Open the store as it would be with a judgement; nothing is written."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Read one state of the store inside the block, whatever others write meanwhile."""
        ...

    def save(self, name: str, arguments: Sequence[str]) -> None:
        """Save a query under a name, replacing any of that name."""
        ...

    def saved(self) -> dict[str, tuple[str, ...]]:
        """Read the saved queries, in order of name."""
        ...

    def unsave(self, name: str) -> bool:
        """Remove the query saved under a name, and tell whether there was one."""
        ...

    def close(self) -> None:
        """Close the file or connection."""
        ...


class Trial(Store, Protocol):
    """A store for trial removals."""

    def remove(self, entities: Collection[str], relations: Collection[str], documents: Collection[str]) -> None:
        """Remove these and what depends on them alone; unknown ids raise UnknownRelation."""
        ...

    def judge(self, judgement: Judgement) -> None:
        """Apply a judgement."""
        ...
