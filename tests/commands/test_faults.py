"""Errors are one sentence with an exit code, and text cannot style the terminal."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
from pathlib import Path
from shutil import copyfile

import pytest

from tests.commands.conftest import PROGRAM, Run, environment
from tests.commands.pseudo_terminal import on_a_terminal


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["path", "Iran", "Hezbolla"], "No entity is called “Hezbolla”. Nearest known names: Hezbollah"),
        (
            ["whatif", "influence", "Iran", "--without", "zzz"],
            "No entity is called “zzz”. No document and no relation has this id either.",
        ),
        (["path", "Iran", "Hezbollah", "--avoid", "Quds Forse"], "Quds Force"),
        (["path", "Iran", "Hezbollah", "--relation", "KONTROLS"], "Did you mean CONTROLS?"),
        (["path", "Iran", "Hezbollah", "--as-of", "2020-13"], "“2020-13” is an impossible date"),
        (["path", "Iran", "Hezbollah", "--since", "spring"], "“spring” is not a date"),
        (["path", "Iran", "Hezbollah", "--max-hops", "0"], "not a whole number of 1 or more"),
        (["path", "Iran", "Hezbollah", "--min-confidence", "nan"], "not a number from 0 to 1"),
        (["path", "Iran", "Hezbollah", "--json", "--csv"], "--json excludes --csv"),
        (["path", "Iran"], "TARGET"),
        (["pth", "Iran"], "Did you mean path"),
        ([""], "There is no command “”."),
        (["forget", "nothing"], "nothing"),
        (["load", "missing.yaml"], "missing.yaml"),
        (["load", "."], "."),
        (["export", "facts", "-o", "no/such/folder.yaml"], "no/such/folder.yaml"),
        (["path", "Iran", "Hezbollah", "--html", "no/such/page.html"], "no/such"),
    ],
)
def test_error_is_one_sentence_and_exit_code_2(ask: Run, words: list[str], message: str) -> None:
    done = ask(*words)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert sum(bool(line) for line in done.stderr.splitlines()) <= 3


@pytest.mark.parametrize(
    "words", [["path", "A", "B"], ["stats"], ["search", "x"], ["forget", "x"], ["export", "facts"]]
)
def test_missing_store_makes_no_file(run: Run, tmp_path: Path, words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "There is no store at linkchart.db" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("locale", ["C", "POSIX"])
@pytest.mark.full
def test_names_of_every_script_work_in_the_c_locale(run: Run, locale: str) -> None:
    facts = '{"fact": {"source": "Ḥizb Allāh", "source_type": "Organization", "relation": "FIGHTS", '
    facts += '"target": "داعش", "target_type": "Organization"}}\n'
    assert run("load", "-", "--format", "jsonl", stdin=facts, LC_ALL=locale).returncode == 0
    done = run("path", "Ḥizb Allāh", "داعش", LC_ALL=locale)
    assert "Ḥizb Allāh fights داعش" in done.stdout
    assert "داعش" in run("path", "Ḥizb Allāh", "داعش", "--json", LC_ALL=locale).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["whatif", "whatif", "timeline", "--without", "Iran"],
        ["save", "q", "whatif", "whatif", "timeline", "--without", "Iran"],
        ["export", "neo4j-admin", "-o", "out", "--database", os.fsdecode(b"\xff\xfe\xfd")],
        ["export", "neo4j-admin", "-o", "out", "--database", "a; rm"],
        ["timeline", "--since", "2021", "--until", "2019"],
        ["path", "Iran", "Hezbollah", "--since", "2020-03", "--until", "2020-02"],
        ["path", "Iran", "x" * 100_000],
        ["load", "deep.toml"],
        ["load", "facts.yaml", "--schema", "deep.toml"],
        ["load", "facts.yaml", "--schema", "long.toml"],
        ["stats", "--store", "bolt://no.such.host.invalid"],
        ["verify", "--against", "bolt://no.such.host.invalid"],
        ["copy", "bolt://no.such.host.invalid", "new.db"],
        ["neo4j", "prepare", "--store", "bolt://no.such.host.invalid"],
    ],
)
@pytest.mark.full
def test_odd_arguments_get_one_sentence(case: Path, run: Run, tmp_path: Path, words: list[str]) -> None:
    copyfile(case, tmp_path / "case.db")
    (tmp_path / "deep.toml").write_text("a=" + "[" * 100_000)
    (tmp_path / "long.toml").write_text(f"[nodes.A]\nsign={'9' * 5_000}\n")
    (tmp_path / "facts.yaml").write_text("facts: []\n")
    done = run("--store", "case.db", *words, NEO4J_PASSWORD="x", PYTHONWARNINGS="error")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert ".py" not in done.stderr
    assert len(done.stderr) < 1_000
    assert ("is not encrypted" in done.stderr) == ("bolt:" in str(words))


@pytest.mark.parametrize(
    "row",
    [
        'A,State,SUPPORTS,B,State,"' + "[" * 100_000 + '"',
        "A,State," + "X" * 100_000 + ",B,State,",
        "A," + "y" * 100_000 + ",SUPPORTS,B,State,",
        "A,State,SUPPORTS,B,State," + "z " * 50_000,
    ],
)
def test_reason_is_short_however_long_the_value(run: Run, tmp_path: Path, row: str) -> None:
    header = "source,source_type,relation,target,target_type,attributes"
    (tmp_path / "facts.csv").write_text(f"{header}\n{row}\n")
    done = run("load", "facts.csv")
    assert done.returncode == 1
    assert 20 < len(done.stderr) < 800


@pytest.mark.parametrize(
    "words", [["X"], ["gaps", "--X"], ["undo", "X"], ["search", "X"], ["export", "facts", "--format", "X"]]
)
def test_sentence_is_short_however_long_the_argument(ask: Run, words: list[str]) -> None:
    done = ask(*(word.replace("X", "x" * 100_000) for word in words))
    assert 20 < len(done.stderr) < 800


def test_table_of_very_many_columns_loads_at_once(run: Run, tmp_path: Path) -> None:
    header = ["source", "source_type", "relation", "target", "target_type", *(f"c{rank}" for rank in range(60_000))]
    (tmp_path / "wide.csv").write_text(f"{','.join(header)}\nA,State,SUPPORTS,B,State\n")
    start = os.times()
    assert run("load", "wide.csv").returncode == 0
    end = os.times()
    assert end.children_user - start.children_user < 10  # it was hours


@pytest.mark.parametrize("words", [["undo", "1\x1b[2J"], ["who", "a", "\u202eb"], ["timeline", "--html", "\x1b[2J"]])
def test_typed_controls_are_not_printed(run: Run, case: Path, words: list[str]) -> None:
    done = run("--store", case, *words, "--since" if words[0] == "timeline" else "--json", "9999")
    assert not re.search("[\x1b\u202e]", done.stdout + done.stderr)


def test_whatif_is_answered_on_a_full_disk(case: Path) -> None:
    command = [*PROGRAM, "--store", str(case), "whatif", "ranking", "--without", "Iran"]
    limit = (resource.RLIMIT_FSIZE, (0, 0))
    done = subprocess.run(
        command, env=environment(), capture_output=True, check=False, preexec_fn=lambda: resource.setrlimit(*limit)
    )
    assert (done.returncode, done.stdout) == (0, b"The answer loses Iran.\n")


def test_decisions_are_not_written_into_a_store(run: Run, case: Path, tmp_path: Path) -> None:
    store = Path(copyfile(case, tmp_path / "facts.decisions.jsonl"))
    (tmp_path / "facts.yaml").write_text("facts: []\n")
    assert run("review", "facts.yaml").returncode == 2
    assert store.read_bytes() == case.read_bytes()


def test_colours_only_where_they_are_welcome(ask: Run, case: Path) -> None:
    assert "\x1b" not in ask("path", "Iran", "Hezbollah").stdout
    words = [*PROGRAM, "--store", str(case), "path", "Iran", "Hezbollah"]
    assert b"\x1b[" in on_a_terminal(words)
    assert b"\x1b[" not in on_a_terminal(words, NO_COLOR="1")


@pytest.mark.parametrize(
    "words",
    [
        ["path", "A", "B"],
        ["path", "A", "B", "--receipts"],
        ["search", "B"],
        ["evidence", "A"],
        ["evidence", "A", "--csv"],
        ["evidence", "A", "--json"],
        ["export", "facts"],
        ["export", "facts", "--format", "jsonl"],
    ],
)
@pytest.mark.full
def test_quote_cannot_style_the_terminal(run: Run, tmp_path: Path, words: list[str]) -> None:
    hostile = "B \x1b[8m\x9b8m\u202edenies"
    fact = {"source": "A", "source_type": "State", "relation": "SUPPORTS", "target": "B", "target_type": "State"}
    run("load", "-", "--format", "jsonl", stdin=json.dumps({"fact": {**fact, "quote": hostile}}))
    shown = on_a_terminal([*PROGRAM, "--store", str(tmp_path / "linkchart.db"), *words]).decode()
    assert "B" in shown
    assert not [mark for mark in ("\x1b[8m", "\x9b", "\u202e") if mark in shown]


def test_first_load_on_a_full_disk_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("entities:\n- {name: Iran, type: State}\n")
    command = [*PROGRAM, "--store", "new.db", "load", "facts.yaml"]
    limit = (resource.RLIMIT_FSIZE, (0, 0))
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, check=False,
        preexec_fn=lambda: resource.setrlimit(*limit),
    )  # fmt: skip
    assert (done.returncode, b"No room to write new.db" in done.stderr) == (2, True)
    assert [file.name for file in tmp_path.iterdir()] == ["facts.yaml"]


@pytest.mark.parametrize(
    ("words", "code"), [(["load", b"\xff.yaml"], 0), (["rename", "Iran", b"\xff"], 2), (["same", b"\xff", "Iraq"], 2)]
)
def test_bytes_that_are_not_utf8_get_one_sentence(
    case: Path, tmp_path: Path, words: list[str | bytes], code: int
) -> None:
    store = copyfile(case, tmp_path / "case.db")
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff.yaml")).write_text("entities:\n- {name: Iran, type: State}\n")
    command = [*PROGRAM, "--store", str(store), *words]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
