"""What was forgotten leaves no trace in later entries of the history."""

from __future__ import annotations

from contextlib import closing

from linkchart.graph.loading.load import load_file
from linkchart.graph.stores.open_store import open_store

FACT = {
    "source": "Zora Quill", "source_type": "Person", "relation": "LEADS", "target": "Cell",
    "target_type": "Organization", "document": "d",
}  # fmt: skip


def test_question_on_forgotten_entity_leaves_no_trace() -> None:
    with closing(open_store(":memory:", create=True)) as store:
        load_file(store, [(1, "fact", FACT)])
        store.save("gone", ["influence", "Zora Quill"])
        store.save("stays", ["ranking"])
        store.forget("d")
        for name in ("gone", "stays"):
            store.unsave(name)
        gone, stays = list(store.history())[-2:]
    assert "Zora" not in str(gone.command)
    assert stays.command.details == {"name": "stays", "before": ["ranking"], "after": None}
