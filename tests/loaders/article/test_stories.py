"""One story in several papers is noticed, and two stories of one matter are not taken for one."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from linkchart.loaders.article.formats import read_article
from linkchart.loaders.article.sentences import sentences_of
from linkchart.loaders.article.stories import Stories, sketch

WIRE = [f"The ministry of state number {number} said on Monday that talks had begun." for number in range(30)]


def story(folder: Path, *lines: str) -> tuple[int, ...]:
    path = folder / "article.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return sketch(sentences_of(read_article(str(path))))


def test_wire_text_with_own_head_and_tail_is_noticed(tmp_path: Path) -> None:
    stories = Stories()
    stories.first_of("a", story(tmp_path, *WIRE))
    other = story(
        tmp_path, "Our own correspondent writes from the capital today.", *WIRE[3:], "More to follow on our site."
    )
    assert stories.first_of("b", other) == "a"


def test_one_common_sentence_makes_no_same_story(tmp_path: Path) -> None:
    stories = Stories()
    stories.first_of("a", story(tmp_path, *WIRE[:15]))
    assert stories.first_of("b", story(tmp_path, *WIRE[14:])) == "b"


def test_short_sentences_make_no_story(tmp_path: Path) -> None:
    assert story(tmp_path, "He declined to comment.", "She left.") == ()


@given(st.lists(st.lists(st.integers(0, 1000), min_size=2, max_size=16, unique=True), max_size=6))
def test_story_seen_before_is_known(sketches: list[list[int]]) -> None:
    stories = Stories()
    for number, hashes in enumerate(sketches):
        stories.first_of(str(number), sorted(hashes))
    firsts = [stories.first_of("again", sorted(hashes)) for hashes in sketches]
    assert all(first != "again" for first in firsts)
