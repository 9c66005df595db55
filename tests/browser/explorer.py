"""The page of an answer, driven as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

READY = "html[data-ready]"
STATE = "() => linkchart.app.state"


class Explorer:
    """A page open in the browser, with what it complains of."""

    def __init__(self, browser: Browser, file: Path, **options: Any) -> None:
        self.file = file
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 800}, accept_downloads=True, reduced_motion="reduce", **options
        )
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.go("")

    def go(self, hash_: str) -> None:
        """Open the page again with a hash."""
        self.page.goto("about:blank")
        self.page.goto(self.file.as_uri() + hash_)
        self.page.wait_for_selector(READY, state="attached", timeout=15_000)

    def state(self, key: str) -> Any:
        """Read one field of the page's state."""
        return self.page.evaluate(STATE)[key]

    def count(self) -> str:
        """Read the page's line of counts."""
        return self.page.locator("#count").inner_text()

    def run(self, words: str) -> None:
        """Run a command through the search box."""
        self.page.keyboard.press("/")
        self.page.fill("#search", words)
        self.page.locator("#found .command").first.dispatch_event("mousedown")

    def pick(self, **what: Any) -> None:
        """Select as a click would."""
        self.page.evaluate("(what) => linkchart.app.pick(what)", what)

    def saved(self, press: str) -> str:
        """Run a command and read the text of the file it saves."""
        with self.page.expect_download() as download:
            self.run(press)
        return Path(download.value.path()).read_text(encoding="utf-8")
