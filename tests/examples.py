"""How many examples Hypothesis tries: all in `make test-all`, a quarter of them in `make test`.

CI tries the same examples every time, a developer's machine new ones. There is no deadline: the first example pays for
imports, and shared machines pause.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

ALL, SOME = 100, 25
PER_PLACE: dict[str, Any] = {"derandomize": True, "print_blob": True} if os.environ.get("CI") else {}


def register_profiles() -> None:
    """Register the profiles `some`, which is the default, and `all`, which --hypothesis-profile=all chooses."""
    settings.register_profile("some", max_examples=SOME, deadline=None, **PER_PLACE)
    settings.register_profile("all", max_examples=ALL, deadline=None, **PER_PLACE)
    settings.load_profile("some")


def examples(count: int, **more: Any) -> settings:
    """Set how many examples a test tries in `make test-all`."""
    share = settings.default.max_examples / ALL if settings.default else 1
    return settings(max_examples=max(5, round(count * share)), **more)
