"""Modules joined into one script."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from linkchart.render.page.joiner import join_modules, modules_in
from tests.render.page.node import MODULES, node

A = "export function a() {\n  return 1;\n}\n"
B = 'import { a } from "../a.js";\n\nexport const b = a() + 1;\n'
C = 'import { b } from "./rooms/b.js";\nimport { a } from "./a.js";\nconst c = [a(), b];\n'


def test_modules_stand_after_those_they_import() -> None:
    script = join_modules({"c.js": C, "a.js": A, "rooms/b.js": B})
    places = [script.index(text) for text in ("function a", "const b", "const c")]
    assert places == sorted(places)
    assert "import" not in script
    assert "export" not in script


def test_order_of_modules_does_not_change_the_script() -> None:
    modules = {"c.js": C, "a.js": A, "rooms/b.js": B}
    assert join_modules(modules) == join_modules(dict(reversed(modules.items())))


@pytest.mark.parametrize(
    ("modules", "reason"),
    [
        ({"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'}, "circle"),
        ({"a.js": 'import { b } from "./b.js";\n'}, "imports b.js"),
        ({"a.js": "export default 1;\n"}, "otherwise than by name"),
        ({"a.js": 'import * as b from "./b.js";\n', "b.js": ""}, "otherwise than by name"),
        ({"a.js": 'import b from "./b.js";\n', "b.js": ""}, "otherwise than by name"),
        ({"a.js": "const x = 1;\n", "b.js": "export function x() {}\n"}, "both define x"),
        ({"a.js": "let x;\n", "b.js": "class x {}\n"}, "both define x"),
        ({"a.js": "place.innerHTML = name;\n"}, "innerHTML"),
        ({"a.js": "eval(name);\n"}, "eval"),
        ({"a.js": "new Function(name);\n"}, "Function"),
        ({"a.js": "const x = '</ScRipt>';\n"}, "ScRipt"),
        ({"a.js": "localStorage.x = 1;\n"}, "localStorage"),
    ],
)
def test_unsafe_joins_of_modules_are_refused(modules: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        join_modules(modules)


def test_page_script_is_valid_and_small_modules(tmp_path: Path) -> None:
    modules = modules_in(MODULES)
    (tmp_path / "page.js").write_text(join_modules(modules), encoding="utf-8")
    assert subprocess.run([node(), "--check", str(tmp_path / "page.js")], check=False).returncode == 0
    assert {path: text.count("\n") for path, text in modules.items() if text.count("\n") > 150} == {}
