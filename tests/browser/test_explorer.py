"""What can be done in the page: filters, time, comparison, questions, undo, links, notes, steps, copies."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkchart.render.page.page import write_page
from tests.browser.explorer import STATE, Explorer
from tests.render.samples import answered, small, telling

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_disabled_type_hides_its_entities_and_counts(tab: Explorer) -> None:
    tab.page.locator("#legend summary").first.click()
    person = tab.page.locator("#legend .types label", has_text="Person")
    person.locator("input").uncheck()
    assert tab.count() == "Showing 4 of 5 entities and 4 of 7 relations. The rest is filtered away."
    assert "0 of 1" in person.inner_text()
    person.locator("input").check()
    assert tab.count() == "Showing 5 entities and 7 relations."


def test_time_filter_by_keyboard_counts_undated(tab: Explorer, browser: Browser, tmp_path: Path) -> None:
    relations = [
        relation._replace(start=f"{2015 + rank}", end=f"{2015 + rank}")
        if rank < 5
        else relation._replace(start=None, end=None)
        for rank, relation in enumerate(small().relations)
    ]
    write_page(replace(small(), relations=relations), str(tmp_path / "time.html"))
    other = Explorer(browser, tmp_path / "time.html")
    assert "undated (2)" in other.page.locator("#time").inner_text()
    first = other.page.get_by_label("First date shown")
    first.focus()
    for _ in range(2):
        other.page.keyboard.press("ArrowRight")
    assert other.state("filter")["from"] == first.get_attribute("aria-valuetext")
    shown = int(re.search(r"and (\d+)", other.count())[1])  # type: ignore[index]
    other.page.get_by_label("undated (2)").uncheck()
    assert int(re.search(r"and (\d+)", other.count())[1]) == shown - 2  # type: ignore[index]
    other.context.close()


def test_undo_redo_and_back_restore_every_step(tab: Explorer) -> None:
    tab.pick(nodes=["state:iran"])
    tab.run("Hide the selection")
    assert tab.state("hidden") == ["state:iran"]
    tab.page.get_by_label("Undo").click()
    assert (tab.state("hidden"), tab.state("nodes")) == ([], ["state:iran"])
    tab.page.get_by_label("Redo").click()
    assert tab.state("hidden") == ["state:iran"]
    tab.page.wait_for_timeout(100)
    tab.page.go_back()
    assert tab.state("hidden") == []


def test_link_restores_whole_state_of_page(tab: Explorer) -> None:
    tab.page.evaluate(
        "() => linkchart.app.change({layout: 'free', filter: {...linkchart.app.state.filter, signs: [-1]},"
        " question: {query: 'influence', source: 'state:iran', maxHops: 4}, nodes: ['state:us']})"
    )
    before = tab.page.evaluate(STATE)
    tab.go(tab.page.evaluate("location.hash"))
    assert tab.page.evaluate(STATE) == before
    assert tab.page.locator("#title").inner_text() == "Whom does Iran influence?"


@pytest.mark.parametrize("hash_", ["#x", "#00.{}", "#ab.%7B%22nodes%22%3A1%7D", "#ab." + "a" * 9000])
def test_hash_without_link_is_ignored_with_notice(tab: Explorer, hash_: str) -> None:
    tab.go(hash_)
    if hash_ == "#00.{}":
        assert "another edition" in tab.page.locator("#notice").inner_text()
    else:
        assert "could not be read" in tab.page.locator("#notice").inner_text()
    assert tab.state("nodes") == []
    assert tab.complaints == []


def test_path_between_two_chosen_nodes_is_answered(tab: Explorer) -> None:
    tab.pick(nodes=["state:iran"])
    tab.pick(nodes=["state:us"], add=True)
    tab.page.get_by_role("button", name="How are they linked?").click()
    assert tab.page.locator("#title").inner_text() == "How is Iran linked to United States?"
    chain = tab.page.locator("#pane .chain").inner_text()
    assert chain == "Iran → Quds Force → Qāssem Soleimani → Airport strike → United States"
    tab.pick(nodes=["state:iran"])
    for id_ in ("person:soleimani", "organization:quds-force"):
        tab.pick(nodes=[id_], add=True)
    tab.page.get_by_role("button", name="How are they linked?").click()
    assert tab.page.locator("#title").inner_text() == "How is Iran linked to Qāssem Soleimani by way of Quds Force?"
    tab.page.get_by_role("button", name="Not by way of Quds Force").click()
    assert tab.page.locator("#title").inner_text() == "How is Iran linked to Qāssem Soleimani?"


def test_row_and_its_lines_select_each_other(tab: Explorer) -> None:
    tab.page.locator("#pane .chain").click()
    assert tab.page.evaluate("() => linkchart.picture.selection.links") == ["r1", "r4"]
    tab.page.locator("#pane .hop .line").first.click()
    assert tab.state("relations") == ["r1"]
    tab.page.locator("#tab-answer").click()
    assert tab.page.locator("#pane .hop.chosen").count() == 1


def test_two_dates_compared_say_what_came_and_went(tab: Explorer) -> None:
    tab.run("Compare two dates")
    tab.page.get_by_label("Compare the date").fill("2019")
    tab.page.get_by_label("with the date").fill("2021")
    tab.page.get_by_role("button", name="Compare", exact=True).click()
    assert "0 gone (faint), 7 came (haloed), 0 stayed" in tab.page.locator("#pane").inner_text()
    assert tab.page.locator("#pane tbody tr").first.inner_text().startswith("came")


def test_table_sorts_by_every_column(tab: Explorer) -> None:
    tab.page.locator("#tab-table").click()
    head = tab.page.locator("#pane th[aria-sort]")
    for at in range(head.count()):
        head.nth(at).locator("button").click()
        cells = tab.page.locator(f"#pane tbody tr > :nth-child({at + 1})").all_inner_texts()
        tab.page.locator("#pane th[aria-sort]").nth(at).locator("button").click()
        turned = tab.page.locator(f"#pane tbody tr > :nth-child({at + 1})").all_inner_texts()
        assert turned == cells[::-1] or sorted(turned) == sorted(cells) != cells or len(set(cells)) == 1
    assert tab.page.locator("#pane tbody tr").count() == 7


def test_command_line_of_a_view_is_copied(tab: Explorer) -> None:
    command = "() => linkchart.app.command()"
    assert tab.page.evaluate(command) == "linkchart path Iran Soleimani"
    tab.page.evaluate(
        "() => linkchart.app.change({filter: {...linkchart.app.state.filter, from: '2019', confidence: 0.5},"
        " question: {query: 'path', source: 'state:iran', target: \"person:o'neil x\", k: 2, by: 'hops'}})"
    )
    assert tab.page.evaluate(command) == (
        "linkchart path state:iran 'person:o'\\''neil x' -k 2 --since 2019 --min-confidence 0.5"
    )


def test_keys_walk_to_neighbours_and_zoom(tab: Explorer) -> None:
    tab.page.locator("#picture").focus()
    tab.page.keyboard.press("ArrowRight")
    (first,) = tab.state("nodes")
    tab.page.keyboard.press("ArrowRight")
    (second,) = tab.state("nodes")
    assert first != second
    scale = "() => linkchart.network.getScale()"
    before = tab.page.evaluate(scale)
    tab.page.keyboard.press("+")
    assert tab.page.evaluate(scale) > before


def test_relation_reads_from_the_side_it_is_looked_at(tab: Explorer) -> None:
    tab.pick(nodes=["organization:quds-force"])
    assert "Quds Force is controlled by Iran" in tab.page.locator("#pane").inner_text()
    tab.pick(nodes=["state:iran"])
    assert "Iran controls Quds Force" in tab.page.locator("#pane").inner_text()


def test_denied_hop_says_who_denies_it(browser: Browser, tmp_path: Path) -> None:
    denial = telling("It is not so.", modality="negated", attributed_to="state:us")
    relations = [
        relation._replace(tellings=(*relation.tellings, denial), disputed=("denied", "end"))
        if relation.id == "r1"
        else relation
        for relation in answered().relations
    ]
    write_page(replace(answered(), relations=relations), str(tmp_path / "page.html"))
    other = Explorer(browser, tmp_path / "page.html")
    hop = other.page.locator("#pane .hop").first.inner_text()
    assert "denied by United States" in hop
    assert "disputed: end" in hop
    other.pick(relations=["r1"])
    assert "denied by" in other.page.locator("#pane .tellings .denial").inner_text()
    other.context.close()


@pytest.mark.full
def test_quotes_and_relations_open_each_other(browser: Browser, tmp_path: Path) -> None:
    text = "𝄞 First. So it is written. Last."
    start = text.index("So it")
    cited = telling(start_char=start, end_char=start + len("So it is written."))
    relations = [
        relation._replace(tellings=(cited,)) if relation.id == "r1" else relation for relation in small().relations
    ]
    documents = {"doc": small().documents["doc"]._replace(text=text)}
    picture = replace(small(), relations=relations, documents=documents, with_text=True)
    write_page(picture, str(tmp_path / "page.html"))
    other = Explorer(browser, tmp_path / "page.html")
    other.pick(relations=["r1"])
    other.page.get_by_role("button", name="Read it in the text").click()
    mark = other.page.locator("#pane .quoted")
    assert mark.inner_text() == "So it is written."
    other.pick(relations=["r2"])
    mark.click()
    assert other.state("relations") == ["r1"]
    other.page.get_by_role("button", name="Back to the card").click()
    assert "Iran controls Quds Force" in other.page.locator("#pane h2").inner_text()
    other.context.close()


def test_whole_answer_is_on_screen_at_open(browser: Browser, tab: Explorer) -> None:
    for size in ({"width": 1280, "height": 800}, {"width": 390, "height": 844}):
        tab.page.set_viewport_size(size)  # type: ignore[arg-type]
        tab.go("")
        sources = tab.page.locator("#pane .source").all()
        assert len(sources) == 2
        for source in sources:
            box = source.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= size["height"]
    tab.page.set_viewport_size({"width": 1280, "height": 800})
