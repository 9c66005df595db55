"""Judging on the command line: messages and refusals."""

from __future__ import annotations

import json
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from linkchart.graph.stores.open_store import open_store
from tests.commands.conftest import PROGRAM
from tests.commands.judged_case import Run, case, run
from tests.graph.records import EVERYTHING, contents
from tests.graph.stores.judged import judge as judge_in

__all__ = ["case", "run"]  # fixtures


def test_two_judged_one_answer_to_all_names(case: Path, run: Run) -> None:
    said = run("same", "Robert", "Bob", "--why", "one passport").stdout
    assert "Judgement 2: Robert is the same as Bob." in said
    assert "1 relation between them leads from it to itself now: kept, but on no path." in said
    rows = json.loads(run("evidence", "organization:bob", "Badr", "--json").stdout)
    assert [edge["confidence"] for edge in rows["edges"]] == [0.9136]
    assert [node["aliases"] for node in rows["nodes"] if node["name"] == "Robert"] == [["Bob"]]


def test_who_prints_members_names_and_tellings(case: Path, run: Run) -> None:
    run("same", "Robert", "Bob", "--why", "one passport")
    shown = json.loads(run("who", "Bob", "--json").stdout)
    assert [member["id"] for member in shown["members"]] == ["organization:robert", "organization:bob"]
    assert {"name": "Bob", "told_as": "organization:bob", "tellings": 2, "documents": ["a", "b"]} in shown["tellings"]
    assert shown["judgements"][0]["why"] == "one passport"
    assert shown["judgements"][0]["who"] == "ann"
    shown_to_people = run("who", "Robert").stdout
    assert "One of 2 entities:" in shown_to_people
    assert "Judgement 2 (Robert is the same as Bob; ann" in shown_to_people


def test_who_lists_entity_split_off_and_merged_back(case: Path, run: Run) -> None:
    run("split", "Bob", "--document", "b", "--as", "Bob the other")
    run("same", "Bob", "Bob the other")
    shown = json.loads(run("who", "Bob", "--json").stdout)
    assert [member["id"] for member in shown["members"]] == ["organization:bob", "organization:bob-the-other"]
    assert run("judgements").stdout.count("organization:") == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("same", "Robert", "Robert"), "“Robert” is named twice: name two entities"),
        (("same", "Robert"), "Name two entities or more"),
        (("same", "Robert", "Nobody at all"), "No entity is called “Nobody at all”"),
        (("different", "Robert", "Robert"), "is named twice"),
        (("split", "Robert"), "--name NAME, --document ID or"),
        (("split", "Robert", "--telling", "r0:1"), "There is no telling “r0:1”"),
        (("split", "Robert", "--name", "Bobby"), "No telling of Robert uses the name “Bobby”"),
        (("rename", "Robert", "Robert"), "is called “Robert” already"),
        (("rename", "Robert", "n/a"), "n/a"),
        (("alias", "add", "Robert", "Robert"), "is called “Robert” already"),
        (("alias", "remove", "Robert", "Rob"), "is not called “Rob”"),
        (("alias", "remove", "Robert", "Robert"), "is the name of organization:robert"),
    ],
)
def test_judgement_that_says_nothing_is_refused(case: Path, run: Run, words: tuple[str, ...], reason: str) -> None:
    before = case.read_bytes()
    done = run(*words)
    assert reason in done.said
    assert done.code == 2
    assert case.read_bytes() == before


def test_contrary_judgement_is_refused_with_both(case: Path, run: Run) -> None:
    run("different", "Robert", "Bob", "--why", "two birthdays")
    run("same", "Bob", "Bobby")
    said = run("same", "Bobby", "Robert").said
    assert "“Bob is the same as Robert” contradicts judgement 2 (Robert is not the same as Bob; ann" in said
    assert "two birthdays" in said
    assert "Robert and Bob are different already: judgement 2 (Robert" in run("different", "Robert", "Bob").said
    assert run("same", "Bob", "Robert", "--preview").said == run("same", "Bob", "Robert").said


