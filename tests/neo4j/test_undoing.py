"""Undoing on a server: what can be undone there, by the tests of every store."""

from __future__ import annotations

import pytest

from linkchart.graph.errors import InputError
from linkchart.graph.stores.protocol import Store
from tests.graph.stores.test_undoing import (  # noqa: F401 - run here with the store on a server
    fill,
    test_undone_judgement_brings_back_the_name,
    test_undone_retraction_lets_tellings_count_again,
    test_undone_savings_bring_back_the_earlier_question,
)

pytestmark = pytest.mark.full


def test_load_is_not_undone_on_a_server(store: Store) -> None:
    fill(store)
    with pytest.raises(InputError, match="undoes judgements, saved questions and retractions only"):
        store.undo(1)
