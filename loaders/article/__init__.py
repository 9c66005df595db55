"""Read facts out of English articles, offline and by rules: also a loader, so that `load article.txt` works.

Facts graded below .6 are left out; `linkchart extract` writes them to a file of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...graph.loading.fields import Record
    from ..source import Source

SUFFIXES: tuple[str, ...] = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml")
BINARY: tuple[str, ...] = (".pdf", ".docx")
"""Files that are no text, which are read by their name."""


def sniff(head: str) -> bool:  # noqa: ARG001 - any text could be an article: only its suffix says so
    """Check whether a text is surely an article: it never is."""
    return False


def read(source: Source) -> Iterator[Record]:
    """Yield the document, its entities and the facts that its text seems to state; notes first."""
    from .facts_file import records
    from .formats import article_of, read_article
    from .mentions import Names, known_from
    from .pipeline import default_extractor

    published = source.hints.published
    if source.name.lower().endswith(BINARY):
        source.close()
        article = read_article(source.name, published=published)
    else:
        article = article_of(b"".join(piece for _, piece in source.pieces()), source.name, published=published)
    extractor = default_extractor(names=Names(known_from(source.hints.entities())))
    extraction = next(extractor.extract([article]))
    notes = list(article.notes)
    if count := len(extraction.doubtful):
        notes.append(f"{count} of its facts graded below .6 left out: “linkchart extract” writes them to a file.")
    yield from ((0, "note", {"note": f"{source.name}: {note}"}) for note in notes)
    for line, (kind, fields) in enumerate(records(extraction), 1):
        yield line, kind, fields
