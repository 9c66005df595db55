"""A cold process from the shell to its answer: time against `python -c pass`, and peak memory.

    python bench/cold.py STORE PAIRS.json [STORE PAIRS.json …]

PAIRS.json lists pairs of entities; the generator of big cases writes one beside its facts. Each command runs for
the same pairs, in turn with `python -c pass`; the medians of the ratios are what to quote. Give stores of several
sizes to see the growth.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

PAIRS = 30
COMMANDS = (
    ("path",),
    ("path", "-k", "10"),
    ("path", "--by", "weight"),
    ("all-shortest",),
    ("influence",),
    ("influencers",),
    ("proxies",),
    ("stance",),
)


def timed(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Measure wall milliseconds and peak megabytes of a process, without its output."""
    begin = time.perf_counter()
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    process = os.posix_spawn(arguments[0], arguments, environment, file_actions=nowhere)
    _, _, usage = os.wait4(process, 0)
    return (time.perf_counter() - begin) * 1000, usage.ru_maxrss / 1024


def measure(store: str, pairs: list[list[str]]) -> dict[str, float]:
    """Print a line for each command on a store; return its median ratio to `python -c pass`."""
    linkchart = str(Path(sys.executable).parent / "linkchart")
    environment = {**os.environ, "LINKCHART_STORE": store}
    found: dict[str, float] = {}
    for command in COMMANDS:
        ratios, walls, peaks = [], [], []
        for pair in pairs[:PAIRS]:
            ends = pair if command[0] in ("path", "all-shortest", "stance") else pair[:1]
            bare, _ = timed([sys.executable, "-c", "pass"], environment)
            wall, peak = timed([linkchart, command[0], *ends, *command[1:]], environment)
            ratios.append(wall / bare)
            walls.append(wall)
            peaks.append(peak)
        found[" ".join(command)] = statistics.median(ratios)
        print(
            f"{' '.join(command):18} {statistics.median(ratios):6.2f} x pass  {statistics.median(walls):7.1f} ms"
            f"  (max {max(walls):7.1f})  peak {max(peaks):6.1f} MB"
        )
    return found


def main() -> None:
    """Measure the stores in turn and print how the last compares with the first."""
    given = sys.argv[1:]
    stores = list(zip(given[::2], given[1::2], strict=True))
    if not stores:
        raise SystemExit(__doc__)
    results = []
    for store, pairs in stores:
        print(store)
        results.append(measure(store, json.loads(Path(pairs).read_text(encoding="utf-8"))))
    for command in results[0] if len(results) > 1 else ():
        print(f"growth of {command}: {results[-1][command] / results[0][command]:.2f} x")


if __name__ == "__main__":
    main()
