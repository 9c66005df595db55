"""Kinds of dispute as one number, a bit for each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ...model import DISPUTES
from ...telling_order import in_fixed_order


def bits_of(disputes: Iterable[str]) -> int:
    """Encode kinds of dispute as one number."""
    return sum(1 << DISPUTES.index(kind) for kind in set(disputes))


@cache  # bits are few, and relations many
def disputes_of(bits: int) -> tuple[str, ...]:
    """Decode the kinds of dispute of a number."""
    return in_fixed_order(kind for place, kind in enumerate(DISPUTES) if bits >> place & 1)
