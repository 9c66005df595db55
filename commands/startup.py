"""Start the command line quickly; the tricks for this are here, in fast_imports.py and graph/named_tuples.py.

cli.py imports it before anything else. A cold path takes some 45 ms of CPU time, and may take 4.5 times what Python
takes to start. Deferred imports save 13 ms, help set later 8 ms, imports without a search 4 ms and records that
compile no constructors 3 ms.

- Modules that click imports but seldom uses wait for their first use. `inspect` is a third of click's start (it brings
  ast, dis and tokenize), `uuid`, `datetime`, `gettext` and `threading` another sixth; parsing a command line uses none
  of them. importlib's LazyLoader is no help: a second `import` of its module already counts as use.
- Options get their help after they are made, since click would import `inspect` to clean it.
"""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import click


class _Deferred(ModuleType):
    """A module that is found and executed at the first access to an attribute it does not have yet."""

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # asked by every `from module import name`; only packages have it
            raise AttributeError(name)
        self.__class__ = ModuleType  # type: ignore[assignment]
        specs = (finder.find_spec(self.__name__, None) for finder in sys.meta_path)
        spec = next(spec for spec in specs if spec is not None)
        self.__spec__, self.__loader__, self.__file__ = spec, spec.loader, spec.origin
        if spec.loader is not None:
            spec.loader.exec_module(self)
        return getattr(self, name)


def _defer(name: str, **attributes: Any) -> ModuleType:
    """Defer a module of the standard library, unless it is loaded; `attributes` are available without executing it."""
    if name not in sys.modules:
        sys.modules[name] = module = _Deferred(name)
        vars(module).update(attributes)
    return sys.modules[name]


def _gettext(*messages: Any) -> Any:
    return _executed("gettext").gettext(*messages)


def _ngettext(*messages: Any) -> Any:
    return _executed("gettext").ngettext(*messages)


def _executed(name: str) -> Any:
    module = sys.modules[name]
    if isinstance(module, _Deferred):
        module.__getattr__("__all__")
    return module


def _public(name: str) -> dict[str, Any]:
    return {key: value for key, value in vars(__import__(name)).items() if key[0] != "_"}


def _import_click() -> None:
    """Import click with the modules deferred that it seldom uses."""
    _defer("inspect")
    _defer("gettext", gettext=_gettext, ngettext=_ngettext)
    if sys.implementation.name == "cpython":  # whose modules take these attributes from the same places
        _defer("datetime", **_public("_datetime"))
        _defer("threading", local=vars(__import__("_thread"))["_local"])
    # Of uuid, click only names one class as the parameter of a base class, where any class will do; whoever asks
    # for it later gets the real one.
    uuid = _defer("uuid", UUID=object)
    import click  # noqa: F401 - for the side effect

    if isinstance(uuid, _Deferred):
        vars(uuid).pop("UUID")


_import_click()


def option(names: list[str], *, help: str, **settings: Any) -> click.Option:  # noqa: A002 - click's own word
    """Make an option, with its help set afterwards."""
    import click

    made = click.Option(names, **settings)
    made.help = help
    return made


@cache
def help_option() -> click.Option:
    """Make the option that shows the help of its command."""
    return option(
        ["-h", "--help"],
        help="Show this message and exit.",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
    )


def _show_help(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:  # noqa: ARG001 - click's signature
    if wanted and not ctx.resilient_parsing:
        import click

        click.echo(ctx.get_help())
        ctx.exit()
