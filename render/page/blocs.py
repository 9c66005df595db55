"""Find the blocs in a picture: communities connected by friendly relations, as in the query `blocs`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...graph.model import Relation
from ...graph.schema import Schema
from ...graph.scope import EVERYTHING
from ...graph.walks.communities import communities


def blocs_of(relations: Iterable[Relation], types: Mapping[str, str], schema: Schema) -> dict[str, int]:
    """Map entities to the number of their bloc, the largest 0; those without friendly relations are left out.

    `types` maps each entity to its type.
    """
    acting = set(schema.acting)
    acts = {id_ for id_, type_ in types.items() if type_ in acting}
    ties = [
        (relation.source, relation.target, relation.weight)
        for relation in relations
        if schema.relations[relation.relation].sign > 0
        and relation.modality in EVERYTHING.modalities
        and not relation.derived
        and {relation.source, relation.target} <= acts
    ]
    return {member: number for number, members in enumerate(communities(ties)) for member in members}
