"""Judgements on a file: whatever comes in whatever order, the graph is that of the tellings and judgements."""

from __future__ import annotations

from hypothesis import settings

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.graph.stores.judged import Judging


class JudgingFile(Judging):
    """Judgements on a store in memory."""

    def open_store(self) -> Store:
        """Open a new store."""
        return open_store(":memory:", create=True)


TestJudging = JudgingFile.TestCase
TestJudging.settings = settings(max_examples=15, stateful_step_count=8, deadline=None)
