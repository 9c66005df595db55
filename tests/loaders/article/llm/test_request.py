"""A text is asked about in chunks that miss no sentence and no pair of neighbours."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.schema import builtin
from linkchart.loaders.article.llm.request import OVERLAP, chunks, json_schema
from linkchart.loaders.article.records import Sentence


def sentences(lengths: list[int]) -> list[Sentence]:
    made, start = [], 0
    for number, length in enumerate(lengths):
        made.append(Sentence(number, start, start + length, 1, "x" * length, (), (), (), ()))
        start += length + 1
    return made


@given(st.lists(st.integers(1, 60), max_size=40))
def test_chunks_contain_every_pair_of_neighbours(lengths: list[int]) -> None:
    made = sentences(lengths)
    runs = [[each.number for each in chunk] for chunk in chunks(made, limit=100)]
    assert sorted({number for run in runs for number in run}) == list(range(len(made)))
    assert all(made[run[-1]].end - made[run[0]].start <= 100 for run in runs if len(run) > 1)
    pairs = {(sentence, sentence + 1) for run in runs for sentence in run[:-1]}
    fitting = {(each.number, each.number + 1) for each in made[:-1] if made[each.number + 1].end - each.start <= 100}
    assert pairs >= fitting
    assert all(run[0] > other[0] and run[-1] > other[-1] for other, run in pairwise(runs))


@given(st.lists(st.integers(1, 20), min_size=20, max_size=40))
def test_short_sentences_overlap(lengths: list[int]) -> None:
    runs = list(chunks(sentences(lengths), limit=100))
    assert all(run[0].number == other[-1].number - OVERLAP + 1 for other, run in pairwise(runs))


def test_json_schema_allows_the_ontology_only() -> None:
    fact = json_schema(builtin())["properties"]["facts"]["items"]
    assert set(fact["properties"]["relation"]["enum"]) == set(builtin().relations)
    assert set(fact["required"]) == set(fact["properties"])
