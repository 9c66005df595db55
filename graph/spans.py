"""Spans of dates: whether two agree, and whether they share a day (docs/semantics.md, Time).

A span is a start and an end, ISO dates of any precision, "" for an open bound. They are compared as text: a coarse date
is a prefix of every day in it, and "~" sorts after everything that can follow the prefix.
"""

from typing import TypeAlias

Span: TypeAlias = tuple[str, str]

UNDATED: Span = ("", "")


def possible(start: str, end: str) -> bool:
    """Check that the first day of the start is not after the last day of the end.

    >>> possible("2020-05", "2020"), possible("2021", "2020-12")
    (True, False)
    """
    return not start or not end or start <= end + "~"


def finer(bound: str, other: str) -> str:
    """Choose the more precise of two compatible bounds; an open one is the least precise."""
    return bound if len(bound) >= len(other) else other


def agree(span: Span, other: Span) -> bool:
    """Check whether two spans may be the same, given with different precision.

    >>> agree(("2020", ""), ("2020-03", "2022")), agree(("2020", ""), ("2021", ""))
    (True, False)
    """
    return (
        bounds_agree(span[0], other[0])
        and bounds_agree(span[1], other[1])
        and possible(finer(span[0], other[0]), finer(span[1], other[1]))
    )


def bounds_agree(bound: str, other: str) -> bool:
    """Check whether one bound is open or a coarser form of the other."""
    return bound.startswith(other) or other.startswith(bound)


def overlap(span: Span, other: Span) -> bool:
    """Check whether two spans share a day; an open bound has no limit.

    >>> overlap(("2020", "2020-03"), ("2020-03-31", "")), overlap(("2020", "2020"), ("2021", ""))
    (True, False)
    """
    return possible(span[0], other[1]) and possible(other[0], span[1])


def precision(span: Span) -> tuple[int, str, str]:
    """Make the sort key that puts the most precise spans first."""
    return -(len(span[0]) + len(span[1])), span[0], span[1]
