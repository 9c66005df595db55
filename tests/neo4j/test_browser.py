"""The kit in the real Neo4j Browser, which the server serves, in Chromium: dropped, pasted, clicked, drawn."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zipfile import ZipFile

import click
import pytest

from linkchart import load
from linkchart.cli import linkchart
from linkchart.commands.kit_questions import files_of_kit
from linkchart.graph.schema import builtin
from linkchart.graph.stores.neo4j.cypher import literal
from linkchart.graph.stores.open_store import open_store
from linkchart.render.palette import SIGNS, TYPES
from tests.graph.records import add, document, entity
from tests.neo4j.conftest import DATABASE, once, open_driver
from tests.neo4j.server import Access

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.full, pytest.mark.browser, pytest.mark.neo4j, once]

CASE = str(files("linkchart") / "loaders" / "examples" / "iraq-2020" / "facts.yaml")
KIT = files_of_kit(click.Context(linkchart, info_name="linkchart"), builtin())
with ZipFile(io.BytesIO(KIT["queries.zip"])) as _held:
    SAVED = {name: _held.read(name).decode() for name in _held.namelist()}
DROPPED = """([name, data]) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], name));
    return files;
}"""


@pytest.fixture
def page(request: pytest.FixtureRequest, neo4j_url: str, neo4j_access: Access) -> Iterator[Page]:
    """Neo4j Browser, connected to a database that holds the bundled case; it reaches no other host."""
    if not neo4j_access.http:
        pytest.skip("the address of the server's Neo4j Browser is known only of a server of our own")
    with closing(open_store(neo4j_url, create=True)) as store:
        assert not load(store, CASE).rejected
    chromium: Browser = request.getfixturevalue("browser")
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=neo4j_access.http)
    context.route(
        lambda url: urlsplit(url).hostname not in ("127.0.0.1", None), lambda route: route.abort("internetdisconnected")
    )
    opened = context.new_page()
    opened.goto(f"{neo4j_access.http}/browser/")
    opened.fill("[data-testid=username]", neo4j_access.user)
    opened.fill("[data-testid=password]", neo4j_access.password)
    opened.click("[data-testid=connect]")
    opened.get_by_text("Connected to Neo4j").first.wait_for()
    yield opened
    context.close()


def drop(target: Locator, name: str, content: bytes) -> None:
    """Drop a file on something."""
    dropped = target.page.evaluate_handle(DROPPED, [name, b64encode(content).decode()])
    for event in ("dragenter", "dragover", "drop"):
        target.dispatch_event(event, {"dataTransfer": dropped})


def paste(page: Page, text: str) -> None:
    """Paste a text into the editor and run it."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.click("[data-testid=activeEditor] .monaco-editor")
    page.keyboard.press("ControlOrMeta+V")
    page.click("[data-testid=editor-Run]")


def drawn(page: Page, nodes: int) -> Locator:
    """Wait until the topmost frame has drawn so many nodes."""
    frame = page.locator("[data-testid=frame]").first
    frame.locator(f":nth-match(g.node, {nodes})").wait_for(state="attached")
    return frame


def captions(frame: Locator) -> set[str]:
    """Read the captions of the nodes, long names cut by Browser."""
    return {text.strip() for text in frame.locator("g.node").all_text_contents()}


def expected(access: Access, text: str) -> tuple[int, int]:
    """Count the nodes and relationships of a statement's result."""
    with open_driver(access) as driver:
        graph = driver.execute_query(text, database_=DATABASE, result_transformer_=lambda result: result.graph())
        return len(graph.nodes), len(graph.relationships)


def test_pasted_statement_of_the_kit_draws_its_answer(page: Page, neo4j_access: Access) -> None:
    text = SAVED["Between entities/path.cypher"]
    nodes, relationships = expected(neo4j_access, text)
    assert (nodes, relationships) >= (4, 4)
    paste(page, text)
    frame = drawn(page, nodes)
    assert frame.locator("g.node").count() == nodes
    assert frame.locator("g.relationship").count() == relationships
    assert "Iran" in captions(frame)


