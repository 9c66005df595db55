"""Who may import whom, read from the source, and what a command that needs no library must not load."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
NOT_PACKAGES = {"bench", "build", "demo", "dist", "tests"}


def graph(*names: str) -> str:
    """The same modules by their names from the root."""
    return " ".join(f"graph.{name}" for name in " ".join(names).split())


# Imports point one way. In graph/ a module or a folder may import only what stands before it in this list; a store
# that is not in the list (sqlite, neo4j and every store to come) may import all of it, and never another store.
VALUES = (
    "errors dates figures date_reading spans counts grading names folding quote_difference quotes relation_ids "
    "identity.similar identity.judgements identity.name_words identity.name_score identity.blocking "
    "identity.identifiers identity.differences loading.written_names brought_by"
)
NOUNS = (
    "containment model documents schema scope telling_order facts fact_keys telling_details records document_records "
    "voices grouping merging older_names "
    "disputes derive together rules identity.in_force identity.telling_marks identity.contradictions identity.preview "
    "identity.evidence identity.near_entities"
)
ASKING = (
    "stores.batches stores.handles stores.stamp stores.blanking stores.totals stores.entries stores.removals "
    "stores.entity_record stores.contract stores.protocol stores.in_memory decided stores.own_types "
    "stores.undoing stores.open_store identity.records identity.resolve identity.candidates identity.questions walks "
    "stores.networkx"
)
LOADING = (
    "loading.fields loading.plain_facts loading.notes loading.special_records loading.known_mentions "
    "loading.doubtful_names loading.documents loading.origins loading.new_entities loading.mentions loading.editions "
    "loading.described loading.details loading.checks loading.earlier_decisions loading.batches loading.data_set "
    "loading.report loading.renaming loading.plain_names loading.columns loading.column_names loading.column_facts "
    "loading.column_checks loading.intake loading.load stores.clashes stores.transfer stores.retraction "
    "stores.reviewing"
)
IN_ORDER = f"{VALUES} {NOUNS} {ASKING} {LOADING}".split()
# Outside of it, everything in a folder may import its own folder and the places in its row. No row has cli.
MAY_IMPORT = {
    "loaders": graph(
        VALUES,
        "model documents schema telling_order facts fact_keys identity.near_entities",
        "loading.fields loading.plain_facts",
    ),
    "queries": graph(VALUES, NOUNS, ASKING),
    "render": f"{graph(VALUES, NOUNS, ASKING)} loaders",
    "__init__": "graph loaders queries",
    "commands": "__init__ graph loaders queries render",
    "cli": "__init__ graph loaders queries render commands",
}
# The exceptions, imported when they are called: open_store imports the store that its address names, in_memory the
# one that works without a file, a query is written out in Cypher by the package that knows Neo4j, and the installed
# program is the command line in its process.
MAY_IMPORT_WHEN_CALLED = {
    "graph.stores.open_store": graph("stores.sqlite stores.neo4j"),
    "graph.stores.in_memory": graph("stores.sqlite"),
    "queries": graph("stores.neo4j.cypher stores.neo4j.ontology"),
    "commands.program": "cli",
}

# Libraries that cost more than click: imported where they are needed, inside a function or for types only.
HEAVY = {
    "IPython",
    "anyascii",
    "jinja2",
    "msgspec",
    "neo4j",
    "networkx",
    "numpy",
    "orjson",
    "pyvis",
    "rapidfuzz",
    "rich",
    "scipy",
    "yaml",
}
# But where classes are made of them or they are called a million times; whoever imports these modules needs them.
AT_MODULE_LEVEL = {
    "msgspec": "graph.loading.plain_facts loaders._repeated_keys loaders._yaml loaders.facts_jsonl loaders.facts_yaml",
    **dict.fromkeys(["anyascii", "rapidfuzz"], "graph.identity.name_score"),
}
# Libraries that one place hides from all others.
ONLY_IN = {"neo4j": "graph.stores.neo4j", "pyvis": "render.page"}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name, relative ones made absolute."""

    line: int
    name: str
    when: str  # "always", "types" under TYPE_CHECKING, "called" inside a function
    relative: bool


def modules_under(root: Path) -> dict[str, Path]:
    """Every module of the package by its name below linkchart; the root's own is `__init__`."""
    paths = [file.relative_to(root) for file in sorted([*root.glob("*.py"), *root.glob("[!.]*/**/*.py")])]
    inside = [path for path in paths if path.parts[0] not in NOT_PACKAGES]
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): root / path for path in inside}


def imports_of(file: Path, package: str = "") -> list[Import]:
    """All imports of a file; `package` is what its relative imports start from."""

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
    """Whether a module is one of the places, or inside one."""
    return any(name == place or name.startswith(f"{place}.") for place in places.split())


def allowed(module: str, when: str) -> str:
    """The places inside linkchart that a module may import."""
    folder, _, below = module.partition(".")
    late = MAY_IMPORT_WHEN_CALLED.get(module, "") if when == "called" else ""
    if folder != "graph":
        return f"{folder} {MAY_IMPORT.get(folder, '')} {late}"
    names = [name for name in IN_ORDER if within(below, name)]
    before = IN_ORDER[: IN_ORDER.index(names[0])] if names else IN_ORDER
    own = names[0] if names else ".".join(below.split(".")[:2])
    umbrella = not own or any(within(name, own) and name != own for name in IN_ORDER)  # a folder whose parts have rows
    return f"{graph(*before) if umbrella else graph(*before, own)} {late}"


def package_of(file: Path, root: Path) -> str:
    """The package that the relative imports of a file start from."""
    return ".".join(["linkchart", *file.relative_to(root).parts[:-1]])


def target_of(item: Import, known: dict[str, Path]) -> str:
    """The module that a relative import reads."""
    target = item.name.removeprefix("linkchart").removeprefix(".")
    while target and target not in known:
        target = target.rpartition(".")[0]
    return target or "__init__"


def fault_inside(module: str, item: Import, known: dict[str, Path]) -> str:
    """Describe the fault of a relative import; "" without one."""
    target = target_of(item, known)
    places = allowed(module, item.when)
    return "" if within(target, places) else f"imports {target}: {module} may import {places}"


def fault_outside(module: str, item: Import) -> str:
    """Describe the fault of a library's import; "" without one."""
    library = item.name.split(".")[0]
    if within(library, f"linkchart graph {' '.join(MAY_IMPORT)}"):
        return f"imports {item.name}: inside the package imports are relative"
    if not within(module, ONLY_IN.get(library, module)):
        return f"imports {library}: only {ONLY_IN[library]} may"
    if library in HEAVY and item.when == "always" and not within(module, AT_MODULE_LEVEL.get(library, "")):
        return f"imports {library} at module level: it belongs inside the function that needs it"
    return ""


def faults(root: Path, module: str) -> list[str]:
    """What a module imports and may not, one sentence each."""
    known = modules_under(root)
    place = known[module].relative_to(root)
    found: dict[str, None] = {}
    for item in imports_of(known[module], package_of(known[module], root)):
        wrong = fault_inside(module, item, known) if item.relative else fault_outside(module, item)
        if wrong:
            found[f"{place}:{item.line} {wrong}"] = None
    return [*found]


MODULES = modules_under(ROOT)


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
