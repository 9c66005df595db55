"""Fixtures of the tests in a browser: a page in a tab, alone, watched, or driven."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from linkchart.render.page.page import page, write_page
from linkchart.render.picture.picture import Picture
from tests.browser.chromium import SIZES, Tabs
from tests.browser.explorer import Explorer
from tests.browser.watched import Watched
from tests.render.samples import answered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

Opener = Callable[..., "Page"]
Watch = Callable[..., Watched]


@pytest.fixture
def opened(tabs: Tabs, tmp_path: Path) -> Opener:
    """Opens a picture, or a page's text, in a tab."""

    def open_(shown: Picture | str, size: tuple[int, int] = SIZES[0], **options: Any) -> Page:
        file = tmp_path / "page.html"
        file.write_text(page(shown) if isinstance(shown, Picture) else shown, encoding="utf-8")
        tab = tabs.blank(size, **options)
        tab.goto(file.as_uri())
        tab.wait_for_selector("html[data-ready]", state="attached", timeout=15_000)
        return tab

    return open_


@pytest.fixture
def watched(tabs: Tabs, tmp_path: Path) -> Watch:
    """Opens a picture, or any HTML, and records what it asks for and complains of."""

    def open_(shown: Picture | str, size: tuple[int, int] = SIZES[0], **options: Any) -> Watched:
        file = tmp_path / "page.html"
        file.write_text(shown if isinstance(shown, str) else page(shown), encoding="utf-8")
        tab = Watched(tabs.blank(size, **options))
        tabs.listen(
            tab.page,
            request=lambda request: tab.requests.append(request.url),
            console=lambda message: tab.complaints.append(message.text),
            pageerror=lambda error: tab.complaints.append(str(error)),
            dialog=tab.refuse,
        )
        tab.page.goto(file.as_uri())
        if not isinstance(shown, str):
            tab.page.wait_for_selector("html[data-ready]", state="attached", timeout=15_000)
        return tab

    return open_


@pytest.fixture(scope="module")
def explorer(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """The page of an answer, opened once for all tests of this file."""
    file = tmp_path_factory.mktemp("explorer") / "page.html"
    write_page(answered(), str(file))
    opened = Explorer(browser, file)
    yield opened
    opened.context.close()


@pytest.fixture
def tab(explorer: Explorer) -> Explorer:
    """The page as it was made."""
    explorer.complaints.clear()
    explorer.go("")
    return explorer
