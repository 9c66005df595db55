"""The figures of a user's own rules after a review."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkchart.graph.errors import InputError
from linkchart.loaders.article.dictionary import read_entries, with_files
from linkchart.loaders.article.pipeline import default_extractor
from linkchart.loaders.article.records import Article, Block
from linkchart.loaders.review.rules import check_dictionaries, regrade

WORDS = """\
# Our words.
[[entry]]
words = [
  "bankroll",
]
relation = "SUPPORTS"
slots = { source = "subject", target = "object" }

[[entry]]
name = "ours/back"
words = ["back"]  # also of chairs
relation = "SUPPORTS"
extraction = 0.6
slots = { source = "subject", target = "object" }
"""


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.toml"
    path.write_text(WORDS)
    return path


def test_figure_follows_what_was_accepted(words: Path) -> None:
    text, figures = regrade(str(words), {"ours/back": (7, 9), "other/rule": (1, 9)}, "a.yaml")
    assert [tuple(each) for each in figures] == [("ours/back", 7, 9, 0.6, 0.78)]
    first, second = read_entries("words.toml", text)
    assert (first.extraction, second.extraction, dict(second.accepted)) == (None, 0.78, {"a.yaml": [7, 9]})
    assert [line for line in WORDS.splitlines() if not line.startswith("extraction")] == [
        line for line in text.splitlines() if not line.startswith(("extraction", "accepted"))
    ]


def test_reviews_add_up_and_one_counts_once(words: Path) -> None:
    for review, counts in (("a.yaml", (2, 4)), ("b.yaml", (3, 3)), ("a.yaml", (4, 5))):
        text, figures = regrade(str(words), {"words/bankroll-verb": counts}, review)
        words.write_text(text)
    assert (figures[0].accepted, figures[0].decided, figures[0].after) == (7, 8, 0.88)


def test_few_facts_make_no_figure(words: Path) -> None:
    text, (figures,) = regrade(str(words), {"ours/back": (1, 4)}, "a.yaml")
    assert (figures.before, figures.after) == (0.6, None)
    assert [entry.extraction for entry in read_entries("words.toml", text)] == [None, 0.6]


def test_no_rule_is_always_right(words: Path) -> None:
    _, (figures,) = regrade(str(words), {"ours/back": (50, 50)}, "a.yaml")
    assert figures.after == 0.99


def test_own_figure_grades_what_the_rule_finds(words: Path) -> None:
    text = "Chad bankrolls Mali."
    article = Article(text, (Block(0, len(text), 1),))
    words.write_text(
        WORDS.replace('relation = "SUPPORTS"\nslots', 'relation = "SUPPORTS"\nextraction = 0.99\nslots', 1)
    )
    (fact,) = next(default_extractor(dictionary=with_files([str(words)])).extract([article])).facts
    assert (fact.rule.split(" + ")[0], fact.trigger) == ("words/bankroll-verb", "bankrolls")
    assert fact.extraction == 0.99


def test_file_without_entries_is_refused(words: Path) -> None:
    words.write_text("")
    with pytest.raises(InputError, match="has no"):
        check_dictionaries([str(words)])
    words.write_text("[[entry]]\nwords = ['a']\nrelation = 'SUPPORTS'\nextraction = 2\n")
    with pytest.raises(InputError, match="extraction is a number above 0"):
        check_dictionaries([str(words)])
