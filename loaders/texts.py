"""Read the texts of documents: only those below one folder, so that a facts file brings in no other file."""

from __future__ import annotations

import os

from .source import Source


def read_text(folder: str, path: str, file: str = "") -> str | None:
    """Return the text at a path from a folder; None when it is not there, or not below the folder.

    Links are followed first, that of the facts file (`file`) too, as whoever made it placed it beside its texts.
    Raises InputError for a file that is no text.
    """
    try:
        place = os.path.realpath(os.path.join(folder, path))
    except ValueError:  # no name of a file
        return None
    tops = {os.path.realpath(folder), os.path.dirname(os.path.realpath(file)) if file else ""} - {""}
    if not any(os.path.commonpath([top, place]) == top for top in tops) or not os.path.isfile(place):
        return None
    return Source(place).text()
