"""`linkchart extract` proposes facts, goes on past bad files and from where it was broken off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.loaders.article.llm.chat import chat, facts

STORY = (
    "Chad bombed Libya on 3 March 2019, officials said, and the border was closed for a week.\n\n"
    "The raid came after months of tension along the border between the two countries. "
    "Zambia accused Zimbabwe of smuggling. It is closed since the beginning of the year.\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_facts_file_has_quote_rule_and_grade(run: Run, story: Path, tmp_path: Path) -> None:
    done = run("extract", story, "-o", "facts.jsonl")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    facts = [record["fact"] for record in records if "fact" in record]
    ties = {(fact["source"], fact["relation"], fact["target"]) for fact in facts}
    assert ("Zambia", "ACCUSED", "Zimbabwe") in ties
    for fact in facts:
        assert STORY[fact["start_char"] : fact["end_char"]] == fact["quote"]
        assert fact["method"] == "rules"
        assert 0.6 <= fact["extraction"] <= 1
        assert {"rule", "source_as", "target_as", "sentence"} <= fact.keys()


@pytest.mark.parametrize("suffix", ["jsonl", "yaml"])
@pytest.mark.full
def test_output_is_the_same_under_any_hash_seed(run: Run, story: Path, tmp_path: Path, suffix: str) -> None:
    for seed in ("1", "2"):
        assert run("extract", story, "-o", f"{seed}.{suffix}", PYTHONHASHSEED=seed).returncode == 0
    assert (tmp_path / f"1.{suffix}").read_bytes() == (tmp_path / f"2.{suffix}").read_bytes()


@pytest.mark.full
def test_processes_give_the_bytes_of_one(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(STORY.replace("week", f"week {number}"), encoding="utf-8")
    assert run("extract", folder, "-o", "one.jsonl").returncode == 0
    assert run("extract", folder, "-o", "two.jsonl", "--jobs", "2").returncode == 0
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_bad_file_is_reported_and_the_rest_goes_on(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    done = run("extract", story, "empty.txt", "picture.txt", "gone.txt", "-o", "facts.yaml")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name in ("empty.txt", "picture.txt", "gone.txt"):
        assert sum(name in line for line in done.stderr.splitlines()) == 1, done.stderr
    assert "Zambia" in (tmp_path / "facts.yaml").read_text(encoding="utf-8")


def test_nothing_readable_ends_with_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert run("extract", "empty.txt", "-o", "facts.yaml").returncode == 2


@pytest.mark.full
def test_broken_off_run_goes_on(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(STORY, encoding="utf-8")
    assert run("extract", folder, "-o", "whole.jsonl").returncode == 0
    from linkchart.loaders.article.batch import Settings, outcomes
    from linkchart.loaders.article.journal import Journal

    with (tmp_path / "again.jsonl.part").open("w+b") as file:
        Journal(file, Settings()).add(next(outcomes([str(folder / "0.txt")], Settings(), 1)))
        file.write(b'["cut sho')
    done = run("extract", folder, "-o", "again.jsonl")
    assert "1 article read before, 2 to go." in done.stdout + done.stderr
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not (tmp_path / "again.jsonl.part").exists()


@pytest.mark.full
def test_model_that_is_not_there_says_what_to_install(run: Run, story: Path) -> None:
    done = run("extract", story, "--model", "no_such_model")
    assert done.returncode == 2
    assert "pip install" in done.stderr
    assert "Traceback" not in done.stderr


def test_article_loads_in_one_go(run: Run, story: Path) -> None:
    done = run("load", story)
    assert done.returncode == 0, done.stderr
    assert "Zimbabwe" in run("evidence", "Zambia").stdout


def test_model_is_asked_once_and_its_cost_is_said(run: Run, story: Path, tmp_path: Path) -> None:
    fact = {
        "quote": "Zambia accused Zimbabwe of smuggling.", "source": "Zimbabwe", "source_type": "State",
        "relation": "OPPOSES", "target": "Zambia", "target_type": "State", "modality": "asserted", "date": "",
    }  # fmt: skip
    with chat(lambda *_: facts(fact)) as server:
        asking = ("--llm", server.url, "--llm-model", "small", "--llm-prices", "1,10")
        first = run("extract", story, "-o", "1.jsonl", *asking, XDG_CACHE_HOME=str(tmp_path))
        second = run("extract", story, "-o", "2.jsonl", *asking, XDG_CACHE_HOME=str(tmp_path))
    assert len(server.requests) == 1
    assert "100 tokens sent, 20 received, 0.0003" in " ".join(first.stderr.split())
    assert "0 requests, about 0 tokens to send" in second.stderr
    assert (tmp_path / "1.doubtful.jsonl").read_bytes() == (tmp_path / "2.doubtful.jsonl").read_bytes()
    records = [json.loads(line) for line in (tmp_path / "1.doubtful.jsonl").read_text(encoding="utf-8").splitlines()]
    (found,) = [record["fact"] for record in records if record.get("fact", {}).get("method") == "llm"]
    assert (found["source"], found["model"], found["extraction"]) == ("Zimbabwe", "small", 0.5)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--llm", "http://localhost:1/v1"), "--llm needs --llm-model"),
        (("--llm-model", "small"), "go with --llm URL"),
        (("--llm", "http://localhost:1/v1", "--llm-model", "small", "--llm-prices", "cheap"), "two prices"),
        (("--llm", "localhost", "--llm-model", "small"), "no address of a model server"),
    ],
)
def test_model_options_that_do_not_fit_are_refused(run: Run, story: Path, options: tuple[str, ...], said: str) -> None:
    done = run("extract", story, *options)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert not done.stdout


def test_facts_on_standard_output_are_alone_there(run: Run, story: Path) -> None:
    done = run("extract", story)
    assert "facts from 1 article" in done.stderr
    assert "from 1 article" not in done.stdout
