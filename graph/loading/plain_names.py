"""Look up the names of plain facts together, and make entities of unknown ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ..errors import InputError
from ..model import Entity
from ..names import entity_id, lookup_forms, normal
from .known_mentions import Mention
from .mentions import Names
from .written_names import decoded


class Ends(NamedTuple):
    """The ids of known mentions, and entities for new ones; doubtful mentions are in neither."""

    known: Mapping[Mention, str]
    new: Mapping[Mention, Entity]


def plain_ends(names: Names, mentions: Collection[Mention]) -> Ends:
    """Look up the meanings of mentions that need no note."""
    known: dict[Mention, str] = {}
    new: dict[Mention, Entity] = {}
    matches = names.look_up(mentions) if mentions else {}
    for name, type_ in mentions:
        possible = matches.get(name, ())
        if id_ := names.surely(name, type_, possible):
            names.sure.add((name, type_), id_)
            known[name, type_] = id_
        elif type_ and names.is_new(name, type_, possible) and (entity := _made(name, type_)):
            new[name, type_] = entity
    return Ends(known, new)


def _made(name: str, type_: str) -> Entity | None:
    """Make an entity of a name, None for a name without letters for an id."""
    try:
        return Entity(entity_id(type_, name), type_, name)
    except InputError:
        return None


def clashing(new: Mapping[Mention, Entity], mentions: Collection[Mention]) -> bool:
    """Check whether another mention may also mean a new entity.

    Then the order of the facts matters, and they must be checked one by one.
    """
    ids = {entity.id for entity in new.values()}
    if len(ids) < len(new) or any(name in ids for name, _ in mentions):
        return True
    others = [(decoded(name), type_) for name, type_ in mentions if (name, type_) not in new]
    forms = {(normal(name, type_ or ""), type_) for name, type_ in new} if others else ()
    types = {type_ for _, type_ in forms}
    return any(
        (form, type_) in forms
        for name, given in others
        for form in lookup_forms(name)
        for type_ in ([given] if given else types)
    )
