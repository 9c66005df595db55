from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.documents import Document
from linkchart.graph.errors import InputError
from linkchart.graph.model import Entity
from linkchart.graph.schema import NodeType, Schema, builtin
from linkchart.render.page import html as html_module
from linkchart.render.page.carrier import carrier
from linkchart.render.page.html import asset, data_block, policy, raw, vis_network
from linkchart.render.page.page import page
from linkchart.render.picture.picture import Picture
from tests.examples import examples
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


def unpacked(html: str) -> str:
    found = re.search(r'<script type="text/plain" id="library">(.*?)</script>', html)
    assert found
    return zlib.decompress(base64.b64decode(found[1])).decode()


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("picture", [small(), hostile(), Picture("", "", [], [])], ids=["small", "hostile", "empty"])
def test_policy_names_exactly_the_scripts_and_style(picture: Picture) -> None:
    html = page(picture)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(scripts) == len(styles) == 1
    library = unpacked(html)
    assert library == vis_network()
    rules = dict(rule.strip().split(" ", 1) for rule in policy_of(html).split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'none'"
    assert rules["script-src"].split() == [hashed(text) for text in (library, *scripts)]
    assert rules["style-src"].split() == [hashed(text) for text in styles]
    assert "unsafe" not in policy_of(html)
    assert "\r" not in html  # a browser would hash \n in its place


@pytest.mark.parametrize("picture", [small(), hostile()], ids=["small", "hostile"])
def test_page_refers_to_nothing_outside_itself(picture: Picture) -> None:
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


def test_title_is_text() -> None:
    html = page(replace(small(), title="</title><script>alert(1)</script>"))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_hostile_text_reaches_the_data_unharmed() -> None:
    data = data_of(page(hostile()))
    quotes = {telling["quote"] for relation in data["relations"] for telling in relation["tellings"]}
    assert quotes == set(HOSTILE)
    assert {entity["id"] for entity in data["entities"]} == set(HOSTILE)


@given(st.recursive(st.text() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_hostile_data_survives_embedding_in_html(data: Any) -> None:
    block = str(data_block(data))
    assert not set("<>&'\u2028\u2029") & set(block)
    assert block.isascii()
    assert json.loads(block) == data


@given(st.text(), st.text())
@examples(20)  # a page is half a megabyte
def test_any_title_makes_a_page_that_can_be_written(title: str, subtitle: str) -> None:
    assert page(Picture(title, subtitle, [], [])).encode("utf-8").startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize("seed", ["1", pytest.param("2", marks=pytest.mark.full)])
def test_same_picture_has_same_bytes_in_any_process(seed: str) -> None:
    program = (
        "import hashlib\nfrom linkchart.render.page.page import page\n"
        "from tests.render.samples import small\n"
        "print(hashlib.sha256(page(small()).encode()).hexdigest())\n"
    )
    here = hashlib.sha256(page(small()).encode()).hexdigest()
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed, "LC_ALL": "C"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == here


def test_order_of_input_does_not_move_nodes() -> None:
    turned = replace(small(), entities=small().entities[::-1], relations=small().relations[::-1])
    assert page(turned) == page(small())


def test_node_options_have_only_keys_of_pyvis() -> None:
    network = carrier(small())
    assert {key for node in network.nodes for key in node} == {"id", "label", "shape", "color", "linkchart"}
    assert {key for edge in network.edges for key in edge} == {"from", "to", "arrows", "linkchart"}
    assert all(node["id"] == f"n:{node['linkchart']['id']}" for node in network.nodes)


def test_parallel_relations_and_loops_are_all_carried() -> None:
    assert len(data_of(page(small()))["relations"]) == len(small().relations)


def test_symmetric_relation_has_no_arrow() -> None:
    kinds = {kind["name"]: kind["symmetric"] for kind in data_of(page(small()))["schema"]["relations"]}
    assert kinds["COOPERATES_WITH"] is True
    assert kinds["CONTROLS"] is False


def test_relation_without_one_of_its_ends_is_left_out() -> None:
    lonely = relation("r9", "state:iran", "CONTROLS", "organization:gone")
    data = data_of(page(replace(small(), relations=[*small().relations, lonely])))
    assert "r9" not in {relation["id"] for relation in data["relations"]}


def test_schema_has_what_is_drawn_and_nothing_else() -> None:
    schema = data_of(page(small()))["schema"]
    assert [kind["name"] for kind in schema["types"]] == ["State", "Organization", "Person", "Event"]
    assert len({kind["shape"] for kind in schema["types"]}) == 4
    assert {kind["name"] for kind in schema["relations"]} == {relation.relation for relation in small().relations}


def test_type_that_a_case_adds_has_a_look() -> None:
    schema = Schema({**builtin().nodes, "Vessel": NodeType("Vessel")}, builtin().relations)
    picture = Picture("", "", [Entity("vessel:a", "Vessel", "A")], [], schema=schema)
    (kind,) = data_of(page(picture))["schema"]["types"]
    assert (kind["name"], kind["shape"]) == ("Vessel", "box")


def test_page_says_how_much_of_what_there_is_it_shows() -> None:
    assert data_of(page(replace(small(), total_entities=1200)))["totals"] == [1200, 7]
    assert data_of(page(Picture("", "", [small().entities[0]], [])))["totals"] == [1, 0]


def test_page_without_scripts_says_what_it_needs() -> None:
    assert re.search(r"<noscript>.*JavaScript.*</noscript>", page(small()))


def test_many_tellings_are_cut_and_counted() -> None:
    often = small().relations[0]._replace(tellings=tuple(telling(str(rank)) for rank in range(70)))
    data = data_of(page(replace(small(), relations=[often])))
    ours = data["relations"][0]
    assert (len(ours["tellings"]), ours["more"]) == (50, 20)


def test_untried_vis_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_module, "VIS_NETWORK", "0" * 64)
    with pytest.raises(InputError, match=r"pip install pyvis==0\.3\.2"):
        page(small())


def test_missing_vis_network_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pyvis").mkdir()
    (tmp_path / "pyvis/__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyvis"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(InputError, match="pyvis"):
        vis_network()


@pytest.mark.parametrize("text", ["a</SCRIPT >b", "</style>", "<!-- -->"])
def test_asset_that_would_end_its_element_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="asset"):
        raw(text)


def test_policy_changes_with_every_letter() -> None:
    assert policy(["a"], ["b"]) != policy(["a"], ["c"]) != policy(["b"], ["c"])


def test_making_page_leaves_working_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page(small())
    assert not list(tmp_path.iterdir())


def test_page_without_data_is_small() -> None:
    assert len(page(Picture("", "", [], []))) < 580_000


def test_relation_with_short_telling_takes_350_bytes() -> None:
    entities = [Entity(f"organization:brigade-{rank}", "Organization", f"Brigade {rank}") for rank in range(100)]
    relations = [
        relation(f"r{rank:019}", entities[rank % 100].id, "SUPPORTS", entities[(7 * rank + 1) % 100].id)
        for rank in range(1000)
    ]
    documents = {"doc": Document("doc", "A briefing", "The Paper", "2020-04-10")}
    pages = [page(Picture("", "", entities, shown, documents)) for shown in (relations, relations[:1])]
    assert (len(pages[0]) - len(pages[1])) / 999 <= 350
