"""Make the legend of a picture: the meaning of its shapes, colours and dashes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .palette import DERIVED, SIGNS, looks, variable
from .picture.picture import Picture


def legend(picture: Picture) -> dict[str, list[dict[str, Any]]]:
    """List the shapes and lines in a picture with their meaning."""
    present = Counter(entity.type for entity in picture.entities)
    signs = {relation.sign for relation in picture.relations if not relation.derived}
    derived = {relation.sign for relation in picture.relations if relation.derived}
    types = [
        {"words": name, "shape": look.shape, "colour": variable("type", rank), "count": present[name]}
        for rank, (name, look) in enumerate(looks(picture.schema).items())
        if name in present
    ]
    lines = [(variable("sign", rank), line, sign) for rank, (sign, line) in enumerate(SIGNS.items())]
    plain_lines = [
        {"words": line.words, "dash": line.dash, "colour": colour} for colour, line, sign in lines if sign in signs
    ]
    dashed = [
        {"words": f"{line.words}, derived", "dash": DERIVED, "colour": colour}
        for colour, line, sign in lines
        if sign in derived
    ]
    return {"types": types, "lines": plain_lines + dashed}
