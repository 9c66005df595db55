"""Read the text of a mail, without quoted mails."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parseaddr

from ....graph.errors import InputError
from ..records import Given
from .html import Page

PARTS = 10_000
"""The most parts of a mail: each takes a tenth of a millisecond to read."""


class Mail:
    """The text of a mail, and its metadata from the headers."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Read a mail; raises InputError when it has too many parts, or its HTML has no text."""
        if raw.count(b"\n--") > PARTS:
            raise InputError(f"{name} has more than {PARTS:,} parts, so it is hardly a mail: save its text as a file.")
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101  (the policy makes it so)
        body = message.get_body(("plain", "html"))
        content = str(body.get_content()) if body is not None else ""
        if body is not None and body.get_content_type() == "text/html":
            content = Page(content, name).text
        self.text = _own_words(content.replace("\r\n", "\n"))
        self.title = _given(str(message.get("Subject", "")), "mail header Subject")
        sender, _ = parseaddr(str(message.get("From", "")))
        self.publisher = _given(sender, "mail header From")
        self.published = _given(_date(message), "mail header Date")


def _given(value: str, basis: str) -> Given | None:
    return Given(value.strip(), basis) if value.strip() else None


def _date(message: EmailMessage) -> str:
    header = message.get("Date")
    when = getattr(header, "datetime", None)
    return when.date().isoformat() if when is not None else ""


def _own_words(text: str) -> str:
    """Remove quoted lines and the signature of a mail."""
    text = re.split(r"^-- ?$", text, maxsplit=1, flags=re.MULTILINE)[0]
    kept = [line for line in text.split("\n") if not line.startswith(">") and not re.match(r"On .{5,80} wrote:$", line)]
    return "\n".join(kept)
