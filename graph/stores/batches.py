"""Values in batches, for stores that take many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")


def in_batches(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """Split the values into lists of at most `size`."""
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch
