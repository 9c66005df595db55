"""For all tests: Hypothesis profiles, and the one browser there can be, since Playwright starts but once a process."""

from __future__ import annotations

from tests.browser.chromium import browser, tabs  # noqa: F401 - fixtures
from tests.examples import register_profiles

register_profiles()
