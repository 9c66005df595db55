"""Sample questions about an unknown case: every query with each of its options, about various entities.

They are written as command lines, so that each can be asked by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from ..graph.model import MODALITIES
from ..graph.scope import Selection
from ..queries import Query, names, query
from .signature import Parameter, parameters

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store

EACH = 4
"""The most entities of a type to ask about."""

Words = tuple[str, ...]


class Spread(NamedTuple):
    """What to ask about: entities, the most connected of each type first, their pairs, and one each of the rest."""

    entities: Sequence[str]
    pairs: Sequence[tuple[str, str]]
    relation: str | None
    date: str | None
    document: str | None = None


def spread_of(store: Store) -> Spread:
    """Choose what to ask about in a store; the same graph gives the same choice."""
    degrees: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    dates: Counter[str] = Counter()
    for relation in store.relations(Selection(), bare=True):
        degrees.update((relation.source, relation.target))
        relations[relation.relation] += 1
        dates.update(date[:4] for date in (relation.start, relation.end) if date)
    by_type: dict[str, list[str]] = {}
    for id_, _ in sorted(degrees.items(), key=lambda degree: (-degree[1], degree[0])):
        by_type.setdefault(id_.partition(":")[0], []).append(id_)
    chosen = [_ends(ids) for _, ids in sorted(by_type.items())]
    entities = [id_ for rank in zip_longest(*chosen) for id_ in rank if id_ is not None]
    lone = (entity.id for entity in store.entities() if entity.id not in degrees)
    entities += islice(lone, 1)
    ranks = sorted(combinations(range(len(entities)), 2), key=lambda pair: (sum(pair), pair))
    pairs = [(entities[a], entities[b]) for a, b in ranks]
    document = next((document.id for document in store.documents()), None)
    return Spread(entities, pairs, _commonest(relations), _commonest(dates), document)


def questions(spread: Spread, most: int) -> Iterator[Words]:
    """Yield at most `most` questions, each query in turn and none twice."""
    return islice(_unique(chain.from_iterable(_round(spread, turn) for turn in range(most))), most)


def _round(spread: Spread, turn: int) -> Iterator[Words]:
    for name in names():
        entry = query(name)
        words = _other(spread, turn) if entry.asks_another else _words(entry, spread, turn)
        if words is not None:
            yield (name, *words)


def _words(entry: Query, spread: Spread, turn: int) -> Words | None:
    """Write the arguments of a query's turn, None if the case has too few entities."""
    known = parameters(entry.function)
    needed = sum(parameter.needed for parameter in known if parameter.kind == "ends")
    possible = sum(parameter.kind == "ends" for parameter in known)
    many = any(parameter.kind == "more" for parameter in known)
    wanted = 3 if many else possible if turn % 2 else needed
    ends = _entities(spread, turn, wanted)
    if len(ends) < max(needed, 2 * many):
        return None
    options = list(_options(entry, known, spread, turn))
    return (*ends, *options[turn % len(options)])


def _entities(spread: Spread, turn: int, wanted: int) -> Words:
    if wanted == 0 or not spread.entities:
        return ()
    if wanted == 1 or not spread.pairs:
        return (spread.entities[turn % len(spread.entities)],)
    pair = spread.pairs[turn % len(spread.pairs)]
    both = pair[::-1] if turn % 3 == 1 else pair  # every third turn, so that options meet both directions
    others = [id_ for id_ in spread.entities if id_ not in both]
    return (*both, *others[: wanted - 2])


def _options(entry: Query, known: Sequence[Parameter], spread: Spread, turn: int) -> Iterator[Words]:
    yield ()
    for parameter in known:
        if parameter.kind == "option" and parameter.name not in ("scope", "limit"):
            yield from ((parameter.flag, *value) for value in _values(parameter, spread, turn))
    names_known = {parameter.name for parameter in known}
    if "limit" in names_known:
        yield "--limit", "2"
    if "scope" in names_known:
        yield from _filters(entry, spread, turn)


def _values(parameter: Parameter, spread: Spread, turn: int) -> Iterator[Words]:
    if parameter.type is bool:
        yield ()
    elif parameter.type is int:
        yield from (("2",), ("3",))
    elif parameter.choices:
        yield from ((choice,) for choice in parameter.choices if choice != parameter.default)
    elif parameter.name == "document" and spread.document:
        yield (spread.document,)
    elif parameter.name == "kind":
        yield from (("disputed",), ("one voice",))
    elif parameter.names == ("entity",) and spread.entities:
        yield (spread.entities[(turn + 2) % len(spread.entities)],)


def _filters(entry: Query, spread: Spread, turn: int) -> Iterator[Words]:
    if spread.date:
        yield from ((option, spread.date) for option in ("--as-of", "--since", "--until"))
    yield ("--dated-only",)
    yield "--min-confidence", "0.5"
    if spread.entities:
        yield "--avoid", spread.entities[(turn + 1) % len(spread.entities)]
    yield tuple(word for name in MODALITIES[2:] for word in ("--modality", name))
    if spread.relation:
        yield "--relation", spread.relation
    yield ("--undisputed",)
    yield from (("--sign", sign) for sign in "+-")
    if entry.walks_paths:
        yield "--through", "Place"
        yield ("--any-node",)
        yield "--any-node", "--any-relation"


def _other(spread: Spread, turn: int) -> Words | None:
    """Write the arguments of a query that asks another one about an entity, without some other entity."""
    entries = [entry for entry in map(query, names()) if not entry.asks_another]
    able = [entry for entry in entries if parameters(entry.function)[0].needed]
    asked = able[turn % len(able)]
    words = _words(asked, spread, 0)
    others = [id_ for id_ in spread.entities if words is not None and id_ not in words]
    if words is None or not others:
        return None
    limit = ("--limit", "2") if turn % 2 else ()
    return (asked.name, *words, "--without", others[turn % len(others)], *limit)


def _ends(ids: Sequence[str]) -> list[str]:
    """Sample the ids, including the first and the last."""
    return [*ids[: EACH - 1], ids[-1]] if len(ids) >= EACH else list(ids)


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda item: (-counts[item], item), default=None)


def _unique(questions: Iterator[Words]) -> Iterator[Words]:
    seen: set[Words] = set()
    for words in questions:
        if words not in seen:
            seen.add(words)
            yield words
