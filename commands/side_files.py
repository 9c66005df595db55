"""Find files that loads write beside others and that may still name forgotten things."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph.stores.protocol import Store
    from ..graph.stores.removals import Forgetting

ENDINGS = (".rejects.jsonl", ".withdrawn.jsonl")
"""Suffixes of the files of rejected records, and of tellings that a new edition withdrew."""


def side_files_naming(url: str, names: Collection[str]) -> list[str]:
    """List the side files in the folder of a store and in the current folder whose text has one of the names.

    A load writes them beside the file that it reads. The store does not record that folder, so other folders are not
    searched.
    """
    folders = [os.curdir] if "://" in url else [os.curdir, os.path.dirname(url) or os.curdir]
    paths = {os.path.realpath(path): path for folder in folders for path in _side_files(folder)}
    wanted = [json.dumps(name, ensure_ascii=False)[1:-1].casefold() for name in names if name]
    return sorted(path for path in paths.values() if _has(path, wanted))


def names_of(store: Store, request: Forgetting) -> set[str]:
    """Collect the ids and names of the documents and entities to forget."""
    entities = store.entities(request.entities) if request.entities else ()
    names = {name for entity in entities for name in (entity.id, entity.name, *entity.aliases)}
    return {*names, *request.documents}


def _side_files(folder: str) -> Iterator[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name.endswith(ENDINGS) and os.path.isfile(path := os.path.normpath(os.path.join(folder, name))):
            yield path


def _has(path: str, wanted: Iterable[str]) -> bool:
    """Check whether a file has one of the texts; an unreadable file counts as having them."""
    try:
        with open(path, encoding="utf-8", errors="replace") as lines:
            return any(text in line for line in map(str.casefold, lines) for text in wanted)
    except OSError:
        return True
