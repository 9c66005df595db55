"""The judgements that a transaction makes and revokes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import StoreChanged
from ...identity.contradictions import check
from ...identity.in_force import InForce
from ...identity.judgements import Judgement
from . import history
from .judgements import in_force, judgements, record_judgement
from .server import Server, run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


class NewJudgements:
    """New judgements; each gets its number before it is written, so that callers can show it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._judgements: list[Judgement] = []
        self._first = 0  # the number of the first of them
        self._revoked: dict[int, int] = {}

    def add(self, judgement: Judgement, *, behind_entry: bool) -> int:
        """Add a judgement and return its number, which is `behind_entry` if the transaction has an entry.

        Raises InputError for one that contradicts another.
        """
        check(judgement, InForce([*judgements(self._server), *self._judgements]))
        if not self._judgements:
            self._first = int(self._server.read(history.NEXT)[0][0]) + behind_entry
        numbered = judgement._replace(number=self._first + len(self._judgements))
        self._judgements.append(numbered)
        return numbered.number

    def revoke(self, number: int, by: int) -> None:
        """Revoke a judgement; `by` is the number of the entry that undoes it, 0 that of the transaction."""
        self._revoked[number] = by

    def in_force(self) -> InForce:
        """List the new judgements."""
        return InForce(self._judgements)

    def write(self, tx: ManagedTransaction, entry: int) -> set[str]:
        """Write the judgements inside a transaction; return the entities they are about."""
        known = in_force(tx)
        for judgement in self._judgements:
            if history.next_number(tx) != judgement.number:
                raise StoreChanged(self._server.url)
            check(judgement, known)
            record_judgement(tx, judgement)
            known = InForce([*known.all, judgement])
        for number, by in self._revoked.items():
            run(tx, "MATCH (c:Command {number: $number}) SET c.undone = $by", number=number, by=by or entry)
        changed = [*self._judgements, *(judgement for judgement in known.all if judgement.number in self._revoked)]
        return {id_ for judgement in changed for id_ in judgement.entities}
