"""Read the text of Markdown, unchanged since offsets point into it, and its front matter."""

from __future__ import annotations

import re

from ..records import Given
from .published import iso_date

_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_CODE = re.compile(r"^(```|~~~).*?^\1\s*$", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\]\([^)\s]*\)|\[(?=[^\]]+\])|^\[\^?\w+\]:.*$"  # pictures and links
    r"|^#{1,6} |^\s*[*+-] (?=\S)|^> ?|[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}",
    re.MULTILINE,
)


class Markdown:
    """The text and metadata of a Markdown file; in `text`, markup and front matter are replaced by spaces."""

    def __init__(self, text: str) -> None:
        """Read the text of a file."""
        front = _FRONT.match(text)
        fields: dict[str, str] = (
            dict(re.findall(r"^(\w+):\s*[\"']?(.*?)[\"']?\s*$", front.group(1), re.MULTILINE)) if front else {}
        )
        heading = re.search(r"^# (.+)$", text, re.MULTILINE)
        self.title = _given(fields.get("title", ""), "front matter") or _given(
            heading.group(1) if heading else "", "heading"
        )
        self.published = _given(iso_date(fields.get("date", fields.get("published", ""))), "front matter")
        self.publisher = _given(fields.get("publisher", fields.get("site", "")), "front matter")
        for pattern in (_FRONT, _CODE):
            text = (
                pattern.sub(_blank, text) if pattern is _CODE else pattern.sub(_blank, text, count=1) if front else text
            )
        self.text = _MARKS.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _given(value: str, basis: str) -> Given | None:
    return Given(value.strip(), basis) if value.strip() else None
