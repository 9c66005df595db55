from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from linkchart.graph.errors import InputError
from linkchart.render.files import new_folder, save, text_file
from linkchart.render.page.page import write_page
from tests.render.samples import hostile


def test_page_is_utf8_in_any_locale(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom linkchart.render.page.page import write_page\n"
        "from tests.render.samples import small\nwrite_page(small(), sys.argv[1])\n"
    )
    file = tmp_path / "página.html"
    env = {"PYTHONPATH": ":".join(sys.path), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([sys.executable, "-c", program, file], env=env, check=True)
    assert 'charset="utf-8"' in file.read_text(encoding="utf-8")
    assert [file] == list(tmp_path.iterdir())


def test_file_is_replaced_without_leftovers(tmp_path: Path) -> None:
    file = tmp_path / "out.html"
    file.write_text("before")
    write_page(hostile(), str(file))
    assert file.read_bytes().startswith(b"<!DOCTYPE html>")
    assert [file] == list(tmp_path.iterdir())


def test_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link, file = tmp_path / "link.html", tmp_path / "real/out.html"
    link.symlink_to(file)
    save(b"new", str(link))
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_pipe_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        save(b"new", str(pipe))
        assert reader.communicate()[0] == b"new"
    assert pipe.is_fifo()


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"there is no folder {tmp_path}/none"):
        save(b"new", str(tmp_path / "none/out.html"))


def test_file_taken_for_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="no folder"):
        save(b"new", str(tmp_path / "file/out.html"))


def test_folder_as_file_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        save(b"new", str(tmp_path))


def test_circle_of_links_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(InputError, match="cannot be written"):
        save(b"new", str(tmp_path / "a"))


def test_overlong_name_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        save(b"new", str(tmp_path / ("x" * 300)))


def test_read_only_folder_stays_unchanged() -> None:
    with TemporaryDirectory() as name:  # not tmp_path, into which only its owner may look
        file = Path(name, "out.html")
        file.write_text("before")
        file.parent.chmod(0o555)
        try:
            if not os.getuid():
                os.seteuid(65534)  # root may write everywhere
            with pytest.raises(InputError, match="you may not write to"):
                save(b"new", str(file))
        finally:
            os.seteuid(os.getuid())
            file.parent.chmod(0o755)
        assert file.read_text() == "before"
        assert len(list(file.parent.iterdir())) == 1


def test_full_disk_leaves_file_unchanged(tmp_path: Path) -> None:
    file = tmp_path / "out.html"
    file.write_text("before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))  # as a full disk: the kernel writes no more than this
    try:
        with pytest.raises(InputError, match="unchanged"):
            save(b"x" * 100_000, str(file))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert file.read_text() == "before"
    assert [file] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["store.db", "store.db-wal", "store.db-shm", "store.db-journal", "link.db"])
def test_store_is_never_overwritten(tmp_path: Path, name: str) -> None:
    store = tmp_path / "store.db"
    with sqlite3.connect(store) as database:
        database.execute("CREATE TABLE anything (x)")
    database.close()
    (tmp_path / "link.db").symlink_to(store)
    before = store.read_bytes()
    with pytest.raises(InputError, match="is a store, or part of one"):
        save(b"new", str(tmp_path / name))
    assert store.read_bytes() == before


def test_store_in_folder_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"SQLite format 3\x00")
    with pytest.raises(InputError, match="is a store"), new_folder(str(tmp_path), r"README\.md"):
        pass


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o755])
def test_replaced_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "out.html"
    file.touch()
    file.chmod(mode)
    save(b"new", str(file))
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == mode


def test_private_file_is_private_while_written(tmp_path: Path) -> None:
    file = tmp_path / "out.yaml"
    file.touch(0o600)
    with text_file(str(file)) as out:
        out.write("new")
        (part,) = tmp_path.glob("*.part")
        assert part.stat().st_mode & 0o077 == 0


def test_longest_name_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / ("ü" * 125 + ".yaml")
    save(b"new", str(file))
    assert file.read_bytes() == b"new"


def test_failed_block_changes_neither_file_nor_folder(tmp_path: Path) -> None:
    file = tmp_path / "out.html"
    file.write_text("before")
    with pytest.raises(ZeroDivisionError), text_file(str(file)) as out:
        out.write(f"half {1 // 0}")
    with pytest.raises(ZeroDivisionError), new_folder(str(tmp_path / "kit"), ".*") as folder:
        Path(folder, "half").write_text(f"{1 // 0}")
    assert file.read_text() == "before"
    assert [file] == list(tmp_path.iterdir())


def test_folder_to_standard_output_is_rejected() -> None:
    with pytest.raises(InputError, match="name a folder"), new_folder("-", ".*"):
        pass


def test_too_many_folders_in_one_another_are_rejected(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="too long"), new_folder(str(tmp_path / ("x/" * 1500)), r".*"):
        pass
