"""Write the command line that asks a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from shlex import join
from typing import Any

import click


def command_line(command: click.Command, given: Mapping[str, Any]) -> str:
    """Write the command line of a query with these parameters; defaults and missing ones are left out."""
    return join(["linkchart", str(command.name), *_words(command, given)])


def values_of(value: Any) -> tuple[Any, ...]:
    """List the values of a parameter, of which some take several; none for None."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def default_of(param: click.Parameter) -> Any:
    """Give the value of an option that is not given."""
    default = param.get_default(click.get_current_context())
    if isinstance(default, str | int | float):  # click has a mark of its own for none
        return default
    return () if param.multiple else None


def _words(command: click.Command, given: Mapping[str, Any]) -> Iterator[str]:
    for param in command.params:
        value = given.get(str(param.name))
        if isinstance(param, click.Argument):
            yield from map(str, values_of(value))
        elif value is not False and value != default_of(param):
            for item in values_of(value):
                yield max(param.opts, key=len)
                if item is not True:
                    yield str(item)
