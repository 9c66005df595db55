"""Link acts: which responds to which, and which caused which (stage 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .events import Act
from .records import Mention
from .statements import Cause, Clue

_ANSWERING = (
    "in response to", "in retaliation for", "in revenge for", "in reaction to", "in reprisal for", "in answer to",
    "in retaliation to",
)  # fmt: skip


def answers(acts: Sequence[Act]) -> list[tuple[Act, Act, Clue]]:
    """Pair acts with their answers: "an offensive in response to the attack on Kirkuk"."""
    found = []
    for act in acts:
        for clue in act.clues:
            for role in _ANSWERING:
                for filler in clue.frame.slots.get(role, ()):
                    if (cause := _act_in(filler.start, filler.end, clue, acts)) and cause is not act:
                        found.append((act, cause, clue))  # noqa: PERF401 - four loops deep
    return found


def causes_of(causes: Sequence[Cause], acts: Sequence[Act]) -> list[tuple[Act | Mention, Act | Mention, Cause]]:
    """Link cause and effect where one of them is an act: "the bombing led to a humanitarian crisis"."""
    found = []
    for cause in causes:
        one, other = (_thing(cause, part, acts) for part in ("source", "target"))
        if one and other and one is not other and (isinstance(one, Act) or isinstance(other, Act)):
            found.append((one, other, cause))
    return found


def _thing(cause: Cause, part: str, acts: Sequence[Act]) -> Act | Mention | None:
    """Find the crisis or the act that a part of a cause speaks of."""
    for role in cause.entry.slots.get(part, ()):
        for filler in cause.frame.slots.get(role, ()):
            if named := [each for each in filler.mentions if each.name and each.type in ("Issue", "Event")]:
                return named[0]
            for act in acts:
                if clue_in(act, cause.frame.sentence, filler.start, filler.end):
                    return act
    return None


def clue_in(act: Act, sentence: int, start: int = 0, end: int = 1 << 60) -> Clue | None:
    """Collect what a stretch of a sentence says of an act."""
    return next(
        (clue for clue in act.clues if clue.frame.sentence == sentence and start <= clue.frame.start < end), None
    )


def _act_in(start: int, end: int, clue: Clue, acts: Iterable[Act]) -> Act | None:
    for act in acts:
        if any(start <= other.frame.start < end and other.frame.sentence == clue.frame.sentence for other in act.clues):
            return act
    return None
