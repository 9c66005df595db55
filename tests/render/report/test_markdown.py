"""The Markdown of a report, read back by a parser: every text stays a text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from linkchart.render.labels import plain
from linkchart.render.report.markdown import code, markdown, text
from linkchart.render.report.mermaid import mermaid, quoted
from tests.render.report.samples import chain_of, hostile_report, plain_report
from tests.render.samples import HOSTILE, hostile

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HARMLESS = {"text", "softbreak", "hardbreak", "strong_open", "strong_close"}


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


def content(tokens: list[Token]) -> str:
    return "".join(token.content for token in inline(tokens))


@given(st.text())
def test_text_survives_a_markdown_parser(given_: str) -> None:
    wanted = plain(given_)
    tokens = READER.parse(f"**x** {text(wanted)}")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert content(tokens) == f"x {wanted}".rstrip()


@given(st.text(alphabet="1.)-+#>=*_ ab`|~[]<&\\", max_size=12))
def test_text_at_line_start_starts_no_block(given_: str) -> None:
    wanted = plain(given_)
    tokens = READER.parse(text(wanted))
    assert content(tokens) == wanted
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])


@given(st.text(alphabet="|\\ab`*", max_size=10), st.text(alphabet="|\\ab`*", max_size=10))
def test_text_stays_in_its_cell(cell: str, other: str) -> None:
    tokens = READER.parse(f"| a | b |\n| --- | --- |\n| {text(cell)} | {text(other)} |")
    assert [token.content for token in inline(tokens)][:2] == ["a", "b"]
    assert sum(token.type == "td_open" for token in tokens) == 2
    assert content(tokens) == f"ab{plain(cell)}{plain(other)}"


@given(st.text(alphabet="`~ab ", max_size=12))
def test_question_stays_in_its_fence(question: str) -> None:
    (fence,) = READER.parse(code(question))
    assert fence.type == "fence"
    assert fence.content == f"$ {plain(question)}\n"


def test_addresses_become_no_links() -> None:
    assert text("https://x.org www.x.org a@x.org") == "https\\://x.org www\\.x.org a\\@x.org"


def test_hostile_report_has_only_blocks_of_a_report() -> None:
    tokens = READER.parse(markdown(hostile_report()))
    assert {token.type for token in inline(tokens)} <= HARMLESS
    assert sum(token.type == "heading_open" and token.tag == "h2" for token in tokens) == len(HOSTILE)
    assert sum(token.type == "fence" and token.info == "mermaid" for token in tokens) == len(HOSTILE)
    assert sum(token.type == "table_open" for token in tokens) == len(HOSTILE)
    assert not [token for token in tokens if token.type.startswith("html")]


def test_plain_report_has_expected_text() -> None:
    written = markdown(plain_report())
    assert "- Iran controls Quds Force \\[graded 0.48\\] (1.1)\n" in written
    assert "> 1.1 — “So it is.”" in written
    assert "**Not answered:** No such thing." in written


@pytest.mark.parametrize("name", HOSTILE)
def test_flowchart_name_is_letters_and_codes(name: str) -> None:
    body = quoted(plain(name))
    assert not re.search(r"[\"'`<>\[\]{}()|%\\\n]", body)
    assert not re.search(r"#(?!\d+;)", body)


def test_flowchart_has_line_per_entity_and_relation() -> None:
    chart = mermaid(hostile(), [HOSTILE])
    shape = re.compile(
        r'flowchart LR|  n\d+\W+"[^"\n]*"\W+:::type\d+|  n\d+ (-->|---|<-->)\|"[^"\n]*"\| n\d+'
        r"|  classDef type\d+ stroke:#\w{6},stroke-width:2px"
        r"|  linkStyle [\d,]+ stroke:#\w{6},stroke-width:2px(,stroke-dasharray:[\d ]+)?"
    )
    assert [line for line in chart.split("\n") if not shape.fullmatch(line)] == []
    assert chart.count(":::") == len(HOSTILE)


def test_flowchart_starts_with_start_of_path() -> None:
    picture = chain_of(3)
    lines = mermaid(picture, [[entity.id for entity in picture.entities]]).split("\n")
    assert lines[1:3] == ['  n0["State of 0"]:::type0', '  n1["State of 1"]:::type0']
    assert lines[4] == '  n0 -->|"supports"| n1'


def test_flowchart_reads_rightward_against_arrows() -> None:
    picture = chain_of(3)
    lines = mermaid(picture, [[entity.id for entity in picture.entities][::-1]]).split("\n")
    assert lines[1] == '  n0["State of 2"]:::type0'
    assert lines[4:6] == ['  n1 ---|"← supports"| n2', '  n0 ---|"← supports"| n1']
