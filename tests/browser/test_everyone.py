"""The page for everyone: forced colours, no motion, fingers, old browsers; and hostile text in every control."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from linkchart.graph.loading.load import load_file
from linkchart.graph.model import Answer, Columns
from linkchart.graph.stores.open_store import open_store
from linkchart.render.page.page import write_page
from linkchart.render.picture.picture import Question
from tests.render.samples import HOSTILE, answered, hostile, small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from linkchart.render.picture.picture import Picture
    from tests.browser.chromium import Tabs

    Opener = Callable[..., Page]

pytestmark = pytest.mark.browser

WORST = (*HOSTILE, "=cmd|' /C calc'!A0", "href", "y" * 10_000)
COLOURS_AT = """(spots) => {
    const canvas = document.querySelector("#picture canvas"), ctx = canvas.getContext("2d");
    const ratio = canvas.width / canvas.clientWidth, place = canvas.getBoundingClientRect();
    return spots.map(({ x, y }) => {
        const [left, top] = [(x - place.left) * ratio, (y - place.top) * ratio];
        const [red, green, blue, alpha] = ctx.getImageData(left, top, 1, 1).data;
        return alpha ? `rgb(${red}, ${green}, ${blue})` : "";
    });
}"""
DIFFERENCE = """async ([one, other]) => {
    const read = async (text) => {
        const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const ctx = new OffscreenCanvas(image.width, image.height).getContext("2d");
        ctx.drawImage(image, 0, 0);
        return ctx.getImageData(0, 0, image.width, image.height);
    };
    const [a, b] = [await read(one), await read(other)];
    let ink = 0, unlike = 0;
    for (let at = 0; at < a.data.length; at += 4) {
        const apart = Math.max(...[0, 1, 2].map((part) => Math.abs(a.data[at + part] - b.data[at + part])));
        if (Math.min(a.data[at], a.data[at + 1], a.data[at + 2]) < 200) ink += 1;
        if (apart > 60) unlike += 1;
    }
    return { sizes: [a.width, a.height, b.width, b.height], ink, unlike };
}"""


@pytest.fixture
def opened(tabs: Tabs, tmp_path: Path) -> Opener:
    """Opens a picture in a tab of its own settings; what it complains of and asks for is in `tab.heard`."""

    def open_(picture: Picture, before: str = "", size: tuple[int, int] = (1280, 800), **options: Any) -> Page:
        file = tmp_path / "page.html"
        write_page(picture, str(file))
        tab: Any = tabs.blank(size, **options)
        heard: list[str] = []
        tabs.listen(
            tab,
            console=lambda message: heard.append(message.text),
            pageerror=lambda error: heard.append(str(error)),
            request=lambda request: heard.append(request.url),
        )
        tab.heard = heard
        if before:
            tab.add_init_script(before)
        tab.goto(file.as_uri())
        if not before:
            tab.wait_for_selector("html[data-ready]", state="attached", timeout=15_000)
        page: Page = tab
        return page

    return open_


def test_forced_colours_use_colours_of_user(opened: Opener) -> None:
    tab = opened(small(), forced_colors="active", color_scheme="dark")
    tab.evaluate("() => linkchart.app.pick({ nodes: ['state:iran'] })")
    page_colour = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert tab.evaluate("linkchart.picture.colour('--page')") == "Canvas"
    assert tab.evaluate("linkchart.picture.colour('--text')") == "CanvasText"
    node = tab.evaluate("() => linkchart.picture.where('organization:quds-force')")
    assert tab.evaluate(COLOURS_AT, [node])[0] not in ("", page_colour)
    chosen = tab.locator("[role=tab][aria-selected=true]")
    assert chosen.evaluate("(tab) => getComputedStyle(tab).outlineStyle") == "solid"


def test_reader_who_wants_no_motion_gets_none(opened: Opener) -> None:
    tab = opened(answered(), reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
    }).length"""
    assert tab.evaluate(moving) == 0
    jumps = """() => {
        linkchart.picture.zoom(4);
        linkchart.app.focus("state:us");
        const view = () => JSON.stringify([linkchart.network.getViewPosition(), linkchart.network.getScale()]);
        const before = view();
        return new Promise((resolve) => {
            setTimeout(() => resolve(before === view()), 300);
        });
    }"""
    assert tab.evaluate(jumps)


@pytest.mark.full
def test_saved_png_has_the_pixels_of_the_picture(opened: Opener, browser: Browser) -> None:
    tab = opened(answered(), device_scale_factor=2)
    saved = saved_bytes(tab, "savePicture", "png")
    place = tab.evaluate("() => document.getElementById('picture').getBoundingClientRect().toJSON()")
    clip = {"x": place["x"], "y": place["y"], "width": place["width"], "height": place["height"]}
    screen = tab.screenshot(clip=clip)  # type: ignore[arg-type]
    blank = browser.new_page()
    found = blank.evaluate(DIFFERENCE, [base64.b64encode(part).decode() for part in (saved, screen)])
    blank.close()
    assert found["sizes"][:2] == found["sizes"][2:]
    assert found["ink"] > 5_000
    assert found["unlike"] < found["ink"] / 100


@pytest.mark.full
def test_saved_png_is_light_in_a_dark_page(opened: Opener) -> None:
    light = saved_bytes(opened(small()), "savePicture", "png")
    assert saved_bytes(opened(small(), color_scheme="dark"), "savePicture", "png") == light


