"""Join the page's ES modules into one script: sort by imports, check, strip import and export."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from posixpath import dirname, join, normpath

_IMPORT = re.compile(r'^import \{[^}]*\} from "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|let|class)", re.MULTILINE)
_NAME = re.compile(r"^(?:export )?(?:(?:async )?function\*? ?|const |let |class )(\w+)", re.MULTILINE)
_FORBIDDEN = re.compile(
    r"\b(?:innerHTML|insertAdjacentHTML|document\.write|eval|new Function|localStorage)\b|(?i:</script)|<!--"
)


def modules_in(folder: Path) -> dict[str, str]:
    """Read the modules of a folder and its subfolders, by path."""
    files = sorted(folder.glob("**/*.js"))
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8").replace("\r\n", "\n") for file in files}


def join_modules(modules: Mapping[str, str]) -> str:
    """Join modules, each after its imports; the same modules give the same script.

    Raises ValueError for a cycle, a missing module, a name that two modules define, an import or export that is not by
    name, and functions that could turn text into markup or code.
    """
    imports = {path: _imports(path, text) for path, text in modules.items()}
    for path, needed in imports.items():
        if missing := [name for name in needed if name not in modules]:
            raise ValueError(f"{path} imports {missing[0]}, which does not exist.")
    sorter = TopologicalSorter({path: sorted(imports[path]) for path in sorted(imports)})
    try:
        order = list(sorter.static_order())
    except CycleError as error:
        raise ValueError(f"Modules import each other in a circle: {', '.join(error.args[1])}.") from error
    _check_names(modules)
    return '"use strict";\n' + "".join(_stripped(path, modules[path]) for path in order)


def _imports(path: str, text: str) -> set[str]:
    return {normpath(join(dirname(path), name)) for name in _IMPORT.findall(text)}


def _check_names(modules: Mapping[str, str]) -> None:
    owners: dict[str, str] = {}
    for path, text in sorted(modules.items()):
        for name in _NAME.findall(text):
            if owners.setdefault(name, path) != path:
                raise ValueError(f"{path} and {owners[name]} both define {name}.")


def _stripped(path: str, text: str) -> str:
    script = _EXPORT.sub("", _IMPORT.sub("", text))
    if forbidden := _FORBIDDEN.search(script):
        raise ValueError(f"{path} has {forbidden.group()}, which could make markup or code of a text.")
    if re.search(r"^\s*(?:import|export)\b", script, re.MULTILINE):
        raise ValueError(f"{path} imports or exports otherwise than by name.")
    return script if script.endswith("\n") else script + "\n"
