from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.names import normal
from linkchart.graph.voices import Voice, confidence_of, voices
from tests.graph.test_grouping import BARE, stated

TEXT = "The minister said on Friday that the convoy had been stopped at the border by unknown men."


def of(document: str | None, publisher: str | None = None, confidence: float | None = 0.36, **more: Any) -> Any:
    return stated(document=document, publisher=publisher, confidence=confidence, **more)


def names(*tellings: Any) -> list[tuple[str, float | None, int]]:
    return [(voice.name, voice.confidence, len(voice.tellings)) for voice in voices(tellings)]


def test_publishers_compare_by_normal_form() -> None:
    assert names(of("a", "Herald"), of("b", "The Herald", 0.8), of("c", "herald")) == [("Herald", 0.8, 3)]
    assert confidence_of([of("a", "Herald"), of("b", "The Herald"), of("c", "herald")]) == 0.36


def test_sourceless_tellings_are_separate_voices() -> None:
    found = [of("a"), of("b"), of(None), of(None)]
    assert names(*found) == [("", 0.36, 1), ("", 0.36, 1), ("a", 0.36, 1), ("b", 0.36, 1)]


def test_wire_text_is_one_voice_through_chains() -> None:
    other = f"{TEXT} More soon."
    found = [
        of("a", "A", quote=TEXT),
        of("b", "B", quote=TEXT.upper()),
        of("c", "B", quote=other),
        of("d", "D", quote=other),
    ]
    assert names(*found) == [("A", 0.36, 4)]
    assert len(voices([of("a", "A", quote=TEXT[:40]), of("b", "B", quote=TEXT[:40])])) == 2


def test_wire_length_counts_normal_form() -> None:
    for length, count in ((59, 2), (60, 1)):
        quote = f"“{'x' * length}”"
        assert len(voices([of("a", "A", quote=quote), of("b", "B", quote=quote)])) == count


def test_quotes_equal_but_for_signs_are_one_voice() -> None:
    for other in (TEXT.replace(",", ""), TEXT.upper(), f"“{TEXT}”", TEXT.replace(" on ", " - on - ")):
        assert len(voices([of("a", "A", quote=TEXT), of("b", "B", quote=other)])) == 1
    for other in (TEXT.replace("unknown", "armed"), f"{TEXT} So", TEXT.replace("men", "m&n"), "é" + TEXT):
        assert len(voices([of("a", "A", quote=TEXT), of("b", "B", quote=other)])) == 2


ENDINGS = st.text(st.sampled_from(" .,'\"!?)&+#@_-aAtThe7é½\u0301\u200b"), max_size=5)


@given(ENDINGS, ENDINGS)
def test_copies_are_quotes_of_one_normal_form(ending: str, other: str) -> None:
    quotes = TEXT + ending, TEXT + other
    count = len({normal(quote) for quote in quotes})
    assert len(voices([of("a", "A", quote=quotes[0]), of("b", "B", quote=quotes[1])])) == count


def test_ungraded_voices_together_count_one_half() -> None:
    assert confidence_of([of("a", "A", 0.8), of("b", "B", None), of("c", "C", None)]) == 0.9
    assert confidence_of([of("a", "A", 0.8), of("b", "A", None)]) == 0.8  # one voice, and it is graded
    assert confidence_of([of("a", "A", None), of("b", "B", None)]) is None


@given(
    st.lists(st.tuples(st.sampled_from([None, "a", "b", "c"]), st.sampled_from([None, 0.0, 0.3, 1.0])), max_size=6),
    st.randoms(use_true_random=False),
)
def test_order_of_tellings_changes_no_voice(found: list[tuple[Any, Any]], random: Any) -> None:
    tellings = [of(document, None, confidence) for document, confidence in found]
    shuffled = list(tellings)
    random.shuffle(shuffled)
    assert confidence_of(tellings) == confidence_of(shuffled)


def test_single_telling_is_one_voice() -> None:
    assert voices([BARE]) == [Voice("", None, (BARE,))]
