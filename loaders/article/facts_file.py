"""Write an article as records of the facts format: its document, the entities in its facts, the facts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from .pipeline import Extraction
from .records import Article, Mention, Proposal

Records = Iterator[tuple[str, dict[str, Any]]]


def records(extraction: Extraction, *, doubtful: bool = False) -> Records:
    """Yield kind and fields of each record; with `doubtful`, of facts graded too low to load."""
    facts = extraction.doubtful if doubtful else extraction.facts
    document = document_fields(extraction.article)
    yield "document", document
    yield from (("entity", fields) for fields in _entities(facts, extraction.mentions))
    for fact in facts:
        yield "fact", {"document": document["id"], **fact.as_fact()}


def document_fields(article: Article) -> dict[str, Any]:
    """List the fields of an article, including its text, so that quotes can be checked anywhere."""
    given = {
        key: value
        for key, value in (("title", article.title), ("publisher", article.publisher), ("published", article.published))
        if value is not None
    }
    bases = {f"{key}_basis": value.basis for key, value in given.items()}
    return {
        "id": document_id(article),
        **{key: value.value for key, value in given.items()},
        **({"attributes": bases} if bases else {}),
        "text": article.text,
    }


def document_id(article: Article) -> str:
    """Make an id of the file's name, else of the title."""
    name = os.path.splitext(os.path.basename(article.path))[0] if article.path else ""
    if not name and article.title is not None:
        name = article.title.value
    return re.sub(r"\W+", "-", name).strip("-").lower()[:80] or "article"


def _entities(facts: Iterable[Proposal], mentions: Iterable[Mention]) -> Iterator[dict[str, Any]]:
    """Yield each entity in the facts once, with its kind and the names that the article itself gives it."""
    aliases: dict[tuple[str, str], dict[str, None]] = {}
    for mention in mentions:
        if mention.aliases:
            aliases.setdefault(mention.key, {}).update(dict.fromkeys(mention.aliases))
    seen: set[tuple[str, str]] = set()
    for fact in facts:
        for type_, name, kind in (
            (fact.source_type, fact.source, fact.source_kind), (fact.target_type, fact.target, fact.target_kind),
        ):  # fmt: skip
            if (type_, name) not in seen:
                seen.add((type_, name))
                fields: dict[str, Any] = {"name": name, "type": type_}
                if kind:
                    fields["kind"] = kind
                if known := [alias for alias in aliases.get((type_, name), ()) if alias != name]:
                    fields["aliases"] = known
                yield fields
