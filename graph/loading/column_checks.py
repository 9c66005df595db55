"""Checks of plain facts, most of a big file, a column at a time.

What they have in common is looked at once; one that a check has doubts about is left to FactChecker, which would
make the same of every other one too. Columns buy two thirds of the time of a big load (bench/load.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, compress
from operator import attrgetter, ne
from typing import Any, TypeAlias

from ..date_reading import ReadDate
from ..errors import LinkchartError
from ..facts import is_plain
from ..model import NOTHING, Entity, Facts
from ..relation_ids import hashed
from .batches import named_in
from .checks import PROGRAMS, Details, FactChecker, span
from .documents import Evidence, remember
from .known_mentions import Mention
from .mentions import Names
from .plain_facts import RARE, Block, PlainFact
from .plain_names import clashing, plain_ends

Columns: TypeAlias = dict[str, list[Any]]

_JUDGED = ("source_sure", "target_sure", "apart", "fit", "span", "details", "quoted", "named")
"""Columns of check results; a false value sends the fact to FactChecker."""

_SIDES = ("source", "from"), ("target", "to")
"""The columns of ids and of handles."""

_ONE_WAY, _BOTH_WAYS = 1, 2


class ColumnChecker:
    """Checks plain facts in columns."""

    def __init__(self, checker: FactChecker, names: Names, evidence: Evidence) -> None:
        import orjson

        self._checker = checker
        self._names = names
        self._evidence = evidence
        self._loads = orjson.loads
        self._relations = _Remembered(checker.relation_name)
        self._fits = _Remembered(self._ways)
        self._days = _Remembered(lambda date: _usual(span(date, None, None, checker.order), plain=bool(date)))
        self._spans = _Remembered(
            lambda dates: _usual(span(dates[0], dates[1], dates[2], checker.order), plain=bool(dates[0]))
        )
        self._events = {name: checker.is_event(name) for name in checker.relations}
        self._keyed = frozenset(filter(checker.has_key, checker.relations))
        self._details = _Remembered(self._plain_details)

    def check(self, block: Block) -> tuple[Facts, list[int]]:
        """Check the facts in columns; return those that pass, and the positions of doubtful ones.

        Entities that only they name are written; none is where the order of the facts decides what names mean.
        """
        facts = block.facts
        columns = _columns(facts)
        mentions = self._mentions(facts, columns)
        new = self._resolve(columns, mentions) if mentions else {}
        columns["apart"] = list(map(ne, columns["source"], columns["target"]))
        types = (self._names.ids.types(columns[ids], columns[handles]) for ids, handles in _SIDES)
        columns["relation"] = list(map(self._relations.__getitem__, columns["relation"]))
        columns["fit"] = list(map(self._fits.__getitem__, zip(columns["relation"], *types, strict=True)))
        columns["span"] = self._spans_of(columns["date"], columns["start"], columns["end"])
        columns["details"] = list(
            map(self._details.__getitem__, zip(_attributes_of(facts), map(_rare, facts), strict=True))
        )
        columns["in"] = self._documents(columns["document"])
        columns["quoted"] = self._quoted(columns["document"], columns["quote"])
        columns["named"] = self._named(columns["document"], columns["in"])
        sure = [all(row) for row in zip(*(columns[name] for name in _JUDGED), strict=True)]
        doubts = [place for place, is_sure in enumerate(sure) if not is_sure]
        if new:
            if clashing(new, self._open_mentions(facts, mentions, columns, doubts)):
                return _NO_FACTS, list(range(len(facts)))
            self._introduce(block, mentions, new, sure)
        if doubts:
            columns = {name: list(compress(column, sure)) for name, column in columns.items()}
        if new:
            for ids, handles in _SIDES:
                columns[handles] = list(map(self._names.ids.__getitem__, columns[ids]))
        return self._made(columns), doubts

    def _mentions(self, facts: Sequence[PlainFact], columns: Columns) -> Sequence[Sequence[Mention]]:
        """Look up ids, and list the mentions among all sources and targets."""
        handle = self._names.ids.get
        types = [fact.source_type for fact in facts], [fact.target_type for fact in facts]
        for ids, handles in _SIDES:
            columns[handles] = columns[f"{ids}_sure"] = list(map(handle, columns[ids]))
        if not (any(map(any, types)) or any(columns["source_as"]) or any(columns["target_as"])):
            columns["source_as"] = columns["target_as"] = [""] * len(facts)
            if all(columns["from"]) and all(columns["to"]):
                return ()
        return [
            [(name, type_ or None) for name, type_ in zip(columns[ids], some, strict=True)]
            for (ids, _), some in zip(_SIDES, types, strict=True)
        ]

    def _resolve(self, columns: Columns, mentions: Sequence[Sequence[Mention]]) -> Mapping[Mention, Entity]:
        """Put the ids and handles of ends into the columns; return the entities that new names would make."""
        known, new = plain_ends(self._names, {*chain.from_iterable(mentions)})
        handle = self._names.ids.get
        for (ids, handles), side in zip(_SIDES, mentions, strict=True):
            written, as_ = columns[ids], f"{ids}_as"
            columns[ids] = [
                known.get(mention) or (new[mention].id if mention in new else mention[0]) for mention in side
            ]
            columns[handles] = list(map(handle, columns[ids]))
            columns[f"{ids}_sure"] = [mention in known or mention in new for mention in side]
            columns[as_] = [
                "" if (name := given or mention) == id_ else name
                for given, mention, id_ in zip(columns[as_], written, columns[ids], strict=True)
            ]
        return new

    def _introduce(
        self, block: Block, mentions: Sequence[Sequence[Mention]], new: Mapping[Mention, Entity], sure: Sequence[bool]
    ) -> None:
        """Write the new entities of facts without doubts."""
        entities: dict[str, tuple[Entity, int]] = {}
        for line, is_sure, *ends in zip(block.lines, sure, *mentions, strict=True):
            for mention in ends if is_sure else ():
                if mention in new:
                    entities.setdefault(new[mention].id, (new[mention], line))
        self._names.introduce(list(entities.values()))

    def _open_mentions(
        self, facts: Sequence[PlainFact], mentions: Sequence[Sequence[Mention]], columns: Columns, doubts: Sequence[int]
    ) -> set[Mention]:
        """List the mentions that new names may change: those without type, or not looked up."""
        mentioned = {
            mention
            for (ids, _), side in zip(_SIDES, mentions, strict=True)
            for mention, id_, is_sure in zip(side, columns[ids], columns[f"{ids}_sure"], strict=True)
            if not is_sure or (mention[1] is None and mention[0] != id_)
        }
        for place in doubts:
            attributes = bytes(facts[place].attributes)
            if b"against" in attributes or b"via" in attributes:
                with suppress(ValueError):
                    mentioned |= {(name, None) for name in named_in(self._loads(attributes))}
        return mentioned

    def _ways(self, fit: tuple[str, str, str]) -> int | None:
        """List the directions in which a relation may join two types, None for a name written otherwise."""
        if fit[0] not in self._checker.relations:
            return None
        return _BOTH_WAYS if self._checker.is_symmetric(*fit) else _ONE_WAY

    def _documents(self, documents: list[str]) -> list[Any]:
        """List the handles of documents, None for undescribed ones."""
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

    def _plain_details(self, said: tuple[bytes, tuple[Any, ...]]) -> Details | None:
        attributes, rare = said
        fields = {name: value for name, value in zip(RARE, rare, strict=True) if value is not None}
        if attributes:
            fields["attributes"] = self._loads(attributes)
        details = self._checker.details(fields)
        return details if details.lasting and fields.get("method") not in PROGRAMS else None

    def _quoted(self, documents: list[str], quotes: list[str | None]) -> list[bool]:
        """Tell for each quote whether it need not be searched in its document."""
        if not self._evidence.refused.isdisjoint(documents):
            return [document not in self._evidence.refused for document in documents]
        texts = self._evidence.texts
        if texts.keys().isdisjoint(documents):
            return [True] * len(documents)
        return [one not in texts or quote is None for one, quote in zip(documents, quotes, strict=True)]

    def _named(self, documents: list[str], handles: list[Any]) -> list[bool]:
        """Tell for each document whether its id is fine: known, or without control characters."""
        if all(handles):
            return [True] * len(documents)
        return [bool(known) or id_.isprintable() for id_, known in zip(documents, handles, strict=True)]

    def _made(self, columns: Columns) -> Facts:
        """Make the facts of columns without doubts."""
        self._turn_symmetric(columns)
        sources, relations, targets = columns["source"], columns["relation"], columns["target"]
        starts, ends = zip(*columns["span"], strict=True) if sources else ((), ())
        details = columns["details"]
        named = [detail.named for detail in details]
        for place in self._with_a_key(relations, details):
            named[place] = self._checker.named(relations[place], details[place], columns["document"][place] or None)
        none = [""] * len(sources)
        keys = hashed(zip(sources, relations, targets, none, none, named, strict=True))
        ids = list(keys)
        is_event = self._events
        own = [
            place for place, relation in enumerate(relations)
            if not is_event[relation] and (starts[place] or ends[place])
        ]  # fmt: skip
        parts = sources, relations, targets, starts, ends, named
        rows = zip(*(map(part.__getitem__, own) for part in parts), strict=True)
        for place, number in zip(own, hashed(rows), strict=True):
            ids[place] = number
        documents = columns["in"]
        if not all(documents):
            self._evidence.introduce(columns["document"])
            documents = list(map(self._evidence.documents.__getitem__, columns["document"]))
        return Facts(
            ids, columns["from"], relations, columns["to"], starts, ends, documents, columns["paragraph"],
            columns["quote"], columns["credibility"], [detail.kept for detail in details], keys,
            columns["source_as"], columns["target_as"],
        )  # fmt: skip

    def _turn_symmetric(self, columns: Columns) -> None:
        """Order the ends of symmetric relations by id."""
        sides = [(columns[f"source{name}"], columns[f"target{name}"]) for name in ("", "_as")]
        sides.append((columns["from"], columns["to"]))
        sources, targets = sides[0]
        for place, ways in enumerate(columns["fit"]):
            if ways == _BOTH_WAYS and targets[place] < sources[place]:
                for one, other in sides:
                    one[place], other[place] = other[place], one[place]

    def _with_a_key(self, relations: Sequence[str], details: Sequence[Details]) -> Iterator[int]:
        """Yield the positions of facts with attributes in their key other than `against`."""
        if any(one.has_ref for one in details) or not self._keyed.isdisjoint(relations):
            for place, (relation, one) in enumerate(zip(relations, details, strict=True)):
                if one.has_ref or relation in self._keyed:
                    yield place


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
    """Return start and end, None where they do not say all: with `circa`, or if the key `date` matters."""
    usual = not date.circa and is_plain(date.start, date.end, NOTHING) == plain
    return (date.start, date.end) if usual else None


_rare = attrgetter(*RARE)
_NO_FACTS = Facts(*[()] * len(Facts._fields))


def _attributes_of(facts: Sequence[PlainFact]) -> Iterator[bytes]:
    return map(bytes, [fact.attributes for fact in facts])


def _columns(facts: Sequence[PlainFact]) -> Columns:
    return {
        "source": [fact.source for fact in facts],
        "relation": [fact.relation for fact in facts],
        "target": [fact.target for fact in facts],
        "source_as": [fact.source_as for fact in facts],
        "target_as": [fact.target_as for fact in facts],
        "date": [fact.date for fact in facts],
        "start": [fact.start for fact in facts],
        "end": [fact.end for fact in facts],
        "document": [fact.document or "" for fact in facts],
        "paragraph": [fact.paragraph for fact in facts],
        "quote": [fact.quote or None for fact in facts],
        "credibility": [fact.credibility for fact in facts],
    }
