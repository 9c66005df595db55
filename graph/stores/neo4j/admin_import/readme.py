"""The README beside the files: the command that imports them, and the next steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...totals import Counts

if TYPE_CHECKING:
    from .write import Written

BUFFER = 4 << 20
"""Bytes that the importer reads at a time by default; a cell has to fit."""

_TEXT = """\
# A linkchart graph for neo4j-admin

As CSV files: documents {counts.documents:,}, entities {counts.entities:,}, relations {counts.relations:,}, \
tellings {counts.tellings:,}.

1. Stop the server, or at least the database: an import replaces it. On Community Edition this is the
   database `neo4j`.

2. In this folder, as the user whom the server runs as:

```
{command}
```

   Where the database exists already and may be replaced, put `--overwrite-destination` behind its name.

3. Start the server and run, once:

```
linkchart neo4j prepare --store neo4j://localhost:7687
```

   It makes the constraints and indexes, and sets what a CSV file cannot say. Until then linkchart does not read
   the database. To run it again does no harm.

To see that all has arrived: `linkchart verify --store FROM --against neo4j://localhost:7687`.
"""


def readme(written: Written, database: str, counts: Counts) -> str:
    """Write the README."""
    return _TEXT.format(counts=counts, command=" \\\n  ".join(command(written, database)))


def command(written: Written, database: str) -> list[str]:
    """List the command that imports the files from their folder: program and database, then options."""
    options = [f"--array-delimiter=U+{ord(written.delimiter):04X}"]
    if written.multiline:
        options.append("--multiline-fields=true")
    if written.longest * 2 > BUFFER:
        options.append(f"--read-buffer-size={(written.longest * 2 >> 20) + 1}m")
    # The importer of 2026 finds no file whose path names no folder.
    nodes = [f"--nodes=./{name}" for name in written.nodes]
    relationships = [f"--relationships={','.join(f'./{name}' for name in group)}" for group in written.relationships]
    return [f"neo4j-admin database import full {database}", *nodes, *relationships, *options]
