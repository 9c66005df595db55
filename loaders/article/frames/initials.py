"""Names with their initials in brackets, which a tree reads as one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Mention, Sentence


def mentions_without_initials(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield mentions, each with its initials in brackets as one: "the European Union (EU)"."""
    last: Mention | None = None
    for mention in mentions:
        gap = sentence.text[last.end - sentence.start : mention.start - sentence.start] if last is not None else ""
        if last is not None and gap == " (" and mention.key == last.key:
            yield last._replace(start=mention.start, end=mention.end)
            continue
        last = mention
        yield mention
