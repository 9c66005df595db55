"""Try to lose data: kills, concurrent loads, damaged files, bad input and hostile texts.

    python bench/faults.py [--seed 7] [--kills 49] [--loaders 12] [--damage 40] [--inputs 60] [--fields 50]

Everything runs in a temporary folder. The table that is printed has a row for each kind of trouble: how often it was
tried, how often it struck (the process was killed at work, the file was rejected …), and how often something was lost
or let in, which should be never. Cases that went wrong are listed below it, with the seed that gives them again.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from fault_cases import ESCAPE, TAG, bad_files, facts, hostile_fact, hostile_fields
from fault_runs import Done, run, start, state, unfit

AT_ONCE = 2
"""Processes at a time, where they do not concern one store."""

SIZE = 3_000
"""Facts in a load that is killed."""


class Row(NamedTuple):
    """A row of the table: trouble of one kind, and the cases that went wrong."""

    kind: str
    tried: int
    struck: int
    wrong: Sequence[str]


def prepared(folder: Path) -> Path:
    """Make the store that writes are killed on."""
    store = folder / "before.db"
    for name, count in (("first", 200), ("second", 200)):
        file = folder / f"{name}.jsonl"
        file.write_text(facts(name, count))
        run(store, "load", file)
    (folder / "more.jsonl").write_text(facts("more", SIZE))
    return store


WRITES: tuple[tuple[str, ...], ...] = (
    ("load", "more.jsonl"),
    ("same", "first 1", "second 1", "--why", "one body"),
    ("rename", "first 2", "The First"),
    ("forget", "second", "--yes"),
    ("undo", "2"),
    ("retract", "first", "--why", "withdrawn"),
    ("save", "ours", "ranking"),
)
"""Commands that are killed: a store must be as before them, or as after them."""


def kills(folder: Path, rng: random.Random, count: int) -> Row:
    """Kill writes at random moments: the state before or after must remain, and a second run must complete it."""
    store, wrong, struck = prepared(folder), [], 0
    before = state(store)
    for words in WRITES:
        after, seconds = _undisturbed(store, folder, words)
        for number in range(count // len(WRITES)):
            case = folder / f"{words[0]}-{number}.db"
            shutil.copy(store, case)
            delay = rng.uniform(0.3, 1.05) * seconds
            struck += _killed(case, words, delay)
            if fault := _after_kill(case, words, before, after):
                wrong.append(f"{' '.join(words)} killed after {delay:.3f} s: {fault}")
    return Row("writes killed", count // len(WRITES) * len(WRITES), struck, wrong)


def _undisturbed(store: Path, folder: Path, words: Sequence[str]) -> tuple[str, float]:
    """Write undisturbed; the state afterwards, and the time taken."""
    case = folder / f"{words[0]}.db"
    shutil.copy(store, case)
    begin = time.perf_counter()
    done = run(case, *words)
    seconds = time.perf_counter() - begin
    if done.code:
        raise RuntimeError(f"{words}: {done.err}")
    return state(case), seconds


def _killed(case: Path, words: Sequence[str], delay: float) -> bool:
    """Start a write and kill it after a time; tell whether it was still at work."""
    process = start(case, *words)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def _after_kill(case: Path, words: Sequence[str], before: str, after: str) -> str | None:
    """Describe the damage to a store after a kill; None without any."""
    try:
        left = state(case)
        if left not in (before, after):
            return "neither before nor after"
        if left == after:
            return None
        if (done := run(case, *words)).code:
            return f"it cannot be done again: {done.err}"
        return None if state(case) == after else "done again, it is something else"
    except RuntimeError as error:
        return str(error)


def loaders(folder: Path, count: int) -> Row:
    """Load into one store from many processes at once; one that finds it busy tries again, as its message says."""
    store, size = folder / "shared.db", 300
    for number in range(count):
        (folder / f"part{number}.jsonl").write_text(facts(f"part{number}", size))
    waits, wrong, waiting = 0, [], list(range(count))
    while waiting:
        processes = [(number, start(store, "load", f"part{number}.jsonl")) for number in waiting]
        ended = [(number, Done(process.wait(), *process.communicate())) for number, process in processes]
        waiting = [number for number, done in ended if done.code == 2 and "try again" in done.err.lower()]
        wrong += [f"part {number}: {done.err}" for number, done in ended if done.code and number not in waiting]
        waits += len(waiting)
    missing = [number for number in range(count) if f"part{number} {size}" not in state(store)]
    return Row("loaders at once", count, waits, [*wrong, *(f"part {number} is missing" for number in missing)])


def damage(folder: Path, rng: random.Random, count: int) -> Row:
    """Overwrite, cut or mix up a store, and ask it: an answer or one sentence, and never a write to it."""
    store = prepared(folder)
    whole = store.read_bytes()

    def ask(number: int) -> tuple[bool, str | None]:
        case, place = folder / f"damaged-{number}.db", starts[number]
        junk = bytes(place % 251 for _ in range(lengths[number]))
        case.write_bytes(whole[:place] if number % 4 == 0 else whole[:place] + junk + whole[place + len(junk) :])
        words = QUESTIONS[number % len(QUESTIONS)]
        done = run(case, *words)
        fault = unfit(done)
        return done.code != 0, fault and f"{' '.join(words)}, byte {place} on: {fault}"

    starts = [rng.randrange(1, len(whole)) for _ in range(count)]
    lengths = [rng.choice((1, 16, 4096, 20_000)) for _ in range(count)]
    return _row("questions to damaged stores", ask, range(count))


QUESTIONS = (
    *(("stats",), ("timeline",), ("export", "facts"), ("blocs",), ("search", "first"), ("history",)),
    *(("path", "first 1", "first 9"), ("forget", "first", "--yes"), ("undo", "1"), ("gaps", "--csv", "--limit", "0")),
)


def inputs(folder: Path, rng: random.Random, count: int) -> Row:
    """Load broken files into a store that has something: rejected in a sentence, and what was there stays."""
    store = prepared(folder)
    before = run(store, "evidence", "first 1", "--jsonl").out

    def load(case: tuple[str, bytes]) -> tuple[bool, str | None]:
        name, content = case
        own = folder / f"{name}.db"
        shutil.copy(store, own)
        (folder / name).write_bytes(content)
        done = run(own, "load", name)
        fault = unfit(done)
        if not fault and (folder / "RAN").exists():
            fault = "something in it was run"
        if not fault and run(own, "evidence", "first 1", "--jsonl").out != before:
            fault = "what was there is another"
        return done.code != 0, fault and f"{name}: {fault}"

    return _row("bad inputs", load, list(islice(bad_files(rng, count), count)))


def fields(folder: Path, rng: random.Random, count: int) -> Row:
    """Load texts that try to do harm, and print them in every way: nothing is run, hidden or let out."""
    every = list(hostile_fields(str(folder)))

    def load(case: tuple[int, tuple[str, str]]) -> tuple[bool, str | None]:
        number, (key, text) = case
        store = folder / f"hostile-{number}.db"
        file = folder / f"hostile-{number}.jsonl"
        file.write_text(hostile_fact(key, text))
        rejected = run(store, "load", file.name).code != 0
        fault = None if rejected and not store.exists() else next(_let_in(store, folder, text), None)
        return rejected, fault and f"{key} = {text[:40]!r}: {fault}"

    return _row("hostile fields", load, list(enumerate(rng.sample(every, min(count, len(every))))))


def _let_in(store: Path, folder: Path, text: str) -> Iterator[str]:
    """Yield what a hostile text does in answers, exports and pages."""
    page = folder / f"{store.stem}.html"
    answers = [run(store, *words) for words in (("timeline",), ("evidence", "--document", "d"), ("search", "Alpha"))]
    table = run(store, "evidence", "--document", "d", "--csv")
    made = run(store, "events", "--html", page.name)
    for done in (*answers, table, made):
        if fault := unfit(done):
            yield fault
        if ESCAPE in done.out + done.err and done is not table:
            yield "an escape code is printed"
    if text[0] in "=+@\t" and any(line.split(",")[0].startswith(text[:3]) for line in table.out.splitlines()):
        yield "a spreadsheet would run it"
    if page.exists() and TAG in page.read_text(encoding="utf-8"):
        yield "a page would run it"
    if (folder / "RAN").exists():
        yield "it was run"


def _row(kind: str, try_: Callable[..., tuple[bool, str | None]], cases: Sequence[object]) -> Row:
    """Try all cases, some at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(try_, cases))
    return Row(kind, len(cases), sum(struck for struck, _ in results), [fault for _, fault in results if fault])


def main() -> None:
    """Try everything and print the table; exit 1 if anything was lost or let in."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("seed", 7), ("kills", 49), ("loaders", 12), ("damage", 40), ("inputs", 60), ("fields", 50)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    trials: tuple[Callable[[Path], Row], ...] = (
        lambda folder: kills(folder, rng, options.kills),
        lambda folder: loaders(folder, options.loaders),
        lambda folder: damage(folder, rng, options.damage),
        lambda folder: inputs(folder, rng, options.inputs),
        lambda folder: fields(folder, rng, options.fields),
    )
    rows = []
    print(f"{'':28} {'tried':>6} {'struck':>7} {'lost or let in':>15} {'seconds':>8}")
    for trial in trials:
        begin = time.perf_counter()
        with tempfile.TemporaryDirectory() as name:
            rows.append(row := trial(Path(name)))
        print(f"{row.kind:28} {row.tried:6} {row.struck:7} {len(row.wrong):15} {time.perf_counter() - begin:8.0f}")
    for row in rows:
        for case in row.wrong:
            print(f"{row.kind}, seed {options.seed}: {case}")
    raise SystemExit(any(row.wrong for row in rows))


if __name__ == "__main__":
    main()
