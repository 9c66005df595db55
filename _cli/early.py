"""Done before click is imported: what click imports but seldom uses waits for its first use.

`inspect` is a third of click's start-up (it brings ast, dis and tokenize), and neither parsing a command line nor
making a dataclass that has a docstring ever calls it. importlib's LazyLoader would not do: a second
`import` of its module already counts as use.
"""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """A module that is executed when something is first asked of it."""

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]
        spec = self.__spec__
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module(self)
        return getattr(self, name)


def later(name: str) -> None:
    """Let a module of the standard library wait, unless it is there already."""
    spec = None if name in sys.modules else find_spec(name)
    if spec is not None:
        module = module_from_spec(spec)
        module.__class__ = _Later
        sys.modules[name] = module


later("inspect")
later("uuid")
gc.set_threshold(100_000, 20, 20)  # what is imported stays: looking for garbage among it is in vain
