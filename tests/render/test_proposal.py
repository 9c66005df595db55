from __future__ import annotations

from linkchart.render.proposal import marked, particulars

FIELDS = {
    "source": "Iran", "source_as": "its", "target": "Iran Air", "relation": "OWNS", "trigger": "part of",
    "sentence": "Iran Air is part of its fleet.", "resolved_by": "its: Iran", "date": "2020", "date_basis": "written",
    "rule": "structure/part", "extraction": 0.8,
}  # fmt: skip


def test_ends_and_trigger_are_marked_as_whole_words() -> None:
    assert marked(FIELDS, ("source", "target"), str) == "“[Iran Air] is *part of* [its] fleet.”"
    assert marked({**FIELDS, "source_as": "Iran"}, ("source", "target"), str) == "“[Iran] Air is *part of* its fleet.”"


def test_word_that_is_an_end_is_marked_once() -> None:
    fields = {"source": "x", "source_as": "killing", "target": "y", "trigger": "killing", "sentence": "killing y"}
    assert marked(fields, ("source", "target"), str) == "“[killing] [y]”"


def test_particulars_say_where_each_part_comes_from() -> None:
    assert particulars(FIELDS) == [
        "who is meant: its: Iran", "date: 2020 (written)", "found by the rule structure/part, graded 0.8",
    ]  # fmt: skip
    assert particulars({"model": "m", "start": "2018", "place": "Basra", "attributes": {"count": 2}}) == [
        "date: since 2018", "place: Basra", "attributes: count = 2", "found by the language model m",
    ]  # fmt: skip
