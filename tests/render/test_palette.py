from __future__ import annotations

from itertools import combinations

import pytest

from linkchart.graph.schema import builtin
from linkchart.render.palette import BACKGROUND, DERIVED, OTHERS, SIGNS, TYPES, css, looks

COLOURS = [
    *((look.light, look.dark) for look in TYPES.values()),
    *((line.light, line.dark) for line in SIGNS.values()),
    *OTHERS,
]

# Machado, Oliveira, Fernandes 2009: what somebody without red or green cones sees, on linear RGB.
PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
SIGHT = {"usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)), "protan": PROTAN, "deutan": DEUTAN}


def linear(colour: str) -> list[float]:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lightness(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def seen(colour: str, sight: str) -> list[float]:
    return [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in SIGHT[sight]]


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
def test_colours_contrast_with_page(shade: int) -> None:
    for pair in COLOURS:
        low, high = sorted((lightness(pair[shade]), lightness(BACKGROUND[shade])))
        assert (high + 0.05) / (low + 0.05) >= 3, pair


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_signs_differ_for_colour_blind_readers(shade: int, sight: str) -> None:
    for sign, other in combinations(SIGNS.values(), 2):
        colours = [(line.light, line.dark)[shade] for line in (sign, other)]
        a, b = (seen(colour, sight) for colour in colours)
        assert sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 > 0.08, (sign.words, other.words)


def test_types_have_own_shapes_and_lines_own_dashes() -> None:
    assert len({look.shape for look in TYPES.values()}) == len(TYPES)
    assert len({DERIVED, *(look.dash for look in SIGNS.values())}) == 4


def test_ontology_types_have_a_look() -> None:
    assert looks(builtin()).keys() == builtin().nodes.keys() - {"Document"}


def test_style_sets_every_colour_for_both_schemes() -> None:
    assert css(builtin()).count("--type-") == 2 * len(looks(builtin()))
    assert css(builtin()).count("--sign-") == 2 * len(SIGNS)
    assert "{#" not in css(builtin())
