"""Measure the page in Chromium beside stock pyvis, in one run: how soon it is ready, how it moves, what it shows.

    python bench/page.py [--rounds 3] [--stock 150 300] [--sizes 50 150 300 1000 3000] [--store FILE …]

Graphs are made here (hubs, three signs, one short telling a relation). A stock page is pyvis as its own tutorial has
it, ready when its physics have come to rest; ours is ready when it says so. Both are opened in turn, and a figure is
the median of the rounds. `--store` names further stores whose pages are measured for names and movement (for example
one loaded from ../shared/eval). Frames are counted while a mouse drags the picture and while a wheel zooms it; beside
the frames a second of the clock stand those that one idle core could paint: frames by the CPU time of the page's main
thread, which does not depend on what else the machine does. Pages above 300 entities are measured without groups.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from page_graphs import graph, stock

from linkchart.graph.stores.open_store import open_store
from linkchart.render.page.page import page
from linkchart.render.picture.choose import choose
from linkchart.render.picture.picture import Picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]

FRAMES = """() => {
    const { network } = linkchart;
    let frames = 0;
    const count = () => { frames += 1; };
    network.on("afterDrawing", count);
    const start = performance.now();
    window.stopFrames = () => { network.off("afterDrawing", count); return [frames, performance.now() - start]; };
}"""
ZOOM = """async () => {
    const { canvas } = linkchart.network.canvas.frame;
    const { left, top } = canvas.getBoundingClientRect();
    const place = { clientX: left + 460, clientY: top + 400, bubbles: true, cancelable: true };
    for (let step = 0; step < 60; step += 1) {
        canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: step % 24 < 12 ? -120 : 120, ...place }));
        await new Promise(requestAnimationFrame);
    }
}"""
PAINTED = """async ([change, turn]) => {
    const { network, picture } = linkchart;
    const start = performance.now();
    const drawn = new Promise((resolve) => {
        network.once("afterDrawing", () => requestAnimationFrame(() => setTimeout(resolve)));
    });
    if (change === "select") picture.handlers.pick({ node: picture.plan.nodes[turn].id });
    else document.querySelector("#filters .signs input[type=checkbox]").click();
    await drawn;
    return performance.now() - start;
}"""


class Lag(NamedTuple):
    """Milliseconds from a change to its paint, by the clock and by the CPU time of the page's main thread."""

    clock: float
    core: float

    def __str__(self) -> str:
        return f"{self.clock:.0f} ms ({self.core:.0f} on an idle core)"


def opened(browser: Browser, file: Path, ready: Callable[[Page], object]) -> tuple[Page, Lag]:
    """Open a page in a new tab of 1280x800; return it with the time until it is ready."""
    tab = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    tab.set_default_timeout(180_000)
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    tab.goto(file.as_uri(), wait_until="commit")
    ready(tab)
    return tab, Lag(float(tab.evaluate("() => performance.now()")), busy_seconds(session) * 1000)


def our_ready(tab: Page) -> None:
    """Wait until our page says that it is drawn."""
    tab.wait_for_selector("html[data-ready]", state="attached")


def stock_ready(tab: Page) -> None:
    """Wait until the physics of a stock page rest."""
    tab.wait_for_function("() => typeof network !== 'undefined' && network.physics.ready", polling=20)


class Rate(NamedTuple):
    """Frames a second by the clock, and by the CPU time of the page's main thread."""

    clock: float
    core: float

    def __str__(self) -> str:
        return f"{self.clock:.0f} fps ({self.core:.0f} on an idle core)"


def frames(tab: Page, *, wheel: bool) -> Rate:
    """Measure the frames a second while the picture is dragged, or zoomed by the wheel."""
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    tab.mouse.move(460, 400)
    busy = busy_seconds(session)
    tab.evaluate(FRAMES)
    if wheel:
        tab.evaluate(ZOOM)  # a turn each frame; the driver's own wheel waits two frames for each turn
    else:
        tab.mouse.move(12, 120)  # the empty corner of the picture
        tab.mouse.down()
        for step in range(60):
            tab.mouse.move(12 + step * 4, 120 + step * 2)
        tab.mouse.up()
    count, milliseconds = tab.evaluate("() => stopFrames()")
    return Rate(count / milliseconds * 1000, count / (busy_seconds(session) - busy))


