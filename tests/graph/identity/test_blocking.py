from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkchart.graph.identity import blocking
from linkchart.graph.identity.blocking import NameIndex
from linkchart.graph.identity.name_score import name_words, words_score
from tests.examples import examples

LEAST = 0.6
WORDS = ["harbour", "council", "novak", "lindqvist", "tanker", "velimir", "al", "bahr", "4", "j", "stadtwerke", "fleet"]


@st.composite
def spellings(draw: st.DrawFn) -> list[str]:
    """A name, and the name with one slip or with its words parted otherwise."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
    at = draw(st.integers(0, len(words) - 1))
    cut = draw(st.integers(0, len(words[at]) - 1))
    slip = words[at][:cut] + draw(st.sampled_from(["", "e", "z"])) + words[at][cut + 1 :]
    changed = [*words[:at], slip, *words[at + 1 :]]
    joined = "".join(word for word in words if not word.isdigit())  # a digit between letters is read as a letter
    return [" ".join(words), draw(st.sampled_from([" ".join(changed), joined, " ".join(reversed(words))]))]


def kept_and_near(texts: list[str]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The pairs that blocking keeps, and the pairs that score enough."""
    split = [words for words in dict.fromkeys(map(name_words, texts)) if words.letters]
    index = NameIndex()
    for words in split:
        index.add(words)
    pairs = combinations(range(len(split)), 2)
    return set(index.pairs(LEAST)), {(i, j) for i, j in pairs if words_score(split[i], split[j]) >= LEAST}


@examples(40)
@given(spellings())
@example(["harbour 4 harbour", "harbour4harbour"])
def test_slip_keeps_the_pair(texts: list[str]) -> None:
    kept, near = kept_and_near(texts)
    assert near <= kept


def test_many_misspelt_names_keep_99_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "FREQUENT", 10)  # as in a store of many more names
    stems = [
        f"{syllable}{two}"
        for syllable in ("vel", "nor", "tash", "mur", "kel")
        for two in ("imir", "anov", "buk", "ystan")
    ]
    full = [f"{first} {last}" for first in stems for last in reversed(stems) if first != last][::5]
    texts = full + [name[: at % 5 + 1] + name[at % 5 + 2 :] for at, name in enumerate(full)]
    kept, near = kept_and_near(texts)
    assert len(near) > 50
    assert len(near & kept) >= 0.99 * len(near)


def test_only_pairs_with_the_names_asked_for_are_kept() -> None:
    index = NameIndex()
    for text in ("Vera Novak", "Vera Novack", "Tanker Fleet", "Tanker Fleets"):
        index.add(name_words(text))
    assert list(index.pairs(LEAST)) == [(0, 1), (2, 3)]
    assert list(index.pairs(LEAST, [3])) == [(2, 3)]
    assert list(index.pairs(LEAST, [])) == []


def test_numbered_family_pairs_only_equal_numbers() -> None:
    index = NameIndex()
    for text in (*(f"Unit {number}" for number in range(1, 1001)), "Units 17", "17th Unit"):
        index.add(name_words(text))
    kept = set(index.pairs(LEAST))
    assert {(16, 1000), (16, 1001), (1000, 1001)} <= kept
    assert len(kept) < 300  # of half a million; those whose digits differ as slips of a pen do are kept


def test_few_numbered_names_are_compared() -> None:
    kept, near = kept_and_near(["Unit 731", "Unit 732", "Unit 733"])
    assert kept == near == {(0, 1), (0, 2), (1, 2)}


def test_no_names_make_no_pairs() -> None:
    assert list(NameIndex().pairs(LEAST)) == []
