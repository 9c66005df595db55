"""The review of a store on a server: the tests of every store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from tests.commands.reviewing.test_journal import (  # noqa: F401 - run here with the store of this module
    test_acceptance_of_rules_counts_edits_as_misses,
    test_accepted_telling_loses_the_grade_of_its_rule,
    test_decision_is_an_entry_that_can_be_undone,
    test_edit_writes_the_corrected_telling_beside,
    test_grade_and_file_of_decisions_decide_alone,
    test_kind_of_a_name_is_undone_with_its_decision,
    test_many_proposals_loaded_again_ask_nothing,
    test_name_that_means_another_is_a_judgement,
    test_names_that_other_facts_have_are_known,
    test_rejected_name_takes_its_tellings_along,
    test_rejected_telling_stays_without_weight,
    test_same_proposals_loaded_again_ask_nothing,
    test_two_reviewers_see_what_the_other_decided,
)

pytestmark = pytest.mark.full


@pytest.fixture
def store(neo4j_url: str) -> Iterator[Store]:
    """Yield a store in an emptied database."""
    with closing(open_store(neo4j_url, create=True)) as opened:
        yield opened
