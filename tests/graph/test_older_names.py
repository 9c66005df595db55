"""Entities that older rules merged are found by their names."""

from __future__ import annotations

from linkchart.graph.model import Entity
from linkchart.graph.older_names import merged_by_older_rules


def test_names_merged_by_older_rules_are_listed() -> None:
    merged = Entity("person:र-न", "Person", "रीना", None, ("रानी",))
    kept = Entity("person:jose-perez", "Person", "José Pérez", None, ("Jose Perez", "Pepe"))
    (sentence,) = merged_by_older_rules([merged, kept])
    assert "person:र-न (रीना, रानी)" in sentence
