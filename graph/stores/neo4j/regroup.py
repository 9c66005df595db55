"""Group the tellings of each key, and write the relationships that they make."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...schema import Schema
from ..batches import in_batches
from .database import RELATIONS
from .growth import Regrouped
from .properties import key_name, key_number
from .relation_changes import BATCH, Changes, Stored
from .server import run
from .tellings import (
    NAMING,
    TELLING_LISTS,
    KeyTellings,
    Source,
    StoredTelling,
    attributes_of,
    documents_of,
    key_of_telling,
    stored_tellings,
    united,
)

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Transaction

    from ...disputes import Touched

    Tx = Transaction | ManagedTransaction

LOOKUP = 500  # ids in a full-text query: Lucene accepts no more than 1,024 words


def regroup(
    tx: Tx,
    schema: Schema,
    keys: Collection[int],
    touched: Touched,
    *,
    added: Iterable[KeyTellings] = (),
    left: Callable[[StoredTelling], StoredTelling | None] | None = None,
    fresh: bool = False,
) -> Regrouped:
    """Regroup the tellings of some keys, with the `added` ones, and write the relations.

    `left`: maps each telling to its remainder, None to remove it. `fresh`: the database has none of these keys.
    The ends of changed relations are added to `touched`.
    """
    added = list(added)
    stored = {} if fresh else stored_between(tx, added) | stored_by_key(tx, {*keys} - {some.key for some in added})
    before = {key: joined(some) for key, some in stored.items()}
    after = {
        key: some._replace(tellings=[*filter(None, map(left, some.tellings))] if left else some.tellings)
        for key, some in before.items()
    }
    for some in added:
        known = after.get(some.key)
        after[some.key] = some if known is None else known._replace(tellings=united([*known.tellings, *some.tellings]))
    sources = sources_of(tx, documents_of(after.values()))
    standing = standing_for(tx, after.values())
    if not fresh:
        _move(tx, schema, after, stored, before, sources, standing)
    changes = Changes(schema, sources, standing, touched)
    changes.write(tx, stored, after)
    grown = sum(len(some.tellings) for some in after.values()) - sum(len(some.tellings) for some in before.values())
    return Regrouped(sum(changes.by_key.values()), grown, frozenset(changes.ends), changes.by_key)


def rewrite_keys(
    tx: Tx,
    schema: Schema,
    stored: Mapping[int, list[Stored]],
    after: Mapping[int, KeyTellings],
    sources: Mapping[str, Source],
    standing: Mapping[str, str],
    touched: Touched,
) -> int:
    """Write the relations of keys whose tellings were moved; return the growth."""
    changes = Changes(schema, sources, standing, touched)
    changes.write(tx, stored, after)
    return sum(changes.by_key.values())


def standing_for(tx: Tx, tellings: Iterable[KeyTellings]) -> dict[str, str]:
    """Map the entities that attributes of tellings name to their representatives."""
    named = {
        attributes[key]
        for some in tellings
        for telling in some.tellings
        if telling.details and (attributes := attributes_of(telling))
        for key in NAMING & attributes.keys()
    }
    return dict(map(tuple, run(tx, _STANDING, ids=sorted(named)))) if named else {}


def stored_by_key(tx: Tx, keys: Iterable[int]) -> dict[int, list[Stored]]:
    """Look up the relationships of some keys."""
    by_key: dict[int, dict[str, Stored]] = {}
    for relation in lookup(tx, "key", [key_name(key) for key in sorted(keys)]):
        by_key.setdefault(relation.tellings.key, {})[relation.element] = relation
    return {key: list(by_element.values()) for key, by_element in by_key.items()}


def stored_between(tx: Tx, tellings: Iterable[KeyTellings]) -> dict[int, list[Stored]]:
    """Look up the relationships of the keys of some tellings through their ends.

    Unlike the index, this never misses one that this transaction or the one before it has written.
    """
    by_key: dict[int, list[Stored]] = {}
    rows = {some.key: [key_name(some.key), some.source, some.target] for some in tellings}
    for batch in in_batches(rows.values(), BATCH):
        for relation in map(stored_from, run(tx, _BETWEEN, rows=batch)):
            by_key.setdefault(relation.tellings.key, []).append(relation)
    return by_key


def lookup(tx: Tx, field: str, values: Iterable[str]) -> Iterator[Stored]:
    """Yield the relationships of some ids (field `id`), keys (`key`), or documents (`documents`)."""
    for batch in in_batches(values, LOOKUP):
        for row in run(tx, _LOOKUP, index=RELATIONS, query=words_of(field, batch)):
            yield stored_from(row)


def stored_from(row: list[Any]) -> Stored:
    """Make a relationship from its row of RETURNED."""
    element, id_, key, source, name, target, *lists = row
    return Stored(element, id_, KeyTellings(key_number(key), source, name, target, stored_tellings(*lists)))


def words_of(field: str, values: Iterable[str]) -> str:
    """Write a full-text query for any of some values of a field of a relationship."""
    words = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return f"{field}:(" + " ".join(f'"{word}"' for word in words) + ")"


def sources_of(tx: Tx, ids: Iterable[str]) -> dict[str, Source]:
    """Look up the fields of documents that grade their tellings."""
    rows = [row for batch in in_batches(sorted(ids), BATCH) for row in run(tx, SOURCES, ids=batch)]
    return {id_: Source(*fields) for id_, *fields in rows}


def joined(stored: Iterable[Stored]) -> KeyTellings:
    """Collect the tellings of the relations of a key; a denial may belong to several of them."""
    some = list(stored)
    tellings = united(telling for relation in some for telling in relation.tellings.tellings)
    return some[0].tellings._replace(tellings=tellings)


def _move(
    tx: Tx,
    schema: Schema,
    after: dict[int, KeyTellings],
    stored: dict[int, list[Stored]],
    before: dict[int, KeyTellings],
    sources: dict[str, Source],
    standing: Mapping[str, str],
) -> None:
    """Move tellings to the key they have now, which may depend on their documents."""
    moved: dict[int, KeyTellings] = {}
    for key, some in after.items():
        by_key: dict[int, list[StoredTelling]] = {key: []}
        for telling in some.tellings:
            by_key.setdefault(key_of_telling(some, telling, sources, schema, standing), []).append(telling)
        for other, some_tellings in by_key.items():
            known = moved.get(other, some._replace(key=other, tellings=[]))
            moved[other] = known._replace(tellings=united([*known.tellings, *some_tellings]))
    elsewhere = [some for key, some in moved.items() if key not in after]
    for key, relations in stored_between(tx, elsewhere).items():
        stored[key], before[key] = relations, joined(relations)
        moved[key] = moved[key]._replace(tellings=united([*before[key].tellings, *moved[key].tellings]))
    sources.update(sources_of(tx, documents_of(moved.values()) - sources.keys()))
    after.update(moved)


_STANDING = "UNWIND $ids AS id MATCH (m:Member {id: id})-[:SAME_AS]->(e:Entity) RETURN m.id, e.id"

SOURCES = (
    "UNWIND $ids AS id MATCH (d:Document {id: id}) "
    "RETURN d.id, d.title, d.publisher, d.reliability, d.published, d.text IS NOT NULL, d.retracted IS NOT NULL"
)

RETURNED = f"RETURN elementId(r), r.id, r.key, a.id, type(r), b.id, {TELLING_LISTS}"

# Both ends first, so that the relationships of the end that has fewer are read.
_BETWEEN = f"""
UNWIND $rows AS row
MATCH (a:Entity {{id: row[1]}}) MATCH (b:Entity {{id: row[2]}})
WITH row[0] AS key, a, b
MATCH (a)-[r]->(b) WHERE r.key = key {RETURNED}
"""

_LOOKUP = f"""
CALL db.index.fulltext.queryRelationships($index, $query) YIELD relationship AS r
WITH r, startNode(r) AS a, endNode(r) AS b {RETURNED}
"""
