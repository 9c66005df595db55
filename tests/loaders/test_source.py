"""Opening files: how they are packed and encoded, and what cannot be read."""

from __future__ import annotations

import gc
import gzip
import os
import resource
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

import linkchart
from linkchart.graph.errors import InputError
from linkchart.loaders import read
from linkchart.loaders.source import Source

FACT = '{"fact": {"source": "Iran", "relation": "CONTROLS", "target": "Quds Force", "quote": "Téhéran"}}\n'
CSV = "source,relation,target,quote\nIran,CONTROLS,Quds Force,Téhéran\n"
YAML = "facts:\n  - source: Iran\n    relation: CONTROLS\n    target: Quds Force\n    quote: Téhéran\n"
FIELDS = {"source": "Iran", "relation": "CONTROLS", "target": "Quds Force", "quote": "Téhéran"}

TEXTS = pytest.mark.parametrize(("suffix", "text"), [("jsonl", FACT), ("csv", CSV), ("yaml", YAML)])


def fields_of(path: Path) -> list[dict[str, object]]:
    return [fields for _, _, fields in read(str(path))]


def fault_of(path: Path | str) -> str:
    with pytest.raises(InputError) as caught:
        list(read(str(path)))
    return str(caught.value)


@TEXTS
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("packed", [False, True])
def test_text_is_read_in_any_packing(
    tmp_path: Path, suffix: str, text: str, bom: bytes, end: str, packed: bool
) -> None:
    data = bom + text.replace("\n", end).encode()
    file = tmp_path / f"facts.{suffix}{'.gz' if packed else ''}"
    file.write_bytes(gzip.compress(data) if packed else data)
    assert fields_of(file) == [FIELDS]


@TEXTS
def test_format_is_recognised_by_content(tmp_path: Path, suffix: str, text: str) -> None:
    file = tmp_path / "facts"
    file.write_text(text, encoding="utf-8")
    assert read(str(file)).format == suffix
    assert fields_of(file) == [FIELDS]


@TEXTS
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_read(suffix: str, text: str, packed: bool) -> None:
    program = "from linkchart.loaders import read\nfor record in read('-'): print(ascii(record[2]))"
    data = gzip.compress(text.encode()) if packed else text.encode()
    run = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)
    assert eval(run.stdout) == FIELDS  # noqa: S307 - our own program printed it


def test_gzip_members_and_padding_are_read(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl.gz"
    file.write_bytes(gzip.compress(FACT.encode()) * 3 + b"\0" * 512)
    assert fields_of(file) == [FIELDS] * 3


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "yaml", "jsonl.gz"])
def test_empty_file_has_no_records(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"facts.{suffix}"
    file.write_bytes(gzip.compress(b"") if suffix.endswith("gz") else b"")
    assert fields_of(file) == []


def test_bytes_read_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl.gz"
    file.write_bytes(gzip.compress((FACT * 1000).encode()))
    reading = read(str(file))
    assert reading.source.size == file.stat().st_size
    assert len(list(reading)) == 1000
    assert reading.source.taken == reading.source.size


@TEXTS
def test_file_is_closed_at_end_and_when_dropped(tmp_path: Path, suffix: str, text: str) -> None:
    file = tmp_path / f"facts.{suffix}"
    file.write_text(text, encoding="utf-8")
    was_enabled = gc.isenabled()
    gc.disable()  # nothing must wait for it
    try:
        before = os.open(os.devnull, os.O_RDONLY)
        os.close(before)
        for _ in range(5):
            list(read(str(file)))
            next(iter(read(str(file))))
            read(str(file))
        after = os.open(os.devnull, os.O_RDONLY)
        os.close(after)
        assert after == before
    finally:
        if was_enabled:
            gc.enable()


def test_missing_file_is_named(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "none.yaml") == f"There is no file {tmp_path}/none.yaml."


def test_folder_is_rejected(tmp_path: Path) -> None:
    assert fault_of(tmp_path) == f"{tmp_path} is a folder: name a file in it."


def test_file_without_permission_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(YAML)
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")
    assert "no permission" in fault_of(file)


def test_impossible_file_name_is_rejected() -> None:
    assert "cannot be read" in fault_of("x" * 5000)
    assert "not a file name" in fault_of("a\0b")


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "yaml", "bin"])
@pytest.mark.parametrize("head", [b"\x7fELF\0\0", FACT.encode() + b"\0"])
def test_binary_file_is_rejected(tmp_path: Path, suffix: str, head: bytes) -> None:
    file = tmp_path / f"facts.{suffix}"
    file.write_bytes(head)
    assert fault_of(file) == f"{file} is a binary file, not text."


