"""Lookups: entities by name, searches, near misses, and statistics of the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ...identity.similar import CANDIDATES, closest, pieces
from ...model import Entity
from ...names import NO_RULES, Lookup, Match, normal
from ...schema import Schema
from ..totals import Counts, Statistics
from .database import NAMES, either
from .reader import read_entities
from .server import Server
from .staging import Staging
from .tellings import CONTENT_LISTS


def find_matches(
    server: Server | None, staging: Staging | None, mentions: Collection[str], rules: Mapping[str, str] = NO_RULES
) -> dict[str, tuple[Match, ...]]:
    """Find the entities that each mention may mean, on the server (if any) and in a load."""
    wanted = list(dict.fromkeys(mentions))
    known = staging.known(wanted) if staging else set()
    # Only a mention with a colon may be an id.
    if server and (possible := [mention for mention in wanted if ":" in mention and mention not in known]):
        known |= {row[0] for row in server.read(_KNOWN, ids=possible)}
    lookup = Lookup((mention for mention in wanted if mention not in known), rules)
    if lookup.forms:
        for form, id_, names in staging.named(lookup.forms) if staging else ():
            lookup.add(form, id_, names)
        for form, id_, names in server.read(_NAMED, forms=lookup.forms) if server else ():
            lookup.add(form, id_, names)
    return {id_: (Match(id_),) if id_ in known else lookup.matches(id_) for id_ in wanted}


def search_names(server: Server, text: str, limit: int, types: Collection[str] = ()) -> list[Entity]:
    """Find entities whose name or alias begins with the text, then those with all its words, best first."""
    form = normal(text)
    if not form:
        return []
    # A normal form has letters, digits and spaces only, so it needs no escapes in the full-text index.
    words = " AND ".join(f"{word}*" for word in form.split())
    prefixes = [f"{type_.lower()}:" for type_ in types] or [""]
    rows = server.read(_STARTING, form=form, limit=limit, prefixes=prefixes)
    rows += server.read(_WITH_WORDS, index=NAMES, words=words, limit=limit, prefixes=prefixes)
    chosen = list(dict.fromkeys(row[0] for row in rows))[:limit]
    entities = {entity.id: entity for entity in read_entities(server, chosen, None)}
    return [entities[id_] for id_ in chosen]


def nearest_names(server: Server | None, staging: Staging | None, mention: str, count: int) -> list[str]:
    """List the known names most like this one."""
    form = normal(mention)
    parts = pieces(form)
    if not parts:
        return []
    values = {"pieces": parts, "length": len(form), "limit": CANDIDATES}
    rows = [(shared, known) for shared, known in server.read(_ALIKE, **values)] if server else []
    rows += staging.alike(parts, len(form), CANDIDATES) if staging else []
    rows = sorted(set(rows), key=lambda row: (-row[0], abs(len(row[1]) - len(form)), row[1]))[:CANDIDATES]
    close = closest(form, [known for _, known in rows])
    names: dict[str, tuple[str, str]] = {}
    for known, id_, name in [*_named(server, close), *(staging.names(close) if staging else ())]:
        names[known] = min(names.get(known, (id_, name)), (id_, name))
    return list(dict.fromkeys(names[known][1] for known in close if known in names))[:count]


def names_beginning(server: Server | None, staging: Staging | None, prefix: str) -> Iterator[tuple[str, str, str]]:
    """List (normal form, id, name) of the entities with a form of this prefix, in order of form, then id."""
    rows = {tuple(row) for row in server.read(_BEGINNING, prefix=prefix)} if server else set()
    rows |= set(staging.beginning(prefix)) if staging else set()
    yield from sorted(rows)


def documents_beside(server: Server | None, staging: Staging | None, id_: str, count: int) -> list[str]:
    """List the ids of documents next to an id in alphabetical order, at most `count` on each side."""
    ids = set(staging.documents_beside(id_, count)) if staging else set()
    if server:
        ids.update(row[0] for beside in (_BEFORE, _AFTER) for row in server.read(beside, id=id_, count=count))
    before, after = sorted(known for known in ids if known < id_), sorted(known for known in ids if known > id_)
    return before[-count:] + after[:count]


def _named(server: Server | None, forms: list[str]) -> list[Any]:
    return server.read(_NAME_OF, forms=forms) if server and forms else []


def statistics(server: Server, schema: Schema) -> Statistics:
    """Count the contents of the database."""
    rows = server.read("MATCH (e:Entity) RETURN e.type AS type, count(*) ORDER BY type")
    types = {name: int(count) for name, count in rows}
    ((documents,),) = server.read("MATCH (d:Document) RETURN count(d)")
    rows = server.read(
        f"MATCH ()-[r:{either(schema.relations)}]->() WITH type(r) AS name, r "
        "WITH name, r, CASE r.modality WHEN 'retracted' THEN null ELSE r END AS counting "
        "RETURN name, count(counting), min(counting.start), max(counting.end), sum(size(r.quotes)) ORDER BY name"
    )
    relations = {name: count for name, count, *_ in rows if count}
    ((repeated,),) = server.read(_REPEATED.format(either(schema.relations)))
    tellings = sum(row[4] for row in rows) - repeated
    totals = Counts(documents, sum(types.values()), sum(relations.values()), tellings)
    first = min((row[2] for row in rows if row[2]), default=None)
    return Statistics(totals, types, relations, first, max((row[3] for row in rows if row[3]), default=None))


# A telling may belong to several relations of its key: for such keys the distinct tellings are counted.
_REPEATED = f"""
MATCH ()-[r:{{0}}]->() WITH r.key AS key, count(*) AS relations WHERE relations > 1
WITH collect(key) AS keys
MATCH ()-[r:{{0}}]->() WHERE r.key IN keys
UNWIND range(0, size(r.quotes) - 1) AS place
WITH r.key AS key, [list IN [{CONTENT_LISTS}] |
    coalesce(CASE WHEN list[place] IN ['', 0] THEN '' ELSE toString(list[place]) END, '')] AS content
