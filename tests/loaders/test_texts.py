"""The texts of documents: read from below one folder, and from nowhere else."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

import linkchart
from linkchart.graph.errors import InputError
from linkchart.loaders.texts import read_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with texts and with links out of it, beside another with a secret."""
    case, secret = tmp_path / "case", tmp_path / "secret"
    (case / "texts").mkdir(parents=True)
    secret.mkdir()
    (case / "own.txt").write_text("One.\r\nTwo.", encoding="utf-8", newline="")
    (case / "texts/deep.txt").write_text("Deep.\n", encoding="utf-8")
    (case / "texts/up.txt").symlink_to(case / "own.txt")
    (tmp_path / "case-2").mkdir()
    for file in (secret / "key.txt", tmp_path / "case-2/key.txt"):
        file.write_text("TOKEN\n", encoding="utf-8")
    (case / "link.txt").symlink_to(secret / "key.txt")
    (case / "linked").symlink_to(secret)
    os.mkfifo(case / "pipe")
    return case


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("own.txt", "One.\nTwo.\n"),
        ("./texts/../own.txt", "One.\nTwo.\n"),
        ("texts/deep.txt", "Deep.\n"),
        ("texts/up.txt", "One.\nTwo.\n"),
    ],
)
def test_text_below_folder_is_read(folder: Path, path: str, text: str) -> None:
    assert read_text(str(folder), path) == text
    assert read_text(str(folder), str(folder / path)) == text


@pytest.mark.parametrize(
    "path",
    [
        *("../secret/key.txt", "texts/../../secret/key.txt", "link.txt", "linked/key.txt", "../case-2/key.txt"),
        *("none.txt", "../none.txt", "/etc/passwd", "/proc/self/environ", "pipe", ".", "", "~/x", "a" * 300, "a\0b"),
    ],
)
def test_text_outside_folder_is_not_read(folder: Path, path: str) -> None:
    assert read_text(str(folder), path) is None
    if ".." in path:
        assert read_text(str(folder), str(folder / path)) is None


def test_link_to_folder_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to(folder)
    assert read_text(str(tmp_path / "here"), "own.txt") == "One.\nTwo.\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a\0b", "is a binary file"),
        (b"\xff\xfea\0", "is UTF-16"),
        (b"one\ntwo\nthr\xe9e\n", "line 3, byte 4: not UTF-8"),
        (b"\n" * 300_000 + b"x\xff", "line 300001, byte 2: not UTF-8"),
        (b"x" * (17 << 20), "longer than 16 MB"),
    ],
)
def test_binary_text_is_located(folder: Path, content: bytes, says: str) -> None:
    (folder / "bad.txt").write_bytes(content)
    with pytest.raises(InputError, match=says):
        read_text(str(folder), "bad.txt")


@pytest.mark.parametrize("path", ["bad.txt", "none.txt", "../secret/key.txt", "a" * 300])
def test_missing_text_is_noted(folder: Path, path: str) -> None:
    (folder / "bad.txt").write_bytes(b"a\0b")
    records = [{"document": {"id": "d", "path": path}}, {"entity": {"type": "State", "name": "Aland"}}]
    (folder / "facts.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with closing(linkchart.open_store(":memory:", create=True)) as store:
        report = linkchart.load(store, str(folder / "facts.jsonl"))
        assert (report.accepted, report.rejected) == (2, ())
        assert "its quotes are not checked" in str(report.notes)
        (document,) = store.documents()
        assert (document.path, document.text) == (path, None)


def test_link_to_facts_file_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text("", encoding="utf-8")
    link = tmp_path / "linked.jsonl"
    link.symlink_to(folder / "facts.jsonl")
    assert read_text(str(tmp_path), "case/own.txt", str(link)) == "One.\nTwo.\n"
    assert read_text(str(tmp_path / "case-2"), str(folder / "own.txt"), str(link)) == "One.\nTwo.\n"
    assert read_text(str(tmp_path / "case-2"), "../secret/key.txt", str(link)) is None


def test_texts_option_names_another_folder(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "case-2/facts.jsonl"
    file.write_text(json.dumps({"document": {"id": "d", "path": "own.txt"}}), encoding="utf-8")
    with closing(linkchart.open_store(":memory:", create=True)) as store:
        linkchart.load(store, str(file))
        assert next(store.documents()).text is None
        linkchart.load(store, str(file), texts=str(folder))
        assert next(store.documents()).text == "One.\nTwo.\n"
