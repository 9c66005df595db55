"""From files to records: one module each format, found by suffix, else by content.

A loader is a module with `SUFFIXES`, `sniff` and `read`, of the types that `Loader` says. Its format is its
name, without `facts_`. Nothing else needs to know of a new one; a `sniff` must be sure of what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol

from ..graph.errors import InputError
from ..graph.identity.similar import nearest
from ..graph.loading.fields import Record
from ..graph.loading.plain_facts import Block
from .source import NO_HINTS, Hints, Source

__all__ = ["Hints", "Loader", "Reading", "Record", "Source", "formats", "read"]


class Loader(Protocol):
    """What a module must have to be a loader; BINARY, of files that are no text, only where there are such."""

    SUFFIXES: tuple[str, ...]

    def sniff(self, head: str) -> bool:
        """Return whether a file that begins like this is surely of this format."""
        ...

    def read(self, source: Source) -> Iterator[Record | Block]:
        """Return the records of an open file, plain facts that stand together as blocks."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A file being read: iterate over it for its records, ask its source how far it is.

    `blocks` are the same, with plain facts that stand together in one piece: for loading.
    """

    source: Source
    format: str
    blocks: Iterator[Record | Block]

    def __iter__(self) -> Iterator[Record]:
        for one in self.blocks:
            if isinstance(one, Block):
                yield from one.records()
            else:
                yield one


@cache
def formats() -> dict[str, Loader]:
    """Return the loaders by the name of their format, in order of name."""
    modules = {one.name: _module(one.name) for one in iter_modules(__path__)}
    loaders = {name.removeprefix("facts_"): one for name, one in modules.items() if hasattr(one, "SUFFIXES")}
    return dict(sorted(loaders.items()))


def read(path: str, format: str | None = None, hints: Hints = NO_HINTS) -> Reading:  # noqa: A002 - the option's name
    """Return the records of the file at a path (`-`: standard input), in the order of the file.

    Raises InputError at once when it cannot be opened or its format not be told, and on the way when it is
    broken; a record of the wrong shape comes as one of kind "broken".
    """
    if format is not None and format not in formats():
        hint = "".join(f" Did you mean {one}?" for one in nearest(format, formats()))
        raise InputError(f"There is no format “{format}”: it is one of {', '.join(formats())}.{hint}")
    binary = _of_suffix(path, "BINARY")
    source = Source(path, hints, text=not binary)
    if not source.head and not binary:
        source.close()
        return Reading(source, format or "empty", iter(()))
    name = format or binary or _of_suffix(path, "SUFFIXES") or _sniffed(source)
    return Reading(source, name, _to_the_end(source, formats()[name].read(source)))


def _to_the_end(source: Source, records: Iterator[Record | Block]) -> Iterator[Record | Block]:
    try:
        yield from records
    finally:
        source.close()


def _of_suffix(path: str, names: str) -> str:
    """Return the format whose SUFFIXES or BINARY suffixes have that of a path; "" when none has."""
    plain = path.lower().removesuffix(".gz")
    for name, loader in formats().items():
        if (suffixes := getattr(loader, names, ())) and plain.endswith(suffixes):
            return name
    return ""


def _sniffed(source: Source) -> str:
    """Return the format of a file by its beginning; raises InputError."""
    for name, loader in formats().items():
        if loader.sniff(source.head):
            return name
    source.close()
    raise InputError(
        f"{source.name} is in no format that can be told from its name or its beginning: "
        f"say --format {', '.join(formats())}."
    )


def _module(name: str) -> Any:
    return import_module(f"{__package__}.{name}")
