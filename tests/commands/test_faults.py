"""What goes wrong gets one sentence, its exit code, and never a traceback."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from shutil import copyfile
from typing import IO

import pytest

from tests.commands.conftest import PROGRAM, Run, environment


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


@pytest.mark.parametrize(
    "words", [["influence", "Iran"], ["path", "Iran", "Hezbollah", "--json"], ["--help"], ["schema"]]
)
def test_full_disk_behind_output_is_reported(case: Path, words: list[str]) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - no file
        done = subprocess.run(
            [*PROGRAM, "--store", case, *words], env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "linkchart: The output cannot be written: No space left on device.\n"


@pytest.mark.parametrize(
    "words", [["influence", "Iran"], ["path", "Iran", "Hezbollah", "--json"], ["--help"], ["schema"]]
)
def test_reader_that_goes_away_ends_it_quietly(case: Path, words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        done = subprocess.run(
            [*PROGRAM, "--store", case, *words], env=environment(), stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr == b""
    assert done.returncode == 141


def wait_until_read(pipe: IO[bytes]) -> None:
    """Wait until a process has read all that is in a pipe."""
    while int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder):
        time.sleep(0.05)


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    loading = subprocess.Popen(
        [*PROGRAM, "load", "-", "--format", "jsonl"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert loading.stdin is not None
    loading.stdin.write(b'{"entity": {"name": "Iran", "type": "State"}}\n')
    loading.stdin.flush()
    wait_until_read(loading.stdin)  # then it waits for the rest of its input
    loading.send_signal(signal.SIGINT)
    out, err = loading.communicate()
    assert loading.returncode == 130
    assert err.decode() == "linkchart: Interrupted; nothing unfinished was written.\n"
    assert out == b""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.full
def test_terminated_export_leaves_no_part(case: Path, tmp_path: Path, ending: signal.Signals) -> None:
    program = (
        "import sys, time; from linkchart.loaders import export; real = export.write_facts\n"
        "def slow(*given, **named):\n"
        "    real(*given, **named); print('written', file=sys.stderr, flush=True); time.sleep(60)\n"
        "export.write_facts = slow; from linkchart.cli import main; main()"
    )
    words = ["--store", str(case), "export", "facts", "-o", "facts.yaml"]
    exporting = subprocess.Popen(
        [sys.executable, "-c", program, *words], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    )
    assert exporting.stderr is not None
    assert exporting.stderr.readline() == "written\n"
    assert len(list(tmp_path.iterdir())) == 1
    exporting.send_signal(ending)
    _, err = exporting.communicate(timeout=60)
    assert exporting.returncode == 128 + ending
    assert err == "linkchart: Interrupted; nothing unfinished was written.\n"
    assert not list(tmp_path.iterdir())


def test_hangup_that_is_ignored_stays_ignored(case: Path) -> None:
    program = "import os, signal; from linkchart.cli import main; os.kill(os.getpid(), signal.SIGHUP); main()"
    words = ["nohup", sys.executable, "-c", program, "--store", str(case), "stats"]
    done = subprocess.run(words, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [["stats"], ["influence", "Iran"], ["influence", "Iran", "--csv"], ["--help"]])
@pytest.mark.full
def test_closed_output_is_reported(case: Path, words: list[str]) -> None:
    shell = ["sh", "-c", 'exec "$@" >&-', "sh", *PROGRAM, "--store", str(case), *words]
    done = subprocess.run(shell, env=environment(), stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "linkchart: Standard output is closed: there is nowhere to print the answer.\n"


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12])
@pytest.mark.full
def test_ctrl_c_during_start_leaves_no_traceback(tmp_path: Path, delay: float) -> None:
    # Python itself and its search for linkchart have started when the line comes: of them nobody is the master.
    program = "import sys; from linkchart.commands.program import script; print(flush=True); sys.exit(script())"
    starting = subprocess.Popen(
        [sys.executable, "-c", program, "load", "-"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert starting.stdout is not None
    starting.stdout.readline()
    time.sleep(delay)
    starting.send_signal(signal.SIGINT)
    _, err = starting.communicate(timeout=60)
    assert starting.returncode in {130, -signal.SIGINT}
    assert "Traceback" not in err


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


def on_a_terminal(words: list[str], **more: str) -> bytes:
    """What a command writes to a terminal."""
    import pty

    master, slave = pty.openpty()
    process = subprocess.Popen(words, env=environment(**more), stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    written = b""
    try:
        while block := os.read(master, 4096):
            written += block
    except OSError:  # how Linux tells that nobody writes to a terminal any more
        pass
    os.close(master)
    assert process.wait() == 0
    return written
