"""How a picture is laid out: along the flow of the answer where there is one, else in the round."""

from __future__ import annotations

from collections.abc import Sequence

from ..picture.picture import Picture
from .drawing import Drawing, box
from .flow import column_height, flowing
from .layers import acyclic, columns, in_order
from .lines import joints
from .ring import round_about

MOST_COLUMNS, TALLEST = 9, 1150
"""With more columns, or one of more pixels, a picture would be too small to read on a sheet of paper."""
FEW = 12


def draw(picture: Picture, flows: Sequence[Sequence[str]] = ()) -> Drawing:
    """Return the drawing of a picture that has entities: the same picture gives the same drawing, number by number.

    Where many relations are shown and none is part of the answer there is no direction to read in: the boxes stand
    around.
    """
    drawn = joints(picture)
    boxes = {one.id: box(picture, one) for one in picture.entities}
    order = [one for one in dict.fromkeys([*(one for flow in flows for one in flow), *boxes]) if one in boxes]
    arcs = acyclic(order, flows, [(one.source, one.target) for one in drawn])
    column = columns(order, arcs)
    rows = in_order(order, arcs, column)
    directed = bool(flows) or len(drawn) <= FEW or any(one.id in picture.highlight for one in picture.relations)
    tallest = max(column_height(row, boxes) for row in rows)
    if directed and len(rows) <= MOST_COLUMNS and tallest <= TALLEST:
        return flowing({one: boxes[one] for one in order}, rows, column, drawn)
    return round_about([boxes[one] for one in order], drawn)
