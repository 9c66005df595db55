"""The parts of a drawing: boxes with names and lines between them, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...graph.model import Entity
from ..labels import label, plain
from ..palette import looks
from ..picture.picture import Picture
from .lines import Joint

LINE_HEIGHT = 16
PADDING = 7
ICON = 24
"""Width of the space for the symbol of the type at the left of a box."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """The box of an entity: its centre and size, its name in lines, and the look of its type."""

    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    name: str
    type: str
    shape: str
    rank: int

    @property
    def left(self) -> float:
        """The left side."""
        return round(self.x - self.width / 2, 1)

    @property
    def top(self) -> float:
        """The upper side."""
        return round(self.y - self.height / 2, 1)

    @property
    def right(self) -> float:
        """The right side."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Wire:
    """A line: its SVG path, the corners of its arrowheads, and its label with the position."""

    joint: Joint
    path: str
    heads: tuple[str, ...]
    words: str = ""
    at: Point = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and lines, with the size of the whole."""

    width: float
    height: float
    boxes: Sequence[Box]
    wires: Sequence[Wire]


def box(picture: Picture, entity: Entity) -> Box:
    """Make the box of an entity, at the origin."""
    types = looks(picture.schema)
    known = entity.type in types
    lines = tuple(label(entity.name).split("\n"))
    return Box(
        entity.id, 0, 0,
        width=round(max(map(text_width, lines)) + ICON + 2 * PADDING, 1),
        height=len(lines) * LINE_HEIGHT + 2 * PADDING,
        lines=lines,
        name=plain(entity.name) or "(no name)",
        type=entity.type,
        shape=types[entity.type].shape if known else "box",
        rank=list(types).index(entity.type) if known else 0,
    )  # fmt: skip


def text_width(text: str, size: float = 13) -> float:
    """Estimate the width of a text, erring on the wide side; capitals and wide characters take more."""
    from unicodedata import east_asian_width

    shares = {"W": 1.05, "F": 1.05}
    return sum(size * shares.get(east_asian_width(char), 0.7 if char.isupper() else 0.57) for char in text)


def arrowhead(tip: Point, back: Point) -> str:
    """Compute the corners of an arrowhead at `tip` that points away from `back`."""
    length = ((tip[0] - back[0]) ** 2 + (tip[1] - back[1]) ** 2) ** 0.5 or 1.0
    x, y = (tip[0] - back[0]) / length, (tip[1] - back[1]) / length
    corners = (tip, (tip[0] - 9 * x + 4 * y, tip[1] - 9 * y - 4 * x), (tip[0] - 9 * x - 4 * y, tip[1] - 9 * y + 4 * x))
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)


def points(*pairs: Point) -> str:
    """Write points in the syntax of SVG paths."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)
