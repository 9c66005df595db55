"""Signals, full disks and closed pipes end a command in a sentence or quietly."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import IO

import pytest

from tests.commands.conftest import PROGRAM, environment


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
    program = "import sys; from linkchart.program import script; print(flush=True); sys.exit(script())"
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


@pytest.mark.parametrize("first", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.full
def test_second_ctrl_c_leaves_the_clean_up_alone(tmp_path: Path, first: signal.Signals) -> None:
    program = (
        "import os, signal; from linkchart.cli import main; from linkchart.render import files\n"
        "real = os.unlink\n"
        "def slow(path):\n"
        "    os.kill(os.getpid(), signal.SIGINT); real(path)\n"
        "files.os.unlink = slow\n"
        "def write(out):\n"
        f"    out.write(b'x'); os.kill(os.getpid(), {int(first)})\n"
        "from linkchart.commands import schema\n"
        "def half(ctx, **given):\n"
        "    with files.binary_file('page.html') as out: write(out)\n"
        "schema.schema.invoke = half; main()"
    )
    command = [sys.executable, "-c", program, "schema"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 128 + first
    assert done.stderr == "linkchart: Interrupted; nothing unfinished was written.\n"
    assert not list(tmp_path.iterdir())
