"""Runs a benchmark of this folder: `make bench ARGS="load FACTS.jsonl"`; without arguments, says which there are."""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path


def main() -> None:
    """Run the benchmark named first, with the arguments that follow."""
    scripts = {
        script.stem: script
        for script in sorted(Path(__file__).parent.glob("*.py"))
        if script.stem != Path(__file__).stem
    }
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in scripts:
        for stem, script in scripts.items():
            docstring = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""
            print(f"{stem:12} {docstring.partition(chr(10))[0]}")
        raise SystemExit(f"{name}: there is no such benchmark." if name else None)
    sys.argv = [str(scripts[name]), *sys.argv[2:]]
    runpy.run_path(sys.argv[0], run_name="__main__")


if __name__ == "__main__":
    main()
