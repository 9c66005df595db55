"""Explain an empty answer: name the condition that emptied it, and a command that finds more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.figures import counted
from ..graph.model import MODALITIES
from ..graph.scope import Scope, Selection
from .command_line import command_line, default_of
from .no_answer import (
    BOUNDED,
    Ask,
    Given,
    any_relation,
    asked_about,
    is_a,
    plural,
    rows_of,
    why_none,
)

if TYPE_CHECKING:
    from ..graph.model import Answer
    from ..graph.stores.protocol import Store

SECONDS = 5.0
"""The most time to spend on trying other conditions."""

FARTHER = (6, 10)
"""Numbers of hops tried when fewer find nothing."""

LIFTED = {
    "any_relation": "over the relations that paths use",
    "any_node": "through the types that paths use",
}
"""Options that lift a limit, and the limit in words."""

HARMLESS = frozenset(
    {"k", "limit", "by_", "explain", "modality", "store", "settings", "sensitivity", "query", "without"}
)
"""Parameters that exclude nothing."""


class Relaxed(NamedTuple):
    """A condition that is dropped, or a limit that is lifted: in words, and as changed parameters."""

    words: str
    changes: Mapping[str, Any]
    lifts: bool


def with_reason(
    answer: Answer, command: click.Command, given: Given, ask: Callable[[Store, dict[str, Any]], Answer], store: Store
) -> Answer:
    """Add the reason to an empty answer, after what the query says itself."""

    def retry(changed: dict[str, Any]) -> Answer:
        return ask(store, {**changed, "limit": None})

    explain = condition_of if answer.notes else reason_of
    notes = tuple(filter(None, [*answer.notes, explain(command, given, retry, store)]))
    return answer._replace(notes=notes, extras={**answer.extras, "reason": " ".join(notes)})


def reason_of(command: click.Command, given: Given, ask: Ask, store: Store) -> str:
    """Write a sentence on why an answer is empty, by relaxing each condition alone, then two at a time, then all."""
    if reason := condition_of(command, given, ask, store):
        return reason
    return why_none(command, given, ask, store, [each.words for each in _relaxations(command, given) if not each.lifts])


def condition_of(command: click.Command, given: Given, ask: Ask, store: Store) -> str:
    """Name the conditions that emptied an answer, and a command that finds more; "" if none does."""
    ended = monotonic() + SECONDS
    for chosen in _chosen([*_relaxations(command, given), *_other_modalities(command, given, store)]):
        if monotonic() > ended:
            return _unfinished(command, given)
        changed = {**given, **{name: value for relaxed in chosen for name, value in relaxed.changes.items()}}
        if rows := rows_of(ask, changed):
            return _sentence(command, chosen, changed, rows, _off_paths(command, given, store))
    return ""


def _unfinished(command: click.Command, given: Given) -> str:
    """Write that the time for trying other conditions was too short, and the question without any."""
    dropped = {
        name: value for each in _relaxations(command, given) if not each.lifts for name, value in each.changes.items()
    }
    if not dropped:
        return f"No answer; {SECONDS:.0f} seconds of asking more widely found none either."
    line = command_line(command, {**given, **dropped})
    return (
        f"No answer; {SECONDS:.0f} seconds were too few to say which condition leaves none: “{line}” has none of them."
    )


def _chosen(options: Sequence[Relaxed]) -> Iterator[Sequence[Relaxed]]:
    """Yield the conditions to relax: each alone, each two, and all that can be dropped."""
    for number in (1, 2):
        yield from combinations(options, number)
    dropped = [relaxed for relaxed in options if not relaxed.lifts]
    if len(dropped) > 2:
        yield dropped


def _relaxations(command: click.Command, given: Given) -> Iterator[Relaxed]:
    """Yield each condition that can be dropped and each limit that can be lifted."""
    for param in command.params:
        name = str(param.name)
        if not isinstance(param, click.Option) or name not in given or name in HARMLESS:
            continue
        flag, value = max(param.opts, key=len), given[name]
        if name == "max_hops":
            for hops in FARTHER if command.name not in BOUNDED else ():
                if value < hops:
                    yield Relaxed(f"within {counted(value, 'hop')}", {name: hops}, lifts=True)
        elif name in LIFTED:
            if not value:
                yield Relaxed(LIFTED[name], {name: True}, lifts=True)
        elif isinstance(param.type, click.Choice) and name != "sign":
            continue
        elif value not in (None, False, (), 0, 0.0):
            yield Relaxed(_words(flag, value), {name: default_of(param)}, lifts=False)


def _other_modalities(command: click.Command, given: Given, store: Store) -> Iterator[Relaxed]:
    """Yield the modalities that are not asked for and that relations of the entities asked about have."""
    about = [entity.id for entity in asked_about(command, given, store)] or None
    for modality in MODALITIES:
        if "modality" not in given or modality in Scope().modalities or modality in given["modality"]:
            continue
        if any_relation(store, Selection(Scope(modalities=(modality,)), about=about)):
            asked = {"modality": (*given["modality"], modality)}
            yield Relaxed("that is asserted or claimed", asked, lifts=True)


def _words(flag: str, value: Any) -> str:
    if value is True:
        return flag
    values = value if isinstance(value, list | tuple) else [value]
    return " ".join(f"{flag} {item}" for item in values)


def _off_paths(command: click.Command, given: Given, store: Store) -> str:
    """Name an entity asked about whose type paths do not pass through, "" for none."""
    for entity in asked_about(command, given, store):
        if entity.type not in store.schema.walkable:
            return f"{is_a(entity)}, and paths do not pass through {plural(entity.type)}"
    return ""


def _sentence(command: click.Command, chosen: Sequence[Relaxed], changed: Given, rows: int, off_paths: str) -> str:
    dropped = [relaxed.words for relaxed in chosen if not relaxed.lifts]
    lifted = [relaxed.words for relaxed in chosen if relaxed.lifts]
    rows_found = counted(rows, "row")
    line = command_line(command, changed)
    if off_paths and any(name in LIFTED for relaxed in chosen if relaxed.lifts for name in relaxed.changes):
        with_ = f", nothing fits with {' and '.join(dropped)}" if dropped else ""
        return f"{off_paths}{with_}: “{line}” finds {rows_found}."
    reason = " ".join(
        ["Nothing fits", *(["with", " and ".join(dropped)] if dropped else []), " and ".join(lifted)]
    ).strip()
    return f"{reason}: “{line}” finds {rows_found}."
