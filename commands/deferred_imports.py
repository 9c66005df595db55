"""Imports click with what it imports but seldom uses put off: each waits for its first use.

`inspect` is a third of click's start-up (it brings ast, dis and tokenize), `uuid`, `datetime`, `gettext` and
`threading` another sixth; parsing a command line calls none of them. importlib's LazyLoader would not do: a
second `import` of its module already counts as use.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """A module that is found and executed when something is first asked of it that it does not hold yet."""

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # asked by every `from module import name`; only packages have it
            raise AttributeError(name)
        self.__class__ = ModuleType  # type: ignore[assignment]
        specs = (finder.find_spec(self.__name__, None) for finder in sys.meta_path)
        spec = next(one for one in specs if one is not None)
        self.__spec__, self.__loader__, self.__file__ = spec, spec.loader, spec.origin
        if spec.loader is not None:
            spec.loader.exec_module(self)
        return getattr(self, name)


def later(name: str, **held: Any) -> ModuleType:
    """Let a module of the standard library wait, unless it is there; `held` can be had of it without executing it."""
    if name not in sys.modules:
        sys.modules[name] = module = _Later(name)
        vars(module).update(held)
    return sys.modules[name]


def _gettext(*told: Any) -> Any:
    return _executed("gettext").gettext(*told)


def _ngettext(*told: Any) -> Any:
    return _executed("gettext").ngettext(*told)


def _executed(name: str) -> Any:
    module = sys.modules[name]
    if isinstance(module, _Later):
        module.__getattr__("__all__")
    return module


def _public(name: str) -> dict[str, Any]:
    return {key: value for key, value in vars(import_module(name)).items() if key[0] != "_"}


later("inspect")
later("gettext", gettext=_gettext, ngettext=_ngettext)
if sys.implementation.name == "cpython":  # there these modules take what is held here from those same places
    later("datetime", **_public("_datetime"))
    later("threading", local=vars(import_module("_thread"))["_local"])
# Of uuid, click names one class as a parameter of a base class, which needs none in particular; whoever asks
# for it afterwards gets the real one.
_uuid = later("uuid", UUID=object)
import click as _click  # noqa: E402, F401 - the point of all this

if isinstance(_uuid, _Later):
    vars(_uuid).pop("UUID")
