"""Plain facts checked a column at a time: most of a big file.

What they have in common is looked at once; one that a check has doubts about is left to FactChecker, which would
make the same of every other one too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from operator import attrgetter, ne
from typing import Any, TypeAlias

from ..date_reading import ReadDate
from ..errors import LinkchartError
from ..facts import is_plain
from ..model import NOTHING, Facts
from ..relation_ids import hashed
from .checks import PROGRAMS, Details, FactChecker, span
from .documents import Evidence, remember
from .fields import storable
from .mentions import Names
from .plain_facts import RARE, PlainFacts, PlainJson, written

Columns: TypeAlias = dict[str, list[Any]]

_JUDGED = ("from", "to", "apart", "fit", "span", "details", "quoted", "named")
"""Columns of check results; a false value sends the fact to FactChecker."""

_ENDS = ("source", "from"), ("target", "to")
"""The columns of ids and of handles."""

_ONE_WAY, _BOTH_WAYS = 1, 2


class ColumnChecker:
    """Checks plain facts, many at a time."""

    def __init__(self, checker: FactChecker, names: Names, evidence: Evidence) -> None:
        import orjson

        self._checker = checker
        self._names = names
        self._evidence = evidence
        self._loads = orjson.loads
        relations = checker.relations
        self._fits = _Found(self._ways)
        self._days = _Found(lambda date: _usual(span(date, None, None, checker.order), plain=bool(date)))
        self._spans = _Found(
            lambda dates: _usual(span(dates[0], dates[1], dates[2], checker.order), plain=bool(dates[0]))
        )
        self._events = {name: checker.is_event(name) for name in relations}
        self._keyed = frozenset(filter(checker.has_key, relations))
        self._attributes = _Found(lambda said: self._plain_details((said, _NOTHING)))
        self._details = _Found(self._plain_details)

    def check(self, facts: PlainFacts) -> tuple[Facts, list[int]]:
        """Return the facts that every check vouches for, and the places of the others."""
        told = _columns(facts)
        told["from"], told["to"] = self._ends(told["source"], told["target"])
        told["apart"] = list(map(ne, told["source"], told["target"]))
        types = (self._names.ids.types(told[ids], told[handles]) for ids, handles in _ENDS)
        told["fit"] = list(map(self._fits.__getitem__, zip(told["relation"], *types, strict=True)))
        told["span"] = self._spans_of(told["date"], told["start"], told["end"])
        told["details"] = self._details_of(facts)
        told["in"] = self._documents(told["document"])
        told["quoted"] = self._quoted(told["document"], told["quote"])
        told["named"] = self._named(told["document"], told["in"])
        if all(all(told[name]) for name in _JUDGED):
            return self._made(told), []
        sure = [all(row) for row in zip(*(told[name] for name in _JUDGED), strict=True)]
        sifted = {name: list(compress(column, sure)) for name, column in told.items()}
        return self._made(sifted), [place for place, one in enumerate(sure) if not one]

    def _ways(self, fit: tuple[str, str, str]) -> int | None:
        """Return how a relation between two types may be read, None for one that is written otherwise."""
        if fit[0] not in self._checker.relations:
            return None
        return _BOTH_WAYS if self._checker.is_symmetric(*fit) else _ONE_WAY

    def _ends(self, *ends: Sequence[str]) -> list[list[Any]]:
        """Return the handles of entities, None for what is no id of the store."""
        handle = self._names.ids.get
        found = [list(map(handle, one)) for one in ends]
        if not all(map(all, found)):
            self._names.learn({mention for one in ends for mention in one})
            found = [list(map(handle, one)) for one in ends]
        return found

    def _documents(self, documents: list[str]) -> list[Any]:
        """Return the handles of documents, None for those that nobody has described."""
        handle = self._evidence.documents.get
        found = list(map(handle, documents))
        if not all(found):
            self._evidence.learn({one for one in documents if one})
            found = list(map(handle, documents))
        return found

    def _spans_of(self, *dates: list[str | None]) -> list[tuple[str, str] | None]:
        if not any(map(any, dates[1:])):
            return list(map(self._days.__getitem__, dates[0]))
        return list(map(self._spans.__getitem__, zip(*dates, strict=True)))

    def _details_of(self, facts: PlainFacts) -> list[Details | None]:
        if facts and type(facts[0]) is PlainJson:
            return list(map(self._attributes.__getitem__, map(bytes, map(_attributes, facts))))
        try:
            said = [written(one.attributes) for one in facts]
        except TypeError:  # something that no JSON says
            return [None] * len(facts)
        return list(map(self._details.__getitem__, zip(said, map(_rare, facts), strict=True)))

    def _plain_details(self, told: tuple[bytes, tuple[Any, ...]]) -> Details | None:
        said, rare = told
        fields = {name: value for name, value in zip(RARE, rare, strict=True) if value is not None}
        if attributes := self._loads(said) if said else None:
            storable(attributes)
            fields["attributes"] = attributes
        details = self._checker.details(fields)
        return details if details.lasting and fields.get("method") not in PROGRAMS else None

    def _quoted(self, documents: list[str], quotes: list[str | None]) -> list[bool]:
        """Return for each quote whether it need not be looked for in its document."""
        if not self._evidence.refused.isdisjoint(documents):
            return [document not in self._evidence.refused for document in documents]
        texts = self._evidence.texts
        if texts.keys().isdisjoint(documents):
            return [True] * len(documents)
        return [one not in texts or quote is None for one, quote in zip(documents, quotes, strict=True)]

    def _named(self, documents: list[str], handles: list[Any]) -> list[bool]:
        """Return for each document whether its id needs no closer look: it is known, or has no control characters."""
        if all(handles):
            return [True] * len(documents)
        return [bool(known) or id_.isprintable() for id_, known in zip(documents, handles, strict=True)]

    def _made(self, told: Columns) -> Facts:
        """Return the facts of columns that are fine."""
        sources, targets, from_, to = told["source"], told["target"], told["from"], told["to"]
        for place, ways in enumerate(told["fit"]):
            if ways == _BOTH_WAYS and targets[place] < sources[place]:
                sources[place], targets[place] = targets[place], sources[place]
                from_[place], to[place] = to[place], from_[place]
        event = self._events
        starts, ends = zip(*told["span"], strict=True) if sources else ((), ())
        relations, details = told["relation"], told["details"]
        named = [one.named for one in details]
        for place in self._with_a_key(relations, details):
            named[place] = self._checker.named(relations[place], details[place], told["document"][place] or None)
        none = [""] * len(sources)
        keys = hashed(zip(sources, relations, targets, none, none, named, strict=True))
        own = hashed(zip(sources, relations, targets, starts, ends, named, strict=True))
        ids = [key if event[name] else number for key, number, name in zip(keys, own, relations, strict=True)]
        documents = told["in"]
        if not all(documents):
            self._evidence.introduce(told["document"])
            documents = list(map(self._evidence.documents.__getitem__, told["document"]))
        return Facts(
            ids, from_, relations, to, starts, ends, documents, told["paragraph"], told["quote"], told["credibility"],
            [one.kept for one in details], keys, none, none,
        )  # fmt: skip

    def _with_a_key(self, relations: Sequence[str], details: Sequence[Details]) -> Iterator[int]:
        """Yield the places of facts with attributes that count in their key besides `against`."""
        if any(one.has_ref for one in details) or not self._keyed.isdisjoint(relations):
            for place, (relation, one) in enumerate(zip(relations, details, strict=True)):
                if one.has_ref or relation in self._keyed:
                    yield place


class _Found(dict[Any, Any]):
    """What a check finds of a value, looked at once; None for what it would refuse."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        super().__init__()
        self._check = check

    def __missing__(self, value: Any) -> Any:
        try:
            found = self._check(value)
        except (LinkchartError, ValueError):
            found = None
        remember(self, value, found)
        return found


def _usual(date: ReadDate, *, plain: bool) -> tuple[str, str] | None:
    """Return start and end, None where these do not say all: of `circa`, or whether a fact gave them as its date."""
    usual = not date.circa and is_plain(date.start, date.end, NOTHING) == plain
    return (date.start, date.end) if usual else None


_rare = attrgetter(*RARE)
_attributes = attrgetter("attributes")
_NOTHING = (None,) * len(RARE)


def _columns(facts: PlainFacts) -> Columns:
    return {
        "source": [one.source for one in facts],
        "relation": [one.relation for one in facts],
        "target": [one.target for one in facts],
        "date": [one.date for one in facts],
        "start": [one.start for one in facts],
        "end": [one.end for one in facts],
        "document": [one.document or "" for one in facts],
        "paragraph": [one.paragraph for one in facts],
        "quote": [one.quote or None for one in facts],
        "credibility": [one.credibility for one in facts],
    }
