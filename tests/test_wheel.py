"""What people install: the wheel has every file of the package, one top-level name, and works on its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = PROJECT["tool"]["setuptools"]["packages"]
AT_THE_ROOT = {"__init__.py", "cli.py", "program.py", "py.typed"}
NOT_PACKAGES = {"bench", "build", "demo", "dist", "tests"}


def test_every_folder_with_code_is_a_listed_package() -> None:
    found = {"linkchart"}
    for file in ROOT.glob("[!.]*/**/*.py"):
        folders = file.relative_to(ROOT).parts[:-1]
        if folders[0] not in NOT_PACKAGES:
            found.add(".".join(["linkchart", *folders]))
    assert sorted(PACKAGES) == sorted(found), "packages in pyproject.toml"


def test_no_stray_module_at_the_root() -> None:
    assert {file.name for file in ROOT.glob("*.py")} <= AT_THE_ROOT, "every module there would ship"


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Standard output of a command that must succeed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | environment
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by way of the source archive, from a copy: a checkout's build/ may hold old files."""
    folder = tmp_path_factory.mktemp("wheel")
    left_out = shutil.ignore_patterns(".*", "*.egg-info", "__pycache__", "build", "demo", "dist")
    shutil.copytree(ROOT, folder / "checkout", ignore=left_out)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, folder / "checkout", cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment with the wheel in it and the libraries of requirements-dev.txt."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    # pip takes hashes only when every file has one, and ours was built a moment ago: the versions alone.
    pins = re.findall(r"^\S+==[^\\\n]+", (ROOT / "requirements-dev.txt").read_text("utf-8"), re.MULTILINE)
    (folder / "pins.txt").write_text("\n".join(pins), "utf-8")
    pip = (folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-compile")
    run(*pip, "--constraint", folder / "pins.txt", wheel, cwd=folder)
    return folder / "bin"


@pytest.mark.wheel
def test_wheel_has_one_package_and_all_files(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    metadata = f"linkchart-{PROJECT['project']['version']}.dist-info"
    assert {name.split("/")[0] for name in shipped} == {"linkchart", metadata}
    assert f"{metadata}/licenses/LICENSE" in shipped

    expected = {f"linkchart/{name}" for name in AT_THE_ROOT}
    for top in {package.split(".")[1] for package in PACKAGES if "." in package}:
        files = [file.relative_to(ROOT) for file in (ROOT / top).rglob("*") if file.is_file()]
        expected |= {f"linkchart/{file.as_posix()}" for file in files if file.parent.name != "__pycache__"}
    in_package = {name for name in shipped if name.startswith("linkchart/")}
    assert expected - in_package == set(), "add them to package-data in pyproject.toml"
    assert in_package - expected == set()


@pytest.mark.wheel
@pytest.mark.parametrize(
    "pattern",
    [
        "linkchart/py.typed",
        "linkchart/graph/*.json",
        "linkchart/render/page/*.css",
        "linkchart/render/page/*.html",
        "linkchart/render/page/*.js",
        "linkchart/loaders/examples/iraq-2020/*briefing*",
        "linkchart/loaders/examples/iraq-2020/*facts*",
        "linkchart/queries/*.cypher",
    ],
)
def test_wheel_has_data_files(wheel: Path, pattern: str) -> None:
    assert any(fnmatch(name, pattern) for name in zipfile.ZipFile(wheel).namelist())


@pytest.mark.wheel
def test_installed_command_knows_its_version(installed: Path, tmp_path: Path) -> None:
    assert PROJECT["project"]["version"] in run(installed / "linkchart", "--version", cwd=tmp_path)


@pytest.mark.wheel
def test_installed_demo_runs_in_any_folder(installed: Path, tmp_path: Path) -> None:
    elsewhere, home = tmp_path / "some where", tmp_path / "home"
    elsewhere.mkdir()
    home.mkdir()
    assert run(installed / "linkchart", "demo", cwd=elsewhere, HOME=str(home)).strip()
    assert list(elsewhere.rglob("*.html")), "the demo makes a page to look at"
    assert not list(home.iterdir())
