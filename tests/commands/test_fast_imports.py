"""The finder takes compiled modules that are up to date, and leaves everything else to Python."""

from __future__ import annotations

import importlib
import os
import py_compile
import sys
from typing import TYPE_CHECKING

import pytest

from linkchart.commands.fast_imports import Finder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make a package with a compiled module and an inner package, importable by its name."""
    monkeypatch.setattr(sys, "pycache_prefix", None)
    folder = tmp_path / "parcel"
    (folder / "inner").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "leaf.py").write_text("VALUE = 1\n")
    (folder / "inner" / "__init__.py").write_text("VALUE = 2\n")
    for file in folder.rglob("*.py"):
        py_compile.compile(str(file), doraise=True)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == "parcel"]:
        del sys.modules[name]


def test_compiled_module_is_found_where_it_is(package: Path) -> None:
    spec = Finder.find_spec("parcel.leaf", [str(package)])
    assert spec is not None
    assert spec.origin == str(package / "leaf.py")
    assert spec.submodule_search_locations is None


def test_module_is_imported_with_its_attributes(package: Path) -> None:
    module = importlib.import_module("parcel.leaf")
    assert (module.VALUE, module.__file__, module.__package__) == (1, str(package / "leaf.py"), "parcel")
    assert module.__cached__ == py_compile.compile(str(package / "leaf.py"))


def test_package_is_imported_with_its_folder(package: Path) -> None:
    module = importlib.import_module("parcel.inner")
    assert (module.VALUE, list(module.__path__)) == (2, [str(package / "inner")])


def test_changed_module_is_left_to_python(package: Path) -> None:
    (package / "leaf.py").write_text("VALUE = 17\n")
    assert Finder.find_spec("parcel.leaf", [str(package)]) is None
    assert importlib.import_module("parcel.leaf").VALUE == 17


def test_touched_module_is_left_to_python(package: Path) -> None:
    os.utime(package / "leaf.py", (1, 1))
    assert Finder.find_spec("parcel.leaf", [str(package)]) is None


def test_module_compiled_by_hash_is_left_to_python(package: Path) -> None:
    py_compile.compile(
        str(package / "leaf.py"), invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH, doraise=True
    )
    assert Finder.find_spec("parcel.leaf", [str(package)]) is None


@pytest.mark.parametrize("path", [None, [], ["a", "b"]])
def test_other_search_paths_are_left_to_python(path: list[str] | None) -> None:
    assert Finder.find_spec("parcel.leaf", path) is None


def test_missing_module_is_left_to_python(package: Path) -> None:
    assert Finder.find_spec("parcel.nothing", [str(package)]) is None
