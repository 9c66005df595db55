"""The legend of a picture: what its shapes, colours and dashes mean."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .palette import DERIVED, SIGNS, looks, variable
from .picture.picture import Picture


def legend(picture: Picture) -> dict[str, list[dict[str, Any]]]:
    """Return what the picture's marks mean, only of those that it has."""
    present = Counter(one.type for one in picture.entities)
    signs = {one.sign for one in picture.relations if not one.derived}
    derived = {one.sign for one in picture.relations if one.derived}
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
