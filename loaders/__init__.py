"""Read files as records: one module for each format, chosen by suffix, else by content.

A loader is a module with `SUFFIXES`, `sniff` and `read`, typed as in `Loader`. Its format is its name, without
`facts_`. A new loader needs nothing else; its `sniff` may accept only files that are certainly of its format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, Self

from ..graph.errors import InputError, UnknownName
from ..graph.loading.fields import Record
from ..graph.loading.plain_facts import Block
from .source import NO_HINTS, Hints, Source

__all__ = ["Hints", "Loader", "Reading", "Record", "Source", "formats", "read"]


class Loader(Protocol):
    """The interface of a loader module; `BINARY` (suffixes of files that are not text) is optional."""

    SUFFIXES: tuple[str, ...]

    def sniff(self, head: str) -> bool:
        """Check whether a file that begins like this is certainly of this format."""
        ...

    def read(self, source: Source) -> Iterator[Record | Block]:
        """Read the records of an open file, consecutive plain facts as blocks."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read, to be closed: iterate over it for its records, ask its source for the progress.

    `blocks` gives the same records with consecutive plain facts in one piece, for loading.
    """

    source: Source
    format: str
    blocks: Iterator[Record | Block]

    def reporter(self, progress: Callable[[int, float | None], object] | None) -> Callable[[int], None]:
        """Make a function that passes the number of records on to `progress`, with the fraction of the file read."""

        def report(count: int) -> None:
            size = self.source.size
            if progress is not None:
                progress(count, min(self.source.taken / size, 1.0) if size else None)

        return report

    def __iter__(self) -> Iterator[Record]:
        with self:
            for item in self.blocks:
                if isinstance(item, Block):
                    yield from item.records()
                else:
                    yield item

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.source.close()


@cache
def formats() -> dict[str, Loader]:
    """Map the names of the formats to their loaders, in order of name."""
    modules = {info.name: _module(info.name) for info in iter_modules(__path__)}
    loaders = {name.removeprefix("facts_"): loader for name, loader in modules.items() if hasattr(loader, "SUFFIXES")}
    return dict(sorted(loaders.items()))


def read(path: str, format: str | None = None, hints: Hints = NO_HINTS) -> Reading:  # noqa: A002 - the option's name
    """Open the file at a path (`-`: standard input) to read its records in their order.

    Raises InputError at once when the file cannot be opened or its format is unknown, and later when it is broken; a
    record of the wrong shape comes as one of kind "broken".
    """
    if format is not None and format not in formats():
        raise UnknownName("format", format, formats())
    binary = _of_suffix(path, "BINARY")
    source = Source(path, hints, text=not binary)
    by_name = format or binary or _of_suffix(path, "SUFFIXES")
    if not source.head and not binary and by_name != "article":  # no facts are fine, an empty article is a mistake
        source.close()
        return Reading(source, format or "empty", iter(()))
    name = by_name or _sniffed(source)
    return Reading(source, name, formats()[name].read(source))


def _of_suffix(path: str, names: str) -> str:
    """Find the format whose SUFFIXES or BINARY suffixes match a path, "" for none."""
    plain = path.lower().removesuffix(".gz")
    for name, loader in formats().items():
        if (suffixes := getattr(loader, names, ())) and plain.endswith(suffixes):
            return name
    return ""


def _sniffed(source: Source) -> str:
    """Recognise the format of a file by its beginning; raises InputError."""
    for name, loader in formats().items():
        if loader.sniff(source.head):
            return name
    source.close()
    raise InputError(
        f"The format of {source.name} cannot be recognised from its name or beginning: "
        f"name one with --format ({', '.join(formats())})."
    )


def _module(name: str) -> Any:
    return import_module(f"{__package__}.{name}")
