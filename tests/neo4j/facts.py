"""Facts by the number, and the command that loads them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from linkchart.graph.loading.load import load_file
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.totals import Counts

COMMAND = [str(Path(sys.executable).with_name("linkchart"))]


def record(number: int) -> tuple[int, str, dict[str, str]]:
    """Make a fact; 97 in a row have different sources."""
    ends = {"source": f"A{number % 97}", "target": f"B{number}"}
    types = {"source_type": "Organization", "target_type": "Organization"}
    return number, "fact", {**ends, **types, "relation": "CONTROLS", "document": f"d{number % 50}"}


def tell(store: Store, count: int) -> Counts:
    """Load so many facts and return the counts of new ones."""
    return load_file(store, (record(number) for number in range(count))).counts


def run_linkchart(*arguments: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, with a time limit."""
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=seconds)
