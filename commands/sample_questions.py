"""Questions for a case one does not know: every query with each of its options, about a spread of entities.

They are words of the command line, so that each can be asked again by hand.
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
"""Entities of a type that questions are about."""

Words = tuple[str, ...]


class Spread(NamedTuple):
    """What to ask about: entities, the most connected of each type first, their pairs, and one of much else."""

    entities: Sequence[str]
    pairs: Sequence[tuple[str, str]]
    relation: str | None
    date: str | None
    document: str | None = None


def spread_of(store: Store) -> Spread:
    """Sample what to ask about in a store, always the same for the same graph."""
    degrees: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    dates: Counter[str] = Counter()
    for one in store.relations(Selection(), bare=True):
        degrees.update((one.source, one.target))
        relations[one.relation] += 1
        dates.update(date[:4] for date in (one.start, one.end) if date)
    by_type: dict[str, list[str]] = {}
    for id_, _ in sorted(degrees.items(), key=lambda one: (-one[1], one[0])):
        by_type.setdefault(id_.partition(":")[0], []).append(id_)
    chosen = [_ends(ids) for _, ids in sorted(by_type.items())]
    entities = [one for rank in zip_longest(*chosen) for one in rank if one is not None]
    lone = (one.id for one in store.entities() if one.id not in degrees)
    entities += islice(lone, 1)
    ranks = sorted(combinations(range(len(entities)), 2), key=lambda pair: (sum(pair), pair))
    pairs = [(entities[a], entities[b]) for a, b in ranks]
    document = next((document.id for document in store.documents()), None)
    return Spread(entities, pairs, _commonest(relations), _commonest(dates), document)


def questions(spread: Spread, most: int) -> Iterator[Words]:
    """Yield at most so many questions, each query in turn and none twice."""
    return islice(_unlike(chain.from_iterable(_round(spread, turn) for turn in range(most))), most)


def _round(spread: Spread, turn: int) -> Iterator[Words]:
    for name in names():
        entry = query(name)
        words = _other(spread, turn) if entry.asks_another else _words(entry, spread, turn)
        if words is not None:
            yield (name, *words)


def _words(entry: Query, spread: Spread, turn: int) -> Words | None:
    """Write the arguments of a query's turn; None when the case has too few entities."""
    known = parameters(entry.function)
    needed = sum(one.needed for one in known if one.kind == "ends")
    possible = sum(one.kind == "ends" for one in known)
    many = any(one.kind == "more" for one in known)
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
    both = pair[::-1] if turn % 3 == 1 else pair  # twos and threes, so that options meet both directions
    others = [one for one in spread.entities if one not in both]
    return (*both, *others[: wanted - 2])


def _options(entry: Query, known: Sequence[Parameter], spread: Spread, turn: int) -> Iterator[Words]:
    yield ()
    for one in known:
        if one.kind == "option" and one.name not in ("scope", "limit"):
            yield from ((one.flag, *value) for value in _values(one, spread, turn))
    if any(one.name == "limit" for one in known):
        yield "--limit", "2"
    if any(one.name == "scope" for one in known):
        yield from _filters(entry, spread, turn)


def _values(one: Parameter, spread: Spread, turn: int) -> Iterator[Words]:
    if one.type is bool:
        yield ()
    elif one.type is int:
        yield from (("2",), ("3",))
    elif one.choices:
        yield from ((choice,) for choice in one.choices if choice != one.default)
    elif one.name == "document" and spread.document:
        yield (spread.document,)
    elif one.name == "kind":
        yield from (("disputed",), ("one voice",))
    elif one.names == ("entity",) and spread.entities:
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
    """Write a question about another question that needs an entity, and what to take away."""
    able = [one for name in names() if not (one := query(name)).asks_another and parameters(one.function)[0].needed]
    asked = able[turn % len(able)]
    words = _words(asked, spread, 0)
    others = [one for one in spread.entities if words is not None and one not in words]
    if words is None or not others:
        return None
    limit = ("--limit", "2") if turn % 2 else ()
    return (asked.name, *words, "--without", others[turn % len(others)], *limit)


def _ends(ids: Sequence[str]) -> list[str]:
    """Sample the ids, including the first and the last."""
    return [*ids[: EACH - 1], ids[-1]] if len(ids) >= EACH else list(ids)


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda one: (-counts[one], one), default=None)


def _unlike(asked: Iterator[Words]) -> Iterator[Words]:
    seen: set[Words] = set()
    for words in asked:
        if words not in seen:
            seen.add(words)
            yield words
