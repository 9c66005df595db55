"""For all tests: Hypothesis profiles (CI tries the same examples every time, a developer's machine new ones), and
the one browser there can be, since Playwright starts but once in a process.
"""

from __future__ import annotations

import os

from hypothesis import settings

from tests.browser.chromium import browser  # noqa: F401 - a fixture

# No deadline: the first example pays for imports, and shared machines pause.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")
