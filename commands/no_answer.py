"""Say what a store lacks, when no condition of a question explains its empty answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import LinkchartError
from ..graph.figures import counted
from ..graph.model import MODALITIES, RETRACTED, Answer, Entity
from ..graph.schema import LINKS
from ..graph.scope import EVERYTHING, Scope, Selection
from .command_line import command_line, values_of

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

Given = Mapping[str, Any]
Ask = Callable[[dict[str, Any]], Answer]

BOUNDED = frozenset({"stance"})
"""Queries that are not retried with more hops, which may take long; the reason names the limit instead."""

AMONG_ACTORS = frozenset({"influence", "influencers", "proxies", "stance", "tensions"})
"""Queries about types of entities that act."""

ABOUT_EVENTS = frozenset({"events", "responses"})
"""Queries whose rows are events."""

NOTHING = {
    "all-shortest": "No path joins {names}",
    "blocs": "No friendly relation joins two actors",
    "bottleneck": "No path joins {names}, so there is nothing to cut",
    "brokers": "Nobody stands between two others",
    "common": "Nothing is tied to both {names}",
    "connect": "No path joins {names}",
    "disputes": "Nothing{about} is disputed",
    "evidence": "No source speaks of {names}",
    "events": "The store has no such event",
    "gaps": "Nothing is missing",
    "influence": "{names} influences nobody",
    "influencers": "Nobody influences {names}",
    "path": "No path joins {names}",
    "profile": "{names} has no relations",
    "proxies": "{names} has no proxies",
    "ranking": "Nobody influences anybody",
    "responses": "No event{about} caused another or answered it",
    "tensions": "No triangle of actors{among} is out of balance",
    "timeline": "Nothing{about} is dated",
}
"""Empty answers in words, by query."""


def why_none(command: click.Command, given: Given, ask: Ask, store: Store, dropped: Sequence[str]) -> str:
    """Write why an answer is empty though dropping its conditions did not help, and which command shows more."""
    entities = list(asked_about(command, given, store))
    if next(iter(store.entities()), None) is None:
        return "The store is empty: “linkchart load FILE” loads facts."
    for entity in entities:
        if command.name in AMONG_ACTORS and entity.type not in store.schema.acting:
            actors = " and ".join(plural(type_) for type_ in store.schema.acting)
            return f"{is_a(entity)}, and the question is about {actors}: “{_profile_of(entity)}” shows its ties."
    if command.name in BOUNDED:
        hops = given["max_hops"]
        return f"Nothing fits within {counted(hops, 'hop')}: --max-hops {hops + 1} searches farther, and longer."
    if lacking := _lacking(command, store):
        return f"The store has no {lacking}: “linkchart stats” shows what there is."
    for entity in entities:
        if retracted := _retracted(entity, store):
            return f"{retracted}: “{_command_on('evidence', entity)}” shows what was retracted."
    without = f", with or without {' and '.join(dropped)}" if dropped else ""
    return f"{_nothing(command, entities)}{without}: {_more(command, given, ask, store, entities)}."


def _nothing(command: click.Command, entities: Sequence[Entity]) -> str:
    """Write that a question about these entities has no answer."""
    names = [entity.name for entity in entities]
    return NOTHING.get(str(command.name), "Nothing fits the question").format(
        names=" and ".join(names),
        about=f" about {names[0]}" if names else "",
        among=f" with {names[0]}" if names else "",
    )


def _more(command: click.Command, given: Given, ask: Ask, store: Store, entities: Sequence[Entity]) -> str:
    """Name a command that shows more of what the question is about."""
    for param in reversed(command.params):
        if isinstance(param, click.Argument) and not param.required and isinstance(given.get(str(param.name)), str):
            wider = {**given, str(param.name): None}
            if rows := rows_of(ask, wider):
                return f"“{command_line(command, wider)}” finds {counted(rows, 'row')}"
    for entity in entities:
        of_any_modality = Selection(Scope(modalities=MODALITIES), about=[entity.id])
        if command.name != "profile" and any_relation(store, of_any_modality):
            return f"“{_profile_of(entity)}” shows what there is of {entity.name}"
    return "“linkchart stats” shows what there is"


def rows_of(ask: Ask, given: dict[str, Any]) -> int:
    """Count the rows found with other parameters, 0 if they are invalid."""
    try:
        answer = ask(given)
    except LinkchartError:
        return 0
    return max(answer.total, len(answer.rows)) if answer.rows else 0


def _lacking(command: click.Command, store: Store) -> str:
    """Name what the question is about and the store has none of, "" for nothing."""
    if command.name not in ABOUT_EVENTS:
        return ""
    if next(iter(store.entities(types=store.schema.event_types)), None) is None:
        return "events"
    links = store.schema.with_role(*LINKS)
    if command.name == "responses" and not any_relation(store, Selection(EVERYTHING, names=links)):
        return f"{' or '.join(links)} between events"
    return ""


def _retracted(entity: Entity, store: Store) -> str:
    """Say how many relations of an entity count for nothing since they were retracted, "" for none."""
    count = sum(1 for _ in store.relations(Selection(Scope(modalities=(RETRACTED,)), about=(entity.id,)), bare=True))
    return f"{counted(count, 'relation')} of {entity.name} {'was' if count == 1 else 'were'} retracted" if count else ""


def any_relation(store: Store, selection: Selection) -> bool:
    """Check whether a store has a relation of a selection."""
    return next(iter(store.relations(selection, bare=True)), None) is not None


def asked_about(command: click.Command, given: Given, store: Store) -> Iterator[Entity]:
    """Yield the entities that the arguments name."""
    for param in command.params:
        value = given.get(str(param.name)) if isinstance(param, click.Argument) else None
        for mention in values_of(value):
            yield from store.entities(store.find([mention])[mention][:1])


def is_a(entity: Entity) -> str:
    """Write the type of an entity as a sentence."""
    return f"{entity.name} is {'an' if entity.type[0] in 'AEIOU' else 'a'} {entity.type}"


def plural(type_: str) -> str:
    """Write the plural of a type of entities."""
    return f"{type_.lower()}s"


def _profile_of(entity: Entity) -> str:
    return _command_on("profile", entity)


def _command_on(command: str, entity: Entity) -> str:
    return f"linkchart {command} {quote(entity.name)}"
