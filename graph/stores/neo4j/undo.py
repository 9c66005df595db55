"""Undo entries of the history: saved questions and retractions; what a load brought is not known apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...disputes import Touched
from ...errors import InputError
from ...schema import Schema
from ..protocol import Command, Counts, Entry, Undone
from ..undoing import SAVING, check_undoable, later_savings, questions_before, refusal
from .disputes import mark_disputes
from .history import next_number, record
from .merge import regrade
from .server import run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


def undo(
    tx: Tx, schema: Schema, known: Mapping[int, Entry], number: int, why: str | None, *, with_later: bool
) -> Undone:
    """Undo an entry, with the later ones that need it if these may go, too."""
    check_undoable(known, number)
    chosen = {number}
    if known[number].command.name not in (*SAVING, "retract"):
        raise InputError(
            f"Entry {number} ({known[number].command.name}) cannot be undone here: a store on Neo4j undoes "
            "judgements, saved questions and retractions only. “linkchart forget” removes documents."
        )
    while needs := later_savings(known, chosen):
        if not with_later:
            raise refusal(number, needs)
        chosen |= {need.number for need in needs}
    for name, arguments in questions_before(known, chosen).items():
        run(tx, _ASK_NO_MORE if arguments is None else _ASK, name=name, arguments=arguments)
    if known[number].command.name == "retract":
        _reinstate(tx, schema, known[number])
    by = next_number(tx)
    record(tx, by, Command("undo", why=why, details={"undoes": sorted(chosen)}), Counts())
    run(tx, "MATCH (c:Command) WHERE c.number IN $numbers SET c.undone = $by", numbers=sorted(chosen), by=by)
    return Undone(by, tuple(sorted(chosen)))


def _reinstate(tx: Tx, schema: Schema, entry: Entry) -> None:
    """Let the tellings of a document count as they did before its retraction."""
    details = entry.command.details
    retracted, replaced_by = details["before"]
    run(tx, _REINSTATE, id=details["ids"][0], retracted=retracted, replaced_by=replaced_by)
    touched = Touched(schema)
    regrade(tx, schema, touched)
    mark_disputes(tx, schema, touched)


_ASK = "MERGE (q:SavedQuery {name: $name}) SET q.arguments = $arguments"
_ASK_NO_MORE = "MATCH (q:SavedQuery {name: $name}) DELETE q"
_REINSTATE = """
MATCH (d:Document {id: $id}) SET d.retracted = $retracted, d.replacedBy = $replaced_by, d.stale = true
"""
