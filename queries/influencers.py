"""Who influences an entity, and by way of whom."""

from __future__ import annotations

from ..graph.model import Answer, EntityRef
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ._influence import influence_answer


def influencers(
    store: Store, target: EntityRef, *, max_hops: int = 4, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """Who influences an entity, and by way of whom.

    The score is the best product of weights over influence arcs; of equal scores the path of the fewest
    hops counts, then that of the least ids. A path runs from the influencer to the entity. Rows come by
    (-score, hops, id).

    `target`: entity that is influenced.
    `max_hops`: most arcs that influence may pass over.
    """
    return influence_answer("influencers", store, target, scope, max_hops, limit, backward=True)
