"""Lay out a picture: in columns along the flow of the answer if it has one, else in a ring."""

from __future__ import annotations

from collections.abc import Sequence

from ..picture.picture import Picture
from .drawing import Drawing, box
from .flow import column_height, flowing
from .layers import acyclic, columns, in_order
from .lines import joints
from .ring import ring

MOST_COLUMNS, TALLEST = 9, 1150
"""The most columns, and the greatest height of one in pixels, that are legible on paper."""

FEW = 12
"""The most lines for which a picture without an answer is drawn in columns."""


def draw(picture: Picture, flows: Sequence[Sequence[str]] = ()) -> Drawing:
    """Draw a picture with at least one entity; the same picture always gives the same drawing.

    If there are many relations and none belongs to an answer, there is no direction to read in: the boxes form a ring.
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
