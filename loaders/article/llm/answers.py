"""Read the facts in a model's answer, even if it is wrapped in prose, badly escaped or cut off."""

from __future__ import annotations

import json
import re
from typing import Any

from .endpoint import AnswerError

_LENIENT = json.JSONDecoder(strict=False)  # takes a raw line break inside a string
_LIST = re.compile(r'"facts"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


def facts_of(text: str) -> tuple[list[dict[str, Any]], bool]:
    """Read the facts of an answer, and whether it is whole; raises AnswerError without a list of facts.

    Of an answer that ends too early the facts before the break are returned.

    >>> facts_of('Here you are: {"facts": [{"source": "Chad"}, {"sour')
    ([{'source': 'Chad'}], False)
    """
    start = _LIST.search(text)
    if start is None:
        raise AnswerError("the answer has no list of facts.")
    facts: list[dict[str, Any]] = []
    at = start.end()
    while True:
        at = _after_gap(text, at)
        if text[at : at + 1] == "]":
            return facts, True
        try:
            fact, at = _LENIENT.raw_decode(text, at)
        except ValueError:
            return facts, False
        if isinstance(fact, dict):
            facts.append(fact)


def _after_gap(text: str, at: int) -> int:
    gap = _BETWEEN.match(text, at)
    return gap.end() if gap else at
