"""Explain an empty answer: name the condition that emptied it, and a command that finds more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.errors import LinkchartError
from ..graph.figures import counted
from ..graph.model import MODALITIES, RETRACTED, Answer, Entity
from ..graph.schema import LINKS
from ..graph.scope import EVERYTHING, Scope, Selection

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

Given = Mapping[str, Any]

SECONDS = 5.0
"""The most time to spend on trying other conditions."""

FARTHER = (6, 10)
"""Numbers of hops tried when fewer find nothing."""

BOUNDED = frozenset({"stance"})
"""Queries that are not retried with more hops, which may take long; the reason names the limit instead."""

LIFTED = {
    "any_relation": "over the relations that paths use",
    "any_node": "through the types that paths use",
}
"""Options that lift a limit, and the limit in words."""

AMONG_ACTORS = frozenset({"influence", "influencers", "proxies", "stance", "tensions"})
"""Queries about types of entities that act."""

ABOUT_EVENTS = frozenset({"events", "responses"})
"""Queries whose rows are events."""

HARMLESS = frozenset(
    {"k", "limit", "by_", "explain", "modality", "store", "settings", "sensitivity", "query", "without"}
)
"""Parameters that exclude nothing."""


class Relaxed(NamedTuple):
    """A condition that is dropped, or a limit that is lifted: in words, and as changed parameters."""

    words: str
    changes: Mapping[str, Any]
    lifts: bool


def reason_of(command: click.Command, given: Given, ask: Callable[[dict[str, Any]], Answer], store: Store) -> str:
    """Write a sentence on why an answer is empty, by relaxing each condition alone, then two at a time."""
    options = [*_relaxations(command, given), *_other_modalities(command, given, store)]
    ended = monotonic() + SECONDS
    for number in (1, 2):
        for chosen in combinations(options, number):
            if monotonic() > ended:
                return f"No answer; {SECONDS:.0f} seconds of trying other conditions found none either."
            changed = {**given, **{name: value for relaxed in chosen for name, value in relaxed.changes.items()}}
            rows = _rows(ask, changed)
            if rows:
                return _sentence(command, chosen, changed, rows, _off_paths(command, given, store))
    return _why_none(command, given, store)


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
            yield Relaxed(_words(flag, value), {name: _default(param)}, lifts=False)


def _other_modalities(command: click.Command, given: Given, store: Store) -> Iterator[Relaxed]:
    """Yield the modalities that are not asked for and that relations of the entities asked about have."""
    about = [entity.id for entity in _asked_about(command, given, store)] or None
    for modality in MODALITIES:
        if "modality" not in given or modality in Scope().modalities or modality in given["modality"]:
            continue
        if _any_relation(store, Selection(Scope(modalities=(modality,)), about=about)):
            asked = {"modality": (*given["modality"], modality)}
            yield Relaxed("that is asserted or claimed", asked, lifts=True)


def _default(param: click.Parameter) -> Any:
    """Give the value of an option that is not given."""
    default = param.get_default(click.get_current_context())
    if isinstance(default, str | int | float):  # click has a mark of its own for none
        return default
    return () if param.multiple else None


def _words(flag: str, value: Any) -> str:
    if value is True:
        return flag
    values = value if isinstance(value, list | tuple) else [value]
    return " ".join(f"{flag} {item}" for item in values)


def _rows(ask: Callable[[dict[str, Any]], Answer], given: dict[str, Any]) -> int:
    """Count the rows found with other parameters, 0 if they are invalid."""
    try:
        answer = ask(given)
    except LinkchartError:
        return 0
    return max(answer.total, len(answer.rows)) if answer.rows else 0


def _why_none(command: click.Command, given: Given, store: Store) -> str:
    """Write why no relaxed condition helps, and which command shows more of the entity asked about."""
    for entity in _asked_about(command, given, store):
        if command.name in AMONG_ACTORS and entity.type not in store.schema.acting:
            actors = " and ".join(_plural(type_) for type_ in store.schema.acting)
            return f"{_is_a(entity)}, and the question is about {actors}: “{_profile_of(entity)}” shows its ties."
    if command.name in BOUNDED:
        hops = given["max_hops"]
        return f"Nothing fits within {counted(hops, 'hop')}: --max-hops {hops + 1} searches farther, and longer."
    if lacking := _lacking(command, store):
        return f"The store has no {lacking}: “linkchart stats” shows what there is."
    for entity in _asked_about(command, given, store):
        if retracted := _retracted(entity, store):
            return f"{retracted}: “{_command_on('evidence', entity)}” shows what was retracted."
        if command.name != "profile":
            return (
                "No answer: nothing in the store fits the question, whatever the options; "
                f"“{_profile_of(entity)}” shows what there is of {entity.name}."
            )
    return "No answer: nothing in the store fits the question, whatever the options."


def _lacking(command: click.Command, store: Store) -> str:
    """Name what the question is about and the store has none of, "" for nothing."""
    if command.name not in ABOUT_EVENTS:
        return ""
    if next(iter(store.entities(types=store.schema.event_types)), None) is None:
        return "events"
    links = store.schema.with_role(*LINKS)
    if command.name == "responses" and not _any_relation(store, Selection(EVERYTHING, names=links)):
        return f"{' or '.join(links)} between events"
    return ""


def _retracted(entity: Entity, store: Store) -> str:
    """Say how many relations of an entity count for nothing since they were retracted, "" for none."""
    count = sum(1 for _ in store.relations(Selection(Scope(modalities=(RETRACTED,)), about=(entity.id,)), bare=True))
    return f"{counted(count, 'relation')} of {entity.name} {'was' if count == 1 else 'were'} retracted" if count else ""


def _any_relation(store: Store, selection: Selection) -> bool:
    return next(iter(store.relations(selection, bare=True)), None) is not None


def _asked_about(command: click.Command, given: Given, store: Store) -> Iterator[Entity]:
    """Yield the entities that the arguments name."""
    for param in command.params:
        mention = given.get(str(param.name)) if isinstance(param, click.Argument) else None
        if isinstance(mention, str):
            yield from store.entities(store.find([mention])[mention][:1])


def _off_paths(command: click.Command, given: Given, store: Store) -> str:
    """Name an entity asked about whose type paths do not pass through, "" for none."""
    for entity in _asked_about(command, given, store):
        if entity.type not in store.schema.walkable:
            return f"{_is_a(entity)}, and paths do not pass through {_plural(entity.type)}"
    return ""


def _is_a(entity: Entity) -> str:
    return f"{entity.name} is {'an' if entity.type[0] in 'AEIOU' else 'a'} {entity.type}"


def _plural(type_: str) -> str:
    return f"{type_.lower()}s"


def _profile_of(entity: Entity) -> str:
    return _command_on("profile", entity)


def _command_on(command: str, entity: Entity) -> str:
    from shlex import quote

    return f"linkchart {command} {quote(entity.name)}"


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


def command_line(command: click.Command, given: Given) -> str:
    """Write the command line that asks with these parameters."""
    from shlex import quote

    words = ["linkchart", str(command.name)]
    for param in command.params:
        value = given.get(str(param.name))
        if isinstance(param, click.Argument):
            words += [
                quote(str(item)) for item in (value if isinstance(value, tuple) else (value,)) if item is not None
            ]
        elif value not in (None, False, ()) and value != _default(param):
            flag = max(param.opts, key=len)
            values = value if isinstance(value, tuple) else (value,)
            words += [flag] if value is True else [word for item in values for word in (flag, quote(str(item)))]
    return " ".join(words)
