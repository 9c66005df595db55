"""For all tests: Hypothesis profiles, and the one browser there can be, since Playwright starts but once a process."""

from __future__ import annotations

from tests.browser.chromium import browser  # noqa: F401 - a fixture
from tests.examples import register_profiles

register_profiles()
