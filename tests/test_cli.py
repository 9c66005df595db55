"""The group of commands: what there is, how it is listed, and what starting it costs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

import linkchart
from linkchart import cli
from linkchart.queries import names

ROOT = Path(__file__).parent.parent
HEAVY = {"IPython", "jinja2", "msgspec", "neo4j", "networkx", "numpy", "orjson", "pyvis", "rich", "scipy", "yaml"}
COSTLY = HEAVY | {
    "ast",
    "csv",
    "decimal",
    "difflib",
    "importlib.metadata",
    "importlib.resources",
    "tempfile",
    "tokenize",
}
# Small, but no command that asks for one path has any use for them.
NEEDLESS = {"heapq", "importlib.util", "math"}
PUT_OFF = {"datetime", "gettext", "inspect", "threading", "uuid"}


def python(program: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program, *words], capture_output=True, encoding="utf-8", check=False)


def sections(text: str) -> dict[str, set[str]]:
    """The commands that a help text lists, by section."""
    found: dict[str, set[str]] = {}
    for title, body in re.findall(r"^(\w[\w ]*):\n((?:  .*\n)+)", text, re.MULTILINE):
        found[title] = set(re.findall(r"^  (\w[\w-]*)  ", body, re.MULTILINE))
    return found


def test_help_lists_every_command_in_its_section() -> None:
    listed = sections(click.Context(cli.linkchart, info_name="linkchart").get_help() + "\n")
    assert {*names(), "save", "run"} <= listed["Ask"]
    assert {"load", "check", "extract"} <= listed["Load"]
    assert {"history", "undo", "forget"} <= listed["Correct"]
    assert {"render", "demo"} <= listed["Show"]
    assert set().union(*listed.values()) == set(cli.linkchart.list_commands(click.Context(cli.linkchart)))


@pytest.mark.parametrize("name", [*names(), *cli.HOMES])
def test_every_command_has_one_sentence_of_help(name: str) -> None:
    ctx = click.Context(cli.linkchart, info_name="linkchart")
    command = cli.linkchart.get_command(ctx, name)
    assert command is not None
    sentence = command.get_short_help_str(limit=500)
    assert sentence[0].isupper()
    assert 10 < len(sentence) <= 120
    text = command.get_help(click.Context(command, parent=ctx, info_name=name))
    assert "Usage: linkchart" in text
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("name", names())
def test_every_option_of_a_query_is_explained(name: str) -> None:
    ctx = click.Context(cli.linkchart)
    command = cli.linkchart.get_command(ctx, name)
    assert command is not None
    command.get_help(click.Context(command, parent=ctx, info_name=name))
    unexplained = [param.name for param in command.params if isinstance(param, click.Option) and not param.help]
    assert not unexplained, f"write a line “`{unexplained[0]}`: …” into the docstring of queries/{name}.py"


def test_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert linkchart.__version__ == project["version"]


def test_importing_linkchart_costs_nothing() -> None:
    done = python("import sys; before = set(sys.modules); import linkchart; print(*set(sys.modules) - before)")
    assert {module.split(".")[0] for module in done.stdout.split()} <= {
        "linkchart",
        "typing",
        "re",
        "collections",
    } | set(sys.stdlib_module_names)
    assert not COSTLY & set(done.stdout.split())
    assert "linkchart.graph" not in done.stdout


def test_public_names_are_sorted_and_there() -> None:
    assert linkchart.__all__ == sorted(linkchart.__all__)
    for name in linkchart.__all__:
        assert getattr(linkchart, name) is not None
    assert callable(linkchart.path)
    assert {name.replace("-", "_") for name in names()} <= set(dir(linkchart))
    with pytest.raises(AttributeError, match="has no attribute 'pth'"):
        linkchart.pth  # noqa: B018 - the look-up is the test


LOADED = "import sys\nfrom linkchart.cli import main\ntry:\n    main()\nfinally:\n    print(*sys.modules)\n"
WAITING = "[name for name, module in sys.modules.items() if type(module).__name__ == '_Deferred']"


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["path", "--help"], ["stats", "--help"]])
def test_help_loads_no_library(words: list[str]) -> None:
    loaded = python(LOADED, *words).stdout.splitlines()[-1].split()
    assert "linkchart.cli" in loaded
    assert not HEAVY & set(loaded)


def test_path_loads_only_needed_modules(tmp_path: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("source,source_type,relation,target,target_type\nIran,State,CONTROLS,Quds Force,Organization\n")
    store = tmp_path / "a.db"
    assert python("from linkchart.cli import main; main()", "--store", store, "load", facts).returncode == 0
    done = python(LOADED, "--store", store, "path", "Iran", "Quds Force")
    assert "Iran controls Quds Force" in done.stdout
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not (COSTLY | NEEDLESS) & loaded
    others = {module for module in loaded if module.startswith("linkchart.queries.") and "._" not in module}
    assert others == {"linkchart.queries.path"}
    assert (
        not {"linkchart.loaders", "linkchart.graph.loading.load", "linkchart.render.page", "linkchart.commands.export"}
        & loaded
    )


def test_deferred_modules_stay_unloaded_for_path(tmp_path: Path) -> None:
    missing = ("--store", tmp_path / "no.db", "path", "Iran", "Quds Force")
    done = python(LOADED.replace("*sys.modules", f"*{WAITING}"), *missing)
    assert "There is no store" in done.stderr
    assert set(done.stdout.split()) == PUT_OFF


def test_deferred_module_is_real_once_used() -> None:
    done = python(f"""
import sys, linkchart.cli, datetime, gettext, inspect, threading, uuid
print(*sorted({WAITING}))
print("date" in datetime.__all__, gettext.NullTranslations().gettext("yes"), inspect.isclass(uuid.UUID))
print(threading.current_thread().name, uuid.UUID(int=7).int, "def uuid4" in inspect.getsource(uuid))
print(*{WAITING}, *(module.__spec__.name for module in (datetime, gettext, inspect, threading, uuid)))
""")
    rest = ["True yes True", "MainThread 7 True"]
    assert done.stdout.splitlines() == [" ".join(sorted(PUT_OFF)), *rest, " ".join(sorted(PUT_OFF))], done.stderr
