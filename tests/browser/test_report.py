"""A report in a browser: alone, silent, legible in both schemes, without a script, and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from linkchart.render.report.document import document
from linkchart.render.report.parts import Report
from tests.render.report.samples import hostile_report, plain_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_report_asks_for_nothing_and_complains_of_nothing(
    browser: Browser, tmp_path: Path, report: Report, scheme: Literal["light", "dark"], width: int
) -> None:
    file = tmp_path / "report.html"
    file.write_text(document(report), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.goto(file.as_uri())
    assert heard == [file.as_uri()]
    assert page.title() == report.title
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 29)")
    line = page.evaluate("getComputedStyle(document.querySelector('.wire.sign-0 path')).stroke")
    assert line == ("rgb(0, 128, 93)" if scheme == "light" else "rgb(62, 199, 156)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_names_stand_inside_their_boxes(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(document(hostile_report()), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator(".box").count() > 100
    assert page.evaluate(TEXT_OUTSIDE) == []
    context.close()


def test_report_that_would_fetch_or_run_something_is_found_out(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    fault = '<img src="https://example.invalid/a.png"><script>document.title = "owned"</script>'
    file.write_text(document(plain_report()).replace("</main>", f"{fault}</main>"), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(file.as_uri())
    assert any("Content Security Policy" in one for one in heard)
    assert page.title() == "Iran"
    context.close()


def test_on_paper_a_report_is_light_and_each_question_starts_a_page(browser: Browser, tmp_path: Path) -> None:
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
