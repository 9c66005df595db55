from __future__ import annotations

import pytest

from linkchart.graph.identity.similar import closest, near_pairs, pieces


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("isreal", "israel"),
        ("quds forces", "quds force"),
        ("kataib hezbollah", "kataib hizballah"),
        ("qassem soleimani", "qasem soleimani"),
        ("teheran", "tehran"),
    ],
)
def test_slips_and_spellings_are_near(form: str, other: str) -> None:
    assert list(near_pairs([form], [other])) == [(form, other)]


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("iran", "iraq"),
        ("brigade 11", "brigade 12"),
        ("acme", "acme"),
        ("slovakia", "slovenia"),
        ("acmee", "acme corp"),
    ],
)
def test_other_names_are_not_near(form: str, other: str) -> None:
    assert list(near_pairs([form], [other])) == []


def test_closest_come_first_in_a_fixed_order() -> None:
    assert closest("quds forse", ["quds farce", "badr", "quds force", "quds horse"]) == [
        "quds force",
        "quds horse",
        "quds farce",
    ]
    assert pieces("quds force") == ["qud", "uds", "for", "orc", "rce"]
    assert pieces("") == []
