"""Grade a user's own rules by the share of their facts that reviewers accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...graph.errors import InputError
from ..article.dictionary import Entry, read_entries, read_text
from ..article.fuse import precision

FEWEST = 5
"""Decided facts from which a rule gets a figure of its own; fewer say too little."""

BEST = 0.99
"""The best figure, since no rule is always right."""


class Regraded(NamedTuple):
    """A rule with the numbers of its accepted and decided facts in all reviews, its new and its old grade."""

    rule: str
    accepted: int
    decided: int
    before: float
    after: float | None  # None: there are too few facts for one


def regrade(path: str, acceptance: Mapping[str, tuple[int, int]], review: str) -> tuple[str, list[Regraded]]:
    """Write the figures of a review into a dictionary's text; returns the new text and the figures of each rule.

    `acceptance` has the counts of accepted and decided facts of each rule. They replace earlier figures of the same
    review, so that a review that goes on counts nothing twice.
    """
    text = read_text(path)
    lines = text.split("\n")
    regraded = []
    for entry in reversed(read_entries(path, text)):
        if entry.name in acceptance:
            counts = {**entry.accepted, review: acceptance[entry.name]}
            figures = _regraded(entry, counts)
            _rewrite(lines, entry.line, counts, figures.after)
            regraded.append(figures)
    return "\n".join(lines), regraded[::-1]


def _regraded(entry: Entry, counts: Mapping[str, Sequence[int]]) -> Regraded:
    accepted, decided = (sum(count[place] for count in counts.values()) for place in (0, 1))
    usual = precision(entry.name, entry.builders[0], entry.relations[0])
    before = usual if entry.extraction is None else entry.extraction
    after = min(round(accepted / decided, 2), BEST) if decided >= FEWEST else None
    return Regraded(entry.name, accepted, decided, before, after)


def _rewrite(lines: list[str], first: int, counts: Mapping[str, Sequence[int]], figure: float | None) -> None:
    """Replace the figures of the entry that begins on a line, counted from 1."""
    end = next((place for place in range(first, len(lines)) if lines[place].lstrip().startswith("[")), len(lines))
    ours = re.compile(r"\s*accepted\s*=" if figure is None else r"\s*(?:accepted|extraction)\s*=")
    kept = [line for line in lines[first:end] if not ours.match(line)]
    listed = ", ".join(f'"{_escaped(review)}" = [{right}, {all_}]' for review, (right, all_) in sorted(counts.items()))
    figures = [] if figure is None else [f"extraction = {figure}"]
    lines[first:end] = [*figures, f"accepted = {{ {listed} }}  # of each review: accepted, decided", *kept]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def check_dictionaries(paths: Sequence[str]) -> None:
    """Check dictionaries before a review; raises InputError."""
    for path in paths:
        if not read_entries(path, read_text(path)):
            raise InputError(f"{path} has no [[entry]].")
