"""Check plain facts, the most common ones in a file, column by column.

Common values are checked once; a fact with a doubtful value is left to FactChecker, which
gives the same results for all others. Columns save two thirds of the time of a large load (bench/load.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from operator import attrgetter, ne
from typing import Any

from ..date_reading import ReadDate
from ..errors import LinkchartError
from ..facts import Facts
from ..model import NOTHING
from ..telling_details import is_plain
from .checks import PROGRAMS, FactChecker, span
from .column_facts import BOTH_WAYS, ONE_WAY, FactMaker
from .column_names import ColumnNames
from .column_quotes import ColumnQuotes
from .columns import SIDES, Columns, columns_of
from .details import Details
from .documents import Evidence, remember
from .mentions import Names
from .plain_facts import RARE, Block, FullFact, PlainFact
from .plain_names import clashing

_REPEATED = [name for name in RARE if name not in {"start_char", "end_char"}]
"""The rare keys whose values repeat in a file; ColumnQuotes adds the others."""

_repeated = attrgetter(*_REPEATED)
_NO_FACTS = Facts(*[()] * len(Facts._fields))

_JUDGED = ("source_sure", "target_sure", "apart", "fit", "span", "details", "quoted", "named", "written")
"""Columns of check results; a false value sends the fact to FactChecker."""


class ColumnChecker:
    """Checks plain facts in columns."""

    def __init__(self, checker: FactChecker, names: Names, evidence: Evidence) -> None:
        import orjson

        self._checker = checker
        self._names = names
        self._evidence = evidence
        self._loads = orjson.loads
        self._ends = ColumnNames(names)
        self._maker = FactMaker(checker, evidence)
        self._quotes = ColumnQuotes(evidence)
        self._relations = _Remembered(checker.relation_name)
        self._fits = _Remembered(self._ways)
        self._days = _Remembered(lambda date: self._span((date, None, None)))
        self._spans = _Remembered(self._span)
        self._details = _Remembered(self._plain_details)
        self._usual_details = _Remembered(lambda attributes: self._plain_details((attributes, ())))

    def check(self, block: Block) -> tuple[Facts, list[int]]:
        """Check the facts in columns; return the accepted ones, and the positions of doubtful ones.

        Entities that only these facts name are written, unless the meaning of names depends on the order of the facts.
        """
        if not block.facts:
            return _NO_FACTS, []
        columns = columns_of(block.facts)
        mentions = self._ends.mentions(block.facts, columns)
        new = self._ends.resolve(columns, mentions) if mentions else {}
        self._judge(block.facts, columns)
        sure = _all_of([columns[name] for name in _JUDGED])
        doubts = [] if all(sure) else [place for place, is_sure in enumerate(sure) if not is_sure]
        if new:
            if clashing(new, self._ends.open_mentions(block.facts, mentions, columns, doubts)):
                return _NO_FACTS, list(range(len(block.facts)))
            self._ends.introduce(block, mentions, new, sure)
        if doubts:
            columns = {name: list(compress(column, sure)) for name, column in columns.items()}
        if new:
            for ids, handles in SIDES:
                columns[handles] = self._names.ids.completed(columns[ids], columns[handles])
        return self._maker.made(columns), doubts

    def _judge(self, facts: Sequence[PlainFact], columns: Columns) -> None:
        """Add the columns of check results."""
        columns["apart"] = list(map(ne, columns["source"], columns["target"]))
        types = (self._names.ids.types(columns[ids], columns[handles]) for ids, handles in SIDES)
        columns["relation"] = list(map(self._relations.__getitem__, columns["relation"]))
        columns["fit"] = list(map(self._fits.__getitem__, zip(columns["relation"], *types, strict=True)))
        columns["span"] = self._spans_of(columns["date"], columns["start"], columns["end"])
        columns["details"] = self._details_of(facts, columns["attributes"])
        columns["in"] = self._documents(columns["document"])
        self._quotes.find(facts, columns)
        columns["written"] = _printable(columns["source_as"], columns["target_as"])
        columns["named"] = self._named(columns["document"], columns["in"])

    def _details_of(self, facts: Sequence[PlainFact], attributes: Sequence[bytes]) -> list[Details | None]:
        """Look up the details of facts, which are all of one class."""
        if facts and isinstance(facts[0], FullFact):
            return list(map(self._details.__getitem__, zip(attributes, map(_repeated, facts), strict=True)))
        return list(map(self._usual_details.__getitem__, attributes))

    def _ways(self, fit: tuple[str, str, str]) -> int | None:
        """Find the directions in which a relation may join two types, None for an unknown spelling of its name."""
        if fit[0] not in self._checker.relations:
            return None
        return BOTH_WAYS if self._checker.is_symmetric(*fit) else ONE_WAY

    def _documents(self, documents: list[str]) -> list[Any]:
        """List the handles of documents, None for undescribed ones."""
        handle = self._evidence.documents.get
        handles = list(map(handle, documents))
        if not all(handles):
            self._evidence.learn({document for document in documents if document})
            handles = list(map(handle, documents))
        return handles

    def _span(self, dates: tuple[str | None, str | None, str | None]) -> tuple[str, str] | None:
        return _usual(span(*dates, self._checker.order), plain=bool(dates[0]))

    def _spans_of(self, *dates: list[str | None]) -> list[tuple[str, str] | None]:
        if not any(map(any, dates[1:])):
            return list(map(self._days.__getitem__, dates[0]))
        return list(map(self._spans.__getitem__, zip(*dates, strict=True)))

    def _plain_details(self, said: tuple[bytes, tuple[Any, ...]]) -> Details | None:
        attributes, rare = said
        fields = {name: value for name, value in zip(_REPEATED, rare, strict=False) if value is not None}
        if attributes:
            fields["attributes"] = self._loads(attributes)
        details = self._checker.details.check(fields)
        return details if details.lasting and fields.get("method") not in PROGRAMS else None

    def _named(self, documents: list[str], handles: list[Any]) -> list[bool]:
        """Check for each document that its id is known, or has no control characters."""
        if all(handles):
            return [True] * len(documents)
        return [bool(known) or id_.isprintable() for id_, known in zip(documents, handles, strict=True)]


def _all_of(judged: Sequence[list[Any]]) -> list[bool]:
    """Check for each row of some columns whether all of it is true."""
    if all(map(all, judged)):
        return [True] * len(judged[0])
    return [all(row) for row in zip(*judged, strict=True)]


def _printable(*written: Sequence[str]) -> list[bool]:
    """Check in each row of some columns that names as written have no control characters; "" is none."""
    if not any(map(any, written)):
        return [True] * len(written[0])
    return [all(map(str.isprintable, names)) for names in zip(*written, strict=True)]


class _Remembered(dict[Any, Any]):
    """The results of a check, cached by value; None for a rejected value."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        super().__init__()
        self._check = check

    def __missing__(self, value: Any) -> Any:
        try:
            result = self._check(value)
        except (LinkchartError, ValueError):
            result = None
        remember(self, value, result)
        return result


def _usual(date: ReadDate, *, plain: bool) -> tuple[str, str] | None:
    """Give start and end, None for a date that needs further details."""
    usual = not date.circa and is_plain(date.start, date.end, NOTHING) == plain
    return (date.start, date.end) if usual else None
