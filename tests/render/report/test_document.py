"""The HTML of a report: nothing in it can act, and it asks for nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from linkchart.render.report.document import document
from linkchart.render.report.parts import Report
from tests.render.report.samples import hostile_report, plain_report

ALLOWED = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "h3",
        "dl",
        "div",
        "dt",
        "dd",
        "nav",
        "ol",
    ),
    *("li", "a", "bdi", "code", "main", "section", "p", "ul", "span", "table", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "svg", "g", "path", "polygon", "rect", "text", "strong", "blockquote"),
}


class Tags(HTMLParser):
    """All elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


@pytest.mark.parametrize("report", [plain_report(), hostile_report()], ids=["plain", "hostile"])
def test_hostile_text_becomes_no_markup(report: Report) -> None:
    page = document(report)
    found = Tags(page)
    assert found.tags <= ALLOWED
    names = {name for name, _ in found.attributes}
    assert not [name for name in names if name.startswith("on") or name in {"style", "src", "srcset", "action"}]
    assert all(value and value.startswith("#") for name, value in found.attributes if name == "href")
    assert "url(" not in page.partition("<style>")[2].partition("</style>")[0]


def test_policy_allows_one_style_and_no_script() -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', document(plain_report()))
    assert "default-src &#39;none&#39;; script-src &#39;none&#39;; style-src &#39;sha256-" in policy
    assert "unsafe" not in policy


def test_hostile_report_is_utf_8() -> None:
    assert document(hostile_report()).encode("utf-8")


def test_unanswered_question_says_why() -> None:
    assert "Not answered: No such thing." in document(plain_report())


def test_empty_report_is_a_page() -> None:
    assert "<h1" in document(Report("Nothing", [], []))
