"""Saved questions written down as one document, from the command line."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from linkchart.queries import names, query
from tests.commands.conftest import PROGRAM, Run, environment

QUESTIONS = {
    "all-shortest": ("Iran", "Hezbollah"),
    "bottleneck": ("Iran", "Hezbollah"),
    "common": ("Iran", "United States"),
    "connect": ("Iran", "Hezbollah", "United States"),
    "evidence": ("Iran",),
    "influence": ("Iran",),
    "influencers": ("Houthis",),
    "path": ("Iran", "Hezbollah", "-k", "2"),
    "profile": ("United States",),
    "proxies": ("Iran",),
    "stance": ("Iran", "United States"),
    "whatif": ("influence", "Iran", "--without", "Quds Force"),
}
"""Questions of queries whose example would not do for a report."""


@pytest.fixture
def kept(run: Run, case: Path, tmp_path: Path) -> Run:
    """Run linkchart on a copy of the bundled case, into which may be written."""
    shutil.copy(case, tmp_path / "case.db")
    return lambda *words, **more: run("--store", "case.db", *words, **more)


@pytest.fixture
def full(kept: Run) -> Run:
    """Run linkchart on the case with three saved questions."""
    kept("save", "chain", *("path", *QUESTIONS["path"]))
    kept("save", "reach", "influence", "Iran")
    kept("save", "who's who", "blocs")
    return kept


def test_report_has_answer_picture_and_evidence(full: Run, tmp_path: Path) -> None:
    done = full("report", "reach", "chain", "-o", "out.html", "--title", "Iran's reach")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "out.html: 2 questions.\n")
    page = (tmp_path / "out.html").read_text("utf-8")
    assert page.index("linkchart influence Iran") < page.index("linkchart path Iran Hezbollah -k 2")
    totals = full("stats").stdout.partition(".")[0]
    for text in ("Iran&#39;s reach", "case.db", totals, "2020-04-10", "Iran → Quds Force → Hezbollah"):
        assert text in page
    assert page.count("<figure>") == 2
    assert "“In Lebanon the Quds Force backs Hezbollah”" in page
    assert "Iraq, April 2020: Daesh finds room to return, linkchart examples, 2020-04-10, paragraph 6" in page
    assert "blocs" not in page


def test_rows_refer_to_evidence_that_is_there(full: Run, tmp_path: Path) -> None:
    full("report", "-o", "out.html")
    page = (tmp_path / "out.html").read_text("utf-8")
    wanted, there = set(re.findall(r'href="#(.+?)"', page)), re.findall(r'id="(.+?)"', page)
    assert len(there) == len(set(there))
    assert wanted <= set(there)
    assert {anchor for anchor in there if anchor.startswith("e")} <= wanted


def test_markdown_says_the_same(full: Run) -> None:
    text = full("report", "-o", "-").stdout
    assert text.startswith("# Report\n\n- Store: case.db\n")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## 1. chain",
        "## 2. reach",
        "## 3. who's who",
    ]
    assert text.count("```mermaid") == 3
    assert "Iran controls Quds Force \\[graded 0.48, 1 telling\\] (1.1)" in text
    assert "| Quds Force | 0.480 | 1 | Iran → Quds Force |  | 2.1 |" in text
    assert "> 1.2 — “In Lebanon the Quds Force backs Hezbollah”" in text
    assert "| Hezbollah | 0.161 | 2 | Iran → Quds Force → Hezbollah |  | 2.1, 2.4 |" in text


@pytest.mark.full
@pytest.mark.parametrize("suffix", ["html", "md"])
def test_same_store_gives_the_same_bytes(full: Run, tmp_path: Path, suffix: str) -> None:
    for seed in "12":
        full("report", "-o", f"{seed}.{suffix}", PYTHONHASHSEED=seed)
    assert (tmp_path / f"1.{suffix}").read_bytes() == (tmp_path / f"2.{suffix}").read_bytes()


@pytest.mark.full
def test_dated_report_names_the_day(full: Run) -> None:
    assert "Made on" not in full("report", "-o", "-").stdout
    assert re.search(
        r"^- Made on: \d{4}-\d\d-\d\d$", full("report", "--dated", "--format", "md", "-o", "-").stdout, re.MULTILINE
    )


def test_date_counts_for_all_questions(full: Run) -> None:
    full("save", "lead", "path", "Qassem Soleimani", "Quds Force")
    text = full("report", "lead", "--as-of", "2020-02-01", "--format", "md", "-o", "-").stdout
    assert "- As of: 2020-02-01" in text
    assert "$ linkchart path 'Qassem Soleimani' 'Quds Force' --as-of 2020-02-01" in text
    assert "No answer: nothing in the store fits the question." in text


@pytest.mark.parametrize("name", names())
def test_every_query_makes_a_section(kept: Run, name: str) -> None:
    words = QUESTIONS.get(name, shlex.split(query(name).example)[1:])
    assert kept("save", "it", name, *words).returncode == 0
    done = kept("report", "--format", "md", "-o", "-")
    assert (done.returncode, done.stderr) == (0, "1 question.\n")
    assert "Not answered" not in done.stdout
    assert len(done.stdout.splitlines()) > 12
    assert kept("report").returncode == 0


def test_limit_is_that_of_terminal_or_given(full: Run) -> None:
    full("save", "times", "timeline")
    full("save", "few", "timeline", "--limit", "2")
    assert "… 17 more: --limit 0 shows all." in full("report", "few", "--format", "md", "-o", "-").stdout
    text = full("report", "few", "--limit", "0", "--format", "md", "-o", "-").stdout
    assert "more: --limit" not in text


def test_unanswerable_question_has_section_saying_so(kept: Run, run: Run, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text(
        "source,source_type,relation,target,document\nAcme,Organization,SUPPORTS,Houthis,memo\n"
    )
    assert kept("load", "more.csv").returncode == 0
    kept("save", "acme", "path", "Acme", "Houthis")
    kept("save", "reach", "influence", "Iran")
    kept("forget", "memo")
    done = kept("report", "-o", "out.html")
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == "out.html: 2 questions, 1 not answered."
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "Not answered: No entity is called “Acme”." in page
    assert "Quds Force" in page


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chian"], "There is no saved question “chian”. Did you mean chain?"),
        (["-o", "."], ". is a folder: name a file in it."),
        (["-o", "x.pdf"], "a report is .html or .md"),
        (["-o", "no/such.html"], "there is no folder no"),
        (["--as-of", "2020-13"], "“2020-13” is an impossible date"),
        (["--limit", "-1"], "-1"),
    ],
)
def test_failed_report_leaves_old_file(full: Run, tmp_path: Path, words: list[str], message: str) -> None:
    (tmp_path / "report.html").write_text("mine")
    done = full("report", *words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "report.html").read_text() == "mine"
    assert {file.name for file in tmp_path.glob("[!c]*")} == {"report.html"}


def test_nothing_saved_is_told(kept: Run) -> None:
    done = kept("report")
    assert (done.returncode, done.stderr) == (
        2,
        "linkchart: Nothing is saved yet: linkchart save NAME QUERY ARGUMENTS.\n",
    )


def test_reader_that_goes_away_ends_it_quietly(full: Run, tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        done = subprocess.run(
            [*PROGRAM, "--store", "case.db", "report", "--format", "md", "-o", "-"],
            cwd=tmp_path, env=environment(), stdout=pipe, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert done.returncode == 141


def test_report_on_a_terminal_has_no_colour_codes(full: Run, tmp_path: Path) -> None:
    from tests.commands.pseudo_terminal import on_a_terminal

    words = [*PROGRAM, "--store", str(tmp_path / "case.db"), "report", "chain", "-o", str(tmp_path / "out.md")]
    on_a_terminal(words)
    assert "\x1b" not in (tmp_path / "out.md").read_text("utf-8")
