"""Facts are read out of whatever a model answers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.loaders.article.llm.answers import facts_of
from linkchart.loaders.article.llm.endpoint import AnswerError

FACTS = st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=8), max_size=3), max_size=4)


@given(FACTS, st.sampled_from(["", "Here they are:\n```json\n"]), st.sampled_from(["", "\n```\nAnything else?"]))
def test_whole_answer_has_all_facts(facts: list[dict[str, str]], before: str, after: str) -> None:
    assert facts_of(before + json.dumps({"facts": facts}) + after) == (facts, True)


@given(FACTS, st.data())
def test_cut_answer_has_the_facts_before_the_cut(facts: list[dict[str, str]], data: st.DataObject) -> None:
    text = json.dumps({"facts": facts})
    end = data.draw(st.integers(len('{"facts": ['), len(text) - 2))
    found, whole = facts_of(text[:end])
    assert found == facts[: len(found)]
    assert not whole


def test_raw_line_break_in_a_string_is_read() -> None:
    assert facts_of('{"facts": [{"quote": "one\ntwo"}]}') == ([{"quote": "one\ntwo"}], True)


def test_entries_that_are_no_facts_are_left_out() -> None:
    assert facts_of('{"facts": ["Chad", null, 3, {"source": "Chad"}]}') == ([{"source": "Chad"}], True)


@pytest.mark.parametrize("text", ["", "I cannot help with that.", "{}", '{"relations": []}'])
def test_answer_without_facts_is_an_error(text: str) -> None:
    with pytest.raises(AnswerError, match="no list of facts"):
        facts_of(text)
