"""Sentences and words of running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.loaders.article.sentences import sentence_of
from tests.loaders.article.reading import sentences


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Chad left. Mali stayed.", ["Chad left.", "Mali stayed."]),
        ("The U.S. Army left. It won.", ["The U.S. Army left.", "It won."]),
        ("He left the U.S. The army stayed.", ["He left the U.S.", "The army stayed."]),
        ("Gen. Ali met Mr. B. Obi on Jan. 3 there.", ["Gen. Ali met Mr. B. Obi on Jan. 3 there."]),
        ("“We won.” The army left.", ["“We won.”", "The army left."]),
        ("Really? Yes!", ["Really?", "Yes!"]),
    ],
)
def test_text_splits_where_sentences_end(text: str, starts: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == starts


def test_words_keep_hyphens_and_part_possessives() -> None:
    words = sentence_of("Iran's al-Quds unit, 2,000 men, isn't U.S.-led.").words
    assert words[:3] == ("Iran", "'s", "al-Quds")
    assert "2,000" in words
    assert "isn't" in words


@given(st.text(alphabet="aB. ?!\n“”'’-0", max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    for sentence in sentences(text):
        for word, start, end in zip(sentence.words, sentence.starts, sentence.ends, strict=True):
            assert text[start:end] == word
        assert text[sentence.start : sentence.end] == sentence.text


def test_list_without_end_is_cut() -> None:
    assert max(len(sentence.text) for sentence in sentences("word " * 2000)) <= 2000
