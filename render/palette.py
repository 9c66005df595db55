"""The colours, shapes and dashes of types and signs, wherever linkchart draws them.

Colour alone never carries a meaning: every type has its shape, every sign its dash. The hues are those of Okabe and
Ito, which colour-blind readers can tell apart, darkened or lightened until they reach a contrast of 3 to 1 on both
backgrounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graph.schema import Schema


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a type of node: its shape, and its colour on a light and on a dark page."""

    shape: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Line:
    """The look of a relation: its dash (drawn, skipped, … in pixels; () = solid), colours and meaning."""

    dash: tuple[int, ...]
    light: str
    dark: str
    words: str


BACKGROUND = ("#ffffff", "#14181d")
"""The light and the dark page."""

TYPES = {
    "State": Look("square", "#0072b2", "#4ba3e3"),
    "Organization": Look("hexagon", "#2a8fbd", "#7cc7f0"),
    "Person": Look("dot", "#c77f00", "#e8a838"),
    "Place": Look("triangleDown", "#7d6b4f", "#b9a582"),
    "Event": Look("star", "#8a4fa8", "#c792e3"),
    "Population": Look("triangle", "#b8538f", "#e39cc6"),
    "Issue": Look("diamond", "#59636e", "#a5b0bb"),
}
"""The types of the ontology."""

OTHERS = (("#3f7d20", "#8fca6e"), ("#a04a1c", "#e0966c"), ("#4a55a2", "#a3adf0"), ("#7a7a00", "#cccc55"))
"""Colours of a case's own types, used in turn; their shape is a box."""

SIGNS = {
    1: Line((), "#00805d", "#3ec79c", "friendly"),
    -1: Line((10, 5), "#c4370f", "#ff7d59", "hostile"),
    0: Line((2, 4), "#76808b", "#98a3ae", "neutral"),
}
"""The signs of relations."""

DERIVED = (12, 4, 2, 4)
"""The dash of a relation derived from others, in the colour of its sign."""


def looks(schema: Schema) -> dict[str, Look]:
    """Assign a look to each type of a schema."""
    added = [name for name in schema.nodes if name not in TYPES and name != "Document"]
    others = {name: Look("box", *OTHERS[rank % len(OTHERS)]) for rank, name in enumerate(added)}
    return {**TYPES, **others}


def variable(kind: str, rank: int) -> str:
    """Name the CSS variable of a colour: `variable("type", 0)` is `--type-0`."""
    return f"--{kind}-{rank}"


def css(schema: Schema) -> str:
    """Write CSS rules that set every colour as a variable, for a light and a dark page."""
    light, dark = (" ".join(_declarations(schema, shade)) for shade in (0, 1))
    return f":root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def _declarations(schema: Schema, shade: int) -> Iterator[str]:
    yield f"--page: {BACKGROUND[shade]};"
    for rank, look in enumerate(looks(schema).values()):
        yield f"{variable('type', rank)}: {(look.light, look.dark)[shade]};"
    for rank, line in enumerate(SIGNS.values()):
        yield f"{variable('sign', rank)}: {(line.light, line.dark)[shade]};"
