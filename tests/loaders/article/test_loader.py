"""Articles as files to load: of every format, with what the user and the store know."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from pathlib import Path

import pytest

import linkchart
from linkchart.graph.errors import InputError
from linkchart.graph.model import Entity
from linkchart.graph.stores.open_store import open_store
from linkchart.loaders import Hints, read
from linkchart.loaders.source import NO_HINTS
from tests.loaders.article.pdf import pdf_of

BODY = "The army of Chad bombed Libya last Monday, officials said, and the border was closed for a week."


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def facts(path: str, hints: Hints = NO_HINTS) -> list[tuple[str, str, str, str]]:
    return [
        (fields["source"], fields["relation"], fields["target"], fields.get("date", ""))
        for _, kind, fields in read(path, hints=hints)
        if kind == "fact"
    ]


def docx_of(text: str) -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix", ["txt", "md", "pdf", "docx", "txt.gz", "PDF"])
def test_article_of_any_format_has_its_facts(tmp_path: Path, suffix: str) -> None:
    content = {
        "pdf": pdf_of(BODY), "PDF": pdf_of(BODY), "docx": docx_of(BODY), "txt.gz": gzip.compress(BODY.encode()),
    }.get(suffix, BODY.encode())  # fmt: skip
    path = write(tmp_path, f"story.{suffix}", content)
    assert ("Chadian military", "PERPETRATED") in {fact[:2] for fact in facts(path)}


def test_last_monday_counts_from_publication(tmp_path: Path) -> None:
    path = write(tmp_path, "story.txt", BODY)
    assert {fact[3] for fact in facts(path, Hints(published="2019-03-07"))} == {"2019-03-04"}
    assert {fact[3] for fact in facts(path)} == {""}


def test_names_of_the_store_are_known_in_the_text(tmp_path: Path) -> None:
    path = write(tmp_path, "story.txt", "Grey Heron accused Chad of smuggling, and the border was closed for a week.")
    store = open_store(":memory:")
    with store.writer() as writer:
        writer.entities([Entity("org:heron", "Organization", "Heron Front", "armed_group", ("Grey Heron",))])
    linkchart.load(store, path)
    assert "Heron Front" in {entity.name for entity in store.entities()}
    assert "Grey Heron" not in {entity.name for entity in store.entities()}
    assert ("Heron Front", "ACCUSED", "Chad") in {fact[:3] for fact in facts(path, Hints(entities=store.entities))}


def test_load_says_what_stays_open(tmp_path: Path) -> None:
    path = write(tmp_path, "story.txt", BODY)
    report = linkchart.load(open_store(":memory:"), path, check_only=True)
    assert [sentence for note in report.notes for sentence in note.sentences if "--published" in sentence]
    assert not linkchart.load(open_store(":memory:"), path, published="2019-03-07", check_only=True).notes


def test_article_on_standard_input_is_read() -> None:
    program = "from linkchart.loaders import read\nprint([kind for _, kind, _ in read('-', 'article')])"
    done = subprocess.run([sys.executable, "-c", program], input=BODY.encode(), capture_output=True, check=True)
    assert b"'fact'" in done.stdout


@pytest.mark.parametrize(("name", "reason"), [("gone.pdf", "no file"), ("broken.pdf", "as PDF"), ("bad.docx", "Word")])
def test_unreadable_document_says_why(tmp_path: Path, name: str, reason: str) -> None:
    path = str(tmp_path / name) if name == "gone.pdf" else write(tmp_path, name, b"PK no such thing")
    with pytest.raises(InputError, match=reason):
        list(read(path))
