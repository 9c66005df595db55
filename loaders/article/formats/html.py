"""Read the text of an article in a saved page, without menus, captions and lists of other articles."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from ....graph.errors import InputError
from ..records import Given
from .published import iso_date

_SKIPPED = frozenset(
    "script style noscript template svg nav header footer aside figure figcaption form button select "
    "iframe object video audio canvas menu dialog table".split()
)
_BLOCKS = frozenset("p h1 h2 h3 h4 li blockquote pre div section td article main br".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|promo|share|sharing|social|comments?|sidebar|caption|newsletter|advert\w*|ads?|cookie|"
    r"byline|breadcrumbs?|nav\w*|menu|footer|recommend\w*|most-read|trending|tags?|signup|subscribe|credit|toolbar|popup)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_DATES = ("article:published_time", "datepublished", "date", "pubdate", "dc.date", "dc.date.issued", "dcterms.created",
          "publish-date", "parsely-pub-date", "sailthru.date", "article.published", "og:published_time")  # fmt: skip
_SHORTEST = 150
"""Characters of running text below which a page has no article."""


class Page:
    """The text of a page, and its metadata from the tags."""

    def __init__(self, html: str, name: str) -> None:
        """Read a page; raises InputError when it has no article."""
        parser = _Parser()
        parser.feed(html)
        parser.close()
        paragraphs = parser.article or parser.main or parser.body
        self.text = "\n\n".join(paragraphs) + "\n"
        if sum(len(paragraph) for paragraph in paragraphs if len(paragraph) > 60) < _SHORTEST:
            raise InputError(f"{name} has no article in it: no paragraph of running text.")
        linked = _linked(parser.json)
        self.title = _first(
            (parser.meta.get("og:title"), "meta tag og:title"), (parser.heading, "heading"), (parser.title, "title tag")
        )
        self.published = _published(parser, linked)
        self.publisher = _first(
            (parser.meta.get("og:site_name"), "meta tag og:site_name"),
            (_name(linked.get("publisher")), "JSON-LD publisher"),
            (parser.meta.get("dc.publisher"), "meta tag dc.publisher"),
        )


def _published(parser: _Parser, linked: dict[str, Any]) -> Given | None:
    return _first(
        *((iso_date(parser.meta.get(key, "")), f"meta tag {key}") for key in _DATES),
        (iso_date(str(linked.get("datePublished", ""))), "JSON-LD datePublished"),
        (iso_date(parser.time), "time tag"),
    )


def _first(*values: tuple[str | None, str]) -> Given | None:
    return next((Given(" ".join(value.split()), basis) for value, basis in values if value), None)


def _name(value: Any) -> str:
    return str(value.get("name", "")) if isinstance(value, dict) else ""


def _linked(texts: list[str]) -> dict[str, Any]:
    """Find the JSON-LD object that has a date of publication."""
    for text in texts:
        try:
            value = json.loads(text)
        except ValueError:
            continue
        rows = value if isinstance(value, list) else value.get("@graph", [value]) if isinstance(value, dict) else []
        for row in rows:
            if isinstance(row, dict) and "datePublished" in row:
                return row
    return {}


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.json: list[str] = []
        self.title = self.heading = self.time = ""
        self.article: list[str] = []
        self.main: list[str] = []
        self.body: list[str] = []
        self._open: list[tuple[str, bool]] = []  # tags, and whether their text is skipped
        self._text: list[str] = []
        self._links = 0  # characters of the paragraph that stand in links
        self._block = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.meta.setdefault(key.lower(), attributes.get("content", ""))
        if tag == "time" and not self.time:
            self.time = attributes.get("datetime", "")
        if tag in _BLOCKS:
            self._end_block(tag)
        if tag not in _VOID:
            is_body = attributes.get("itemprop") == "articleBody"
            kind = "article" if is_body else "main" if attributes.get("role") == "main" else tag
            self._open.append((kind, self._is_skipped(tag, attributes)))

    def _is_skipped(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Check whether the content of an element is left out: scripts, menus, advertisements and the like."""
        skipped = tag in _SKIPPED and not (tag == "script" and "ld+json" in attributes.get("type", ""))
        if tag == "header" and any(name == "article" for name, _ in self._open):
            skipped = False
        if tag in ("body", "html", "article", "main"):
            return skipped
        names = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}"
        return skipped or bool(_FURNITURE.search(names)) or "hidden" in attributes

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_block("")
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag or (self._open[at][0] in ("article", "main") and tag in ("div", "section")):
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self._open]
        if names and names[-1] == "script":
            self.json.append(data)
        elif "title" in names:
            self.title += data
        elif not any(skipped for _, skipped in self._open):
            if "a" in names:
                self._links += len(data.strip())
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_block("")

    def _end_block(self, following: str) -> None:
        paragraph = " ".join("".join(self._text).split())
        links, self._links = self._links, 0
        self._text.clear()
        block, self._block = self._block, following
        if not paragraph or links > 0.6 * len(paragraph):
            return
        if block == "h1" and not self.heading:
            self.heading = paragraph
        if block == "li" and len(paragraph) < 80:
            return
        names = {name for name, _ in self._open}
        self.body.append(paragraph)
        if "main" in names:
            self.main.append(paragraph)
        if "article" in names:
            self.article.append(paragraph)
