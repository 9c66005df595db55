"""The arithmetic behind a score, on one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..graph.figures import number
from ..graph.grading import UNGRADED
from ..graph.model import Relation
from ..graph.schema import Schema
from ..graph.walks.influence import InfluenceWalker

Pair = tuple[str, str]


def counted_relation(
    walker: InfluenceWalker, schema: Schema, pair: Pair, relations: Sequence[Relation]
) -> tuple[Relation, float, str]:
    """Find the relation of a hop that counts most, its diluted weight, and the dilution in words."""
    shared = [relation.relation for relation in relations if schema.relations[relation.relation].shared]
    by_value = {
        (counted.backing.weight, counted.backing.start, counted.backing.end): counted
        for counted in (walker.counted(*pair, shared) if shared else ())
    }
    best: tuple[Relation, float, str] | None = None
    for relation in relations:
        weight, note = relation.weight, ""
        if relation.relation in shared:
            counted = by_value[relation.weight, relation.start or "", relation.end or ""]
            weight, note = (
                counted.weight,
                _diluted(counted.backing.share, relation.weight, counted.total, counted.sharers),
            )
        if best is None or weight > best[1]:
            best = relation, weight, note
    if best is None:
        raise ValueError(f"no relation joins {pair}")
    return best


def arithmetic(
    walker: InfluenceWalker, schema: Schema, score: float, path: Sequence[str], arcs: Mapping[Pair, Sequence[Relation]]
) -> str:
    """Write a score as the product it is.

    Like this: 0.161 = controls 1 x grade 0.48 x supports 0.7 x grade 0.48.
    """
    steps = []
    for pair in pairwise(path):
        relation, _, note = counted_relation(walker, schema, pair, arcs[pair])
        confidence = UNGRADED if relation.confidence is None else relation.confidence
        grade = f"{'ungraded' if relation.confidence is None else 'grade'} {number(confidence)}"
        kind = schema.relations[relation.relation]
        verb = kind.words if relation.source == pair[0] or not kind.inverse else kind.inverse
        steps.append(f"{verb} {number(relation.strength)} x {grade}{note}")
    return f"{number(score)} = {' x '.join(steps)}"


def _diluted(share: float | None, weight: float, total: float, sharers: int) -> str:
    if share is not None:
        return f" x share {number(share * 100)} %"
    if sharers == 1:
        return " (only backer)"
    return f" x {number(weight)} / {number(total)} (one of {sharers} backers)"
