"""Previews of judgements say what these then do."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from linkchart.graph.identity.preview import changes
from linkchart.graph.stores.open_store import open_store
from tests.commands.judged_case import Run, case, run
from tests.graph.records import EVERYTHING, add

__all__ = ["case", "run"]  # fixtures


@pytest.mark.parametrize(
    "words",
    [
        ("same", "Robert", "Bob", "Bobby"),
        ("split", "Bob", "--document", "a"),
        ("rename", "Bob", "Robert the second"),
        ("different", "Robert", "Bob"),
    ],
)
def test_preview_says_what_the_judgement_does(case: Path, run: Run, words: tuple[str, ...]) -> None:
    def rows() -> object:
        answer = run("run", "way", "--json").stdout
        return json.loads(answer)["rows"] if answer else None

    run("save", "way", "path", "Bob", "Badr")
    content = case.read_bytes()
    with closing(open_store(str(case))) as store:
        before = list(store.relations(EVERYTHING))
    preview = json.loads(run(*words, "--preview", "--json").stdout)
    answer = rows()
    assert case.read_bytes() == content
    run(*words)
    with closing(open_store(str(case))) as store:
        after = list(store.relations(EVERYTHING))
        done = changes(before, after, store.schema)
    assert [
        (relation["how"], [new["confidence"] for new in relation["after"]]) for relation in preview["relations"]
    ] == [(change.how, [new.confidence for new in change.after]) for change in done]
    assert preview["saved"] == ["way"] * (rows() != answer)


def test_preview_names_kinds_that_clash(case: Path, run: Run, tmp_path: Path) -> None:
    with closing(open_store(str(case), create=True)) as store:
        add(store, ("entity", {"name": "Robert", "type": "Organization", "kind": "party"}))
        add(store, ("entity", {"name": "Bob", "type": "Organization", "kind": "media"}))
    said = run("same", "Robert", "Bob", "--preview").said
    assert "Kinds clash: organization:robert is party, organization:bob media: party is used." in said


def test_preview_of_split_names_both(case: Path, run: Run) -> None:
    run("same", "Robert", "Bob")
    said = run("split", "Bob", "--document", "b", "--as", "Bob the other", "--preview").said
    assert "If Bob is two: the one in b is Bob the other:" in " ".join(said.split())
    assert "organization:bob-the-other" not in said
