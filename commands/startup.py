"""Starts the command line quickly and quietly; every trick that serves only this is here.

cli.py imports it before anything else. A cold path takes some 75 ms of CPU time, and may take 4.5 times what Python
takes to start. Deferred imports save 13 ms and help set later 8 ms. Signals without `signal` and no search for garbage
save 1.5 ms each, which alone would not be worth it, but the limit is near.

- Ctrl-C during the start ends the process without a traceback; later it, TERM and HUP let linkchart clean up first.
- Modules that click imports but seldom uses wait for their first use. `inspect` is a third of click's start (it brings
  ast, dis and tokenize), `uuid`, `datetime`, `gettext` and `threading` another sixth; parsing a command line uses none
  of them. importlib's LazyLoader is no help: a second `import` of its module already counts as use.
- Options get their help after they are made, since click would import `inspect` to clean it.
"""

from __future__ import annotations

import gc
import sys
from functools import cache
from importlib import import_module
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    import click

_signals = import_module("_signal")  # `signal` is these functions and many enums
gc.set_threshold(100_000, 20, 20)  # imported modules stay, so looking for garbage among them is wasted

TERMINATED = 128
"""What a shell adds to the number of the signal that ended a program."""


class Terminated(KeyboardInterrupt):
    """The process was asked to end, by TERM or HUP."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.code = TERMINATED + signal


def enable_interrupts() -> None:
    """Let Ctrl-C raise KeyboardInterrupt again, if this module has stopped it from doing so."""
    if _interrupts_off:
        _signals.signal(_signals.SIGINT, _signals.default_int_handler)


def handle_termination() -> None:
    """Let TERM and HUP raise Terminated, so that unfinished files are removed; other handlers stay, as of nohup."""
    for name in ("SIGTERM", "SIGHUP"):
        signal = getattr(_signals, name, None)  # Windows has no HUP
        if signal is not None and _signals.getsignal(signal) == _signals.SIG_DFL:
            _set_handler(signal, _terminate)


def _terminate(signal: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - the signature of a handler
    _set_handler(signal, _signals.SIG_IGN)  # so that a second signal does not interrupt the cleaning up
    raise Terminated(signal)


def _disable_interrupts() -> bool:
    """Let Ctrl-C end the process without a traceback; return whether that was changed."""
    python_default = _signals.getsignal(_signals.SIGINT) is _signals.default_int_handler
    return python_default and _set_handler(_signals.SIGINT, _signals.SIG_DFL)


def _set_handler(signal: int, handler: object) -> bool:
    try:
        _signals.signal(signal, handler)
    except ValueError:  # only the main thread may
        return False
    return True


_interrupts_off = _disable_interrupts()


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
    return {key: value for key, value in vars(import_module(name)).items() if key[0] != "_"}


def _import_click() -> None:
    """Import click with the modules deferred that it seldom uses."""
    _defer("inspect")
    _defer("gettext", gettext=_gettext, ngettext=_ngettext)
    if sys.implementation.name == "cpython":  # whose modules take these attributes from the same places
        _defer("datetime", **_public("_datetime"))
        _defer("threading", local=vars(import_module("_thread"))["_local"])
    # Of uuid, click only names one class as the parameter of a base class, where any class will do; whoever asks
    # for it later gets the real one.
    uuid = _defer("uuid", UUID=object)
    import_module("click")
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
