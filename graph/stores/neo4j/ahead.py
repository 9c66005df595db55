"""Work done in a thread while its last result is used: the next statement is made while the server runs one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

Value = TypeVar("Value")


def ahead(made: Iterator[Value]) -> Iterator[Value]:
    """Yield the values of an iterator, each computed in a thread while its predecessor is used."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(next, made, None)
        while (value := pending.result()) is not None:
            pending = pool.submit(next, made, None)
            yield value
