"""Judgements in the history of a file, and the entities that mentions in tellings mean."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping

from ...identity.in_force import InForce
from ...identity.judgements import KINDS, Judgement, details_of, judgement_of
from ...names import Match
from ..stamp import analyst, now
from .standing import Representatives


def judgements(database: sqlite3.Connection) -> Iterator[Judgement]:
    """Yield the judgements in force, in order."""
    for number, kind, details, why, who, time in database.execute(_IN_FORCE, KINDS).fetchall():
        yield judgement_of(kind, json.loads(details), why=why, who=who, time=time, number=number)


def record_judgement(database: sqlite3.Connection, judgement: Judgement) -> int:
    """Write the entry of a judgement and return its number."""
    details = json.dumps(details_of(judgement), ensure_ascii=False, sort_keys=True)
    values = [judgement.time or now(), judgement.who or analyst(), judgement.kind, judgement.why, details]
    return int(database.execute(_ADD, values).lastrowid or 0)


def before_splits(
    database: sqlite3.Connection, matches_of: Mapping[str, tuple[Match, ...]]
) -> dict[str, tuple[Match, ...]]:
    """Find the entities that mentions in tellings mean: none made by a split, and one of several merged ones."""
    parents = InForce(judgements(database)).parents
    representatives = Representatives(database)
    resolved = {}
    for mention, matches in matches_of.items():
        by_entity: dict[str, list[Match]] = {}
        for match in matches:
            id_ = match.id if match.id == mention else parents.get(match.id, match.id)
            by_entity.setdefault(representatives.of(id_), []).append(Match(id_, match.exact))
        # The member whose own name it is comes first: a representative has the names of all.
        chosen = (
            min(some, key=lambda match: (not match.exact, match.id == id_, match.id)) for id_, some in by_entity.items()
        )
        resolved[mention] = tuple(sorted(chosen))
    return resolved


_IN_FORCE = f"""
SELECT n, command, details, why, who, time FROM command
WHERE command IN ({", ".join("?" * len(KINDS))}) AND undone IS NULL ORDER BY n
"""
_ADD = """
INSERT INTO command (time, who, command, why, details, documents, entities, relations, tellings)
VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0)
"""
