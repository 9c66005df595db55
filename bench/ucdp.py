"""Influence and stance measured on UCDP's graph of external support (not part of the project).

    python bench/ucdp.py ../shared/eval/graphs [YEAR …]

Prints the twenty most influential of 1990 and 2014, to be judged by eye, and how well `stance` predicts the sign of a
pair whose own ties are hidden: over all pairs of the years with ties of one sign, the share of which it speaks
(coverage), and the share of these that it gets right. The data set is graded A1, as an analyst would: it is coded by
experts from several sources; ungraded, every hop of it would count as one half.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from linkchart.graph.loading.data_set import data_set
from linkchart.graph.loading.load import load_file
from linkchart.graph.loading.report import Options
from linkchart.graph.scope import Scope, Selection, window
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.queries._answer import strongest
from linkchart.queries._signed import ONE_SIGN, Hop, best_path
from linkchart.queries.ranking import ranking
from linkchart.queries.stance import verdict_of

RANKED = (1990, 2014)
YEARS = (1985, 1990, 1995, 2000, 2005, 2010, 2014)
HOPS = 3

Steps = dict[str, dict[str, Hop]]


def facts(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield a fact for each run of consecutive years of a row."""
    for name, relation in (("ucdp_esd_support.jsonl", "SUPPORTS"), ("ucdp_esd_fights.jsonl", "FIGHTS")):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for first, last in runs(sorted(row["years"])):
                fact = {"relation": relation, "start": str(first), "end": str(last)}
                for end in ("source", "target"):
                    fact |= {end: row[end], f"{end}_type": type_of(row[end])}
                against = row.get("against")
                yield fact | ({"attributes": {"against": against}} if against else {})


def runs(years: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of consecutive years."""
    first = last = years[0]
    for year in years[1:]:
        if year != last + 1:
            yield first, last
            first = year
        last = year
    yield first, last


def type_of(name: str) -> str:
    """Guess the type of an actor from UCDP's names of governments."""
    return "State" if name.startswith("Government of ") else "Organization"


def steps_in(store: Store, year: int) -> Steps:
    """Collect the signed ties of a year by their ends."""
    low, high = window(str(year), None, None)
    steps: dict[str, dict[str, dict[int, list[Any]]]] = {}
    for relation in strongest(store.relations(Selection(Scope(low, high)), bare=True)):
        for start, end in ((relation.source, relation.target), (relation.target, relation.source)):
            steps.setdefault(start, {}).setdefault(end, {}).setdefault(relation.sign, []).append(relation)
    return dict(steps)  # type: ignore[arg-type]


def predicted(steps: Steps, pair: tuple[str, str]) -> str:
    """Judge a pair with its own ties hidden."""
    hidden = {
        start: {end: hop for end, hop in near.items() if {start, end} != set(pair)} for start, near in steps.items()
    }
    return verdict_of(*(best_path(hidden, pair, HOPS, ONE_SIGN, state) for state in (0, 1)))


def main() -> None:
    """Load the graph into memory, rank, and predict."""
    folder, years = Path(sys.argv[1]), [int(year) for year in sys.argv[2:]] or YEARS
    store = open_store(":memory:", create=True)
    records = [(line, "fact", fact) for line, fact in enumerate(facts(folder), 1)]
    report = load_file(store, records, options=Options(source=data_set("ucdp-esd", "A1")))
    print(f"{report.accepted:,} facts accepted, {len(report.rejected):,} rejected")
    names = {entity.id: entity.name for entity in store.entities()}
    for year in RANKED:
        low, high = window(str(year), None, None)
        print(f"\nMost influence in {year}")
        for rank, row in enumerate(ranking(store, scope=Scope(low, high), limit=20).rows, 1):
            print(f"{rank:3} {row['score']:7.3f} {row['reach']:4} {names[row['entity']]}")
    totals: dict[str, int] = {"pairs": 0, "spoken": 0, "right": 0, "hostile": 0, "hostile right": 0}
    for year in years:
        steps = steps_in(store, year)
        pairs = [(a, b) for a, near in steps.items() for b, hop in near.items() if a < b and len(hop) == 1]
        for a, b in pairs:
            (sign,) = steps[a][b]
            verdict = predicted(steps, (a, b))
            spoken = verdict in ("friendly", "hostile")
            right = spoken and (verdict == "friendly") == (sign > 0)
            totals["pairs"] += 1
            totals["spoken"] += spoken
            totals["right"] += right
            totals["hostile"] += verdict == "hostile"
            totals["hostile right"] += verdict == "hostile" and right
    spoken, hostile = totals["spoken"], totals["hostile"]
    print(f"\nStance of {totals['pairs']:,} pairs in {', '.join(map(str, years))}: ", end="")
    print(f"spoken of {spoken / totals['pairs']:.3f}, right {totals['right'] / spoken:.3f}, ", end="")
    print(f"hostile right {totals['hostile right'] / hostile:.3f}" if hostile else "never hostile")


if __name__ == "__main__":
    main()
