"""`linkchart neo4j kit` writes the same files every time, and touches nothing of anybody else's."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from linkchart.graph.schema import builtin
from linkchart.render.palette import SIGNS, looks
from tests.commands.conftest import Run

FILES = ["README.md", "guide.adoc", "queries.zip", "schema.cypher", "style.grass"]
TOML = '[nodes.Ship]\n[relations.CHARTERS]\ndomain = ["Organization"]\nrange = ["Ship"]\nsign = -1\n'


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def rules(text: str) -> dict[str, dict[str, str]]:
    """Read the rules of a style sheet by selector, in their order."""
    found = re.findall(r"([\w.]+) \{\n((?:  [\w-]+: [^;\n]+;\n)+)\}\n", text)
    assert "".join(f"{selector} {{\n{body}}}\n" for selector, body in found) == text.replace("\n\n", "\n")
    return {
        selector: dict(line.strip().removesuffix(";").split(": ", 1) for line in body.splitlines())
        for selector, body in found
    }


def test_same_bytes_every_time_and_nothing_but_them(run: Run, tmp_path: Path) -> None:
    done = run("neo4j", "kit", "-o", "kit/")
    assert (done.returncode, done.stderr) == (0, "")
    first = contents(tmp_path / "kit")
    assert list(first) == FILES
    assert run("neo4j", "kit", "-o", "kit").returncode == 0
    assert run("neo4j", "kit", "--output", "deep/down").returncode == 0
    assert contents(tmp_path / "kit") == contents(tmp_path / "deep" / "down") == first
    assert sorted(file.name for file in tmp_path.iterdir()) == ["deep", "kit"]


@pytest.mark.full
def test_kit_queries_have_titles_and_no_parameters(run: Run, tmp_path: Path) -> None:
    run("neo4j", "kit")
    with ZipFile(tmp_path / "kit" / "queries.zip") as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            title, asked, *rest = archive.read(name).decode().splitlines()
            stem = Path(name).stem
            assert title.startswith(f"// {stem}: ")
            assert asked.startswith(f"// Asked as: linkchart cypher {stem}")
            assert not [line for line in rest if "$" in line and not line.startswith("//")]
            printed = run(*asked.removeprefix("// Asked as: linkchart ").split()).stdout
            assert printed.splitlines()[1:] == rest


def test_style_has_the_colours_of_the_pages(run: Run, tmp_path: Path) -> None:
    run("neo4j", "kit")
    styles = rules((tmp_path / "kit" / "style.grass").read_text())
    schema = builtin()
    for name, look in looks(schema).items():
        assert styles[f"node.{name}"]["color"] == look.light
        assert styles[f"node.{name}"]["caption"] == "'{name}'"
    for name, relation in schema.relations.items():
        assert styles[f"relationship.{name}"]["color"] == SIGNS[relation.sign].light
    assert {styles[f"relationship.{name}"]["color"] for name in schema.relations} == {
        look.light for look in SIGNS.values()
    }
    assert set(schema.nodes) <= {selector.removeprefix("node.") for selector in styles}
    # Whichever of two matching rules Browser lays on top, they say different things.
    assert [*styles][-2:] == ["node", "relationship"]
    for selector, properties in styles.items():
        kind = selector.partition(".")[0]
        assert selector == kind or not properties.keys() & styles[kind].keys()


def test_types_of_the_store_are_in_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(TOML)
    (tmp_path / "own.jsonl").write_text('{"entity": {"name": "Ever Given", "type": "Ship"}}\n')
    assert run("load", "own.jsonl", "--schema", "own.toml").returncode == 0
    assert run("neo4j", "kit").returncode == 0
    styles = rules((tmp_path / "kit" / "style.grass").read_text())
    assert styles["node.Ship"]["color"] not in {look.light for look in looks(builtin()).values()}
    assert styles["relationship.CHARTERS"]["color"] == SIGNS[-1].light
    assert "`CHARTERS`" in (tmp_path / "kit" / "schema.cypher").read_text()


@pytest.mark.parametrize("command", [["neo4j", "kit"], ["export", "neo4j-admin"]])
def test_folder_of_other_things_is_left_alone(ask: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").write_text("mine")
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    before = contents(tmp_path / "mine")
    done = ask(*command, "-o", "mine")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "linkchart: mine contains other things (notes.txt): name a new or an empty folder.\n"
    assert contents(tmp_path / "mine") == before
    assert ask(*command, "-o", "file").stderr == "linkchart: file is not a folder: name one.\n"
    assert "file/below cannot be written: " in ask(*command, "-o", "file/below").stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "mine"]


@pytest.mark.full
def test_files_of_an_export_before_are_replaced(ask: Run, run: Run, tmp_path: Path) -> None:
    assert ask("export", "neo4j-admin", "-o", "out").returncode == 0
    whole = contents(tmp_path / "out")
    (tmp_path / "out" / "relations-17.csv").write_text("of a graph before")
    assert ask("export", "neo4j-admin", "-o", "out").returncode == 0
    assert contents(tmp_path / "out") == whole
    done = run("--store", "nowhere.db", "export", "neo4j-admin", "-o", "out")
    assert "There is no store at nowhere.db" in done.stderr
    assert contents(tmp_path / "out") == whole
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_file_is_no_server_to_prepare(ask: Run) -> None:
    done = ask("neo4j", "prepare")
    assert done.returncode == 2
    assert "is a file, which needs no preparing" in " ".join(done.stderr.split())
