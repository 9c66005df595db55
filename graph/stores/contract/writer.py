"""The protocol of writers, which add to a store in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ...documents import Document
    from ...facts import Facts
    from ...identity.judgements import Judgement
    from ...model import Entity, Telling
    from ...quotes import Text
    from ..entries import Command
    from ..handles import Handles
    from ..removals import Withdrawn
    from ..totals import Counts


class RecordWriter(Protocol):
    """Adds documents, entities and facts; adding the same twice changes nothing.

    Facts refer to entities and documents by handles, which these get when they are added.
    """

    @property
    def entity_handles(self) -> Handles:
        """The handles of entities, by id."""
        ...

    @property
    def document_handles(self) -> Handles:
        """The handles of documents, by id; "" stands for no document."""
        ...

    def documents(self, batch: Sequence[Document]) -> None:
        """Add documents; a later record of a document overrides an earlier one, except with None."""
        ...

    def entities(self, batch: Sequence[Entity], document: str | None = None) -> None:
        """Add records of entities, which are removed with their document, if they have one."""
        ...

    def mention(self, batch: Sequence[Entity]) -> None:
        """Add entities that only facts name, which are removed with their last telling."""
        ...

    def disown(self) -> None:
        """Transfer the records that were added for a document to the load."""
        ...

    def facts(self, batch: Facts) -> None:
        """Add tellings and new relations; both ends and the document must have been added."""
        ...

    def extend(self, extra: Mapping[str, Any]) -> None:
        """Add a case's own types and relations to the store's schema."""
        ...


class TellingReviewer(Protocol):
    """Reviews and withdraws stored tellings."""

    def review(self, relation: str, telling: Telling, verdict: str | None) -> None:
        """Mark a telling of a relation as accepted or rejected (None: as neither); raises StoreError if it is gone."""
        ...

    def withdraw(self, document: str, text: Text) -> list[Withdrawn]:
        """Remove and return the tellings of a document whose quotes are not in its new text; place the others there."""
        ...


class Judge(Protocol):
    """Adds and revokes judgements on whether two entities are the same."""

    def judge(self, judgement: Judgement) -> int:
        """Add a judgement; return its number in the history. Raises InputError if it contradicts another one."""
        ...

    def undo_judgement(self, number: int, by: int) -> None:
        """Revoke a judgement; `by` is the number of the entry that undoes it."""
        ...


class Writer(RecordWriter, TellingReviewer, Judge, Protocol):
    """One open transaction."""

    command: Command | None
    """The history's entry for the transaction; None where judgements have entries of their own."""

    def counts(self) -> Counts:
        """Count the additions of this transaction, once it is committed."""
        ...
