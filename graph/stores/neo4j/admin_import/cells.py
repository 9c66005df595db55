"""CSV as neo4j-admin reads it: nulls are empty, texts are quoted, lists are joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

DELIMITERS = "\x1f\x1e\x1d\x1c\x02\x03\x04\x05\ue000\ue001\ue002\ue003"
"""Delimiters of list elements; the first that occurs in no element is used."""

QUOTE = '"'


class Taken(Exception):
    """Aborts the writing when an element of a list contains the delimiter."""


class Cells:
    """Turns values into cells, and notes the settings that the importer needs for them.

    `multiline`: whether a text has a line break in it; `longest`: bytes of the longest cell.
    """

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter
        self.multiline = False
        self.longest = 0

    def write(self, out: TextIO, row: Sequence[Any]) -> None:
        """Write a row; raises Taken when an element of a list contains the delimiter."""
        out.write(",".join(map(self.cell, row)) + "\n")

    def cell(self, value: Any) -> str:
        """Write a value as a cell, with quotes in it doubled.

        >>> cells = Cells(";")
        >>> for one in (None, "a 'b'", "", True, 0.5, ["x", ""], [3, 0], []):
        ...     print(cells.cell(one), end="|")
        |"a 'b'"|""|true|0.5|"x;"|"3;0"||
        """
        if value is None or value == []:
            return ""
        if isinstance(value, str):
            return self._quoted(value)
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, list):
            return self._quoted(self.delimiter.join(map(self._element, value)))
        return repr(value)

    def _element(self, value: Any) -> str:
        text = value if isinstance(value, str) else repr(value)
        if self.delimiter in text:
            raise Taken
        return text

    def _quoted(self, text: str) -> str:
        if not self.multiline and ("\n" in text or "\r" in text):
            self.multiline = True
        if len(text) * 4 > self.longest:
            self.longest = max(self.longest, len(text.encode()))
        return f'"{text.replace(QUOTE, QUOTE + QUOTE)}"' if QUOTE in text else f'"{text}"'
