"""Facts as CSV, for spreadsheets: one fact a row, under a header of the keys of a fact."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..graph.errors import InputError, near_words
from ..graph.fact_keys import ATTRIBUTES
from ..graph.loading.fields import Record
from .facts import FACT, broken, numbered, record
from .source import LONGEST, Source

SUFFIXES: tuple[str, ...] = (".csv", ".tsv")

NEEDED = ("source", "relation", "target")
LISTS = ("support_kinds", "aliases")
"""Attributes with several values, separated by `|`."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]+)?")


def sniff(head: str) -> bool:
    """Check whether the first line is a header with the columns that a fact needs."""
    return set(NEEDED) <= set(_columns(head.lstrip("\r\n").partition("\n")[0].removesuffix("\r"))[1])


def read(source: Source) -> Iterator[Record]:
    """Read the facts row by row; raises InputError for a bad header or broken quoting.

    Empty cells are skipped. Unknown columns become attributes, whose numbers are read as numbers; a column
    `attributes` may have JSON objects.
    """
    csv.field_size_limit(LONGEST)  # a quote of an article may be longer than csv's 128 kB
    lines = source.text_lines()
    first, header = _header(source, lines)
    delimiter, names = _columns(header)
    _check(source, first, names)
    yield from _notes(first, names)
    texts = (f"{line}\n" for line in lines)
    rows = csv.reader(texts, delimiter=delimiter, skipinitialspace=True, strict=True)
    number = first + 1
    try:
        for cells in rows:
            if any(cells):
                yield _fact(number, names, cells)
            number = first + rows.line_num + 1
    except csv.Error as error:
        raise InputError(f"{source.name}, row that begins on line {number}: broken CSV: {error}.") from None


def _notes(line: int, names: list[str]) -> Iterator[Record]:
    """Yield a note for each column that is no key of a fact and no usual attribute."""
    for name in names:
        if name not in FACT and name not in ATTRIBUTES:
            yield line, "note", {"kind": "unknown column", "note": f"“{name}” is kept as an attribute."}


def _header(source: Source, lines: Iterator[str]) -> tuple[int, str]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            return number, line
    raise InputError(f"{source.name} has no header.")


def _columns(header: str) -> tuple[str, list[str]]:
    """Find the delimiter (of comma, semicolon and tab the one that gives most columns) and the columns."""

    def split(delimiter: str) -> list[str]:
        try:
            cells = next(csv.reader([header], delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            return []
        return [name if (name := cell.strip()).lower() not in FACT else name.lower() for cell in cells]

    return max(((delimiter, split(delimiter)) for delimiter in ",;\t"), key=lambda split_by: len(split_by[1]))


def _check(source: Source, line: int, names: list[str]) -> None:
    place = f"{source.name}, line {line}"
    for name in NEEDED:
        if name not in names:
            hint = "".join(f" Is it “{near}”?" for near in near_words(name, names))
            raise InputError(f"{place}: the header has no column “{name}”.{hint}")
    counts = Counter(names)
    for name in names:
        if not name or counts[name] > 1:
            fault = f"two columns “{name}”" if name else "a column without a name"
            raise InputError(f"{place}: the header has {fault}.")


def _fact(line: int, names: list[str], cells: list[str]) -> Record:
    if len(cells) > len(names) and any(cells[len(names) :]):
        reason = f"{len(cells)} cells under {len(names)} columns: put quotes around a text with commas in it."
        return broken(line, reason, cells)
    fields: dict[str, Any] = {}
    attributes: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=False):
        if not cell:
            continue
        if name in FACT:
            fields[name] = cell
        else:
            attributes[name] = _value(name, cell)
    if "attributes" in fields:
        fields["attributes"] = _object(fields["attributes"])
    if attributes and isinstance(listed := fields.get("attributes", {}), dict):
        fields["attributes"] = attributes | listed
    return record(line, "fact", numbered(fields))


def _value(name: str, cell: str) -> Any:
    if name in LISTS:
        return [part.strip() for part in cell.split("|") if part.strip()]
    if _NUMBER.fullmatch(cell):
        return float(cell) if "." in cell else int(cell)
    return cell


def _object(cell: str) -> Any:
    """Read a cell as JSON; a cell of other text stays, for the checks to reject."""
    from orjson import JSONDecodeError, loads

    try:
        return loads(cell)
    except JSONDecodeError:
        return cell
