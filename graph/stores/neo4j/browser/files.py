"""The files of the kit, made of statements and colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from ....schema import Schema
from ..database import definitions
from .style import Colours, grass

GUIDE, QUERIES, README, SCHEMA, STYLE = "guide.adoc", "queries.zip", "README.md", "schema.cypher", "style.grass"
OWN_FILES = "|".join(map(re.escape, (GUIDE, QUERIES, README, SCHEMA, STYLE)))
"""The names of all files, as a pattern."""

_ASKED = re.compile(r"(?m)^\$ linkchart (.+)$")
_CALM = (1980, 1, 1, 0, 0, 0)  # the earliest date of the zip format: the same files give the same bytes


class Saved(NamedTuple):
    """A query for Browser: its folder, its name, and the equivalent command."""

    folder: str
    name: str
    command: str


def kit(
    saved: Sequence[Saved],
    ask: Callable[[str], str],
    schema: Schema,
    types: Mapping[str, Colours],
    signs: Mapping[int, Colours],
) -> dict[str, bytes]:
    """Write the files of the kit, by name; `ask` returns the statement for the words of a command line."""
    texts = {
        GUIDE: guide(_text(GUIDE), ask),
        README: _text(README),
        SCHEMA: constraints(schema),
        STYLE: grass(schema, types, signs),
    }
    made = {name: text.encode() for name, text in texts.items()}
    return made | {
        QUERIES: archive({f"{query.folder}/{query.name}.cypher": titled(query.command, ask) for query in saved})
    }


def titled(command: str, ask: Callable[[str], str]) -> str:
    """Write a query with its name and title, which Browser shows, and its command line."""
    title, _, rest = ask(command).partition("\n")
    name = command.partition(" ")[0]
    return f"// {name}: {title.removeprefix('// ')}\n// Asked as: linkchart cypher {command}\n{rest}\n"


def guide(template: str, ask: Callable[[str], str]) -> str:
    """Fill in a guide: each line `$ linkchart …` of the template is replaced by its statement."""

    def block(match: re.Match[str]) -> str:
        lines = [line for line in ask(match[1]).splitlines() if not line.startswith("//")]
        return "\n".join([f"`linkchart {match[1]}`", "", "[source,cypher]", "----", *lines, "----"])

    return _ASKED.sub(block, template)


def constraints(schema: Schema) -> str:
    """Write the statements that make the constraints and indexes of a database."""
    made = "".join(f"{statement};\n" for statement in definitions(schema).values())
    return f"// Constraints and indexes of a linkchart database\n// Every load makes the missing ones.\n{made}"


def archive(texts: Mapping[str, str]) -> bytes:
    """Make a zip of texts by name; the same texts give the same bytes."""
    import io
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    archive = io.BytesIO()
    with ZipFile(archive, "w") as made:
        for name in sorted(texts):
            entry = ZipInfo(name, _CALM)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            made.writestr(entry, texts[name].encode())
    return archive.getvalue()


def _text(name: str) -> str:
    return files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
