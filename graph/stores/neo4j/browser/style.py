"""The style sheet: types in their colours and by their names, relations in the colours of their signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from ....schema import Schema
from ..database import SPEAKS_OF


class Colours(Protocol):
    """A colour for a light page, and one for a dark page."""

    @property
    def light(self) -> str:
        """The colour on a light page."""
        ...

    @property
    def dark(self) -> str:
        """The colour on a dark page."""
        ...


_CAPTIONS = {"Document": "title", "Name": "form", "SavedQuery": "name", "Linkchart": "id"}
"""The captions of nodes that are not entities."""

_NODE = {"diameter": "50px", "border-width": "2px", "font-size": "10px"}
_RELATIONSHIP = {"font-size": "8px", "padding": "3px"}


def grass(schema: Schema, types: Mapping[str, Colours], signs: Mapping[int, Colours]) -> str:
    """Write the style sheet: a rule for each type and each relation of a schema.

    Every entity also has the label Entity. Browser lays one matching rule over the other, and which is on top has
    changed: so no property stands both in a rule for all and in one for some, and specific rules come first.
    """
    return "\n".join(_rules(schema, types, signs))


def _rules(schema: Schema, types: Mapping[str, Colours], signs: Mapping[int, Colours]) -> Iterator[str]:
    for name in schema.nodes:
        if name in types:
            yield _rule(f"node.{name}", _node(types[name], "name"))
    for name, caption in _CAPTIONS.items():
        yield _rule(f"node.{name}", _node(signs[0], caption))
    for name, relation in schema.relations.items():
        yield _rule(f"relationship.{name}", _relationship(signs[relation.sign], "2px" if relation.sign else "1px"))
    yield _rule(f"relationship.{SPEAKS_OF}", _relationship(signs[0], "1px"))
    yield _rule("node", _NODE)
    yield _rule("relationship", _RELATIONSHIP)


def _node(colours: Colours, caption: str) -> dict[str, str]:
    return {
        "color": colours.light,
        "border-color": colours.dark,
        "text-color-internal": "#ffffff",
        "caption": f"'{{{caption}}}'",
    }


def _relationship(colours: Colours, width: str) -> dict[str, str]:
    return {
        "color": colours.light,
        "text-color-external": colours.light,
        "text-color-internal": "#ffffff",
        "shaft-width": width,
        "caption": "'{type}'",  # the property of disputed ones, else the type: see properties.marked_type
    }


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"