@TEXTS
def test_wrong_encoding_is_located_and_named(tmp_path: Path, suffix: str, text: str) -> None:
    file = tmp_path / f"facts.{suffix}"
    file.write_bytes(text.encode("cp1252"))
    line = next(number for number, line_ in enumerate(text.splitlines(), 1) if "é" in line_)
    byte = text.splitlines()[line - 1].index("é") + 1
    fault = fault_of(file)
    assert fault.startswith(f"{file}, line {line}, byte {byte}: not UTF-8 (0xE9)")
    assert "iconv -f WINDOWS-1252 -t UTF-8" in fault


@TEXTS
def test_utf16_is_named(tmp_path: Path, suffix: str, text: str) -> None:
    file = tmp_path / f"facts.{suffix}"
    file.write_bytes(text.encode("utf-16"))
    assert fault_of(file).startswith(f"{file} is UTF-16: save it as UTF-8")


def test_cut_gzip_file_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl.gz"
    file.write_bytes(gzip.compress(os.urandom(3000).hex().encode())[:-20])
    assert fault_of(file) == f"{file} is cut short: its gzip data has no end."


def test_damaged_gzip_file_is_rejected(tmp_path: Path) -> None:
    data = bytearray(gzip.compress((FACT * 50).encode()))
    data[-6] ^= 0xFF
    file = tmp_path / "facts.jsonl.gz"
    file.write_bytes(data)
    assert fault_of(file) == f"{file} is damaged: its gzip data cannot be unpacked."


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "yaml"])
@pytest.mark.parametrize("packed", [False, True])
def test_line_of_50_mb_is_rejected_before_its_end(tmp_path: Path, suffix: str, packed: bool) -> None:
    file = tmp_path / f"facts.{suffix}"
    data = b'{"fact": {"quote": "' + b"x" * 50_000_000
    file.write_bytes(gzip.compress(data, 1) if packed else data)
    program = (
        "import resource, sys\nfrom linkchart.graph.errors import InputError\n"
        "from linkchart.loaders import read\nimport csv, orjson, yaml\n"
        "began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    for record in read(sys.argv[1]): pass\n"
        "except InputError as error:\n    print(error)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - began)\n"
    )
    began = time.monotonic()
    run = subprocess.run([sys.executable, "-c", program, file], capture_output=True, text=True, check=True)
    sentence, memory = run.stdout.splitlines()
    assert sentence == f"{file}, line 1: longer than 16 MB, too long for a record."
    assert int(memory) * (1 if sys.platform == "darwin" else 1024) < 80_000_000
    assert time.monotonic() - began < 20


def test_oversized_yaml_file_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    with file.open("w") as out:
        out.write("facts:\n")
        for _ in range(70):
            out.write(("#" * 999 + "\n") * 1000)
    assert fault_of(file) == f"{file} is over 64 MB: write so many facts as JSON Lines or CSV."


def test_memory_does_not_grow_with_file(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for _ in range(20):
            out.write(FACT * 10_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in read(str(file))) == 200_000
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * (1 if sys.platform == "darwin" else 1024) < file.stat().st_size / 4


def test_unrecognised_format_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "notes.odd"
    file.write_text("Nothing of the kind.\n")
    assert "name one with --format" in fault_of(file)


def test_unknown_format_suggests_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no format “jsonk”.*Did you mean jsonl"):
        read(str(tmp_path), "jsonk")


def test_lines_are_whole_across_blocks(tmp_path: Path) -> None:
    lines = [b"x" * length for length in (0, 1, 262_143, 262_144, 262_145, 600_000, 3)]
    file = tmp_path / "lines"
    file.write_bytes(b"\n".join(lines))
    assert list(Source(str(file)).lines()) == lines


def test_file_hash_is_in_the_history(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_bytes(b"source,source_type,relation,target,target_type\nA,State,SUPPORTS,B,State\n")
    with closing(linkchart.open_store(":memory:", create=True)) as store:
        linkchart.load(store, str(file))
        (entry,) = store.history()
    assert (entry.command.file, entry.command.hash) == ("facts.csv", sha256(file.read_bytes()).hexdigest())
