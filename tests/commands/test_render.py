"""`render` and --html: which page is written, and when none is."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from linkchart.commands.console import progress

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Run


def data_of(file: Path) -> Any:
    """Read the data block of a page."""
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', file.read_text(encoding="utf-8"))
    assert block
    return json.loads(block[1])


@pytest.mark.full
def test_answer_is_in_its_page_as_it_is_printed(ask: Run, tmp_path: Path) -> None:
    done = ask("path", "Iran", "Hezbollah", "-k", "2", "--json", "--html", "page.html")
    (answer,) = data_of(tmp_path / "page.html")["answers"]
    printed = json.loads(done.stdout)["rows"]
    names = [column["name"] for column in answer["columns"]]
    assert [dict(zip(names, row, strict=True)) for row in answer["rows"]] == printed
    assert answer["question"] == "How is Iran linked to Hezbollah? (2 paths)"
    assert answer["command"] == "linkchart path Iran Hezbollah -k 2"


def test_no_answer_writes_no_page_and_says_so(ask: Run, tmp_path: Path) -> None:
    done = ask("path", "Iran", "Houthis", "--max-hops", "1", "--html", "page.html")
    assert done.returncode == 0
    assert "page.html: not written, because there is no answer." in done.stderr
    assert not (tmp_path / "page.html").exists()


def test_answer_page_draws_as_many_as_asked(ask: Run, tmp_path: Path) -> None:
    done = ask("influence", "Iran", "--html", "page.html", "--max-nodes", "4")
    data = data_of(tmp_path / "page.html")
    assert len(data["entities"]) == 4
    assert data["why"] == "There is room for 4 entities, those of most weight first: --max-nodes gives more."
    assert "page.html: Showing 4 of " in done.stderr
    assert ask("influence", "Iran", "--max-nodes", "4").returncode == 2


@pytest.mark.full
def test_existing_page_is_overwritten_only_by_force(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("mine", encoding="utf-8")
    done = ask("render", "-o", "page.html")
    assert done.returncode == 2
    assert "page.html exists already: --force overwrites it" in done.stderr
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "mine"
    assert ask("render", "-o", "page.html", "--force").returncode == 0
    assert len(data_of(tmp_path / "page.html")["entities"]) > 50


@pytest.mark.full
def test_common_options_narrow_what_is_drawn(ask: Run, tmp_path: Path) -> None:
    ask("render", "-o", "page.html", "--relation", "controls", "--avoid", "Quds Force", "--title", "Who controls whom")
    data = data_of(tmp_path / "page.html")
    assert {relation["relation"] for relation in data["relations"]} == {"CONTROLS"}
    assert "organization:quds-force" not in {entity["id"] for entity in data["entities"]}
    assert data["title"] == "Who controls whom"
    assert data["cut"] is True


@pytest.mark.full
def test_saved_questions_are_tabs_of_one_page(run: Run, case: Path, tmp_path: Path) -> None:
    store = tmp_path / "case.db"
    shutil.copy(case, store)
    run("--store", store, "save", "chain", "path", "Iran", "Hezbollah")
    run("--store", store, "save", "reach", "influence", "Iran")
    done = run("--store", store, "render", "--saved", "chain,reach", "-o", "page.html")
    assert done.returncode == 0, done.stderr
    data = data_of(tmp_path / "page.html")
    assert [answer["question"] for answer in data["answers"]] == [
        "How is Iran linked to Hezbollah?",
        "Whom does Iran influence?",
    ]
    shown = {entity["id"] for entity in data["entities"]}
    assert all(set(answer["entities"]) <= shown for answer in data["answers"])


@pytest.mark.full
def test_texts_are_in_a_page_only_when_asked_for(ask: Run, tmp_path: Path) -> None:
    ask("render", "-o", "without.html")
    ask("render", "-o", "with.html", "--with-text")
    assert "text" not in data_of(tmp_path / "without.html")["documents"][0]
    data = data_of(tmp_path / "with.html")
    text = data["documents"][0]["text"]
    quoted = [telling for relation in data["relations"] for telling in relation["tellings"] if "start_char" in telling]
    assert quoted
    assert all(text[quote["start_char"] : quote["end_char"]] == quote["quote"] for quote in quoted)


def test_command_in_a_page_makes_it_again(ask: Run, tmp_path: Path) -> None:
    ask("render", "-o", "one.html", "--around", "Houthis", "--hops", "2")
    command = data_of(tmp_path / "one.html")["command"]
    assert command == "linkchart render --around Houthis --hops 2 -o one.html"


@pytest.mark.parametrize(("exit_code", "said"), [(0, ""), (1, "no browser was found here to open it with")])
def test_open_hands_the_page_to_the_browser(
    run_process: Run, case: Path, tmp_path: Path, exit_code: int, said: str
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > opened\nexit {exit_code}\n', encoding="utf-8")
    browser.chmod(0o755)
    words = ("render", "--around", "Iran", "-o", "a #1 page.html", "--open")
    # A process of its own, since Python looks for browsers once a process.
    done = run_process("--store", case, *words, BROWSER=f"{browser} %s", PATH="/nowhere")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "opened").read_text(encoding="utf-8") == (tmp_path / "a #1 page.html").resolve().as_uri()
    assert said in done.stderr


@pytest.mark.parametrize(("terminal", "seconds", "said"), [(True, 0.01, True), (True, 5, False), (False, 0.01, False)])
def test_page_that_takes_long_says_so_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, seconds: float, said: bool
) -> None:
    errors = io.StringIO()
    monkeypatch.setattr(errors, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stderr", errors)
    monkeypatch.setattr(progress, "PAGE_DELAY", seconds)
    with progress.progress_of_page("page.html"):
        time.sleep(0.2)
    assert ("page.html: choosing what to show and drawing it …" in errors.getvalue()) is said
