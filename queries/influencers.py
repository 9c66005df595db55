"""The entities that influence an entity."""

from __future__ import annotations

from ..graph.model import Answer, EntityRef
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ._influence import influence_answer

EXAMPLE = "influencers Hezbollah"
QUESTION = "Who influences {0}?"


def influencers(
    store: Store,
    target: EntityRef,
    *,
    max_hops: int = 4,
    against: EntityRef | None = None,
    explain: bool = False,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Who influences an entity, and by way of whom.

    The score is the best product of weights over influence arcs; of equal scores the path of the fewest hops counts,
    then that of the least ids. One of many backers has less influence: a relation that the ontology calls shared
    (SUPPORTS) counts w² / Σ of the weights of all who have it to the same entity at the time. `together` is the first
    time in which all ties of the path were in force. A path runs from the influencer to the entity. Rows come by
    (-score, hops, id).

    `target`: entity that is influenced.
    `max_hops`: longest path of influence.
    `against`: use only support against this entity, or against nobody named.
    `explain`: show the arithmetic of each score.
    """
    return influence_answer(
        "influencers", store, target, scope, max_hops, limit, against=against, explain=explain, backward=True
    )
