"""Record, a NamedTuple that takes a tenth of the time to define, for modules that every command imports.

`typing.NamedTuple` checks annotations and compiles a constructor for each class, of which a command makes few
instances. The fifteen classes on the way to a path would take 15 million of its 200 million instructions; as Records
they take 6. Type checkers see a NamedTuple.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["Record"]

ENOUGH = 100
"""Instances of a class from which on a compiled constructor pays."""

if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:
    try:
        from _collections import _tuplegetter as getter  # what NamedTuple uses where there is one
    except ImportError:
        from operator import itemgetter

        def getter(place, doc):
            """Make the property that reads the item at a place."""
            return property(itemgetter(place), doc=doc)

    _made = {}

    def _constructor(cls):
        """Compile a function that takes the fields of a class by place or name, as NamedTuple does."""
        names = ", ".join(cls._fields)
        globals_ = {"make": tuple.__new__, "__builtins__": {}, "__name__": cls.__module__}
        constructor = eval(f"lambda _cls, {names}: make(_cls, ({names},))", globals_)  # noqa: S307 - our own names
        constructor.__defaults__ = tuple(cls._field_defaults.values())
        return constructor

    class _RecordType(type):
        """Turns the annotations of a class body into the fields of a tuple."""

        def __new__(cls, name, bases, namespace):
            if fields := tuple(namespace.get("__annotations__", ())):  # a subclass of a record has none
                namespace["_field_defaults"] = {field: namespace[field] for field in fields if field in namespace}
                namespace.update((field, getter(place, "")) for place, field in enumerate(fields))
                namespace |= {"__slots__": (), "_fields": fields, "__match_args__": fields}
            return type.__new__(cls, name, bases, namespace)

    class Record(tuple, metaclass=_RecordType):
        """A tuple with named fields, defined and used like a NamedTuple.

        >>> class Point(Record):
        ...     x: int
        ...     y: int = 0
        >>> Point(1)._replace(y=2)
        Point(x=1, y=2)
        """

        __slots__ = ()

        def __new__(cls, *values, **named):
            """Arrange the values; from the hundredth call on, and for errors, a compiled constructor does."""
            fields, given = cls._fields, dict(zip(cls._fields, values, strict=False))
            _made[cls] = count = _made.get(cls, 0) + 1
            whole = cls._field_defaults | given | named
            if count < ENOUGH and len(given) == len(values) and not given.keys() & named and whole.keys() == {*fields}:
                return tuple.__new__(cls, map(whole.__getitem__, fields))
            cls.__new__ = staticmethod(_constructor(cls))
            return cls(*values, **named)

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"{cls.__name__} takes {len(cls._fields)} values, not {len(made)}")
            return made

        def _replace(self, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"{type(self).__name__} has no field {', '.join(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            fields = (f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({', '.join(fields)})"
