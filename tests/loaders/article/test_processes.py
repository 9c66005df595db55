"""Articles read by several processes."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time

import pytest

from linkchart.loaders.article.processes import ended_by_term


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no TERM")
def test_process_is_ended_by_term_despite_a_handler() -> None:
    def ignore(*_: object) -> None:
        """Go on."""

    before = signal.signal(signal.SIGTERM, ignore)
    try:
        with ended_by_term():
            process = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
            process.start()
        assert signal.getsignal(signal.SIGTERM) is ignore
        process.terminate()
        process.join(20)
        assert process.exitcode == -signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before)
