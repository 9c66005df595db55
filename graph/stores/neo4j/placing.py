"""Assign new tellings and links of documents to the representatives of the entities they name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from ...identity.in_force import InForce
from .judgements import in_force, members_in
from .tellings import NAMING, KeyTellings, StoredTelling, attributes_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


class Placing:
    """The judgements before a transaction, and the entities that it leaves for `settle`."""

    def __init__(self, judged: Collection[str] = (), members: Mapping[str, str] | None = None) -> None:
        self.judged = frozenset(judged)
        self._members = members or {}
        self.unsettled: set[str] = set()
        """Judged entities that the transaction has records or tellings of."""
        self.near: set[str] = set()
        """Ends of tellings that are against such entities."""

    @classmethod
    def begin(cls, tx: Tx, more: InForce) -> Placing:
        """Read the judgements in force, together with the new ones of the transaction (`more`)."""
        judged = in_force(tx).ids | more.ids
        return cls(judged, members_in(tx, judged))

    def note(self, ids: Collection[str]) -> None:
        """Note that there are new records or tellings of some entities."""
        self.unsettled |= self.judged & {*ids}

    def links(self, batch: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
        """Redirect links to merged entities to their representatives."""
        return [(document, [self._members.get(id_, id_) for id_ in ids]) for document, ids in batch]

    def place(self, batch: list[KeyTellings]) -> list[KeyTellings]:
        """Move tellings of merged entities to their representatives, under their own keys; `settle` does the rest."""
        return [self._placed(some) for some in batch] if self.judged else batch

    def _placed(self, some: KeyTellings) -> KeyTellings:
        ends = some.source, some.target
        named = self.judged.intersection(name for telling in some.tellings for name in _naming(telling))
        self.note([*ends, *named])
        source, target = (self._members.get(end, end) for end in ends)
        self.near |= {source, target} if named else set()
        if (source, target) == ends:
            return some
        source_id = some.source if source != some.source else None
        target_id = some.target if target != some.target else None
        tellings = [telling._replace(source_id=source_id, target_id=target_id) for telling in some.tellings]
        return some._replace(source=source, target=target, tellings=tellings)


def _naming(telling: StoredTelling) -> list[str]:
    """List the entities that attributes of a telling name."""
    attributes = attributes_of(telling)
    return [attributes[key] for key in NAMING & attributes.keys()]
