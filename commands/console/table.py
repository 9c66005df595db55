"""Tables that fit the terminal: long cells wrap and hang, nothing is cut."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

import click

from .terminal import columns_of, say, show, styled, width, wrapped

GAP = "  "
TALLEST = 6
HANG = "  "
"""Indent of the further lines of a cell, which keeps rows apart."""


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[str] = ()) -> None:
    """Print rows of text under the names of their columns; those in `right` are numbers, set flush right.

    If a word would have to be broken, or a row would take more than TALLEST lines, each row becomes a card instead.
    """
    titles = [name.replace("_", " ") for name in columns]
    room = width() - len(GAP) * (len(columns) - 1)
    widths = fitted([titles, *rows], room)
    if sum(_longest_words([titles, *rows])) > room or any(_height(row, widths) > TALLEST for row in rows):
        _print_cards(titles, rows)
        return
    flush = [name in right for name in columns]
    for line in _lines(titles, widths, flush):
        show(styled(line, bold=True))
    click.echo("─" * (sum(widths) + len(GAP) * (len(widths) - 1)))
    for row in rows:
        for line in _lines(row, widths, flush):
            show(line)


def _print_cards(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as its first cell and, under it, the others that are not empty."""
    first, *others = titles
    for number, row in enumerate(rows):
        if number:
            click.echo()
        say(styled(row[0] or f"no {first}", bold=True), hang=2)
        for title, cell in zip(others, row[1:], strict=True):
            if cell:
                say(f"{title}: {cell}", indent=2, hang=4)


def fitted(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Compute the width of each column: its need if there is room, else its longest word and a fair share.

    >>> fitted([["ab", "some longer words"]], 12)
    [2, 10]
    """
    needs = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    if sum(needs) <= room:
        return needs
    least = _longest_words(rows)
    while sum(least) > room and max(least) > 1:
        least[least.index(max(least))] -= 1
    spare = room - sum(least)
    while spare > 0:
        # The column that would have to break into most lines gets the next character.
        worst = max(range(len(needs)), key=lambda column: needs[column] / least[column])
        least[worst] += 1
        spare -= 1
    return least


def _lines(cells: Sequence[str], widths: Sequence[int], flush: Sequence[bool]) -> Iterator[str]:
    wrapped_cells = [wrapped(cell, room, further=HANG) for cell, room in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped_cells, fillvalue=""):
        yield GAP.join(map(_padded, parts, widths, flush)).rstrip()


def _padded(text: str, room: int, flush: bool) -> str:
    space = " " * (room - columns_of(text))
    return space + text if flush else text + space


def _height(row: Sequence[str], widths: Sequence[int]) -> int:
    return max(len(wrapped(cell, room, further=HANG)) for cell, room in zip(row, widths, strict=True))


def _longest_words(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(_longest_word, column)) for column in zip(*rows, strict=True)]


def _longest_word(text: str) -> int:
    return max(map(columns_of, text.split()), default=1)