def saved_bytes(tab: Page, act: str, *arguments: str) -> bytes:
    """Read the file that an action of the page saves."""
    with tab.expect_download() as download:
        tab.evaluate(f"(given) => linkchart.app.{act}(...given)", list(arguments))
    return download.value.path().read_bytes()


def test_browser_too_old_for_the_page_is_told_so(opened: Opener) -> None:
    tab = opened(small(), before="delete window.DecompressionStream", user_agent="Old")
    tab.locator("#wait", has_text="This browser is too old").wait_for()
    assert tab.heard == [tab.url]  # type: ignore[attr-defined]


def test_line_selects_the_rows_that_rest_on_it(opened: Opener) -> None:
    columns: Columns = {"entity": "entity", "score": "number", "path": "path"}
    ends = ("organization:quds-force", "person:soleimani")
    rows = [{"entity": end, "score": 0.4, "path": ["state:iran", *ends[: at + 1]]} for at, end in enumerate(ends)]
    answer = Answer("influence", columns, rows, ("state:iran", *ends), ("r1", "r4"), total=2)
    tab = opened(replace(small(), answers=[(answer, Question("Whom does Iran influence?"))]))
    tab.evaluate("() => linkchart.picture.handlers.pick({ line: 'e:r4', links: ['r4'] })")
    tab.locator("#tab-answer").click()
    assert tab.locator("#pane .row.chosen b").all_inner_texts() == ["Qāssem Soleimani"]
    assert "Quds Force is led by Qāssem Soleimani" in tab.locator("#pane .row.chosen .hops").inner_text()
    tab.locator("#pane .row .line").first.click()
    assert tab.evaluate("linkchart.app.state.relations") == ["r1"]


@pytest.mark.full
def test_fingers_tap_to_select_and_hold_to_add(opened: Opener) -> None:
    tab = opened(small(), has_touch=True, size=(390, 844))
    where = "(id) => linkchart.picture.where(id)"
    first, second = (tab.evaluate(where, id_) for id_ in ("state:iran", "state:us"))
    tab.touchscreen.tap(first["x"], first["y"])
    tab.wait_for_timeout(400)
    assert tab.evaluate("linkchart.app.state.nodes") == ["state:iran"]
    second = tab.evaluate(where, "state:us")
    session = tab.context.new_cdp_session(tab)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [second]})
    tab.wait_for_timeout(700)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert tab.evaluate("linkchart.app.state.nodes") == ["state:iran", "state:us"]


def worst() -> Picture:
    """The hostile picture with an answer of hostile words, and texts to read."""
    columns: Columns = {"entity": "entity", "said": "text", "why": "row", "path": "path"}
    rows = [{"entity": text, "said": text, "why": {text: text}, "path": [text, HOSTILE[0]]} for text in WORST]
    answers = [
        (Answer("x", columns, rows, heading=text, notes=(text,), total=len(rows)), Question(text, (), text))
        for text in WORST[:3]
    ]
    picture = hostile()
    documents = {id_: document._replace(text=id_) for id_, document in picture.documents.items()}
    return replace(picture, answers=answers, documents=documents, with_text=True, command=HOSTILE[0])


FILL = """(texts) => {
    const { app } = linkchart;
    const fill = (element, text, event) => {
        element.value = text;
        element.dispatchEvent(new Event(event, { bubbles: true }));
    };
    for (const text of texts) {
        for (const panel of ["answer", "card", "table", "steps"]) {
            app.change({ panel });
            const boxes = document.querySelectorAll("#pane input[type=text], #pane textarea");
            for (const box of boxes) fill(box, text, "change");
            for (const key of ["compare", "add step"]) document.querySelector(`#pane [data-key="${key}"]`)?.click();
        }
        fill(document.getElementById("search"), text, "input");
        app.note("page", text);
        app.note(`n:${text}`, text);
        app.act("influence", texts[0]);
        app.change({ nodes: [texts[0], text], panel: "card" });
        app.act("path");
        app.command();
    }
    for (const details of document.querySelectorAll("details")) details.open = true;
    app.change({ tab: 1, question: null, panel: "answer" });
}"""


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.full)])
def test_hostile_text_in_every_control_stays_text(opened: Opener, width: int) -> None:
    tab = opened(worst(), size=(width, 844))
    keys = tab.evaluate("Object.keys(window).sort()")
    elements = "() => document.querySelectorAll('img, script:not([type]), iframe, a, object, #pane svg').length"
    before = tab.evaluate(elements)
    tab.evaluate(FILL, list(HOSTILE))
    tab.evaluate("() => { location.hash = '#</script><img src=x onerror=alert(1)>'; }")
    assert tab.evaluate(elements) == before
    assert tab.evaluate("Object.keys(window).sort()") == keys
    assert tab.evaluate("({}).polluted ?? Object.keys(Object.prototype).length") == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert "owned" not in tab.title()[:5]
    assert set(tab.heard) == {tab.heard[0]}  # type: ignore[attr-defined]
    assert tab.evaluate("linkchart.app.state.notes.length") >= len(HOSTILE) - 1


def test_facts_saved_from_page_load_without_reject(opened: Opener) -> None:
    tab = opened(answered())
    with tab.expect_download() as download:
        tab.locator(".more > summary").click()
        tab.get_by_role("button", name="Save the facts as JSON Lines").click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    records = [(number, *next(iter(json.loads(line).items()))) for number, line in enumerate(lines, 1)]
    store = open_store(":memory:", create=True)
    report = load_file(store, records)
    assert (report.accepted, report.rejected) == (len(lines), ())
    store.close()
