"""A real browser: Debian's Chromium, driven by Playwright, which brings none of its own."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SIZES = [(1280, 800), (390, 844), (640, 400)]
"""A wide window, a phone, and a wide window at twice the size of its letters."""


class Tabs:
    """The tabs of a browser, one for each combination of settings: a new one takes longer than most tests."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[str, Page] = {}
        self._listeners: dict[Page, dict[str, Callable[[Any], None]]] = {}

    def blank(self, size: tuple[int, int], **settings: Any) -> Page:
        """Open an empty tab of a size and other settings, shared: the next test that asks for it takes it over."""
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        key = repr((size, sorted(settings.items())))
        if key not in self._pages:
            self._pages[key] = self._browser.new_context(viewport=viewport, **settings).new_page()
        page = self._pages[key]
        for event, listener in self._listeners.pop(page, {}).items():
            page.remove_listener(event, listener)
        page.goto("about:blank")
        page.emulate_media(color_scheme=settings.get("color_scheme", "light"))
        if page.viewport_size != viewport:
            page.set_viewport_size(viewport)
        return page

    def listen(self, page: Page, **listeners: Callable[[Any], None]) -> None:
        """Call functions on events of a tab, by the events' names, until the tab is asked for again."""
        self._listeners[page] = listeners
        for event, listener in listeners.items():
            page.on(event, listener)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Tabs that tests share, one after another."""
    return Tabs(browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once; where there is none the tests fail in CI and are skipped elsewhere."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if shutil.which(program) is None:
        reason = f"NO BROWSER: {program} is missing: apt-get install chromium, or name one in CHROMIUM."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()
