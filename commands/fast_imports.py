"""Import the modules of packages without searching for them, which saves 4 ms at every start; see also startup.py.

For each module Python searches folders for every suffix that a module may have. A command imports 80 modules of
packages; nearly all are in their package's folder, with an up-to-date compiled form. The finder here loads those and
leaves all others to Python. Garbage collection is put off during the imports, which saves another 1.5 ms.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # the installed program imports this before anything else

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from typing import Any

_external: Any = sys.modules.get("_frozen_importlib_external")  # the part of Python that imports from files

LARGEST = 1 << 17
"""Compiled modules of this many bytes or more are left to Python."""

_OPEN = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def install() -> None:
    """Put the finder before Python's own, unless compiled modules are stored in an unusual place."""
    gc.set_threshold(100_000, 20, 20)
    if _external is not None and not sys.flags.optimize and sys.pycache_prefix is None:
        sys.meta_path.insert(0, Finder)


class Finder:
    """Finds compiled modules in the folder of their package."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG004 - the import system's signature
        """Find the spec of a module or package, None where Python has to search."""
        if path is None or len(path) != 1:
            return None
        folder, last = path[0], name.rpartition(".")[2]
        module = _spec(name, folder, last, None)
        return module or _spec(name, f"{folder}/{last}", "__init__", [f"{folder}/{last}"])


def _spec(name: str, folder: str, stem: str, inside: list[str] | None) -> ModuleSpec | None:
    """Make the spec of a file's compiled form, None if that is out of date."""
    file, cached = f"{folder}/{stem}.py", f"{folder}/__pycache__/{stem}.{sys.implementation.cache_tag}.pyc"
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
    code = _external._compile_bytecode(memoryview(data)[16:], name, cached, file)
    loader = _external.SourceFileLoader(name, file)
    loader.get_code = lambda _: code
    spec = _external.spec_from_file_location(name, file, loader=loader, submodule_search_locations=inside)
    spec.cached = cached
    return spec  # type: ignore[no-any-return]


def _32_bits(number: int) -> bytes:
    return (number & 0xFFFF_FFFF).to_bytes(4, "little")