def test_pasted_text_means_itself(page: Page, neo4j_url: str) -> None:
    name = """O'Neill \\' "(}" `x` $y // {{z}} \u200f ز 😀 \\u0027"""
    title = f"{name}\n\t// \u2028 {name}"  # a text may have lines, a name may not
    with closing(open_store(neo4j_url)) as store:
        assert not add(store, entity(name), document("D", title=title)).rejected
    found = f"(e:Entity {{name: {literal(name)}}}), (d:Document {{title: {literal(title)}}})"
    paste(page, f"// It's a name.\nMATCH {found} RETURN e.id, [e, d] AS graph")
    assert drawn(page, 2).locator("g.node").count() == 2


def test_dropped_zip_becomes_folders_of_drawn_queries(page: Page, neo4j_access: Access) -> None:
    page.click("[data-testid=navigationFavorites]")
    drop(page.get_by_test_id("savedScriptsButton-New folder"), "queries.zip", KIT["queries.zip"])
    for folder in {name.partition("/")[0] for name in SAVED}:
        page.get_by_test_id(f"savedScriptsFolder-{folder}").wait_for()
    page.get_by_test_id("savedScriptsFolder-One entity").click()
    page.get_by_text("influence: Whom an entity influences").first.click()
    page.locator("[data-testid=activeEditor]").get_by_text("Whom an entity influences").first.wait_for()
    page.click("[data-testid=editor-Run]")
    nodes, _ = expected(neo4j_access, SAVED["One entity/influence.cypher"])
    assert drawn(page, nodes).locator("g.node").count() == nodes


def test_dropped_style_gives_the_colours_of_the_pages(page: Page) -> None:
    drop(page.get_by_test_id("main"), "style.grass", KIT["style.grass"])
    page.locator("[data-testid=frame]").first.get_by_text("node.State {").wait_for()
    ends = "(:State {id: 'state:iran'})", "(:Organization|State|Population)"
    paste(page, f"MATCH p = {ends[0]}-[:CONTROLS|INTERFERES_IN|OPPOSES]-{ends[1]} RETURN p")
    frame = drawn(page, 6)
    fills = set(
        frame.locator("g.node circle.b-outline").evaluate_all("all => all.map(one => one.getAttribute('fill'))")
    )
    assert fills == {TYPES[name].light for name in ("State", "Organization", "Population")}
    lines = frame.locator("g.relationship path.b-outline").evaluate_all(
        "all => all.map(one => one.getAttribute('fill'))"
    )
    assert set(lines) == {SIGNS[sign].light for sign in (1, 0, -1)}
    assert "Iran" in captions(frame)


def test_style_marks_what_is_disputed_or_only_denied(page: Page, neo4j_url: str) -> None:
    with closing(open_store(neo4j_url, create=True)) as store:
        ends = {"source": "Iran", "source_type": "State", "target": "Zed", "target_type": "Organization"}
        facts = [{"relation": "SUPPORTS"}, {"relation": "SUPPORTS", "modality": "negated"}]
        facts += [
            {"relation": "CONTROLS", "modality": "negated"},
            {"relation": "COOPERATES_WITH", "target_type": "State"},
        ]
        add(store, *(("fact", {**ends, **fact}) for fact in facts))
    drop(page.get_by_test_id("main"), "style.grass", KIT["style.grass"])
    page.locator("[data-testid=frame]").first.get_by_text("node.State {").wait_for()
    paste(page, "MATCH p = (:State {id: 'state:iran'})-->({name: 'Zed'}) RETURN p")
    frame = drawn(page, 3)
    words = frame.locator("g.relationship text").all_text_contents()
    assert [word[:2] for word in sorted(words)] == ["? ", "CO", "✗ "]
