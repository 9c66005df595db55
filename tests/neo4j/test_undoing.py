"""Undoing on a server, by the tests of every store."""

from __future__ import annotations

import pytest

from tests.graph.stores.test_undoing import *  # noqa: F403 - run here with the store on a server

pytestmark = pytest.mark.full
