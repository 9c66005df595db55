"""Write in words what speaks for and against two entities being one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..graph.figures import counted
from ..graph.identity.differences import Difference
from ..graph.identity.evidence import Reason

SHOWN = 3
"""The most neighbours or documents that a line names."""


def question_words(difference: Difference, count: int) -> str:
    """Write the words by which the names of each pair differ.

    >>> question_words(Difference("", "Head of"), 41), question_words(Difference("North", "South"), 2)
    ('41 pairs differ by “Head of”', '2 pairs differ by “North” and “South”')
    """
    words = " and ".join(f"“{words}”" for words in difference if words)
    return f"{counted(count, 'pair')} differ by {words}"


def for_words(reasons: Sequence[Reason], names: Mapping[str, str]) -> str:
    """Write what speaks for a pair; `names` maps ids of entities to names."""
    return "; ".join(words for reason in reasons if (words := _for(reason, names)))


def against_words(reasons: Sequence[Reason]) -> str:
    """Write what speaks against a pair."""
    return "; ".join(map(_against, reasons))


def _for(reason: Reason, names: Mapping[str, str]) -> str:
    match reason.kind:
        case "names":
            shown = [name for name in reason.items if name not in names.values()]
            return f"also called {' and '.join(shown)}" if shown else ""
        case "birth date":
            return f"both born {reason.items[0]}"
        case "neighbours":
            listed = _listed([names.get(id_, id_) for id_ in reason.items])
            return f"{counted(len(reason.items), 'shared neighbour')}: {listed}"
        case _:
            return f"same {', '.join(reason.items)}"


def _against(reason: Reason) -> str:
    match reason.kind:
        case "birth date":
            return f"born {' and '.join(reason.items)}"
        case "numbers":
            return f"numbers {' and '.join(reason.items)}"
        case "relation":
            return "a relation joins them"
        case "document":
            return f"named apart in {_listed(reason.items)}"
        case _:
            return f"other {', '.join(reason.items)}"


def _listed(items: Sequence[str]) -> str:
    more = f" and {len(items) - SHOWN:,} more" if len(items) > SHOWN else ""
    return ", ".join(items[:SHOWN]) + more
