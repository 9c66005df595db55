"""Casualties of an event: the sum over its victims, and how it reads where tellings give other counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..graph.counts import known_counts, spread
from ..graph.telling_order import counting

if TYPE_CHECKING:
    from ..graph.model import Relation
    from ..graph.schema import Schema


class Victims(NamedTuple):
    """The count of one relation: the number that it adds to a sum, or a vague word."""

    number: int
    word: str


def toll(relations: Sequence[Relation], schema: Schema) -> int | str | None:
    """Sum up the casualties of relations, None when there are none.

    Without a count, a victim that acts counts as one and a population as none. Vague words follow the sum.
    """
    if not relations:
        return None
    counts = [_victims(relation, schema) for relation in relations]
    return _with_words(str(sum(count.number for count in counts) or ""), counts) or sum(
        count.number for count in counts
    )


def toll_words(relations: Sequence[Relation], schema: Schema) -> str:
    """Write casualties whose tellings give other counts, or one bound; "" where `toll` is all there is to say."""
    if len(relations) == 1:
        return _alone(relations[0])
    counts = [_victims(relation, schema) for relation in relations]
    ranges = [_range(relation, count) for relation, count in zip(relations, counts, strict=True)]
    low, high = sum(low for low, _ in ranges), sum(high for _, high in ranges)
    if low == high:
        return ""
    numbers = f"{low:,} to {high:,}"
    return _with_words(numbers, counts) or numbers


def _with_words(numbers: str, counts: Sequence[Victims]) -> str:
    """Add vague words to numbers, "" if there are none."""
    words = [count.word for count in counts if count.word]
    return " and ".join(filter(None, [numbers, *words])) if words else ""


def _victims(relation: Relation, schema: Schema) -> Victims:
    count = relation.attributes.get("count")
    if count is None:
        return Victims(int(schema.acts(relation.target)), "")
    last = str(count).replace(",", "").split(" ")[-1]
    return Victims(int(last), "") if last.isdecimal() else Victims(0, str(count))


def _alone(relation: Relation) -> str:
    """Write the only count of an event: a range, a bound, or a vague word beside the numbers of others."""
    count = relation.attributes.get("count")
    given = [telling.attributes.get("count") for telling in counting(relation.tellings)]
    if differing := spread(given):
        return differing
    if not isinstance(count, str):
        return ""
    known = known_counts(given)
    return f"{count}, or {known[0].value:,}" if known and not known_counts([count]) else count


def _range(relation: Relation, count: Victims) -> tuple[int, int]:
    """Find the least and the greatest number of a relation's counts."""
    given = known_counts(telling.attributes.get("count") for telling in counting(relation.tellings))
    numbers = [] if count.word else [known.value for known in given]
    return min(numbers, default=count.number), max(numbers, default=count.number)
