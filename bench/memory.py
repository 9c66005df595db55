"""Time and peak memory of every question, for 25 rows and for all rows as CSV.

    python bench/memory.py STORE PAIRS.json [QUESTION …]

PAIRS.json lists pairs of entities; the generator of big cases writes one beside its facts. A question about one or
two entities is asked of the first pairs, and the most that one of them took is printed; without QUESTION all are asked.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PAIRS = 3
ENDS = {
    "path": 2, "all-shortest": 2, "connect": 2, "common": 2, "bottleneck": 2, "stance": 2, "influence": 1,
    "influencers": 1, "proxies": 1, "profile": 1, "evidence": 1, "whatif": 2,
    **dict.fromkeys(("ranking", "brokers", "blocs", "tensions", "timeline", "events"), 0),
    **dict.fromkeys(("responses", "gaps", "disputes"), 0),
}  # fmt: skip
FORMS: dict[str, tuple[str, ...]] = {"25 rows": (), "all as CSV": ("--csv", "--limit", "0")}


def cost(words: list[str]) -> tuple[float, float, float, int]:
    """Measure wall seconds, CPU seconds, peak megabytes and exit code of a process, without its output."""
    begin = time.perf_counter()
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    process = os.posix_spawn(words[0], words, os.environ, file_actions=nowhere)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begin
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def asked(question: str, pairs: list[list[str]]) -> Iterator[list[str]]:
    """Write the words of a question, for each of the first pairs if it is about entities."""
    if question == "whatif":
        yield from (["whatif", "path", *pair, "--without", pairs[-1][0]] for pair in pairs[:PAIRS])
        return
    ends = ENDS[question]
    yield from ([question, *pair[:ends]] for pair in pairs[: PAIRS if ends else 1])


def main() -> None:
    """Print a line for each question and form of its answer."""
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    store, pairs = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    linkchart = [str(Path(sys.executable).parent / "linkchart"), "--store", store]
    for question in sys.argv[3:] or ENDS:
        for form, options in FORMS.items():
            costs = [cost([*linkchart, *words, *options]) for words in asked(question, pairs)]
            wall, cpu, peak, _ = map(max, zip(*costs, strict=True))
            failed = "".join(f"  exit {code}" for *_, code in costs if code not in (0, 1))
            print(f"{question:13} {form:11} {wall:7.2f} s {cpu:7.2f} s CPU {peak:7.1f} MB{failed}", flush=True)


if __name__ == "__main__":
    main()
