"""What every store can do.

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

    from ..identity.judgements import Judgement
    from ..model import Document, Entity, Facts, Relation, Telling
    from ..names import Match
    from ..schema import Schema
    from ..scope import Arc, Node, Rule, Selection, SpannedArc
    from .handles import Handles


class Counts(NamedTuple):
    """How many documents, entities, relations and tellings there are, or came or went."""

    documents: int = 0
    entities: int = 0
    relations: int = 0
    tellings: int = 0


class Statistics(NamedTuple):
    """What a store holds: totals, counts by type and by relation, first and last date told."""

    totals: Counts
    types: Mapping[str, int]
    relations: Mapping[str, int]
    first: str | None
    last: str | None


class Command(NamedTuple):
    """What writes: the command's name, the file that it reads, the sha256 of the file, and why it writes.

    `details`: what else the history keeps of it, as JSON has it: the ids and names that it was given.
    """

    name: str
    file: str | None = None
    hash: str | None = None
    why: str | None = None
    details: Mapping[str, Any] = MappingProxyType({})


class Entry(NamedTuple):
    """An entry of a store's history; `time` is UTC, `counts` say what is new or gone.

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


def saving(name: str, before: Sequence[str] | None, after: Sequence[str] | None) -> dict[str, Any]:
    """Return what the history keeps of saving a question, or (`after` is None) of removing one."""
    was, is_ = (None if words is None else list(words) for words in (before, after))
    return {"name": name, "before": was, "after": is_}


class EntityRecord(NamedTuple):
    """A record of an entity; `document` is the one that brought it, None when a load did.

    `mentioned`: there is no record of the entity, only tellings speak of it.
    """

    entity: Entity
    document: str | None
    mentioned: bool = False


class Withdrawn(NamedTuple):
    """A telling whose quote no longer stands, and the ends and name of its relation."""

    source: str
    relation: str
    target: str
    telling: Telling


class Walker(Protocol):
    """The arcs of one rule, found a whole frontier at a time."""

    def nodes(self, ids: Iterable[str]) -> list[Node]:
        """Return the handles of entities that are known to exist, in the order asked."""
        ...

    def ids(self, nodes: Collection[Node]) -> dict[Node, str]:
        """Return the ids of some nodes."""
        ...

    def arcs(self, frontier: Collection[Node], *, backward: bool = False) -> Iterable[Arc]:
        """Return the arcs that leave the frontier, or (`backward`) those that arrive: (its node, other, weight)."""
        ...

    def ways(
        self, source: Node, target: Node, max_hops: int, *, shortest: bool = False, least: float = 0.0
    ) -> Iterable[Arc] | None:
        """Return arcs among which are those of every way of at most max_hops, or (`shortest`) of the fewest hops.

        Ways that weigh less than `least`, as the product of their weights, may be left out. None where that is
        not to be had at once, or would gain nothing over `arcs`.
        """
        ...

    def around(self, start: Node, hops: int, *, backward: bool = False) -> Iterable[Arc] | None:
        """Return the arcs of all walks of so many hops from a node, or (`backward`) to it; None as `ways` does."""
        ...

    def relations(self, pairs: Collection[tuple[str, str]]) -> list[str] | None:
        """Return the ids of the relations that lead from the first to the second of each pair, as `around` met them.

        None where they were not fetched along with the arcs.
        """
        ...

    def spans(self, nodes: Collection[Node] | None) -> Iterable[SpannedArc]:
        """Return the arcs that arrive at some nodes (None: all), parallel ones and those from any type among them."""
        ...

    def all_arcs(self) -> Iterator[Arc]:
        """Return every arc of the rule once in its direction; what can be walked both ways comes twice."""
        ...


