"""Names that may be one, measured on labelled pairs, on the example case and on made-up stores.

    python bench/aliases.py pairs ../shared/eval/aliases/name_pairs.jsonl
    python bench/aliases.py case
    python bench/aliases.py speed 2000 100000

`pairs` prints precision, recall and F1 of the scorer by threshold, and how many true pairs blocking keeps. `case`
splits the entities of the example into one for each name, asks 60 questions, answers them as the example would, and
says how many aliases were found. `speed` prints seconds and megabytes of `linkchart duplicates` on made-up stores.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from linkchart.graph.identity.blocking import NameIndex
from linkchart.graph.identity.name_score import name_words, words_score
from linkchart.graph.identity.near_entities import NearEntities
from linkchart.graph.model import Entity
from linkchart.graph.names import entity_id

THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
QUESTIONS = 60
CASE = Path(__file__).parent.parent / "loaders/examples/iraq-2020/facts.yaml"


def pairs(path: str) -> None:
    """Print how well scores tell true pairs from false ones."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    scored = [(_score(row), bool(row["is_match"])) for row in rows]
    for least in THRESHOLDS:
        right = sum(true for score, true in scored if score >= least)
        precision = right / max(sum(score >= least for score, _ in scored), 1)
        recall = right / sum(true for _, true in scored)
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"score >= {least:.2f}: precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}")
    true = [row for row in rows if row["is_match"]]
    for least in (0.0, 0.5, 0.6):
        kept = _kept(rows, least)
        alike = [row for row in true if _score(row) >= max(least, 0.5)]
        print(
            f"blocking at {least}: keeps {sum(map(kept, true))} of {len(true)} true pairs, "
            f"{sum(map(kept, alike))} of the {len(alike)} that score {max(least, 0.5)} or more"
        )


def _score(row: dict[str, Any]) -> float:
    return words_score(*_words(row), person=row["schema"] == "Person")


def _words(row: dict[str, Any]) -> list[Any]:
    return [name_words(row[side], person=row["schema"] == "Person") for side in ("name1", "name2")]


def _kept(rows: Iterable[dict[str, Any]], least: float) -> Any:
    """Make the check whether a pair of names passes blocking, among the names of all rows."""
    blocks: dict[bool, tuple[NameIndex, dict[Any, int]]] = {person: (NameIndex(), {}) for person in (True, False)}
    for row in rows:
        person = row["schema"] == "Person"
        index, numbers = blocks[person]
        for words in _words(row):
            if words not in numbers:
                numbers[words] = index.add(words, person=person)
    near = {person: set(index.pairs(least)) for person, (index, _) in blocks.items()}

    def kept(row: dict[str, Any]) -> bool:
        person = row["schema"] == "Person"
        first, second = sorted(blocks[person][1][words] for words in _words(row))
        return first == second or (first, second) in near[person]

    return kept


def case() -> None:
    """Print how many aliases of the example are found when a person answers the first questions."""
    homes: dict[str, str] = {}
    near: dict[str, NearEntities] = {}
    for record in yaml.safe_load(CASE.read_text(encoding="utf-8"))["entities"]:
        for name in [record["name"], *record.get("aliases", [])]:
            id_ = f"{entity_id(record['type'], name)}#{len(homes)}"
            homes[id_] = record["name"]
            near.setdefault(record["type"], NearEntities(record["type"])).add(Entity(id_, record["type"], name))
    listed = [(-alike.score, pair) for some in near.values() for pair, alike in some.pairs(0.5).items()]
    groups = {id_: id_ for id_ in homes}
    asked = 0
    for _, (first, second) in sorted(listed):
        if groups[first] == groups[second] or asked == QUESTIONS:
            continue
        asked += 1
        if homes[first] == homes[second]:
            old, new = groups[first], groups[second]
            groups = {id_: new if of == old else of for id_, of in groups.items()}
    found = len(homes) - len({*groups.values()})
    aliases = len(homes) - len({*homes.values()})
    print(f"{found} of {aliases} aliases of {len(homes)} names found in {asked} questions")


def speed(*sizes: str) -> None:
    """Print what `linkchart duplicates` takes on stores of made-up persons and organizations."""
    for size in map(int, sizes):
        with tempfile.TemporaryDirectory() as folder:
            file, store = Path(folder, "facts.jsonl"), Path(folder, "store.db")
            file.write_text("".join(f"{json.dumps(fact)}\n" for fact in _facts(size)), encoding="utf-8")
            subprocess.run(["linkchart", "--store", store, "load", file], check=True, capture_output=True)
            start = time.perf_counter()
            command = ["linkchart", "--store", store, "duplicates", "--limit", "1"]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
                summary = process.stdout.readline().decode().strip() if process.stdout else ""
                process.stdout.read() if process.stdout else None
                _, _, used = os.wait4(process.pid, 0)
                process.returncode = 0
            wall = time.perf_counter() - start
            cpu = used.ru_utime + used.ru_stime
            print(f"{size:,} entities: {wall:.1f} s, of CPU {cpu:.1f} s, {used.ru_maxrss / 1024:.0f} MB. {summary}")


def _facts(size: int) -> Iterator[dict[str, Any]]:
    """Yield an entity and a fact for each of as many made-up entities; about every tenth has a near name."""
    chance = random.Random(16)
    syllables = [consonant + vowel for consonant in "bdfghjklmnrstvz" for vowel in "aio"]

    def word(length: int) -> str:
        return "".join(chance.choices(syllables, k=length)) + chance.choice(["", "n", "r", "s", "d"])

    first, last = [word(2) for _ in range(400)], [word(3) for _ in range(max(size // 5, 50))]
    bodies = ["Bank", "Ministry of", "General Company for", "Front", "Army", "Trading", "Committee", "Brigade"]
    names: list[tuple[str, str]] = []
    while len(names) < size:
        if names and chance.random() < 0.1:
            type_, name = chance.choice(names)
            at = chance.randrange(1, len(name))
            name = name[:at] + name[at + 1 :]
        elif chance.random() < 0.6:
            type_, name = "Person", f"{chance.choice(first)} {chance.choice(first)} {chance.choice(last)}".title()
        else:
            type_, name = "Organization", f"{chance.choice(bodies)} {chance.choice(last).title()} {len(names) % 40}"
        names.append((type_, name))
    for number, (type_, name) in enumerate(names):
        of, other = names[chance.randrange(len(names))]
        document = f"report-{number // 50}"
        ends = {"source": name, "source_type": type_, "target": other, "target_type": of}
        yield {"fact": {**ends, "relation": "MET_WITH", "date": "2020", "document": document}}


if __name__ == "__main__":
    {"pairs": pairs, "case": case, "speed": speed}[sys.argv[1]](*sys.argv[2:])
