"""A report in a browser: alone, silent, legible in both schemes, without a script, and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkchart.render.report.document import document
from linkchart.render.report.parts import Report
from tests.render.report.samples import hostile_report, plain_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

    from tests.browser.chromium import Tabs

pytestmark = pytest.mark.browser

TEXT_OUTSIDE = """() => [...document.querySelectorAll(".box")].flatMap((box) => {
    const frame = box.querySelector("rect").getBoundingClientRect();
    return [...box.querySelectorAll("text")].filter((text) => {
        const place = text.getBoundingClientRect();
        return place.left < frame.left - 1 || place.right > frame.right + 1
            || place.top < frame.top - 1 || place.bottom > frame.bottom + 1;
    }).map((text) => text.textContent);
})"""


@pytest.mark.parametrize("report", [plain_report(), hostile_report()], ids=["plain", "hostile"])
def test_report_makes_no_request_and_no_complaint(tabs: Tabs, tmp_path: Path, report: Report) -> None:
    file = tmp_path / "report.html"
    file.write_text(document(report), encoding="utf-8")
    heard: list[str] = []

    def refuse(dialog: Dialog) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    tab = tabs.blank((1280, 800))
    tabs.listen(
        tab,
        request=lambda request: heard.append(request.url),
        console=lambda message: heard.append(message.text),
        pageerror=lambda error: heard.append(str(error)),
        dialog=refuse,
    )
    tab.goto(file.as_uri())
    assert tab.title() == report.title
    for width in (1280, 390):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert heard == [file.as_uri()]


@pytest.mark.parametrize(
    ("scheme", "ground", "line"),
    [("light", "rgb(255, 255, 255)", "rgb(0, 128, 93)"), ("dark", "rgb(20, 24, 29)", "rgb(62, 199, 156)")],
)
def test_report_follows_the_light_or_dark_scheme(
    tabs: Tabs, tmp_path: Path, scheme: str, ground: str, line: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(document(plain_report()), encoding="utf-8")
    tab = tabs.blank((1280, 800), color_scheme=scheme)
    tab.goto(file.as_uri())
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    assert tab.evaluate("getComputedStyle(document.querySelector('.wire.sign-0 path')).stroke") == line


def test_names_stand_inside_their_boxes(tabs: Tabs, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(document(hostile_report()), encoding="utf-8")
    tab = tabs.blank((1280, 800))
    tab.goto(file.as_uri())
    assert tab.locator(".box").count() > 100
    assert tab.evaluate(TEXT_OUTSIDE) == []


def test_report_that_fetches_or_runs_is_caught(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    fault = '<img src="https://example.invalid/a.png"><script>document.title = "owned"</script>'
    file.write_text(document(plain_report()).replace("</main>", f"{fault}</main>"), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(file.as_uri())
    assert any("Content Security Policy" in message for message in heard)
    assert page.title() == "Iran"
    context.close()


def test_printed_report_is_light_page_by_question(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(document(plain_report()), encoding="utf-8")
    context = browser.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(file.as_uri())
    printed = page.pdf(format="A4", print_background=True)
    assert printed.count(b"/Type /Page\n") == 2
    context.close()
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(file.as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    context.close()