class Writer(Protocol):
    """One open transaction. Everything is idempotent: the same telling twice is one telling.

    What has been added has a handle: facts refer to entities and documents by it.
    """

    @property
    def entity_handles(self) -> Handles:
        """Return the handles of entities by id."""
        ...

    @property
    def document_handles(self) -> Handles:
        """Return the handles of documents by id, and None's for none."""
        ...

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; what a later telling of the same document says overrides, None says nothing."""
        ...

    command: Command | None
    """What the history will say of the transaction; None where judgements have entries of their own."""

    def entities(self, batch: Sequence[Entity], document: str | None = None) -> None:
        """Add records of entities; they go with the document that brought them, else stay."""
        ...

    def mention(self, batch: Sequence[Entity]) -> None:
        """Add entities that only facts name; they go with the last telling that speaks of them."""
        ...

    def disown(self) -> None:
        """Let the records that have been added for a document belong to the load."""
        ...

    def withdraw(self, document: str, stands: Callable[[str], bool]) -> list[Withdrawn]:
        """Remove the earlier tellings of a document whose quotes do not stand in its text; return them."""
        ...

    def facts(self, batch: Facts) -> None:
        """Add tellings and, where they are new, their relations; both ends must have been added."""
        ...

    def judge(self, judgement: Judgement) -> int:
        """Add a judgement to those in force; return its number in the history. Raises InputError for a contrary one."""
        ...

    def undo_judgement(self, number: int, by: int) -> None:
        """Take a judgement out of force; `by` is the number of the entry that undoes it."""
        ...

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        ...

    def counts(self) -> Counts:
        """Return what is new by this transaction, once it has been committed."""
        ...


class Store(Protocol):
    """A place where a graph is kept."""

    url: str
    schema: Schema

    @property
    def notes(self) -> Sequence[str]:
        """Sentences to say of the store since it was opened: that it was brought up to date, and what that merged."""
        ...

    def find(self, mentions: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids of the entities that each mention may mean: by id, else by name, else by normal form."""
        ...

    def matches(self, mentions: Collection[str]) -> dict[str, tuple[Match, ...]]:
        """Return all entities that each mention may mean: that of this id, else all whose names compare alike.

        They are those that tellings would have without judgements; of several that are judged to be one just one.
        """
        ...

    def nearest(self, mention: str, count: int = 3) -> list[str]:
        """Return the known names that are most like this one."""
        ...

    def names_beginning(self, prefix: str) -> Iterator[tuple[str, str, str]]:
        """Return normal form, id and name of the entities of which a form begins so, in order of form, then id."""
        ...

    def entities(self, ids: Collection[str] | None = None, types: Collection[str] | None = None) -> Iterator[Entity]:
        """Return entities in order of id: those of the ids (unknown ones left out), of the types, or all."""
        ...

    def entity_records(self, ids: Collection[str] | None = None) -> Iterator[EntityRecord]:
        """Return the records that make up the entities (of some ids, or all), and the document that brought each."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Return the judgements in force, the first one first."""
        ...

    def history(self) -> Iterator[Entry]:
        """Return an entry for every command that wrote, the first one first."""
        ...

    def entities_since(self, number: int) -> set[str]:
        """Return the entities of which nothing was there before an entry of the history."""
        ...

    def documents(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Return documents in order of id: those named, or all."""
        ...

    def relations(self, selection: Selection, *, bare: bool = False) -> Iterator[Relation]:
        """Return the relations of a selection in order of id, with their tellings, best graded first.

        `bare` ones have no tellings, place or attributes: for questions over a great many.
        """
        ...

    def walker(self, rule: Rule) -> Walker:
        """Return the arcs of a rule."""
        ...

    def statistics(self) -> Statistics:
        """Return what the store holds."""
        ...

    def search(self, text: str, limit: int = 20, types: Collection[str] = ()) -> list[Entity]:
        """Return entities whose name or alias begins with the text, then those with all its words, best first.

        `types`: only these, if any are given.
        """
        ...

    def graph(self, around: Sequence[str] = (), hops: int = 1) -> nx.MultiDiGraph[str]:
        """Return the graph for NetworkX, whole or within some hops of some entities (by any mention).

        Nodes are ids with `type`, `kind`, `name`, `aliases`; edges are keyed by relation id and carry
        the fields of a Relation.
        """
        ...

    def writer(self) -> AbstractContextManager[Writer]:
        """Return a transaction: committed when the block ends well, else as if it had not been."""
        ...

    def entries_about(self, *, document: str | None = None, entity: str | None = None) -> set[int]:
        """Return the numbers of the entries that brought something of a document or of an entity, or name it."""
        ...

    def forget(self, *documents: str, entities: Sequence[str] = (), tellings: Sequence[str] = ()) -> Counts:
        """Remove documents, entities and tellings for good, and what nothing else tells of; return what went.

        Tellings are named by the id of their relation and their place there: `r0123456789abcdef:1`.
        """
        ...

    def preview_forget(self, what: Forgetting) -> tuple[Counts, list[Entity]]:
        """Return what would go, and the entities among it; nothing is written."""
        ...

    def trial(self) -> AbstractContextManager[Trial]:
        """Open a copy of the store from which things may be removed; the block's end undoes that."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Answer from one state of the store inside the block, whatever others write meanwhile."""
        ...

    def save(self, name: str, arguments: Sequence[str]) -> None:
        """Keep a query under a name, over the one of that name if any."""
        ...

    def saved(self) -> dict[str, tuple[str, ...]]:
        """Return the kept queries by name, in order of name."""
        ...

    def unsave(self, name: str) -> bool:
        """Remove the query kept under a name; return whether there was one."""
        ...

    def close(self) -> None:
        """Let go of the file or the connection."""
        ...


class Trial(Store, Protocol):
    """A store from which things are removed on trial."""

    def remove(self, entities: Collection[str], relations: Collection[str], documents: Collection[str]) -> None:
        """Remove these, with what hangs on them alone; ids that do not exist raise UnknownRelation."""
        ...

    def judge(self, judgement: Judgement) -> None:
        """Do as a judgement says."""
        ...
