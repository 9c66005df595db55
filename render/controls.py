"""Replace control characters in texts from outside."""

from __future__ import annotations

import re

_CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
REPLACEMENT = "\ufffd"


def without_controls(text: str) -> str:
    r"""Replace characters that control a terminal or reorder letters, except line feeds and tabs.

    >>> without_controls("Beta\x1b[8m")
    'Beta\ufffd[8m'
    """
    return text if text.isprintable() else re.sub(_CONTROLS, REPLACEMENT, text)
