"""Draw the symbol of a type as an SVG path, in the shapes that vis-network draws on the interactive page."""

from __future__ import annotations

from math import cos, pi, sin

from .drawing import Point

SIZE = 7.5

_TURNED = {
    # number of corners, and the angle of the first in quarter turns from the top
    "square": (4, 0.5),
    "box": (4, 0.5),
    "hexagon": (6, 1.0),
    "diamond": (4, 0.0),
    "triangle": (3, 0.0),
    "triangleDown": (3, 2.0),
}


def mark(shape: str, x: float, y: float) -> str:
    """Write the path of a shape around a point; an unknown shape is a dot."""
    if shape == "star":
        corners = [_corner(x, y, SIZE * (0.45 if rank % 2 else 1.15), rank * pi / 5) for rank in range(10)]
    elif shape in _TURNED:
        count, turn = _TURNED[shape]
        corners = [_corner(x, y, SIZE, turn * pi / 2 + rank * 2 * pi / count) for rank in range(count)]
    else:
        r = SIZE * 0.9
        return f"M{x - r:.1f},{y:.1f} a{r},{r} 0 1 0 {2 * r:.1f},0 a{r},{r} 0 1 0 {-2 * r:.1f},0 Z"
    return "M" + " L".join(f"{a:.1f},{b:.1f}" for a, b in corners) + " Z"


def _corner(x: float, y: float, radius: float, angle: float) -> Point:
    return x + radius * sin(angle), y - radius * cos(angle)