def test_judging_two_ones_members_names_who_said_so(case: Path, run: Run) -> None:
    run("same", "Robert", "Bob")
    run("same", "Robert", "Bobby")
    said = run("same", "Bob", "Robert").said
    assert "“Bob” and “Robert” are one already, organization:robert, by judgement 2 (Robert is the same as Bob" in said


def test_contrary_analysts_at_once_read_names(case: Path) -> None:
    analysts = [
        subprocess.Popen([*PROGRAM, kind, "Robert", "Bob", "--why", kind], stderr=subprocess.PIPE, text=True)
        for kind in ("same", "different")
    ]
    said = "".join(analyst.communicate(timeout=60)[1] for analyst in analysts)
    assert sorted(analyst.returncode for analyst in analysts) == [0, 2]
    assert "judgement 2 (Robert is " in said
    with closing(open_store(str(case))) as store:
        assert len(list(store.judgements())) == 1


def test_near_one_judged_different_is_said(case: Path, run: Run) -> None:
    run("different", "Bob", "Robert")
    said = run("same", "Robert", "Bobby").said
    assert "Bobby has a name near that of Bob, too: judgement 2 (Bob is not the same as Robert" in said


def test_entities_of_two_types_are_never_one(case: Path, run: Run) -> None:
    run("add", "Ann", "LEADS", "Badr", "--source-type", "Person")
    said = run("same", "Robert", "Ann").said
    assert "are of two types, organization and person" in said


def test_alias_of_another_is_said_at_once(case: Path, run: Run) -> None:
    assert "“Bob” is also a name of organization:bob" in run("alias", "add", "Robert", "Bob").said


def test_renamed_entity_is_found_by_both_names(case: Path, run: Run) -> None:
    run("rename", "Robert", "Sir Robert")
    with closing(open_store(str(case))) as store:
        assert store.find(["Robert", "Sir Robert"]) == dict.fromkeys(["Robert", "Sir Robert"], ("organization:robert",))
        assert [entity.name for entity in store.search("sir")] == ["Sir Robert"]


def test_removed_alias_finds_nobody(case: Path, run: Run) -> None:
    run("alias", "add", "Robert", "Rob")
    assert run("search", "Rob", "--json").stdout.count("organization:robert") == 1
    run("alias", "remove", "Robert", "Rob")
    with closing(open_store(str(case))) as store:
        assert store.find(["Rob"]) == {"Rob": ()}


def test_split_parts_tellings_by_name_and_document(case: Path, run: Run) -> None:
    run("split", "Bob", "--document", "a", "--as", "Bob of the Herald")
    with closing(open_store(str(case))) as store:
        ends = {(relation.source, relation.relation) for relation in store.relations(EVERYTHING)}
        assert ("organization:bob-of-the-herald", "FIGHTS") in ends
        assert ("organization:bob", "SUPPORTS") in ends


def test_split_parts_the_telling_that_is_named(case: Path, run: Run) -> None:
    with closing(open_store(str(case))) as store:
        (fights,) = (relation.id for relation in store.relations(EVERYTHING) if relation.relation == "FIGHTS")
    run("split", "Bob", "--telling", f"{fights}:1", "--as", "Other Bob")
    with closing(open_store(str(case))) as store:
        ends = {(relation.source, relation.relation) for relation in store.relations(EVERYTHING)}
        assert {end for end in ends if "bob" in end[0] and end[1] != "OPPOSES"} == {
            ("organization:bob", "SUPPORTS"), ("organization:other-bob", "FIGHTS"),
        }  # fmt: skip
    run("undo", "2")
    with closing(open_store(str(case))) as store:
        assert store.find(["Other Bob"]) == {"Other Bob": ()}


def test_split_without_a_name_takes_one_of_its_own(case: Path, run: Run) -> None:
    run("split", "Bob", "--document", "a")
    with closing(open_store(str(case))) as store:
        names = [entity.name for entity in store.entities()]
        assert "Bob (a)" in names
        assert len({*names}) == len(names)


