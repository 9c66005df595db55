from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkchart.graph.folding import PIECE, FoldedText, align, fold
from linkchart.graph.quotes import Place, Text, paragraphs

BODY = (
    "Iran\u2019s Quds Force grew. \u201cWe back the militia,\u201d a colonel said.\nThe coun\u00adcil paid. "
    "The o\ufb03ce of Jose\u0301 Pe\u0301rez paid the union \u2014 twice.\nThe ministry is sup-\nporting the state-\n"
    "owned port.\n"
)
WRAPPED = (
    "He said that the army had grown by a third\nin two years, which the\nministry denies.\n\nMore is to come,\nsoon.\n"
)


@pytest.mark.parametrize(
    ("quote", "wording"),
    [
        ("Iran's Quds Force grew", "Iran\u2019s Quds Force grew"),
        ('"We back the militia," a colonel said', "\u201cWe back the militia,\u201d a colonel said"),
        ("The council paid", "The coun\u00adcil paid"),
        ("The office of Jos\u00e9", "The o\ufb03ce of Jose\u0301"),
        ("the union - twice", "the union \u2014 twice"),
        ("the union -- twice", "the union \u2014 twice"),
        ("the union\u2014twice", "the union \u2014 twice"),
        ("is supporting the state-owned port", "is sup-\nporting the state-\nowned port"),
        ("The  office\nof", "The o\ufb03ce of"),
    ],
)
def test_quote_is_found_in_wording_of_text(quote: str, wording: str) -> None:
    place = Text(BODY).find(quote)
    assert place == Place(BODY.index(wording), BODY.index(wording) + len(wording), wording)


def test_dash_with_spaces_is_one_without() -> None:
    text = Text("The minister\u2014who resigned\u2014said so. The 2010\u20132012 war.")
    assert text.find("The minister - who resigned \u2013 said so") == Place(0, 33, text.body[:33])
    assert text.find("The 2010 - 2012 war") is not None
    assert text.find("The minister who resigned") is None


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("L’armée — « forte » — avance.", 'L\'armée - "forte" - avance'),
        ("Il dit : «\u00a0Non\u00a0», puis part.", "Il dit : « Non », puis part"),
        ("Er sagt »nein« und geht.", 'Er sagt "nein" und geht'),
        ("Elle dit «non» et part.", 'Elle dit "non" et part'),
        ("他说「你好」就走了。", '他说"你好"就走了'),
    ],
)
def test_quotation_marks_of_other_languages_are_alike(body: str, quote: str) -> None:
    assert Text(body).find(quote) == Place(0, len(body) - 1, body[:-1])


@pytest.mark.parametrize(
    "quote", ["Iran's Quds Force shrank", "iran\u2019s Quds Force", "The coun cil paid", "\u2026", " "]
)
def test_quote_with_other_words_is_not_found(quote: str) -> None:
    assert Text(BODY).find(quote) is None


def test_ellipsis_of_the_text_stays_in_the_quote() -> None:
    body = "“Wait... who?” he asked."
    assert Text(body).find("Wait... who?") == Place(1, 13, "Wait... who?")


def test_parts_of_quote_follow_in_one_paragraph() -> None:
    text = Text(WRAPPED)
    place = text.find("grown by a third in two […] denies")
    assert place == Place(26, WRAPPED.index(".\n\n"), "grown by a third\nin two … denies")
    assert text.find("denies … grown") is None
    assert text.find("grown … to come") is None


def test_blank_lines_separate_wrapped_paragraphs() -> None:
    assert [WRAPPED[start:end].split(maxsplit=1)[0] for start, end in paragraphs(WRAPPED)] == ["He", "More"]
    assert len(paragraphs("One.\nTwo.\n\nThree.")) == 3


def test_repeated_quote_takes_stated_place() -> None:
    text = Text("It rains. It rains.\nIt rains.")
    assert text.find("It rains").start == 0  # type: ignore[union-attr]
    assert text.find("It rains", start=10).start == 10  # type: ignore[union-attr]
    assert text.find("It rains", paragraph=2).start == 20  # type: ignore[union-attr]
    assert text.find("It rains", paragraph=3).start == 0  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("quote", "differs"),
    [
        ("the army had shrunk by a third", ("shrunk", "grown")),
        ("the army had not grown by", ("not", "")),
        ("that the army grown by a third", ("", "had")),
        ("nothing of this kind at all", None),
    ],
)
def test_changed_word_is_named(quote: str, differs: tuple[str, str] | None) -> None:
    assert Text(WRAPPED).difference(quote) == differs


def test_changed_punctuation_is_named() -> None:
    assert Text("He said ‚no‘ and left.").difference("He said no and left") == ("no", "‚no‘")
    assert Text("Some “5,000” men—or so.").difference("Some 5,000 men") == ("5,000", "“5,000”")


def test_changed_vowel_sign_is_named() -> None:
    assert Text("हिन्दी में लिखा").difference("हिन्द में") == ("हिन्द", "हिन्दी")
    assert Text("He left. She stayed on.").difference("He left — — She stayed on") == ("— —", "")


LETTERS = st.text(st.sampled_from("ab \u00ab\u00bb\u00ad\u201c\"'-\u2014\n\u00e9e\u0301\ufb03.\u2019"), max_size=40)


@given(LETTERS)
def test_folded_characters_have_offsets(text: str) -> None:
    assert len(align(text)) == len(fold(text))


@given(LETTERS, LETTERS)
@example("«", "»")
def test_pieces_fold_like_the_whole(text: str, other: str) -> None:
    body = f"{text} word word{' ab' * (PIECE // 3)} {other}"
    assert FoldedText(body).text == fold(body)


@given(LETTERS, st.integers(0, 40), st.integers(0, 40))
def test_piece_of_text_is_found_in_it(body: str, start: int, end: int) -> None:
    piece = body[min(start, end) : max(start, end)].strip()
    place = Text(body).find(piece)
    assert place is None or fold(place.wording).strip() == fold(piece).strip()
    if piece and "." not in piece:
        assert place is not None


@pytest.mark.full
@pytest.mark.parametrize("line", ["x y\n", "x\n\n", "é – y\n"])
def test_text_of_short_lines_takes_little_memory(line: str) -> None:
    body = line * 100_000
    tracemalloc.start()
    try:
        assert Text(body).find(line.strip(), None, None) is not None
        assert tracemalloc.get_traced_memory()[1] < 8 * len(body.encode())
    finally:
        tracemalloc.stop()
