"""Forgetting on a server: the tests of every store."""

from __future__ import annotations

import pytest

from tests.graph.stores.test_forgetting import (  # noqa: F401 - run here with the store on a server
    test_entity_that_another_load_records_stays,
    test_entries_that_name_lost_alias_are_blanked,
    test_entries_that_name_what_went_are_blanked,
    test_forgetting_an_entity_takes_its_tellings,
    test_forgetting_document_loaded_twice_removes_all,
    test_forgetting_last_document_removes_entity,
    test_forgetting_last_document_removes_judged_entity,
    test_forgetting_one_telling_leaves_the_others,
    test_forgotten_telling_leaves_no_mark_in_a_split,
    test_preview_of_forgetting_writes_nothing,
    test_reason_of_retraction_that_names_what_went_is_blanked,
    test_telling_that_is_not_there_is_an_error,
    test_void_judgement_parts_those_that_are_left,
)

pytestmark = pytest.mark.full
