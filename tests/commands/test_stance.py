from __future__ import annotations

from tests.commands.conftest import Run


def test_stance_without_path_is_not_searched_farther(ask: Run) -> None:
    done = ask("stance", "Daesh", "Houthis", "--max-hops", "1")
    assert done.stdout.startswith("Verdict: unclear.")
    assert done.stderr == "Nothing fits within 1 hop: --max-hops 2 searches farther, and longer.\n"


def test_condition_that_empties_a_stance_is_named(ask: Run) -> None:
    assert ask("stance", "Iran", "United States", "--as-of", "1990").stderr.startswith("Nothing fits with --as-of 1990")
