"""Pronouns and descriptions: resolved and recorded, or left open."""

from __future__ import annotations

import pytest

from tests.loaders.article.reading import resolved


def reference(text: str, word: str) -> tuple[str, str, float]:
    (mention,) = [each for found in resolved(text) for each in found if each.text == word]
    return mention.name, mention.resolved_by, mention.grade


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Boko Haram grew. The group attacked Chad.", "group", "Boko Haram"),
        ("Amina Obi spoke. She left Kenya.", "She", "Amina Obi"),
        ("Boko Haram grew. It attacked Chad.", "It", "Boko Haram"),
        ("The Polisario Front grew. The front attacked Mali.", "front", "Polisario Front"),
        ("Amina Obi spoke. Her predecessor, Omar Said, fled after Kenya accused him.", "him", "Omar Said"),
        ("Kenya is calm. Kenya voted. The army stayed.", "army", "Kenyan army"),
        ("Kenya backs Somalia in its fight against al-Shabaab.", "its", "Somalia"),
        ("Kenya renewed support for Somalia in its war against al-Shabaab.", "its", "Somalia"),
        ("Kenya voted. Boko Haram denied what its minister, Omar Said, wrote.", "its", "Kenya"),
        ("Kenya is calm. Kenya voted. Police left.", "Police", "Kenyan police"),
        ("Kenya is calm. Kenya voted, army spokesman Omar Said said.", "army", "Kenyan army"),
        ("Kenya attacked Somalia in its fight against al-Shabaab.", "its", "Kenya"),
        (
            "Haiti is burning. Haiti fears gangs. Kenya urged its citizens to leave Haiti.",
            "citizens",
            "Kenyan citizens",
        ),
        ("President Amina Obi spoke. Later the president left.", "president", "Amina Obi"),
    ],
)
def test_reference_is_resolved_graded_and_recorded(text: str, word: str, name: str) -> None:
    found, how, grade = reference(text, word)
    assert found == name
    assert how
    assert grade < 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is likely that Kenya will win.", "It"),
        ("Boko Haram grew. Chad sent troops to the front.", "front"),
        ("President Amina Obi left. The president, Omar Said, spoke.", "president"),
        ("Kenya voted. An attack killed camp residents.", "residents"),
        ("The group attacked Chad.", "group"),
        ("Boko Haram and Hamas grew. The group attacked Chad.", "group"),
        ("Boko Haram grew. It rained. It snowed. It was late. The group attacked Chad.", "group"),
    ],
)
def test_doubtful_reference_stays_open(text: str, word: str) -> None:
    names = [each.name for found in resolved(text) for each in found if each.text == word]
    assert not any(names)
