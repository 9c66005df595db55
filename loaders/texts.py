"""Read the texts of documents from one folder and below, so that a facts file cannot pull in other files."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from .source import Source


def text_reader(folder: str | None, file: str) -> tuple[str, Callable[[str, str], str | None]]:
    """Choose the folder with the texts of a facts file, by default its own, and the function that reads them."""
    read = read_text if folder or file == "-" else partial(read_text, file=file)
    return folder or os.path.dirname(file) or ".", read


def read_text(folder: str, path: str, file: str = "") -> str | None:
    """Read the text at a path from a folder; None when it is missing or not below the folder.

    Links are followed first, also that of the facts file (`file`), since whoever made the link placed the file beside
    its texts. Raises InputError for a file that is no text.
    """
    try:
        place = os.path.realpath(os.path.join(folder, path))
    except ValueError:  # not a file name
        return None
    tops = {os.path.realpath(folder), os.path.dirname(os.path.realpath(file)) if file else ""} - {""}
    if not any(os.path.commonpath([top, place]) == top for top in tops) or not os.path.isfile(place):
        return None
    return Source(place).text()
