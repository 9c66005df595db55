"""Whom support is against: a name for people, its id for programs."""

from __future__ import annotations

import csv
import io
import json

from tests.commands.conftest import Run


def test_opponent_is_named_beside_its_id(run: Run) -> None:
    support = {"source": "A", "source_type": "State", "relation": "SUPPORTS", "target": "B"}
    record = {**support, "target_type": "Organization", "attributes": {"against": "state:c-land"}}
    foe = {"name": "C Land", "type": "State"}
    lines = [json.dumps({"entity": foe}), json.dumps({"fact": record})]
    run("load", "-", "--format", "jsonl", stdin="\n".join(lines))
    assert "(against: C Land)" in run("path", "A", "B").stdout
    assert "state:c-land" not in run("proxies", "A").stdout
    (row,) = csv.DictReader(io.StringIO(run("proxies", "A", "--csv").stdout))
    assert (row["against"], row["against_id"]) == ("C Land", "state:c-land")
