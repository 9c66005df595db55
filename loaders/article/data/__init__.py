"""Word lists and names that the stages use, one plain file each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """Read the lines of a data file that are neither empty nor a comment."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Read the words of a data file."""
    return frozenset(word for line in lines(name) for word in line.split())


def fields(name: str) -> list[list[str]]:
    """Read the lines of a data file as fields separated by bars."""
    return [[field.strip() for field in line.split("|")] for line in lines(name)]


def listed(field: str) -> list[str]:
    """Split a field at its commas."""
    return [part.strip() for part in field.split(",") if part.strip()]
