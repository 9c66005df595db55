"""Loading and keeping house from the command line."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Run, environment

GOOD = """document: {id: memo, title: A memo, publisher: Somebody, reliability: B}
entities:
  - {name: Iran, type: State}
facts:
  - {source: Iran, relation: CONTROLS, target: Quds Force, target_type: Organization, credibility: 1}
"""
BAD = "  - {source: Iran, relation: KONTROLS, target: Quds Force}\n"


def test_second_load_reports_nothing_new(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(GOOD)
    first, again = run("load", "facts.yaml"), run("load", "facts.yaml")
    assert first.stdout == "facts.yaml: 1 document, 2 entities, 1 relation, 1 telling new, 0 rejected.\n"
    assert first.returncode == again.returncode == 0
    assert again.stdout.startswith("facts.yaml: 3 records accepted, no new documents")


def test_rejected_facts_are_told_and_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(GOOD + BAD * 12)
    done = run("load", "facts.yaml")
    assert done.returncode == 1
    assert "12 rejected" in done.stdout
    assert "CONTROLS" in done.stderr
    assert done.stderr.splitlines()[-1] == "  … and 2 more in facts.yaml.rejects.jsonl"
    kept = [json.loads(line) for line in (tmp_path / "facts.yaml.rejects.jsonl").read_text("utf-8").splitlines()]
    assert len(kept) == 12
    assert kept[0]["fact"]["relation"] == "KONTROLS"
    assert "Did you mean CONTROLS?" in kept[0]["reason"]
    assert run("path", "Iran", "Quds Force").returncode == 0


def test_clean_load_removes_old_rejects_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(GOOD + BAD)
    run("load", "facts.yaml")
    assert (tmp_path / "facts.yaml.rejects.jsonl").exists()
    (tmp_path / "facts.yaml").write_text(GOOD)
    assert "facts.yaml.rejects.jsonl removed" in run("load", "facts.yaml").stderr
    assert not (tmp_path / "facts.yaml.rejects.jsonl").exists()


@pytest.mark.parametrize("facts", [GOOD, GOOD + BAD])
def test_store_in_place_of_rejects_file_stays(run: Run, tmp_path: Path, facts: str) -> None:
    (tmp_path / "facts.yaml").write_text(facts)
    store = tmp_path / "facts.yaml.rejects.jsonl"
    store.write_bytes(b"SQLite format 3\0")
    assert "rejects.jsonl is a store" in " ".join(run("load", "facts.yaml").stderr.split())
    assert store.read_bytes() == b"SQLite format 3\0"


def test_strict_load_with_reject_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(GOOD + BAD)
    done = run("load", "--strict", "facts.yaml")
    assert done.returncode == 1
    assert "nothing written" in done.stdout
    assert run("path", "Iran", "Quds Force").returncode == 2


def test_check_writes_nothing_and_needs_no_store(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(GOOD + BAD)
    done = run("check", "facts.yaml")
    assert done.returncode == 1
    assert "1 rejected" in done.stdout
    assert "Did you mean CONTROLS?" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["facts.yaml"]


def test_forget_takes_away_what_nothing_else_tells(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(GOOD)
    run("load", "facts.yaml")
    done = run("forget", "memo")
    assert (done.returncode, done.stdout) == (0, "Gone: 1 document, 2 entities, 1 relation, 1 telling.\n")
    assert run("stats").stdout.startswith("0 documents, 0 entities, 0 relations, 0 tellings.\n")


def test_stats_counts_and_lists_documents(ask: Run) -> None:
    text = ask("stats").stdout
    assert text.startswith("1 document, ")
    assert "Dated from 2014" in text
    assert "SUPPORTS" in text
    assert "iraq-2020-briefing" in text


def test_search_finds_by_alias(ask: Run) -> None:
    assert "organization:houthis" in ask("search", "Hutu").stdout
    nothing = ask("search", "zzz")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "zzz" in nothing.stderr


def test_schema_needs_no_store(run: Run) -> None:
    done = run("schema")
    assert done.returncode == 0
    for word in ("CONTROLS", "backward", "Population"):
        assert word in done.stdout


def test_render_draws_what_is_around_an_entity(ask: Run, tmp_path: Path) -> None:
    done = ask("render", "--around", "Houthis", "--hops", "1", "-o", "out.html")
    assert done.returncode == 0
    assert "Quds Force" in (tmp_path / "out.html").read_text("utf-8")
    assert "Showing" in done.stderr


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["path", "Iran", "Hezbollah"], "How is Iran linked to Hezbollah?"),
        (
            ["path", "Iran", "Hezbollah", "-k", "2", "--by", "weight", "--directed", "--avoid", "Iraq"],
            "How is Iran linked to Hezbollah? (2 paths, by weight, directed, avoid Iraq)",
        ),
        (
            ["whatif", "--without", "Quds Force", "influence", "Iran", "--max-hops", "3"],
            "What would change in “influence Iran --max-hops 3”? (without Quds Force)",
        ),
    ],
)
def test_page_title_is_the_question(ask: Run, tmp_path: Path, words: list[str], title: str) -> None:
    assert ask(*words, "--html", "out.html").returncode == 0
    assert f"<title>{title}</title>" in (tmp_path / "out.html").read_text("utf-8")


@pytest.mark.full
def test_demo_works_twice_and_its_suggestions_work(run: Run, tmp_path: Path) -> None:
    from linkchart.commands.demo import NEXT

    first, again = run("demo", "here"), run("demo", "here")
    assert first.returncode == again.returncode == 0
    assert first.stdout == again.stdout
    assert "Iran → Quds Force → Hezbollah" in first.stdout
    assert (tmp_path / "here" / "linkchart.html").stat().st_size > 100_000
    assert {file.name for file in tmp_path.iterdir()} == {"here"}
    for line in NEXT:
        program, *words = shlex.split(line)
        assert program == "linkchart"
        done = run(*words, LINKCHART_STORE="here/linkchart.db")
        assert done.returncode == 0, f"{line}: {done.stderr}"
        assert done.stdout


def test_demo_names_folder_that_cannot_be_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "demo").touch()
    done = run("demo")
    assert done.returncode == 2
    assert done.stderr == "linkchart: The folder demo cannot be made: File exists. Name another.\n"


def test_reasons_are_printed_without_rejects_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(GOOD + BAD)
    (tmp_path / "facts.yaml.rejects.jsonl").symlink_to("nowhere/rejects.jsonl")
    done = run("load", "facts.yaml")
    assert done.returncode == 2
    assert "Did you mean CONTROLS?" in done.stderr
    assert "linkchart: facts.yaml.rejects.jsonl cannot be written: there is no folder" in done.stderr


@pytest.mark.parametrize("on_the_path", [True, False])
@pytest.mark.full
def test_demo_suggests_path_to_linkchart(tmp_path: Path, on_the_path: bool) -> None:
    program = Path(sys.executable).parent / "linkchart"
    path = f"{program.parent}:/usr/bin" if on_the_path else "/usr/bin"
    done = subprocess.run(
        [program, "demo"], cwd=tmp_path, env=environment(PATH=path), capture_output=True, encoding="utf-8", check=True
    )
    exports = [line.strip() for line in done.stdout.splitlines() if "export PATH=" in line]
    assert exports == ([] if on_the_path else [f"export PATH={shlex.quote(str(program.parent))}:$PATH"])


@pytest.mark.full
def test_exported_facts_load_to_same_graph(ask: Run, run: Run, tmp_path: Path) -> None:
    for form in ("yaml", "jsonl"):
        assert ask("export", "facts", "--format", form, "-o", f"out.{form}").returncode == 0
        assert (tmp_path / f"out.{form}").read_text("utf-8") == ask("export", "facts", "--format", form).stdout
        assert run("--store", f"{form}.db", "load", f"out.{form}").returncode == 0
        again = run("--store", f"{form}.db", "export", "facts", "--format", form)
        assert again.stdout == (tmp_path / f"out.{form}").read_text("utf-8")


def test_case_may_bring_its_own_types(run: Run, tmp_path: Path) -> None:
    (tmp_path / "extra.toml").write_text('[relations.RENTS]\ndomain = ["Person"]\nrange = ["Organization"]\n')
    (tmp_path / "facts.csv").write_text(
        "source,source_type,relation,target,target_type\nAnn,Person,RENTS,Acme,Organization\n"
    )
    assert run("check", "facts.csv").returncode == 1
    assert run("check", "facts.csv", "--schema", "extra.toml").returncode == 0
    assert run("load", "facts.csv", "--schema", "extra.toml").returncode == 0
    assert "Ann rents Acme" in run("path", "Ann", "Acme").stdout
    assert "RENTS" in run("schema").stdout


def test_export_too_big_to_load_is_noted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "facts.yaml").write_text(GOOD)
    run("load", "facts.yaml")
    assert not run("export", "facts", "-o", "small.yaml").stderr
    monkeypatch.setattr("linkchart.loaders.source.WHOLE", 100)
    assert "big.jsonl instead" in run("export", "facts", "-o", "big.yaml").stderr
    assert not run("export", "facts", "-o", "big.jsonl").stderr
