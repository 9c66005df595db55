"""A page watched by a test: what it asks for and complains of."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Dialog, Page


@dataclass
class Watched:
    """A page in the browser, and all that it asked for, complained of or opened."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def refuse(self, dialog: Dialog) -> None:
        """Close a dialog and complain of it."""
        self.complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def card(self) -> str:
        return self.page.locator("#pane").inner_text()

    def click(self, point: str, of: Any) -> None:
        x, y = self.page.evaluate(point, of)
        self.page.mouse.click(x, y)


def eventually(tab: Watched, read: Callable[[], Any], wanted: Any, seconds: float = 10) -> Any:
    """Wait until `read` gives the wanted value; return what it gave last.

    A browser tells a page, and Playwright a test, of some things only a little later. `wait_for_function` would wait
    inside the page, where the page's own policy forbids it.
    """
    deadline = time.monotonic() + seconds
    while (given := read()) != wanted and time.monotonic() < deadline:
        tab.page.wait_for_timeout(20)  # lets events come in
    return given


def is_alone_and_silent(tab: Watched) -> bool:
    """Whether a page asked for nothing but itself and had nothing to complain of."""
    tab.page.evaluate(
        "() => console.log('all said')"
    )  # messages come in turn: no earlier complaint is still on its way
    assert eventually(tab, lambda: "all said" in tab.complaints, True)
    tab.complaints.remove("all said")
    return tab.requests == [tab.page.url.partition("#")[0]] and not tab.complaints
