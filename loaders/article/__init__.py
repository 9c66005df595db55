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


def sniff(head: str) -> bool:  # noqa: ARG001 - any text could be an article: only its suffix says so
    """Return whether a text is surely an article: it never is."""
    return False


def read(source: Source) -> Iterator[Record]:
    """Return the document, its entities and the facts that its text seems to state."""
    from .facts_file import records
    from .pipeline import default_extractor
    from .read import read_article

    source.close()
    article = read_article(source.name)
    for line, (kind, fields) in enumerate(records(next(default_extractor().extract([article]))), 1):
        yield line, kind, fields
