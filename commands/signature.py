"""What a query's function says of itself: its parameters as they are written, and its docstring.

`inspect` would tell the same, but takes longer to import than a path takes to find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_DESCRIBED = r"(?m)^`(\w+)`: (.+(?:\n[ \t]*(?!`\w+`: )\S.*)*)"
_VARIADIC = 0x04  # inspect.CO_VARARGS


class Parameter:
    """A parameter: `kind` is "ends" (positional), "more" (`*ends`) or "option" (keyword only).

    `names_entity`: its values are entities; `names_anything`: entities, documents or relations.
    """

    def __init__(self, name: str, kind: str, written: str, default: Any, *, needed: bool) -> None:
        self.name = name
        self.kind = kind
        self.written = written
        self.default = default
        self.needed = needed
        self.names_entity = "EntityRef" in written
        self.names_anything = "AnyRef" in written


def parameters(function: Callable[..., Any]) -> list[Parameter]:
    """Return the parameters of a query but for the store, in their order."""
    code = function.__code__
    names = code.co_varnames
    positional = names[: code.co_argcount]
    keyword = names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    given = function.__defaults__ or ()
    defaults = dict(zip(reversed(positional), reversed(given), strict=False)) | (function.__kwdefaults__ or {})
    kinds = [(name, "ends") for name in positional[1:]]
    if code.co_flags & _VARIADIC:
        kinds.append((names[code.co_argcount + code.co_kwonlyargcount], "more"))
    kinds += [(name, "option") for name in keyword]
    written: Mapping[str, Any] = function.__annotations__
    return [
        Parameter(
            name,
            kind,
            str(written.get(name, "str")).removesuffix(" | None"),
            defaults.get(name),
            needed=name not in defaults,
        )
        for name, kind in kinds
    ]


def descriptions(function: Callable[..., Any]) -> dict[str, str]:
    """Return what a query's docstring says of each parameter (the convention stands in queries/__init__.py)."""
    return {name: _sentence(text) for name, text in re.findall(_DESCRIBED, _plain_doc(function))}


def help_text(function: Callable[..., Any]) -> str:
    """Return the docstring without the lines about parameters: the options tell those."""
    known = {one.name for one in parameters(function)}

    def kept(match: re.Match[str]) -> str:
        return "" if match[1] in known else match[0]

    return re.sub(r"\n{3,}", "\n\n", re.sub(_DESCRIBED, kept, _plain_doc(function))).strip()


def _sentence(text: str) -> str:
    joined = " ".join(text.split())
    return joined[:1].upper() + joined[1:]


def _plain_doc(function: Callable[..., Any]) -> str:
    lines = (function.__doc__ or "").expandtabs().splitlines() or [""]
    further = [line for line in lines[1:] if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in further), default=0)
    return "\n".join([lines[0].strip(), *(line[indent:].rstrip() for line in lines[1:])]).strip()
