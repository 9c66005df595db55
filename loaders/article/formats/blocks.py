"""Find the running text of an article: paragraphs and titles, without captions, bylines and link lists."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..records import Block

_CAPTION = re.compile(
    r"(?:(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Ff]ile [Pp]hoto|[Vv]ideo|[Cc]redit|[Ss]ource|[Cc]aption|[Gg]raphic"
    r"|[Ii]llustration)s?\b[^.]{0,40}[:|©]"
    r"|(?:AP|AFP|EPA|REUTERS|Reuters|Getty|GETTY|PHOTO|FOTO|EFE)\b ?(?:Photo|Images)?[/ ][A-ZÀ-Ý .'/-]{3,60}(?: - |:|$)"
    r"|(?:©|\(c\) |[Cc]opyright\b))"
)
_BYLINE = re.compile(
    r"(?:by|words by|written by|reporting by|editing by|additional reporting by|posted by|published|updated"
    r"|last updated|posted on|follow (?:us|@)|share (?:this|on)|print|email|comments?|advertisement"
    r"|sign up|subscribe|newsletter"
    r"|related(?: (?:articles?|stories|topics|content|news|links))?|read (?:more|also|next|on)|see also|also read"
    r"|more on this|most read|trending|recommended|tags?|topics|filed under|categories|all rights reserved"
    r"|click here|listen|watch|view comments|leave a (?:comment|reply))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|\w+ed)\b")
SHORT = 90


class Line(NamedTuple):
    """A non-empty line: where it is and which it is, counted from 1."""

    start: int
    end: int
    number: int
    after_blank: bool
    text: str


def blocks_of(text: str) -> tuple[Block, ...]:
    r"""Find the stretches of running text.

    >>> text = "A title\n\nBy Ann Lee\n\nIt rained. It snowed."
    >>> [text[block.start : block.end] for block in blocks_of(text)]
    ['A title', 'It rained. It snowed.']
    """
    lines = _lines(text)
    width = _width(lines)
    blocks: list[Block] = []
    related = False  # after "Related articles" until a line of running text
    for group in _groups(lines, width):
        first, last = group[0], group[-1]
        body = " ".join(line.text for line in group)
        if _is_heading_of_links(body):
            related = True
            continue
        prose = _ends(body) or len(body) > 2 * SHORT
        if _is_furniture(body) or (related and not prose):
            continue
        related = False
        blocks.append(Block(first.start, last.end, first.number, "text" if prose else "title"))
    return tuple(blocks)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    offset = 0
    blank = True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = offset + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(stripped), len(lines) + 1, blank, stripped))
        blank = not stripped
        offset += len(raw) + 1
    return lines


def _width(lines: list[Line]) -> int:
    """Find the width at which the text is hard-wrapped; 0 when it is not."""
    longest = max((len(line.text) for line in lines), default=0)
    joined = sum(1 for line in lines if not line.after_blank)
    return longest if 40 <= longest <= 100 and joined > len(lines) / 3 else 0


def _groups(lines: list[Line], width: int) -> list[list[Line]]:
    """Put lines together that one sentence runs across."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.after_blank and _runs_on(groups[-1][-1].text, line.text, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _runs_on(line: str, following: str, width: int) -> bool:
    first_word = following.split(maxsplit=1)[0]
    if width and len(line) + 1 + len(first_word) > width:
        return True
    return following[0].islower() and not _ends(line)


def _ends(body: str) -> bool:
    """Check whether a text ends as a sentence does."""
    return bool(_SENTENCE_END.search(body[-8:]))


def _is_heading_of_links(body: str) -> bool:
    return len(body) < 40 and bool(
        re.match(r"(?:related|more on|most read|read more|see also|trending)", body, re.IGNORECASE)
    )


def _is_furniture(body: str) -> bool:
    """Check whether a line is a caption, a byline, a link or the like, which nobody asserts anything in."""
    if _CAPTION.match(body):
        return True
    if not any(char.isalpha() for char in body):
        return True
    if body.startswith(("http://", "https://", "www.", "@")):
        return True
    if len(body) < SHORT and _BYLINE.match(body):
        return not (_ends(body) and _FINITE.search(body)) or bool(re.match(r"read |click ", body, re.IGNORECASE))
    return False
