"""Judgements in the history of a database, and the entities that mentions mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ...identity.in_force import InForce
from ...identity.judgements import KINDS, Judgement, details_of, judgement_of
from ...model import Entity
from ...names import Lookup, Match, name_forms
from ...records import combined_record
from ..stamp import analyst, now
from .origins import read_records
from .server import Server, run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    Tx = Transaction | ManagedTransaction


def judgements(server: Server) -> list[Judgement]:
    """List the judgements in force, the first one first."""
    return _read(server.read(_IN_FORCE, kinds=list(KINDS)))


def in_force(tx: Tx) -> InForce:
    """Read the judgements in force inside a transaction."""
    return InForce(_read(run(tx, _IN_FORCE, kinds=list(KINDS))))


def record_judgement(tx: Tx, judgement: Judgement) -> None:
    """Write the entry of a judgement, which has its number."""
    details = json.dumps(details_of(judgement), ensure_ascii=False, sort_keys=True)
    run(
        tx, _ADD, number=judgement.number, time=judgement.time or now(), who=judgement.who or analyst(),
        kind=judgement.kind, why=judgement.why, details=details,
    )  # fmt: skip


def members(server: Server, ids: Iterable[str]) -> dict[str, str]:
    """Map merged entities to the ids of their representatives."""
    return dict(map(tuple, server.read(_MEMBERS, ids=list(ids))))


def members_in(tx: Tx, ids: Iterable[str]) -> dict[str, str]:
    """Map merged entities to the ids of their representatives, inside a transaction."""
    return dict(map(tuple, run(tx, _MEMBERS, ids=sorted(ids))))


def before_splits(server: Server, matches_of: Mapping[str, tuple[Match, ...]]) -> dict[str, tuple[Match, ...]]:
    """Find the entities that mentions in tellings mean: none made by a split, and one of several merged ones."""
    judged = InForce(judgements(server))
    known_members = members(server, matches_of)
    names = _own_names(server, judged, {match.id for matches in matches_of.values() for match in matches} & judged.ids)
    named: dict[str, tuple[Match, ...]] = {}
    for mention, matches in matches_of.items():
        if mention in known_members:
            named[mention] = (Match(mention),)
            continue
        chosen: dict[str, Match] = {}
        for match in matches:
            id_ = match.id if match.id == mention else judged.parents.get(match.id, match.id)
            chosen.setdefault(id_, _best(mention, match._replace(id=id_), names.get(match.id, ())))
        named[mention] = tuple(sorted(set(chosen.values())))
    return named


def _best(mention: str, match: Match, own: Iterable[Entity]) -> Match:
    """Choose the merged entity whose own name a mention is."""
    lookup = Lookup([mention])
    for entity in own:
        names = entity.name, *entity.aliases
        for form in name_forms(names, entity.type, entity.kind) & {*lookup.forms}:
            lookup.add(form, entity.id, names)
    # A representative has the names of all, so it comes last.
    ranked = sorted(
        lookup.matches(mention), key=lambda own_match: (not own_match.exact, own_match.id == match.id, own_match.id)
    )
    return ranked[0] if ranked and mention != match.id else match


def _own_names(server: Server, judged: InForce, ids: Iterable[str]) -> dict[str, list[Entity]]:
    """Map representatives to their members, itself included, each with its own names.

    An entity made by a split has the id of its original.
    """
    own: dict[str, list[Entity]] = {}
    for representative, id_, type_, name, kind, aliases, attributes, packed in server.read(_OWN, ids=sorted(ids)):
        entity = Entity(id_, type_, name, kind, tuple(aliases or ()), json.loads(attributes or "{}"))
        records = read_records(entity, packed).values()
        named = judged.named(combined_record(records))
        own.setdefault(representative, []).append(named._replace(id=judged.parents.get(id_, id_)))
    return own


def _read(rows: Iterable[Any]) -> list[Judgement]:
    return [
        judgement_of(kind, json.loads(details), why=why, who=who, time=time, number=number)
        for number, kind, details, why, who, time in rows
    ]


_IN_FORCE = """
MATCH (c:Command) WHERE c.command IN $kinds AND c.undone IS NULL
RETURN c.number, c.command, c.details, c.why, c.who, c.time ORDER BY c.number
"""
_ADD = """
CREATE (:Command {number: $number, time: $time, who: $who, command: $kind, why: $why, details: $details,
    counts: [0, 0, 0, 0]})
"""
_MEMBERS = "UNWIND $ids AS id MATCH (m:Member {id: id})-[:SAME_AS]->(e:Entity) RETURN m.id, e.id"
_OWN = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})
CALL (e) { RETURN e AS one UNION ALL MATCH (one:Member)-[:SAME_AS]->(e) RETURN one }
RETURN e.id, one.id, one.type, one.name, one.kind, one.aliases, one.attributes, one.records
"""
