"""Sizes, imports and words of the product's code, today or at older commits.

    python bench/house.py [COMMIT …]

Without a commit the working tree is measured. Long functions and long files of the working tree are listed too.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import networkx as nx

ROOT = Path(__file__).parent.parent
OUTSIDE = {"bench", "build", "demo", "dist", "tests"}
LONG_FILE, LONG_FUNCTION = 250, 20
# Rooms in the order in which imports may point, from right to left; a few had other names once.
STREAM = ["graph", "loaders", "queries", "render", "__init__", "commands", "cli", "program"]
ONCE = {"_cli": "commands", "graph.html": "render"}
RIDDLES = re.compile(
    r"\b(told|held|kept at hand|com(?:es|e) to be|turned away|anew|what is|those that)\b", re.IGNORECASE
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the product: its name from the root, its lines and its syntax."""

    name: str
    package: str
    lines: list[str]
    tree: ast.Module


def main(commits: list[str]) -> None:
    with ExitStack() as stack:
        trees = [_checkout(commit, stack.enter_context(TemporaryDirectory())) for commit in commits] or [ROOT]
        columns = [measures(modules_of(tree)) for tree in trees]
    print(f"| | {' | '.join(commits or ['now'])} |\n|--|{'--|' * len(columns)}")
    for row in columns[0]:
        print(f"| {row} | {' | '.join(column[row] for column in columns)} |")
    if not commits:
        _print_long(modules_of(ROOT))


def _checkout(commit: str, folder: str) -> Path:
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return Path(folder)


def modules_of(root: Path) -> list[Module]:
    """Read all files of the product below a checkout."""
    return [
        _module(root, path)
        for path in sorted(root.rglob("*.py"))
        if path.relative_to(root).parts[0] not in OUTSIDE and path.relative_to(root).parts[0][0] != "."
    ]


def _module(root: Path, path: Path) -> Module:
    parts = path.relative_to(root).with_suffix("").parts
    package = ".".join(parts[:-1])
    name = package if parts[-1] == "__init__" and package else ".".join(parts)
    text = path.read_text(encoding="utf-8")
    return Module(name, package, text.splitlines(), ast.parse(text))


def measures(modules: list[Module]) -> dict[str, str]:
    """Measure a product; each row of the table with its figure."""
    sizes = sorted(len(module.lines) for module in modules if module.lines)
    functions = [_length(function) for module in modules for function in functions_of(module)]
    imports = _imports(modules)
    circles = _circles(modules)
    first = Counter(words[0] for module in modules for words in _docstrings(module))
    text = [line for module in modules for line in module.lines]
    return {
        "files, lines": f"{len(sizes):,}, {sum(sizes):,}",
        "lines of a file: median, largest": f"{median(sizes):.0f}, {sizes[-1]}",
        f"files over {LONG_FILE} lines": f"{sum(size > LONG_FILE for size in sizes)}",
        "lines of a function: median, largest": f"{median(functions):.0f}, {max(functions)}",
        f"functions over {LONG_FUNCTION} lines": f"{sum(length > LONG_FUNCTION for length in functions)}",
        "imports between files": f"{len(imports):,}",
        "against the stream of rooms": f"{sum(_room(here) < _room(other) for here, other in imports)}",
        "circles, files in them": f"{len(circles)}, {sum(map(len, circles))}",
        "docstrings": f"{first.total():,}",
        "by first word": ", ".join(f"{word} {count}" for word, count in first.most_common(8)),
        "that begin with Return": f"{first['Return']}",
        "lines with told, held, anew …": f"{sum(bool(RIDDLES.search(line)) for line in text)}",
    }


def _imports(modules: list[Module]) -> set[tuple[str, str]]:
    return {(module.name, other) for module in modules for other in imports_of(module, modules)}


def _circles(modules: list[Module]) -> list[set[str]]:
    parts = nx.strongly_connected_components(nx.DiGraph(list(_imports(modules))))
    return [part for part in parts if len(part) > 1]


def functions_of(module: Module) -> Iterator[Function]:
    yield from (node for node in ast.walk(module.tree) if isinstance(node, Function))


def _length(function: Function) -> int:
    """Count the lines of a function's body without its signature and its docstring."""
    body = function.body[ast.get_docstring(function) is not None :]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def imports_of(module: Module, modules: list[Module]) -> Iterator[str]:
    """Yield the product's own modules that a module imports, inside functions too, but not for types alone."""
    known = {other.name for other in modules}
    typed = {id(node) for part in ast.walk(module.tree) if _is_for_types(part) for node in ast.walk(part)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.level and id(node) not in typed:
            parts = module.package.split(".") if module.package else []
            base = [*parts[: len(parts) - node.level + 1], *(node.module or "").split(".")]
            place = ".".join(filter(None, base))
            for alias in node.names:
                inner = f"{place}.{alias.name}" if place else alias.name
                target = inner if inner in known else place or "__init__"
                if target in known and target != module.name:
                    yield target


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _room(module: str) -> int:
    for place, room in ONCE.items():
        if f"{module}.".startswith(f"{place}."):
            return STREAM.index(room)
    return STREAM.index(module.partition(".")[0])


def _docstrings(module: Module) -> Iterator[list[str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, Function | ast.ClassDef | ast.Module) and (text := ast.get_docstring(node)):
            yield text.split()


def _print_long(modules: list[Module]) -> None:
    for circle in _circles(modules):
        print(f"\nA circle of imports: {', '.join(sorted(circle))}")
    print(f"\nFiles over {LONG_FILE} lines")
    for module in sorted(modules, key=lambda module: -len(module.lines)):
        if len(module.lines) > LONG_FILE:
            print(f"{len(module.lines):5} {module.name}")
    print(f"\nFunctions over {LONG_FUNCTION} lines")
    functions = [(_length(node), f"{module.name}:{node.name}") for module in modules for node in functions_of(module)]
    for length, name in sorted(functions, reverse=True):
        if length > LONG_FUNCTION:
            print(f"{length:5} {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
