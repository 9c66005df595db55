"""Numbers for what is the same: the keys of relations."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from struct import unpack


def hashed(rows: Iterable[tuple[str | int | None, ...]]) -> tuple[int, ...]:
    """Return a signed 64-bit number for each row, the same for equal rows in every process and on every machine."""
    import orjson

    dumps = orjson.dumps
    digests = [blake2b(dumps(row), digest_size=8).digest() for row in rows]
    return unpack(f">{len(digests)}q", b"".join(digests))
