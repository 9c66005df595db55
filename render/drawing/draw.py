"""The layout of a picture: along the flow of the answer where there is one, else in a ring."""

from __future__ import annotations

from collections.abc import Sequence

from ..picture.picture import Picture
from .drawing import Drawing, box
from .flow import column_height, flowing
from .layers import acyclic, columns, in_order
from .lines import joints
from .ring import ring

MOST_COLUMNS, TALLEST = 9, 1150
"""The most columns, and the most pixels in one, that are legible on a sheet of paper."""

FEW = 12
"""The most lines that are drawn in columns when the picture is no answer."""


def draw(picture: Picture, flows: Sequence[Sequence[str]] = ()) -> Drawing:
    """Draw a picture that has entities; the same picture always gives the same drawing.

    A picture of many relations of which none belongs to an answer has no direction to read in, so its boxes form a
    ring.
    """
    lines = joints(picture)
    boxes = {entity.id: box(picture, entity) for entity in picture.entities}
    order = [id_ for id_ in dict.fromkeys([*(id_ for flow in flows for id_ in flow), *boxes]) if id_ in boxes]
    arcs = acyclic(order, flows, [(line.source, line.target) for line in lines])
    column = columns(order, arcs)
    rows = in_order(order, arcs, column)
    directed = (
        bool(flows) or len(lines) <= FEW or any(relation.id in picture.highlight for relation in picture.relations)
    )
    tallest = max(column_height(row, boxes) for row in rows)
    if directed and len(rows) <= MOST_COLUMNS and tallest <= TALLEST:
        return flowing({id_: boxes[id_] for id_ in order}, rows, column, lines)
    return ring([boxes[id_] for id_ in order], lines)
