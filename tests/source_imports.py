"""Imports of the product's modules, read from their source."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
ROOT = Path(__file__).parent.parent
NOT_PACKAGES = {"bench", "build", "demo", "dist", "tests"}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name, relative ones made absolute."""

    line: int
    name: str
    when: str  # "always", "types" under TYPE_CHECKING, "called" inside a function
    relative: bool


def modules_under(root: Path) -> dict[str, Path]:
    """Find every module of the package by its name below linkchart; the root's own is `__init__`."""
    paths = [file.relative_to(root) for file in sorted([*root.glob("*.py"), *root.glob("[!.]*/**/*.py")])]
    inside = [path for path in paths if path.parts[0] not in NOT_PACKAGES]
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): root / path for path in inside}


def imports_of(file: Path, package: str = "") -> list[Import]:
    """List the imports of a file; its relative ones start from `package`."""

    def visit(node: ast.AST, when: str) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from (Import(child.lineno, alias.name, when, False) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                above = package.rsplit(".", child.level - 1)[0] if child.level else ""
                for alias in child.names:
                    name = ".".join(filter(None, [above, child.module, alias.name]))
                    yield Import(child.lineno, name, when, child.level > 0)
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from visit(child, "called")
            elif isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
                yield from visit(ast.Module(child.body, []), "types")
                yield from visit(ast.Module(child.orelse, []), when)
            else:
                yield from visit(child, when)

    return list(visit(ast.parse(file.read_text(encoding="utf-8")), "always"))


def within(name: str, places: str) -> bool:
    """Test whether a module is one of the places, or inside one."""
    return any(name == place or name.startswith(f"{place}.") for place in places.split())


def package_of(file: Path, root: Path) -> str:
    """Name the package that the relative imports of a file start from."""
    return ".".join(["linkchart", *file.relative_to(root).parts[:-1]])


def target_of(item: Import, known: dict[str, Path]) -> str:
    """Find the module that a relative import reads."""
    target = item.name.removeprefix("linkchart").removeprefix(".")
    while target and target not in known:
        target = target.rpartition(".")[0]
    return target or "__init__"


MODULES = modules_under(ROOT)
