"""Imports the modules of packages without searching for them, which saves a start 4 ms; see also startup.py.

For each module Python looks through folders for every suffix that a module may have. A command imports 80 modules of
packages, and nearly all are where one would expect, with a compiled form that is up to date. The finder here takes
those; all others it leaves to Python.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # the installed program imports this before anything else

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType
    from typing import Any

_external: Any = sys.modules.get("_frozen_importlib_external")  # the part of Python that imports from files

LARGEST = 1 << 17
"""Compiled modules of this many bytes or more are left to Python."""

_OPEN = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def install() -> None:
    """Put the finder before Python's own, unless compiled modules are kept in an unusual way."""
    if _external is not None and not sys.flags.optimize and sys.pycache_prefix is None:
        sys.meta_path.insert(0, Finder)


class Finder:
    """Finds compiled modules in the folder of their package."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG004 - the import system's signature
        """Return the spec of a module or package, None where Python has to search."""
        if path is None or len(path) != 1:
            return None
        for file, cached, inside in _candidates(path[0], name.rpartition(".")[2]):
            code = _compiled(name, file, cached)
            if code is not None:
                loader = _loader(name, file, code)
                spec = _external.spec_from_file_location(name, file, loader=loader, submodule_search_locations=inside)
                spec.cached = cached
                return spec  # type: ignore[no-any-return]
        return None


def _candidates(folder: str, name: str) -> Iterator[tuple[str, str, list[str] | None]]:
    """Yield the file, the compiled file and the inner folders of a module, then those of a package."""
    tag = sys.implementation.cache_tag
    yield f"{folder}/{name}.py", f"{folder}/__pycache__/{name}.{tag}.pyc", None
    inner = f"{folder}/{name}"
    yield f"{inner}/__init__.py", f"{inner}/__pycache__/__init__.{tag}.pyc", [inner]


def _compiled(name: str, file: str, cached: str) -> CodeType | None:
    """Read the code of a module from its compiled form, None if it is not that of the file as it is."""
    try:
        status = os.stat(file)
        descriptor = os.open(cached, _OPEN)
    except OSError:
        return None
    try:
        data = os.read(descriptor, LARGEST)
    finally:
        os.close(descriptor)
    stamp = _32_bits(int(status.st_mtime)) + _32_bits(status.st_size)
    if len(data) == LARGEST or data[:16] != _external.MAGIC_NUMBER + bytes(4) + stamp:
        return None
    return _external._compile_bytecode(memoryview(data)[16:], name, cached, file)  # type: ignore[no-any-return]


def _32_bits(number: int) -> bytes:
    return (number & 0xFFFF_FFFF).to_bytes(4, "little")


def _loader(name: str, file: str, code: CodeType) -> Any:
    """Make a loader of Python's own kind that has the code of its module already."""
    loader = _external.SourceFileLoader(name, file)
    loader.get_code = lambda _: code
    return loader
