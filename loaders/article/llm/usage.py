"""The requests and tokens used by a model."""

from __future__ import annotations

from typing import NamedTuple


class Usage(NamedTuple):
    """Tokens sent and received, and how many requests were answered by the server and from the cache."""

    sent: int = 0
    received: int = 0
    asked: int = 0
    cached: int = 0

    def plus(self, other: Usage) -> Usage:
        """Add another usage."""
        return Usage(*(one + another for one, another in zip(self, other, strict=True)))
