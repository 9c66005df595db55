"""Imports between modules follow the rules, and a start loads no heavy library."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import networkx as nx
import pytest

from tests.import_rules import HEAVY, IN_ORDER, MAY_IMPORT, MAY_IMPORT_WHEN_CALLED, ONLY_IN, faults, graph
from tests.source_imports import MODULES, ROOT, imports_of, package_of, target_of, within


@pytest.mark.parametrize("module", MODULES)
def test_module_imports_what_its_row_allows(module: str) -> None:
    assert not faults(ROOT, module)


def test_every_row_stands_for_a_module() -> None:
    rows = {*graph(*IN_ORDER).split(), *MAY_IMPORT, *MAY_IMPORT_WHEN_CALLED, *ONLY_IN.values()}
    assert sorted(rows - MODULES.keys()) == []


@pytest.mark.parametrize(
    ("place", "source", "fault"),
    [
        ("graph/stores/__init__.py", "from ..model import Entity", ""),
        ("graph/stores/__init__.py", "from .neo4j import open", "imports graph.stores.neo4j"),
        ("graph/model.py", "from .rules import Rule", "imports graph.rules"),
        ("graph/stores/open_store.py", "from .sqlite import open", "imports graph.stores.sqlite"),
        ("graph/stores/open_store.py", "def f():\n from .sqlite import open", ""),
        ("graph/stores/open_store.py", "def f():\n from ...queries import path", "imports queries.path"),
        ("graph/stores/sqlite.py", "from .. import rules, walks", ""),
        ("graph/stores/sqlite.py", "from .neo4j import open", "imports graph.stores.neo4j"),
        ("graph/walks.py", "from .stores import protocol", ""),
        ("graph/rules.py", "from .stores import protocol", "imports graph.stores.protocol"),
        ("graph/stores/protocol.py", "def f():\n from ..walks import k_best", "imports graph.walks"),
        ("render/page/page.py", "from ...graph.model import Entity\nfrom . import page", ""),
        ("render/page/page.py", "def f():\n import pyvis.network", ""),
        ("render/files.py", "def f():\n import pyvis.network", "imports pyvis: only render.page may"),
        ("render/files.py", "from ..commands import load", "imports commands.load"),
        ("graph/stores/neo4j.py", "def f():\n async def g():\n  import neo4j", ""),
        ("graph/stores/neo4j.py", "import neo4j", "imports neo4j at module level"),
        ("loaders/facts.py", "from ..graph.stores.protocol import Store", "imports graph.stores.protocol"),
        ("loaders/facts.py", "from ..queries import path", "imports queries.path"),
        ("loaders/facts.py", "from ..graph.model import Entity\nfrom . import registry", ""),
        ("loaders/facts.py", "try:\n import orjson\nfinally:\n pass", "imports orjson at module level"),
        ("queries/path.py", "import networkx as nx", "imports networkx at module level"),
        ("queries/path.py", "if TYPE_CHECKING:\n import networkx as nx\nelse:\n import json", ""),
        ("queries/path.py", "def f():\n import neo4j", "imports neo4j: only graph.stores.neo4j may"),
        ("queries/path.py", "def f():\n from ..cli import main", "imports cli"),
        ("queries/path.py", "from linkchart.graph.model import Entity", "imports are relative"),
        ("queries/path.py", "from .. import open_store", "imports __init__"),
        ("cli.py", "from . import __version__\nfrom .queries import path", ""),
        ("stray.py", "from .graph import model", "stray may import stray"),
    ],
)
def test_wrong_import_is_found(tmp_path: Path, place: str, source: str, fault: str) -> None:
    for folder in ("graph/stores", "loaders", "queries", "commands", "render/page"):
        (tmp_path / folder).mkdir(parents=True)
    graph_stems = (
        "__init__ model rules walks stores/__init__ stores/open_store stores/protocol stores/sqlite stores/neo4j"
    )
    others = "__init__ cli loaders/__init__ loaders/facts queries/__init__ queries/path commands/__init__ commands/load"
    for stem in (*(f"graph/{stem}" for stem in graph_stems.split()), *others.split()):
        (tmp_path / f"{stem}.py").touch()
    for stem in ("__init__", "files", "page/__init__", "page/page"):
        (tmp_path / f"render/{stem}.py").touch()
    (tmp_path / place).write_text(source)
    found = faults(tmp_path, place.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    assert [fault in sentence for sentence in found] == [True] * bool(fault), found


def test_no_import_circle_even_inside_functions() -> None:
    circles: nx.DiGraph[str] = nx.DiGraph()
    for module, file in MODULES.items():
        for item in imports_of(file, package_of(file, ROOT)):
            late = item.when == "called" and module == "graph.stores.open_store"
            if item.relative and item.when != "types" and not late:
                circles.add_edge(module, target_of(item, MODULES))
    circles.remove_edges_from(list(nx.selfloop_edges(circles)))
    assert [sorted(part) for part in nx.strongly_connected_components(circles) if len(part) > 1] == []


def test_tests_import_linkchart_as_a_user_does() -> None:
    files = sorted((ROOT / "tests").rglob("*.py"))
    loose = [
        f"{file.relative_to(ROOT)}:{item.line} imports {item.name}, not linkchart.{item.name}"
        for file in files
        for item in imports_of(file)
        if within(item.name, f"graph {' '.join(MAY_IMPORT)}")
    ]
    assert not loose


def test_imported_libraries_are_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [requirement for extra in project.get("optional-dependencies", {}).values() for requirement in extra]
    declared = {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in [*project["dependencies"], *extras]}
    brought_by = packages_distributions()
    undeclared = [
        f"{module}: {item.name}"
        for module, file in MODULES.items()
        for item in imports_of(file)
        if not item.relative
        and (library := item.name.split(".")[0]) not in sys.stdlib_module_names
        and not declared & {name.lower() for name in brought_by.get(library, [])}
    ]
    assert not undeclared


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_command_that_needs_no_library_loads_none(option: str) -> None:
    program = "import sys\nfrom linkchart.cli import main\ntry:\n    main()\nfinally:\n    print(*sys.modules)\n"
    run = subprocess.run([sys.executable, "-c", program, option], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    loaded = run.stdout.splitlines()[-1].split()
    assert "linkchart.cli" in loaded
    assert not HEAVY & set(loaded)


def test_root_as_lone_file_has_no_pytest_hooks() -> None:
    """Where a checkout is called linkchart-1.0, pytest imports the root so and asks it for its own names."""
    spec = importlib.util.spec_from_file_location("__init__", ROOT / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    alone = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(alone)
    assert [name for name in ("pytest_plugins", "setUpModule", "setup_module", "path") if hasattr(alone, name)] == []
