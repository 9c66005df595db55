"""A cluster reads the same articles to the same end, also when a worker dies."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from distributed import Client

from linkchart.graph.errors import InputError
from linkchart.loaders.article.batch import Settings, outcomes
from tests.neo4j.ports import free_port

SETTINGS = Settings(published="2021-03-04")


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a part of Dask until the block ends."""
    process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Yield the address of a cluster on this machine, and its workers."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    quiet = ("--no-dashboard",)
    with ExitStack() as stack:
        stack.enter_context(
            started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), *quiet)
        )
        options = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", *quiet)
        each = [stack.enter_context(started("distributed.cli.dask_worker", address, *options)) for _ in range(workers)]
        with Client(address, timeout=60) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(workers, timeout=120)
        yield address, each


def articles(folder: Path, number: int) -> list[str]:
    for each in range(number):
        text = f"Turkey sent weapons to Chad on {each % 28 + 1} March 2021. Militia {each} attacked Kufra."
        (folder / f"{each:04}.txt").write_text(text, encoding="utf-8")
    return [str(path) for path in sorted(folder.iterdir())]


@pytest.mark.full
def test_worker_killed_every_article_is_read_once(tmp_path: Path) -> None:
    paths = articles(tmp_path, 1000)
    with cluster(2) as (address, workers):
        got = []
        for outcome in outcomes(paths, SETTINGS, 1, address):
            got.append(outcome)
            if len(got) == 100:
                workers[0].send_signal(signal.SIGKILL)
    assert got == list(outcomes(paths, SETTINGS, 1))


@pytest.mark.full
def test_article_that_cannot_be_read_is_an_outcome(tmp_path: Path) -> None:
    paths = [*articles(tmp_path, 20), str(tmp_path / "missing.txt")]
    with cluster(1) as (address, _):
        got = list(outcomes(paths, SETTINGS, 1, address))
    assert [bool(outcome.error) for outcome in got] == [False] * 20 + [True]


@pytest.mark.full
def test_no_cluster_is_an_error() -> None:
    with pytest.raises(InputError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        list(outcomes(["a.txt"], SETTINGS, 1, "tcp://127.0.0.1:9"))


def test_address_that_is_none_is_an_error() -> None:
    with pytest.raises(InputError, match="No Dask scheduler answers at nonsense"):
        list(outcomes(["a.txt"], SETTINGS, 1, "nonsense://x"))
