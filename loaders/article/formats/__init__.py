"""Read an article of any format as text with its date, title and publisher (stage 1)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ....graph.errors import InputError
from ...source import missing_file
from ..records import Article, Given
from .blocks import blocks_of
from .decoding import LARGEST, checked, decoded
from .language import require_english
from .published import agency_in, iso_date, published_in

if TYPE_CHECKING:
    from .html import Page
    from .markdown import Markdown

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".eml", ".pdf", ".docx")
"""Suffixes of the files that are read from a folder."""

_NO_DATE = "No date of publication: “last Monday” and the like stay open; give it with --published."


def read_article(
    path: str, *, published: str | None = None, publisher: str | None = None, title: str | None = None
) -> Article:
    """Read the article at a path (`-`: standard input); raises InputError that says why it cannot be read."""
    name = "standard input" if path == "-" else path
    return article_of(_bytes(path, name), name, published=published, publisher=publisher, title=title)


def article_of(
    raw: bytes, name: str, *, published: str | None = None, publisher: str | None = None, title: str | None = None
) -> Article:
    """Read a file's content as an article; raises InputError that says why it cannot be read."""
    if not raw.strip():
        raise InputError(f"{name} is empty.")
    article = _of_format(raw, name)
    return _finished(article, name, published, publisher, title)


def read_text(
    text: str,
    path: str | None = None,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
) -> Article:
    """Read a text as an article; raises InputError when it is empty or not English."""
    name = path or "The text"
    return _finished(_plain(checked(text, name), path), name, published, publisher, title)


def _bytes(path: str, name: str) -> bytes:
    if path == "-":
        if sys.stdin is None:
            raise InputError("There is no standard input to read from.")
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        if os.path.getsize(path) > LARGEST:
            size = os.path.getsize(path) >> 20
            raise InputError(f"{name} has {size} MB, so it is hardly one article: split it into one file an article.")
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)  # a device may have no end
    except FileNotFoundError:
        raise missing_file(path) from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error


def _of_format(raw: bytes, name: str) -> Article:
    """Read a file in the format of its first bytes, else of its suffix."""
    suffix = os.path.splitext(name)[1].lower()
    if raw[:5] == b"%PDF-" or suffix == ".pdf":
        return _pdf(raw, name)
    if raw[:4] == b"PK\x03\x04" or suffix == ".docx":
        return _docx(raw, name)
    if suffix == ".eml":
        return _mail(raw, name)
    return _of_text(checked(decoded(raw, name), name), suffix, name)


def _of_text(text: str, suffix: str, name: str) -> Article:
    """Read a page, Markdown or plain text."""
    if suffix in (".html", ".htm", ".xhtml") or text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        from .html import Page

        return _marked_up(Page(text, name), name)
    if suffix in (".md", ".markdown"):
        from .markdown import Markdown

        return _marked_up(Markdown(text), name)
    return _plain(text, name)


def _pdf(raw: bytes, name: str) -> Article:
    from .office import pdf_text

    return _titled(*pdf_text(raw, name), "PDF metadata", name)


def _docx(raw: bytes, name: str) -> Article:
    from .office import docx_text

    return _titled(*docx_text(raw, name), "Word properties", name)


def _mail(raw: bytes, name: str) -> Article:
    from .mail import Mail

    mail = Mail(raw, name)
    article = _plain(checked(mail.text, name), name)
    return article._replace(title=mail.title, published=mail.published, publisher=mail.publisher)


def _marked_up(page: Page | Markdown, name: str) -> Article:
    return Article(page.text, blocks_of(page.text), name, page.title, page.published, page.publisher)


def _titled(text: str, title: str, basis: str, name: str) -> Article:
    article = _plain(checked(text, name), name)
    return article._replace(title=Given(title, basis)) if title else article


def _plain(text: str, path: str | None) -> Article:
    blocks = blocks_of(text)
    first = blocks[0] if blocks else None
    title = text[first.start : first.end] if first and first.kind == "title" else ""
    given = Given(" ".join(title.split()), "first line") if title else None
    return Article(text, blocks, path, given, published_in(text), agency_in(text))


def _finished(article: Article, name: str, published: str | None, publisher: str | None, title: str | None) -> Article:
    require_english(article.text, name)
    if published is not None:
        article = article._replace(published=Given(iso_date(published) or published, "option"))
    if publisher is not None:
        article = article._replace(publisher=Given(publisher, "option"))
    if title is not None:
        article = article._replace(title=Given(title, "option"))
    return article if article.published else article._replace(notes=(*article.notes, _NO_DATE))