RETURN count(*) - count(DISTINCT [key, content])
"""
_KNOWN = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id"
_NAMED = """
UNWIND $forms AS form MATCH (n:Name {form: form}) MATCH (e:Entity {id: n.entity})
RETURN form, e.id, [e.name] + e.aliases
"""

_BEFORE = "MATCH (d:Document) WHERE d.id < $id RETURN d.id ORDER BY d.id DESC LIMIT $count"
_AFTER = "MATCH (d:Document) WHERE d.id > $id RETURN d.id ORDER BY d.id LIMIT $count"

_STARTING = """
MATCH (n:Name) WHERE n.form STARTS WITH $form AND any(prefix IN $prefixes WHERE n.entity STARTS WITH prefix)
WITH n.form AS form, n.entity AS entity ORDER BY size(form), form, entity RETURN entity LIMIT $limit
"""

_WITH_WORDS = """
CALL db.index.fulltext.queryNodes($index, $words) YIELD node
WHERE any(prefix IN $prefixes WHERE node.id STARTS WITH prefix)
WITH node.id AS id, reduce(length = 0, form IN node.forms | length + size(form)) AS length
RETURN id ORDER BY length, id LIMIT $limit
"""

_ALIKE = """
MATCH (n:Name)
WITH DISTINCT n.form AS form
WITH form, reduce(shared = 0, piece IN $pieces | shared + CASE WHEN form CONTAINS piece THEN 1 ELSE 0 END) AS shared
WHERE shared * 3 >= size($pieces)
RETURN shared, form ORDER BY shared DESC, abs(size(form) - $length), form LIMIT $limit
"""

_NAME_OF = """
UNWIND $forms AS form MATCH (n:Name {form: form}) MATCH (e:Entity {id: n.entity}) RETURN form, e.id, e.name
"""

_BEGINNING = """
MATCH (n:Name) WHERE n.form STARTS WITH $prefix MATCH (e:Entity {id: n.entity}) RETURN n.form, e.id, e.name
"""
