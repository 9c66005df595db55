"""Open the store that a command names, with its warnings printed as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..graph.stores.open_store import open_store

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store


def open_at(url: str, *, create: bool = False) -> Store:
    """Open the store at a path or an address (see open_store)."""
    if "://" not in url:
        return open_store(url, create=create)
    with warnings_as_sentences():
        return open_store(url, create=create)


@contextmanager
def one_state(store: Store) -> Iterator[None]:
    """Let the block read and print one state of a store; raises StoreChanged.

    A server can tell only at the end whether the state stayed the same, so its output is buffered until then.
    """
    if "://" not in store.url:
        with store.reading():
            yield
        return
    from .console.buffered_output import buffered_output

    with buffered_output(), store.reading():
        yield


@contextmanager
def warnings_as_sentences() -> Iterator[None]:
    """Print warnings raised inside the block as sentences, without source lines, whatever PYTHONWARNINGS says."""
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        finally:
            from .console.terminal import show

            for sentence in dict.fromkeys(str(warning.message) for warning in caught):
                show(f"linkchart: {sentence}", err=True)
