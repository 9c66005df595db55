from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from linkchart.graph.errors import InputError
from linkchart.loaders.review.decisions import ACCEPT, REJECT, UNDO, Decision, Journal, fact_key, in_force

YES = Decision("k1", ACCEPT, "Vera MET Ivo", (("relation", "MEMBER_OF"),), None, "ann", "2020-01-01T00:00:00+00:00")
NO = Decision("k2", REJECT, "Ivo MET Vera")


def test_decisions_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = str(tmp_path / "d.jsonl")
    Journal(path).add([YES, NO])
    assert Journal(path).decisions == [YES, NO]


def test_two_reviewers_see_what_the_other_decided(tmp_path: Path) -> None:
    path = str(tmp_path / "d.jsonl")
    ann, bob = Journal(path), Journal(path)
    ann.add([YES])
    bob.add([NO])
    ann.refresh()
    assert ann.decisions == bob.decisions == [YES, NO]


def test_many_writers_at_once_lose_no_line(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    program = (
        "import sys\nfrom linkchart.loaders.review.decisions import Decision, Journal\n"
        "journal = Journal(sys.argv[1])\n"
        "for number in range(50):\n    journal.add([Decision(f'{sys.argv[2]}-{number}', 'accept', 'x' * 300)])\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, path, who]) for who in ("ann", "bob")]
    assert [writer.wait() for writer in running] == [0, 0]
    assert {decision.key for decision in Journal(str(path)).decisions} == {
        f"{who}-{number}" for who in ("ann", "bob") for number in range(50)
    }


def test_line_cut_off_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    Journal(str(path)).add([YES])
    with path.open("ab") as file:
        file.write(b'{"key": "k9", "verd')
    journal = Journal(str(path))
    assert journal.decisions == [YES]
    journal.add([NO])
    assert journal.decisions == Journal(str(path)).decisions == [YES, NO]


def test_line_that_is_no_decision_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('{"key": "k1", "verdict": "accept"}\n{"key": "k2", "verdict": "perhaps"}\n')
    with pytest.raises(InputError, match="line 2 is no decision"):
        Journal(str(path))


def test_last_decision_on_a_key_is_in_force() -> None:
    assert in_force([YES, YES._replace(verdict=REJECT)])["k1"].verdict == REJECT
    assert in_force([YES, NO, YES._replace(verdict=UNDO)]) == {"k2": NO}


def test_key_depends_on_sentence_and_fact_alone() -> None:
    fact = {"source": "Vera", "relation": "MET", "target": "Ivo", "sentence": "Vera met Ivo.", "document": "a"}
    assert fact_key(fact) == fact_key({**fact, "document": "b", "start_char": 7, "extraction": 0.5})
    assert len({fact_key(fact), fact_key({**fact, "target": "Ida"}), fact_key({**fact, "sentence": "x"})}) == 3