def busy_seconds(session: CDPSession) -> float:
    """Read the CPU time of a page's main thread."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration"))


def report(browser: Browser, name: str, file: Path) -> None:
    """Print what a page of ours shows and how it moves."""
    tab, _ = opened(browser, file, our_ready)
    shown, nodes = tab.evaluate("() => { const { shown, nodes } = linkchart.picture.names(); return [shown, nodes]; }")
    if nodes and tab.evaluate("() => linkchart.app.graph.entities.length > 300"):
        tab.evaluate("() => linkchart.app.change({ group: 'none' })")
        tab.wait_for_timeout(500)
    select, filter_ = painted(tab, "select"), painted(tab, "filter")
    pan, zoom = frames(tab, wheel=False), frames(tab, wheel=True)
    tab.context.close()
    print(
        f"{name:>10}: names {shown} of {nodes} ({shown / max(nodes, 1):.0%}), pan {pan}, zoom {zoom}, "
        f"select {select}, filter {filter_}, {file.stat().st_size / 1000:,.0f} kB"
    )


def painted(tab: Page, change: str) -> Lag:
    """Measure the milliseconds from a change to its paint, the median of four."""
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    clock, core = [], []
    for turn in range(4):
        busy = busy_seconds(session)
        clock.append(float(tab.evaluate(PAINTED, [change, turn])))
        core.append((busy_seconds(session) - busy) * 1000)
    return Lag(statistics.median(clock), statistics.median(core))


Files = dict[str, tuple[Path, Callable[["Page"], object]]]


def ready_times(browser: Browser, files: Files, rounds: int) -> dict[str, Lag]:
    """Measure the median time until each page is ready, all opened in turn."""
    times: dict[str, list[Lag]] = {name: [] for name in files}
    for _ in range(rounds):
        for name, (file, ready) in files.items():
            if name.startswith("stock") and times[name]:
                continue  # half a minute each: once is enough
            tab, lag = opened(browser, file, ready)
            times[name].append(lag)
            tab.context.close()
    return {
        name: Lag(statistics.median(lag.clock for lag in lags), statistics.median(lag.core for lag in lags))
        for name, lags in times.items()
    }


def print_ready(ready: dict[str, Lag]) -> None:
    """Print the times until pages are ready, beside our own smallest and the stock page of the size."""
    for name, lag in ready.items():
        line = f"{name:>10}: ready after {lag}"
        kind, size = name.split()
        if kind == "ours" and "ours 50" in ready:
            line += f", {_ratio(lag, ready['ours 50'])} x ours at 50"
        if kind == "ours" and f"stock {size}" in ready:
            line += f", {_ratio(ready[f'stock {size}'], lag)} times sooner than stock"
        print(line)


def _ratio(lag: Lag, other: Lag) -> str:
    """Compute the ratios of two durations, by the clock and by CPU time."""
    return f"{lag.clock / other.clock:.1f} ({lag.core / other.core:.1f})"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stock", type=int, nargs="*", default=[150, 300])
    parser.add_argument("--sizes", type=int, nargs="*", default=[50, 150, 300, 600, 1000, 3000])
    parser.add_argument("--store", nargs="*", default=[])
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        files: Files = {}
        empty = page(Picture("", "", [], []))
        print(f"without data: {len(empty) / 1000:.0f} kB")
        for size in given.sizes:
            picture, file = graph(size), Path(folder, f"ours-{size}.html")
            file.write_text(page(picture), encoding="utf-8")
            files[f"ours {size}"] = file, our_ready
            each = (file.stat().st_size - len(empty)) / len(picture.relations)
            print(f"ours {size}: {each:.0f} bytes a relation, its share of the entities included")
        for size in given.stock:
            file = Path(folder, f"stock-{size}.html")
            file.write_text(stock(graph(size)), encoding="utf-8")
            files[f"stock {size}"] = file, stock_ready
        print_ready(ready_times(browser, files, given.rounds))
        for size in given.sizes:
            report(browser, f"ours {size}", files[f"ours {size}"][0])
        for path in given.store:
            file = Path(folder, "store.html")
            store = open_store(path)
            file.write_text(page(choose(store, max_nodes=600)), encoding="utf-8")
            store.close()
            report(browser, Path(path).stem, file)
        browser.close()


if __name__ == "__main__":
    main()
