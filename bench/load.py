"""Loading facts: rate against bare `json.loads` of the same file, peak memory, growth, and a small file on top.

    python bench/load.py FACTS.jsonl [FACTS.jsonl …]
    python bench/load.py --generator GENERATE.py [--sizes 10000,100000,1000000] [--shapes names,csv,yaml,…]

The files are of growing size; GENERATE.py COUNT OUT makes one whose facts name their ends by id, and bench/shapes.py
makes the other shapes of it. Rates are in CPU seconds, both measured in one process of their own for each file; those
of CSV and YAML are against `csv.reader` and against the events of PyYAML's C parser. Then 1,000 facts more are loaded
into the last store by the command line, twice: the second time must change nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import yaml
from shapes import SHAPES

from linkchart.loaders.source import WHOLE

MERGED = 1_000
SHAPER = str(Path(__file__).with_name("shapes.py"))


def cpu(work: Callable[[], object]) -> float:
    """Measure the CPU seconds of some work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def parse(file: str) -> None:
    """Do what any reader of the file must."""
    with Path(file).open(encoding="utf-8", newline="" if file.endswith(".csv") else None) as lines:
        if file.endswith(".csv"):
            deque(csv.reader(lines), 0)
        elif file.endswith(".yaml"):
            deque(yaml.parse(lines, Loader=yaml.CSafeLoader), 0)
        else:
            for line in lines:
                json.loads(line)


def load(file: str, path: str) -> None:
    """Load the file into a new store."""
    import linkchart

    store = linkchart.open_store(path, create=True)
    report = linkchart.load(store, file)
    store.close()
    if report.rejected:
        raise SystemExit(f"{file}, line {report.rejected[0].line}: {report.rejected[0].reason}")


def measure(file: str, path: str) -> dict[str, Any]:
    """Measure the load of one file into a new store, in a process that does nothing else."""
    first = cpu(lambda: parse(file))
    loaded = cpu(lambda: load(file, path))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = (first + cpu(lambda: parse(file))) / 2
    with Path(file).open("rb") as lines:
        records = sum(1 for _ in lines)
    return {"records": records, "bare": bare, "load": loaded, "peak": peak, "size": Path(path).stat().st_size / 1e6}


def measured(file: str, path: str) -> dict[str, Any]:
    """Run `measure` in a process of its own, and print its result."""
    done = subprocess.run([sys.executable, __file__, "--one", file, path], stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    print(
        f"{found['records']:>9,} records  {found['load'] / found['records'] * 1e6:5.1f} µs each  "
        f"{found['bare'] / found['load']:6.1%} of bare reading  "
        f"peak {found['peak']:4.0f} MB  store {found['size']:4.0f} MB"
    )
    return found


def more_facts(file: str, out: Path) -> None:
    """Write facts like those of the file, of another day and other documents."""
    with Path(file).open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as written:
        for number, fact in enumerate(islice(_facts(lines), MERGED)):
            new = {**fact, "date": f"2022-01-{number % 28 + 1:02}", "document": f"later-{number % 50}"}
            written.write(json.dumps({"fact": new}) + "\n")


def _facts(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    return (record["fact"] for record in map(json.loads, lines) if "fact" in record)


def merge(file: str, path: str) -> None:
    """Print what the command line takes to load a file into a store, CPU and wall, and what it says."""
    linkchart = str(Path(sys.executable).parent / "linkchart")
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([linkchart, "--store", path, "load", file], capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = " ".join((done.stdout + done.stderr).split()).partition(": ")[2]
    print(f"{MERGED:,} facts more: {spent:.2f} s CPU, {wall:.2f} s wall, process included: {said}")


def grow(files: list[str], folder: str) -> list[str]:
    """Measure files of growing size and print how the time grows; return their stores."""
    files = [file for file in files if not _is_refused(file)]
    stores = [f"{file}.db" if file.startswith(folder) else f"{folder}/{Path(file).name}.db" for file in files]
    results = list(map(measured, files, stores))
    for smaller, larger in pairwise(results):
        growth = math.log(larger["load"] / smaller["load"]) / math.log(larger["records"] / smaller["records"])
        print(f"from {smaller['records']:,} to {larger['records']:,} records: exponent {growth:.3f}")
    return stores


def _is_refused(file: str) -> bool:
    """Check whether a file is too big to be read whole, as YAML is, and print so."""
    is_refused = file.endswith(".yaml") and Path(file).stat().st_size > WHOLE
    if is_refused:
        print(f"{Path(file).name} is over {WHOLE >> 20} MB, which load refuses as YAML")
    return is_refused


def main() -> None:
    """Measure files of growing size, how the time grows, and a small load into the largest store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--generator")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--shapes", default="", help=f"of {', '.join(SHAPES)}")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(*options.files)))
        return
    with tempfile.TemporaryDirectory() as folder:
        files = list(options.files)
        for size in options.sizes.split(",") if options.generator else ():
            files.append(f"{folder}/{size}.jsonl")
            subprocess.run([sys.executable, options.generator, size, files[-1]], check=True)
        if not files:
            parser.error("give files, or a generator of them")
        for shape in filter(None, options.shapes.split(",")):
            print(shape)
            suffix, _ = SHAPES[shape]
            for size, file in enumerate(files):
                # In a process of its own: a measured process would count its parent's memory as its own peak.
                words = [SHAPER, shape, file, f"{folder}/{shape}-{size}.{suffix}"]
                subprocess.run([sys.executable, *words], check=True)
            grow([f"{folder}/{shape}-{size}.{suffix}" for size in range(len(files))], folder)
        print("ids")
        stores = grow(files, folder)
        more_facts(files[-1], Path(folder, "more.jsonl"))
        for _ in range(2):
            merge(f"{folder}/more.jsonl", stores[-1])


if __name__ == "__main__":
    main()
