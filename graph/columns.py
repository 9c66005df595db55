"""Facts that say nothing unusual, checked a column at a time: most of a big file.

What they have in common is looked at once; a fact that is different in any way is left to FactChecker, which
would make the same of every other one too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, repeat
from typing import Any, TypeAlias

from .checks import DETAILS, NO_DETAILS, PROGRAMS, Details, FactChecker, span
from .errors import LinkchartError
from .evidence import Evidence, remember
from .fields import TYPES
from .grading import CREDIBILITY
from .keys import hashed
from .model import Fact
from .naming import Names

FEWEST = 16
"""Facts of one shape for which it is worth it."""

_PLAIN = TYPES.keys() - {"source_type", "target_type"}
_NEEDED = {"source", "relation", "target"}
_ABSENT = ("date", "start", "end", "document", "paragraph", "quote", "credibility")

Columns: TypeAlias = Mapping[str, Sequence[Any]]


class ColumnChecker:
    """Checks the plain ones among many facts."""

    def __init__(self, checker: FactChecker, names: Names, evidence: Evidence) -> None:
        import orjson

        self._names = names
        self._evidence = evidence
        self._dumps, self._loads = orjson.dumps, orjson.loads
        self._symmetric = _Found(lambda fit: None if None in fit else checker.is_symmetric(*fit))
        self._spans = _Found(lambda dates: span(*dates))
        self._details = _Found(lambda said: _plain(self._loads(said), checker))
        self._fine = _Found(lambda where: _fine(*where))

    def check(self, records: Sequence[Mapping[str, Any]]) -> dict[int, Fact]:
        """Return the facts of the plain records by their place; the others want a closer look."""
        shapes: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, shape in enumerate(map(tuple, records)):
            shapes[shape].append(place)
        found: dict[int, Fact] = {}
        for shape, places in shapes.items():
            if len(places) >= FEWEST and _PLAIN.issuperset(shape) and _NEEDED.issubset(shape):
                values = zip(*(records[one].values() for one in places), strict=True)
                found.update(self._facts(places, dict(zip(shape, values, strict=True))))
        return found

    def _facts(self, places: Sequence[int], told: Columns) -> Iterable[tuple[int, Fact]]:
        """Return the facts of one shape, those that every check vouches for."""
        if any(set(map(type, column)) != {TYPES[key]} for key, column in told.items()):
            return ()
        columns: Columns = {**dict.fromkeys(_ABSENT, (None,) * len(places)), **told}
        checked = self._checked(columns, [key for key in DETAILS if key in told])
        if any(None in column for column in checked.values()):
            sure = [None not in row for row in zip(*checked.values(), strict=True)]
            places = list(compress(places, sure))
            columns, checked = _sifted(columns, sure), _sifted(checked, sure)
        return zip(places, _made(columns, checked), strict=True) if places else ()

    def _checked(self, columns: Columns, rare: Sequence[str]) -> Columns:
        """Return what the checks find column by column, None where one has doubts."""
        sources, targets, documents = columns["source"], columns["target"], columns["document"]
        if not self._evidence.known.issuperset(documents):
            self._evidence.learn({*documents})
        fits = zip(columns["relation"], *self._prefixes(sources, targets), strict=True)
        dates = zip(columns["date"], columns["start"], columns["end"], strict=True)
        grades = zip(columns["paragraph"], columns["credibility"], strict=True)
        checked: dict[str, Sequence[Any]] = {
            "symmetric": list(map(self._symmetric.__getitem__, fits)),
            "span": list(map(self._spans.__getitem__, dates)),
            "grade": list(map(self._fine.__getitem__, grades)),
            "details": self._details_of(columns, rare) if rare else (NO_DETAILS,) * len(sources),
        }
        if not self._evidence.texts.keys().isdisjoint(documents) or "" in documents or "" in columns["quote"]:
            wanting = {"", *self._evidence.texts}  # the quote has to be looked for
            pairs = zip(documents, columns["quote"], strict=True)
            checked["quote"] = [None if one in wanting or quote == "" else True for one, quote in pairs]
        return checked

    def _prefixes(self, *ends: Sequence[str]) -> list[list[str | None]]:
        """Return the beginnings of the ids that tell types, None for what is no id of the store."""
        prefix = self._names.ids.get
        found = [list(map(prefix, one)) for one in ends]
        if any(None in one for one in found):
            self._names.learn({*chain.from_iterable(ends)})
            found = [list(map(prefix, one)) for one in ends]
        return found

    def _details_of(self, columns: Columns, rare: Sequence[str]) -> list[Details | None]:
        rows = zip(*(columns[key] for key in rare), strict=True)
        said = (self._dumps(dict(zip(rare, row, strict=True))) for row in rows)
        try:
            return list(map(self._details.__getitem__, said))
        except TypeError:  # something that no JSON says
            return [None] * len(columns["source"])


class _Found(dict[Any, Any]):
    """What a check finds of a value, looked at once; None for what it would refuse."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        super().__init__()
        self._check = check

    def __missing__(self, value: Any) -> Any:
        try:
            found = self._check(value)
        except LinkchartError:
            found = None
        remember(self, value, found)
        return found


def _plain(said: Mapping[str, Any], checker: FactChecker) -> Details | None:
    details = checker.details(said)
    return details if details.lasting and said.get("method") not in PROGRAMS else None


def _fine(paragraph: int | None, credibility: int | None) -> bool | None:
    in_range = paragraph is None or 0 < paragraph < 1 << 63
    return True if in_range and (credibility is None or credibility in CREDIBILITY) else None


def _sifted(columns: Columns, sure: Sequence[bool]) -> Columns:
    return {key: list(compress(column, sure)) for key, column in columns.items()}


def _made(columns: Columns, checked: Columns) -> Iterator[Fact]:
    """Return the facts of columns that are fine."""
    sources, targets = columns["source"], columns["target"]
    if any(checked["symmetric"]):
        ends = zip(checked["symmetric"], sources, targets, strict=True)
        sources, targets = zip(*((b, a) if both and b < a else (a, b) for both, a, b in ends), strict=True)
    starts, stops = zip(*checked["span"], strict=True)
    kept, named, _ = zip(*checked["details"], strict=True)
    arrow = sources, columns["relation"], targets, starts, stops
    where = *(columns[key] for key in ("document", "paragraph", "quote", "credibility")), kept
    keys, digests = hashed(zip(*arrow, named, strict=True)), hashed(zip(*where, strict=True))
    return map(_fact, repeat(Fact), zip(keys, digests, *arrow, *where, strict=True))


_fact = tuple.__new__  # half the time of Fact._make
