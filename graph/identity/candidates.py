"""Pairs of entities of a store that may be the same, for a person to judge."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..model import MODALITIES
from ..scope import Scope, Selection
from .differences import Difference, difference
from .evidence import Evidence, Profile, weigh
from .identifiers import birth_dates, identifiers
from .in_force import InForce
from .near_entities import Likeness, NearEntities, Pair

if TYPE_CHECKING:
    from ..stores.protocol import Store

LEAST = 0.6
"""Score from which a pair is shown."""

NAMES_LEAST = 0.5
"""Score of names from which other evidence is looked for."""


class Candidate(NamedTuple):
    """Two entities, in order of id, that may be the same."""

    pair: Pair
    evidence: Evidence
    difference: Difference


def candidates(store: Store, least: float = LEAST, among: Collection[str] | None = None) -> list[Candidate]:
    """List the pairs of entities that score `least` or more, the best first, then in order of ids.

    Pairs that were judged, whatever the judgement, are left out. `among`: only pairs with one of these entities.
    """
    near: dict[Pair, Likeness] = {}
    for type_ in store.schema.nodes:
        entities = NearEntities(type_)
        for entity in store.entities(types=[type_]):
            entities.add(entity)
        near.update(entities.pairs(min(least, NAMES_LEAST), among))
    judged = InForce(store.judgements())
    near = {pair: likeness for pair, likeness in near.items() if not judged.apart(*pair)}
    weighed = (candidate for candidate in _weighed(store, near) if candidate.evidence.score >= least)
    return sorted(weighed, key=lambda candidate: (-candidate.evidence.score, candidate.pair))


def _weighed(store: Store, near: Mapping[Pair, Likeness]) -> Iterable[Candidate]:
    """Yield near pairs with the evidence about them."""
    known = profiles(store, {id_ for pair in near for id_ in pair})
    for pair, likeness in near.items():
        person = store.schema.entity_type(pair[0]) == "Person"
        of_both = known[pair[0]], known[pair[1]]
        evidence = weigh(likeness.names, pair, of_both, person=person, score=likeness.score)
        yield Candidate(pair, evidence, difference(*likeness.names))


def profiles(store: Store, ids: Collection[str]) -> dict[str, Profile]:
    """Collect the facts about entities other than their names."""
    neighbours: dict[str, set[str]] = {id_: set() for id_ in ids}
    documents: dict[str, set[str]] = {id_: set() for id_ in ids}
    for relation in store.relations(Selection(Scope(modalities=MODALITIES), about=ids)):
        named_in = {telling.document for telling in relation.tellings if telling.document}
        for id_, other in ((relation.source, relation.target), (relation.target, relation.source)):
            if id_ in neighbours:
                neighbours[id_].add(other)
                documents[id_] |= named_in
    return {
        entity.id: Profile(
            neighbours[entity.id], documents[entity.id], identifiers(entity.attributes), birth_dates(entity.attributes)
        )
        for entity in store.entities(ids)
    }
