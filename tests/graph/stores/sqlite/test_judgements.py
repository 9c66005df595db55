"""Judgements on a file: whatever comes in whatever order, the graph is that of the tellings and judgements."""

from __future__ import annotations

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.examples import examples
from tests.graph.stores.judged import Judging


class JudgingFile(Judging):
    """Judgements on a store in memory."""

    def open_store(self) -> Store:
        """Open a new store."""
        return open_store(":memory:", create=True)


TestJudging = JudgingFile.TestCase
TestJudging.settings = examples(15, stateful_step_count=8)
