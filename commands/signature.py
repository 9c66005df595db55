"""Read the signature of a query's function, and the descriptions of its parameters in the docstring.

`inspect` could do this, but takes longer to import than finding a path takes.
"""

import re
from collections.abc import Callable, Collection
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from ..graph.model import NameOf
from ..graph.named_tuples import Record

_DESCRIBED = r"(?m)^`(\w+)`: (.+(?:\n[ \t]*(?!`\w+`: )\S.*)*)"
_VARIADIC = 0x04  # inspect.CO_VARARGS


class Parameter(Record):
    """A parameter: `kind` is "ends" (positional), "more" (`*ends`) or "option" (keyword only).

    `type` is the annotation without None; for a repeatable parameter, that of an item. `names` are the kinds of things
    that the values name, () for plain values. `choices` are the allowed values of a Literal.
    """

    name: str
    kind: str
    default: Any
    needed: bool
    type: Any
    repeatable: bool = False
    names: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def flag(self) -> str:
        """The option that sets it: `-k` or `--max-hops`."""
        return f"-{self.name}" if len(self.name) == 1 else "--" + self.name.strip("_").replace("_", "-")


@cache
def parameters(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """List the parameters of a query in order, without the store."""
    code = function.__code__
    names = code.co_varnames
    positional = names[: code.co_argcount]
    keyword = names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    values = function.__defaults__ or ()
    defaults = dict(zip(reversed(positional), reversed(values), strict=False)) | (function.__kwdefaults__ or {})
    kinds = dict.fromkeys(positional[1:], "ends")
    if code.co_flags & _VARIADIC:
        kinds[names[code.co_argcount + code.co_kwonlyargcount]] = "more"
    kinds |= dict.fromkeys(keyword, "option")
    types = _types(function, kinds)
    return tuple(
        Parameter(name, kind, defaults.get(name), name not in defaults, **_properties(types[name]))
        for name, kind in kinds.items()
    )


def _types(function: Callable[..., Any], names: Collection[str]) -> dict[str, Any]:
    """Evaluate the annotations of the given parameters; others may need imports that only type checkers make.

    The modules of queries postpone annotations, so each is a text. `get_type_hints` takes four times as long.
    """
    texts = {name: function.__annotations__[name] for name in names}
    types = {text: eval(text, function.__globals__) for text in set(texts.values())}  # noqa: S307 - our own source
    return {name: types[text] for name, text in texts.items()}


def _properties(type_: Any) -> dict[str, Any]:
    """Describe an annotation as the fields of a Parameter."""
    repeatable = get_origin(type_) is tuple
    if repeatable:
        type_ = get_args(type_)[0]
    elif NoneType in get_args(type_):
        (type_,) = (part for part in get_args(type_) if part is not NoneType)
    marks = [mark for mark in getattr(type_, "__metadata__", ()) if isinstance(mark, NameOf)]
    return {
        "type": type_,
        "repeatable": repeatable,
        "names": tuple(kind for mark in marks for kind in mark.kinds),
        "choices": get_args(type_) if get_origin(type_) is Literal else (),
    }


def descriptions(function: Callable[..., Any]) -> dict[str, str]:
    """Map parameters to their descriptions in the docstring (see the convention in queries/__init__.py)."""
    return {name: _sentence(text) for name, text in re.findall(_DESCRIBED, _plain_doc(function))}


def help_text(function: Callable[..., Any]) -> str:
    """Cut from a docstring the lines about parameters, which the help shows with the options."""
    known = {parameter.name for parameter in parameters(function)}

    def without_parameter(match: re.Match[str]) -> str:
        return "" if match[1] in known else match[0]

    return re.sub(r"\n{3,}", "\n\n", re.sub(_DESCRIBED, without_parameter, _plain_doc(function))).strip()


def _sentence(text: str) -> str:
    joined = " ".join(text.split())
    return joined[:1].upper() + joined[1:]


def _plain_doc(function: Callable[..., Any]) -> str:
    lines = (function.__doc__ or "").expandtabs().splitlines() or [""]
    further = [line for line in lines[1:] if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in further), default=0)
    return "\n".join([lines[0].strip(), *(line[indent:].rstrip() for line in lines[1:])]).strip()
