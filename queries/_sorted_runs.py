"""Rows of numbers in order, more than memory should hold: sorted runs in a temporary file, merged as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import chain
from os import SEEK_END
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Self

from ..graph.errors import LinkchartError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.void]

RUN = 1 << 18
"""Rows sorted in one go; fewer need no file."""

CHUNK = 1 << 8
"""Rows of a run read in one go."""


class SortedRuns:
    """Sort rows by all their columns, the first one first."""

    def __init__(self, columns: list[tuple[str, str]]) -> None:
        self._columns = columns
        self._waiting: list[Rows] = []
        self._runs: list[tuple[int, int]] = []
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the temporary file."""
        if self._file is not None:
            self._file.close()

    def add(self, rows: Rows) -> None:
        """Add some rows."""
        self._waiting.append(rows)
        if sum(map(len, self._waiting)) >= RUN:
            self._write(self._sorted())

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield all rows in order."""
        rest = self._sorted()
        chunks = (rest[place : place + CHUNK].tolist() for place in range(0, len(rest), CHUNK))
        file = self._file
        return merge(*(self._read(file, *run) for run in self._runs if file), chain.from_iterable(chunks))

    def _sorted(self) -> Rows:
        import numpy as np

        rows = np.concatenate([np.zeros(0, dtype=self._columns), *self._waiting])
        self._waiting = []
        return rows[np.lexsort([rows[name] for name, _ in reversed(self._columns)])]

    def _write(self, rows: Rows) -> None:
        """Append a run to the file."""
        try:
            self._file = self._file or TemporaryFile()  # noqa: SIM115 - closed by __exit__
            begin = self._file.seek(0, SEEK_END)
            self._file.write(rows.tobytes())
            self._file.flush()
        except OSError as error:
            raise LinkchartError(
                f"So many rows are sorted in a temporary file, which cannot be written: {error.strerror}. Ask for fewer"
                " with --limit, or name a folder that has room in TMPDIR."
            ) from error
        self._runs.append((begin, begin + rows.nbytes))

    def _read(self, file: IO[bytes], begin: int, end: int) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a run."""
        import numpy as np

        size = CHUNK * np.dtype(self._columns).itemsize
        for place in range(begin, end, size):
            file.seek(place)
            chunk = file.read(min(size, end - place))
            yield from np.frombuffer(chunk, dtype=self._columns).tolist()
