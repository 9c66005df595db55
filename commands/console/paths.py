"""Print paths: hop by hop, each relation in words, with its quotes if asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...render.wording import grade, measures, remarks, sentence, standing
from .terminal import say, struck, styled

if TYPE_CHECKING:
    from ...graph.model import Answer, Relation
    from ...render.subjects import Subjects

_COLOURS = {1: "green", -1: "red"}


def print_paths(answer: Answer, subjects: Subjects, *, receipts: bool) -> None:
    """Print paths hop by hop, each relation in words with its date, its grade and, if asked for, its quotes."""
    for rank, row in enumerate(answer.rows, 1):
        if rank > 1:
            say("")
        mark = f"{rank}. " if len(answer.rows) > 1 else ""
        chain = " → ".join(subjects.names.get(id_, str(id_)) for id_ in row["nodes"])
        say(f"{mark}{styled(chain, bold=True)}", hang=len(mark))
        say(measures(row), indent=len(mark))
        for near, relations in zip(row["nodes"], row["relations"], strict=False):
            _print_hop(near, [subjects.relations[id_] for id_ in relations], subjects, receipts=receipts)
        for remark in remarks(row, subjects):
            say(styled(remark, dim=True), indent=2, hang=4)


def _print_hop(near: str, relations: list[Relation], subjects: Subjects, *, receipts: bool) -> None:
    for rank, relation in enumerate(relations):
        words = f"{'also: ' if rank else ''}{sentence(relation, subjects, near, painted)}"
        say(words, indent=2 + 2 * bool(rank), hang=6, tail=styled(grade(relation), dim=True))
        if receipts:
            print_receipts(relation, indent=6)


def print_receipts(relation: Relation, indent: int) -> None:
    """Print every telling of a relation: its quote, its source, and what it states otherwise."""
    from ...render.own_statement import own_statement

    for telling in relation.tellings:
        quote = f"“{telling.quote}”" if telling.quote else "no quote"
        say(struck(quote) if telling.retracted else quote, indent=indent, hang=indent + 1)
        own = own_statement(telling, relation)
        source = f"— {standing(telling)}{': ' if own else ''}{own}"
        say(styled(source, dim=True), indent=indent + 1, hang=indent + 3)


def painted(verb: str, sign: int) -> str:
    """Colour a verb by the sign of its relation."""
    colour = _COLOURS.get(sign)
    return styled(verb, fg=colour) if colour else verb
