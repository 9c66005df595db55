"""The same work on a Dask cluster: workers read chunks of articles, and results come back in order.

Workers read the files by the same paths, so on several machines they lie in a shared folder. A chunk whose worker
dies is given to another one; nothing is written but by the process that asked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...graph.errors import InputError

if TYPE_CHECKING:
    from distributed import Client, Future

    from .batch import Outcome, Settings

_AHEAD = 4
"""Chunks a core that are under way at once: enough to keep it busy, few enough to hold."""


Read = Callable[["Settings", Sequence[str]], "list[Outcome]"]


def on_cluster(address: str, chunks: Sequence[Sequence[str]], settings: Settings, read: Read) -> Iterator[Outcome]:
    """Yield the result for each file, in order; raises InputError when there is no cluster at the address.

    `read` is a function of a module, which workers call by its name.
    """
    with _client(address) as client:
        todo = iter(chunks)
        threads: Any = client.nthreads()  # a coroutine only where the client is asynchronous
        cores = max(sum(threads.values()), 1)
        running = deque(_submit(client, partial(read, settings), chunk) for chunk in islice(todo, cores * _AHEAD))
        while running:
            yield from _result(running.popleft())
            running.extend(_submit(client, partial(read, settings), chunk) for chunk in islice(todo, 1))


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise InputError("A Dask cluster needs an extra: pip install 'linkchart[dask]'.") from None
    try:
        return Client(address, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError(f"No Dask scheduler answers at {address}: {error}.") from error


def _submit(
    client: Client, read: Callable[[Sequence[str]], list[Outcome]], chunk: Sequence[str]
) -> Future[list[Outcome]]:
    absolute = [path if path == "-" else str(Path(path).absolute()) for path in chunk]
    return client.submit(_read, read, list(chunk), absolute, pure=False)


def _read(
    read: Callable[[Sequence[str]], list[Outcome]], given: Sequence[str], absolute: Sequence[str]
) -> list[Outcome]:
    """Read some files on a worker; the results have their paths as given."""
    return [outcome._replace(path=path) for path, outcome in zip(given, read(absolute), strict=True)]


def _result(future: Future[list[Outcome]]) -> list[Outcome]:
    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker as error:
        raise InputError(
            f"The cluster gave up on a chunk of articles that several workers died of: {error}."
        ) from error