def test_export_carries_judgements_to_a_new_store(case: Path, run: Run, tmp_path: Path) -> None:
    run("same", "Robert", "Bob", "--why", "one passport")
    run("split", "Bobby", "--document", "b", "--as", "Robin")
    run("export", "facts", "-o", str(tmp_path / "out.yaml"))
    run("--store", str(tmp_path / "new.db"), "load", str(tmp_path / "out.yaml"))
    with closing(open_store(str(case))) as store, closing(open_store(str(tmp_path / "new.db"))) as other:
        assert contents(store) == contents(other)
        assert [
            (judgement.content, judgement.why, judgement.who, judgement.time) for judgement in store.judgements()
        ] == [(judgement.content, judgement.why, judgement.who, judgement.time) for judgement in other.judgements()]


def test_judgements_of_a_foreign_file_are_left_out(case: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(
        "judgements:\n  - {kind: same, entities: ['organization:robert', 'organization:bob']}\n", encoding="utf-8"
    )
    assert "is not taken: --all-records takes it" in run("load", str(tmp_path / "other.yaml")).said
    run("load", str(tmp_path / "other.yaml"), "--all-records")
    assert json.loads(run("judgements", "--json").stdout)["judgements"][0]["kind"] == "same"


@pytest.mark.parametrize(
    "record",
    [
        "{kind: alike, entities: ['organization:a', 'organization:b']}",
        "{kind: same, entities: [Robert, Bob]}",
        "{kind: same, entities: ['organization:robert']}",
        "{kind: rename, entities: ['organization:robert']}",
        "{kind: same, entities: Robert}",
        "{}",
    ],
)
def test_broken_judgement_of_a_file_is_rejected(case: Path, run: Run, tmp_path: Path, record: str) -> None:
    (tmp_path / "other.yaml").write_text(f"judgements:\n  - {record}\n", encoding="utf-8")
    assert run("load", str(tmp_path / "other.yaml"), "--all-records").code == 1


def test_copy_into_contrary_judgements_is_refused(case: Path, run: Run, tmp_path: Path) -> None:
    run("copy", str(case), str(tmp_path / "other.db"))
    run("same", "Robert", "Bob", "--why", "one passport")
    run("--store", str(tmp_path / "other.db"), "different", "Robert", "Bob", "--why", "two birthdays")
    said = run("copy", str(case), str(tmp_path / "other.db"), "--add").said
    assert "disagree" in said
    assert "one passport" in said
    assert "two birthdays" in said


def test_load_after_a_judgement_keeps_to_it(case: Path, run: Run) -> None:
    run("same", "Robert", "Bob")
    run("add", "Bob", "COOPERATES_WITH", "Badr")
    with closing(open_store(str(case), create=True)) as store:
        (relation,) = (relation for relation in store.relations(EVERYTHING) if relation.relation == "COOPERATES_WITH")
        assert "organization:robert" in (relation.source, relation.target)
        with store.writer() as writer:
            writer.undo_judgement(2, 2)
        (relation,) = (relation for relation in store.relations(EVERYTHING) if relation.relation == "COOPERATES_WITH")
        assert "organization:bob" in (relation.source, relation.target)


def test_two_analysts_judging_at_once_are_both_heard(case: Path) -> None:
    from linkchart.graph.errors import InputError
    from linkchart.graph.identity.judgements import Judgement

    both = "organization:robert", "organization:bob"
    with closing(open_store(str(case), create=True)) as store, closing(open_store(str(case), create=True)) as other:
        judge_in(store, Judgement("same", both))
        with pytest.raises(InputError, match="contradicts judgement 2"):
            judge_in(other, Judgement("different", both))
        assert [judgement.kind for judgement in other.judgements()] == ["same"]


def test_undo_says_what_is_back(case: Path, run: Run) -> None:
    run("same", "Robert", "Bob")
    number = json.loads(run("judgements", "--json").stdout)["judgements"][0]["number"]
    assert "\nBack: 1 entity" in run("undo", str(number)).stdout
