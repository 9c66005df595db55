from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.errors import InputError
from linkchart.graph.model import Entity
from linkchart.graph.schema import NodeType, Schema, builtin
from linkchart.render.page import page as page_module
from linkchart.render.page.page import asset, data_block, page, policy, raw, vis_network
from linkchart.render.picture.picture import Picture
from tests.render.samples import HOSTILE, hostile, relation, small, telling

if TYPE_CHECKING:
    from pathlib import Path


class Parsed(HTMLParser):
    """The elements that a browser would find in a page, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def data_of(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def policy_of(html: str) -> str:
    (meta,) = [attrs for tag, attrs in Parsed(html).elements if attrs.get("http-equiv") == "Content-Security-Policy"]
    return meta["content"] or ""


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("picture", [small(), hostile(), Picture("", "", [], [])], ids=["small", "hostile", "empty"])
def test_the_policy_names_exactly_the_scripts_and_the_style_that_stand_in_the_page(picture: Picture) -> None:
    html = page(picture)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(scripts) == 2
    assert len(styles) == 1
    rules = dict(rule.strip().split(" ", 1) for rule in policy_of(html).split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'none'"
    assert rules["script-src"].split() == [hashed(text) for text in scripts]
    assert rules["style-src"].split() == [hashed(text) for text in styles]
    assert "unsafe" not in policy_of(html)
    assert "\r" not in html  # a browser would hash \n in its place


@pytest.mark.parametrize("picture", [small(), hostile()], ids=["small", "hostile"])
def test_a_page_refers_to_nothing_outside_itself(picture: Picture) -> None:
    found = Parsed(page(picture)).elements
    assert not [tag for tag, _ in found if tag in ("link", "img", "iframe", "object", "embed", "base", "form", "a")]
    assert not [attrs for _, attrs in found if {"src", "href", "srcset", "action", "style"} & attrs.keys()]
    assert not [attrs for _, attrs in found for name in attrs if name.startswith("on")]
    assert "@import" not in page(picture)
    assert "url(" not in asset("page.css")
    assert "sourceMappingURL" not in page(picture)


def test_hostile_text_adds_no_element_to_a_page() -> None:
    def tags(picture: Picture) -> list[str]:
        return [tag for tag, _ in Parsed(page(picture)).elements]

    assert tags(hostile()) == tags(small())


def test_a_title_is_text() -> None:
    html = page(replace(small(), title="</title><script>alert(1)</script>"))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_hostile_text_reaches_the_data_unharmed() -> None:
    data = data_of(page(hostile()))
    quotes = {told["quote"] for edge in data["edges"] for told in edge["linkchart"]["tellings"]}
    assert quotes == set(HOSTILE)
    assert all(node["id"].startswith("n:") for node in data["nodes"])
    assert {node["id"] for node in data["nodes"]} == {f"n:{text}" for text in HOSTILE}


@given(st.recursive(st.text() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_data_stands_in_html_whatever_it_says_and_comes_back_the_same(data: Any) -> None:
    block = str(data_block(data))
    assert not set("<>&'\u2028\u2029") & set(block)
    assert block.isascii()
    assert json.loads(block) == data


@given(st.text(), st.text())
def test_any_title_makes_a_page_that_can_be_written(title: str, subtitle: str) -> None:
    assert page(Picture(title, subtitle, [], [])).encode("utf-8").startswith(b"<!DOCTYPE html>")


def test_the_same_picture_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib\nfrom linkchart.render.page.page import page\n"
        "from tests.render.samples import small\n"
        "print(hashlib.sha256(page(small()).encode()).hexdigest())\n"
    )
    here = hashlib.sha256(page(small()).encode()).hexdigest()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert run.stdout.strip() == here


def test_the_order_in_which_things_are_given_does_not_move_them() -> None:
    turned = replace(small(), entities=small().entities[::-1], relations=small().relations[::-1])
    assert page(turned) == page(small())


def test_nothing_of_ours_stands_beside_the_keys_of_vis_network() -> None:
    data = data_of(page(small()))
    assert {key for node in data["nodes"] for key in node} == {
        "id",
        "label",
        "shape",
        "color",
        "x",
        "y",
        "linkchart",
    }
    assert {key for edge in data["edges"] for key in edge} == {"id", "from", "to", "arrows", "linkchart"}


def test_parallel_relations_and_loops_are_all_carried() -> None:
    assert len(data_of(page(small()))["edges"]) == len(small().relations)


def test_a_symmetric_relation_has_no_arrow() -> None:
    arrows = {edge["id"]: edge["arrows"] for edge in data_of(page(small()))["edges"]}
    assert arrows["e:r3"] == ""
    assert arrows["e:r1"] == "to"


def test_a_relation_without_one_of_its_ends_is_left_out() -> None:
    lonely = relation("r9", "state:iran", "CONTROLS", "organization:gone")
    data = data_of(page(replace(small(), relations=[*small().relations, lonely])))
    assert "e:r9" not in {edge["id"] for edge in data["edges"]}


def test_the_legend_explains_what_is_drawn_and_nothing_else() -> None:
    legend = data_of(page(small()))["legend"]
    assert [one["words"] for one in legend["types"]] == ["State", "Organization", "Person", "Event"]
    assert [one["words"] for one in legend["lines"]] == ["friendly", "hostile", "neutral", "hostile, derived"]
    assert len({one["shape"] for one in legend["types"]}) == 4
    assert len({tuple(one["dash"]) for one in legend["lines"]}) == 4


def test_a_type_that_a_case_adds_has_a_look_and_stands_in_the_legend() -> None:
    schema = Schema({**builtin().nodes, "Vessel": NodeType("Vessel")}, builtin().relations)
    picture = Picture("", "", [Entity("vessel:a", "Vessel", "A")], [], schema=schema)
    assert data_of(page(picture))["nodes"][0]["shape"] == "box"
    assert data_of(page(picture))["legend"]["types"][0]["words"] == "Vessel"


def test_a_page_says_how_much_of_what_there_is_it_shows() -> None:
    assert "Showing 5 of 1,200 entities and 7 relations." in page(replace(small(), total_entities=1200))
    assert "Showing 1 entity and 0 relations." in page(Picture("", "", [small().entities[0]], []))


def test_an_empty_picture_says_so() -> None:
    assert "There is nothing to show" in page(Picture("Nothing", "", [], []))
    assert "There is nothing to show" not in page(small())


def test_a_page_without_scripts_says_what_it_needs() -> None:
    assert re.search(r"<noscript>.*JavaScript.*</noscript>", page(small()))


def test_of_many_tellings_the_first_are_kept_and_the_others_counted() -> None:
    often = small().relations[0]._replace(tellings=tuple(telling(str(rank)) for rank in range(70)))
    data = data_of(page(replace(small(), relations=[often])))
    ours = data["edges"][0]["linkchart"]
    assert (len(ours["tellings"]), ours["more"]) == (50, 20)


def test_another_vis_network_than_the_one_tried_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "VIS_NETWORK", "0" * 64)
    with pytest.raises(InputError, match=r"pip install pyvis==0\.3\.2"):
        page(small())


def test_a_missing_vis_network_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pyvis").mkdir()
    (tmp_path / "pyvis/__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyvis"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(InputError, match="pyvis"):
        vis_network()


@pytest.mark.parametrize("text", ["a</SCRIPT >b", "</style>", "<!-- -->"])
def test_an_asset_that_would_end_its_element_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="asset"):
        raw(text)


def test_a_policy_changes_with_every_letter() -> None:
    assert policy(["a"], ["b"]) != policy(["a"], ["c"]) != policy(["b"], ["c"])


def test_making_a_page_leaves_the_working_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page(small())
    assert not list(tmp_path.iterdir())
