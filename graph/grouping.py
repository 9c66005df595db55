"""The tellings of one key grouped by their spans: each group is a relation (docs/semantics.md, Time)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

from .model import COUNTED, RETRACTED, SUPPOSED, Telling
from .spans import UNDATED, Span, agree, finer, overlap, precision
from .telling_order import standing_of


@dataclass(slots=True)
class Group:
    """Tellings of one relation; each telling may refine the bounds of the span."""

    span: Span
    tellings: list[Telling] = field(default_factory=list)

    def narrow(self, span: Span) -> None:
        """Refine each bound."""
        self.span = finer(self.span[0], span[0]), finer(self.span[1], span[1])


def grouped(tellings: Sequence[Telling], aspect: str) -> list[Group]:
    """Group the tellings of one key, in an order that does not depend on theirs.

    All tellings of an event make one relation, so its groups only serve to find its span and any dispute about the
    date: they hold its asserted and claimed tellings, else the supposed ones, else the denials, else the
    retracted ones.
    """
    counted = _standing(tellings, *COUNTED)
    if len(tellings) == len(counted):
        if len({(*span_of(telling), telling.plain) for telling in tellings}) == 1:  # as most are
            return [Group(span_of(tellings[0]), list(tellings))]
        return _by_span(counted, aspect).all
    supposed, denials = _standing(tellings, *SUPPOSED), _standing(tellings, "negated")
    retracted = _standing(tellings, RETRACTED)
    if aspect == "event":
        return _by_span(counted or supposed or denials or retracted, aspect).all
    levels = [_by_span(counted, aspect)]
    levels.append(_by_span(_attach(supposed, levels, _Groups.agreeing), aspect))
    match = _Groups.overlapping if aspect == "tie" else _Groups.agreeing
    levels.append(_by_span(_attach(denials, levels, match), aspect))
    levels.append(_by_span(_attach(retracted, levels, match), aspect))
    return [group for level in levels for group in level.all]


def _standing(tellings: Sequence[Telling], *standings: str) -> list[Telling]:
    return [telling for telling in tellings if standing_of(telling) in standings]


def span_of(telling: Telling) -> Span:
    """Make the span of a telling's own dates."""
    return telling.start or "", telling.end or ""


def _by_span(tellings: Sequence[Telling], aspect: str) -> _Groups:
    """Group tellings of modalities that count alike."""
    spans: dict[Span, list[Telling]] = {}
    plain: dict[Span, list[Telling]] = {}
    for telling in tellings:
        of_a_tie = aspect == "tie" and telling.plain
        (plain if of_a_tie else spans).setdefault(span_of(telling), []).append(telling)
    undated = spans.pop(UNDATED, []) + plain.pop(UNDATED, [])
    groups = _Groups()
    for span in sorted(spans, key=precision):  # the most precise first
        groups.add(span, spans[span], _only(groups.agreeing(span)))
    for span in sorted(plain, key=precision):
        group = groups.exact(span) or _only(groups.overlapping(span))
        groups.add_plain(span, plain[span], group)
    if undated:
        groups.add(UNDATED, undated, _group_for_undated(groups.all, aspect))
    return groups


def _only(groups: Iterator[Group]) -> Group | None:
    """Take the only group of an iterator, None if there is none or more than one."""
    group = next(groups, None)
    return group if next(groups, None) is None else None


def _group_for_undated(groups: Sequence[Group], aspect: str) -> Group | None:
    if aspect == "act" or not groups or (aspect == "tie" and len(groups) > 1):
        return None
    return groups[0]


def _attach(tellings: Sequence[Telling], levels: Sequence[_Groups], match: _Match) -> list[Telling]:
    """Add tellings to each group that they match; return the unmatched ones."""
    spans: dict[Span, list[Telling]] = {}
    for telling in tellings:
        spans.setdefault(span_of(telling), []).append(telling)
    rest: list[Telling] = []
    for span, dated_alike in spans.items():
        matched = [group for level in levels for group in match(level, span)]
        for group in matched:
            group.tellings += dated_alike
        rest += [] if matched else dated_alike
    return rest


class _Groups:
    """Groups in the order in which they were started, indexed by their dates.

    Without the index, a key with a telling for every day of years would compare each with each.
    """

    def __init__(self) -> None:
        self.all: list[Group] = []
        self._spans: list[Group] = []  # groups that no single date covers as a prefix of all their days
        self._by_bound: tuple[_ByDate, _ByDate] = (_ByDate(), _ByDate())
        self._plain = _ByDate()
        self._by_span: dict[Span, Group] = {}

    def agreeing(self, span: Span) -> Iterator[Group]:
        """Yield the groups whose span agrees with this one."""
        place = 0 if span[0] else 1
        candidates = self._by_bound[place].compatible(span[place])
        return (group for group in candidates if agree(group.span, span))

    def overlapping(self, span: Span) -> Iterator[Group]:
        """Yield the groups that share a day with the span."""
        near: Iterable[Group] = self.all
        if span[0] and span[0] == span[1]:  # other plain dates overlap only if one is part of the other
            near = chain(self._spans, self._plain.compatible(span[0]))
        return (group for group in near if overlap(group.span, span))

    def exact(self, span: Span) -> Group | None:
        """Find the group of exactly this span; no more spans may be added after the first call."""
        if len(self._by_span) < len(self.all):
            self._by_span = {group.span: group for group in self.all}
        return self._by_span.get(span)

    def add(self, span: Span, tellings: list[Telling], group: Group | None) -> None:
        """Add tellings to a group, whose span they refine, or to a new one."""
        if group is None:
            group = self._start(span)
            self._spans.append(group)
        group.narrow(span)
        group.tellings += tellings
        self._index(group)

    def add_plain(self, span: Span, tellings: list[Telling], group: Group | None) -> None:
        """Add tellings of a plain date to a group, which keeps its own span, or to a new one."""
        if group is None:
            group = self._start(span)
            self._by_span[span] = group
            self._index(group)
            if span[0] == span[1]:
                self._plain.add(span[0], group)
            else:  # a quarter or a decade: no date is a prefix of its days
                self._spans.append(group)
        group.tellings += tellings

    def _start(self, span: Span) -> Group:
        group = Group(span)
        self.all.append(group)
        return group

    def _index(self, group: Group) -> None:
        for index, bound in zip(self._by_bound, group.span, strict=True):
            index.add(bound, group)


class _ByDate:
    """Groups by one bound, found by any coarser or finer form of it."""

    def __init__(self) -> None:
        self._exact: dict[str, dict[int, Group]] = {}
        self._finer: dict[str, dict[int, Group]] = {}

    def add(self, bound: str, group: Group) -> None:
        self._exact.setdefault(bound, {})[id(group)] = group
        for coarser in {"", bound[:4], bound[:7]} - {bound}:
            self._finer.setdefault(coarser, {})[id(group)] = group

    def compatible(self, bound: str) -> Iterator[Group]:
        """Yield once each group that may agree in this bound, even one whose bound has been refined."""
        seen: set[int] = set()
        coarser = [self._exact.get(form, {}) for form in dict.fromkeys(("", bound[:4], bound[:7], bound))]
        for groups in (*coarser, self._finer.get(bound, {})):
            for number, group in groups.items():
                if number not in seen:
                    seen.add(number)
                    yield group


_Match: TypeAlias = Callable[[_Groups, Span], Iterator[Group]]
