"""Find what later entries of a history need from earlier ones, in a file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ...document_records import combined_fields, text_hash
from ...model import Entity
from ...names import name_forms
from ...records import combined_record
from ..entries import Entry
from ..undoing import LOADING, Need, later_savings
from .origins import Records
from .sql_conditions import numbers


def needs(database: sqlite3.Connection, known: Mapping[int, Entry], chosen: Collection[int]) -> list[Need]:
    """List what other entries need from the chosen ones."""
    listed = later_savings(known, chosen)
    loads = [number for number in chosen if known[number].command.name in LOADING]
    if loads:
        listed += _documents_needed(database, known, loads)
        listed += _entities_needed(database, loads)
    return [need for need in dict.fromkeys(listed) if need.number and need.number not in chosen]


def _documents_needed(
    database: sqlite3.Connection, known: Mapping[int, Entry], loads: Collection[int]
) -> Iterator[Need]:
    """Yield the entries with tellings from documents, or from their texts, that only the loads add."""
    for number, id_, text, records in described_by(database, loads):
        left = {load: fields for load, fields in records.items() if load not in loads}
        described = [load for load in left if load not in known or known[load].command.name != "retract"]
        if not described:
            yield from (Need(load, f"retracts {id_}") for load in left)
            for (load,) in database.execute(_TELLING_IN.format(numbers(loads)), [number]).fetchall():
                yield Need(load, f"has tellings in {id_}")
            continue
        after = combined_fields(left[load] for load in sorted(left)).get("text")
        if text is not None and after != text_hash(text):
            since = min(load for load in records if load in loads)
            for (load,) in database.execute(_QUOTING_IN.format(numbers(loads)), [number, since]).fetchall():
                yield Need(load, f"quotes the text of {id_}")


def _entities_needed(database: sqlite3.Connection, loads: Collection[int]) -> Iterator[Need]:
    """Yield the entries whose tellings name entities by names that only the loads add."""
    origins = {row[0] for row in database.execute(f"SELECT n FROM origin WHERE command IN {numbers(loads)}")}
    entities = [row[0] for row in database.execute(_RECORDED_BY.format(numbers(origins))).fetchall()]
    records = Records(database).by_entity(entities)
    naming = _NAMING.format(numbers(loads), numbers(entities))
    for number, load, name in database.execute(naming).fetchall():
        entity = next(iter(records[number].values()))
        left = [record for origin, record in records[number].items() if origin not in origins]
        lost = _forms(records[number].values()) - (_forms(left) if left else set())
        forms = name_forms((name,), entity.type, entity.kind) if name else ()
        if not left or lost.intersection(forms):
            yield Need(load, f"names {entity.id}" + (f" as {name}" if name else ""))


def _forms(records: Collection[Entity]) -> set[str]:
    entity = combined_record(records)
    return set(name_forms((entity.name, *entity.aliases), entity.type, entity.kind))


def described_by(
    database: sqlite3.Connection, loads: Collection[int]
) -> Iterator[tuple[int, str, str | None, dict[int, dict[str, Any]]]]:
    """Yield number, id and text of the documents that loads describe, with the record of each load."""
    for number, id_, text, command in database.execute(_DESCRIBED_BY.format(numbers(loads))).fetchall():
        rows = database.execute("SELECT command, fields FROM document_record WHERE document = ?", [number])
        records = {load: json.loads(fields) for load, fields in rows}
        yield number, id_, text, records or {command: {}}


_DESCRIBED_BY = """
SELECT n, id, text, command FROM document
WHERE command IN {0} OR n IN (SELECT document FROM document_record WHERE command IN {0})
"""
_TELLING_IN = """
SELECT DISTINCT b.command FROM telling t JOIN brought b ON t.n BETWEEN b.first AND b.last
WHERE t.document = ? AND b.command NOT IN {0}
"""
_QUOTING_IN = _TELLING_IN + " AND b.command > ? AND t.quote != ''"
_RECORDED_BY = """
SELECT n FROM entity WHERE origin IN {0} UNION SELECT entity FROM entity_record WHERE origin IN {0}
"""
_NAMING = " UNION ".join(
    f"""
SELECT coalesce(t.{end}_told, t.{end}) AS entity, b.command, nullif(t.{end}_as, '')
FROM brought b JOIN telling t ON t.n BETWEEN b.first AND b.last
WHERE b.command NOT IN {{0}} AND entity IN {{1}}
"""
    for end in ("source", "target")
)
