"""Tab completion of commands, options and the names of entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Run


def completed(run: Run, store: Path | str, *words: str, kind: str = "fish") -> list[str]:
    """What a shell offers for the last word typed."""
    done = run(
        LINKCHART_STORE=str(store),
        COMP_WORDS="\n".join(["linkchart", *words]) if kind != "fish" else " ".join(["linkchart", *words[:-1]]),
        COMP_CWORD=str(len(words)) if kind != "fish" else words[-1],
        _LINKCHART_COMPLETE=f"{kind}_complete",
    )
    assert done.stderr == ""
    return [line.partition("\t")[0] for line in done.stdout.splitlines() if line]


def test_commands_and_options_are_completed(run: Run, case: Path) -> None:
    assert "path" in completed(run, case, "pa")
    assert "--max-hops" in completed(run, case, "path", "--max")


def test_names_and_aliases_of_entities_are_completed(run: Run, case: Path) -> None:
    assert completed(run, case, "path", "Quds F") == ["Quds Force"]
    assert completed(run, case, "path", "Iran", "Hashad") == ["Hashad al-Shaabi"]
    assert completed(run, case, "path", "Iran", "Hezbollah", "--avoid", "quds") == ["Quds Force"]


def test_documents_and_saved_questions_are_completed(run: Run, case: Path) -> None:
    assert completed(run, case, "forget", "iraq") == ["iraq-2020-briefing"]
    assert completed(run, case, "whatif", "--without", "Houthis", "influ") == ["influence", "influencers"]
    assert completed(run, case, "whatif", "what") == []
    assert completed(run, case, "whatif", "--without", "Iran", "path", "Quds F") == ["Quds Force"]


def test_missing_store_completes_no_names_silently(run: Run, tmp_path: Path) -> None:
    assert completed(run, "none.db", "path", "Ira") == []
    assert completed(run, "none.db", "forget", "Ira") == []
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert f"_LINKCHART_COMPLETE={shell}_complete" in done.stdout


def test_help_shows_the_line_of_each_shell_by_itself(run: Run) -> None:
    lines = [line.strip() for line in run("completion", "--help").stdout.splitlines()]
    assert 'zsh   ~/.zshrc                    eval "$(linkchart completion zsh)"' in lines
    assert not any("\\b" in line for line in lines)
