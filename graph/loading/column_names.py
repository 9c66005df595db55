"""Look up the ends of plain facts column by column, and make entities of new names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import chain

from ..model import Entity
from .columns import SIDES, Columns
from .known_mentions import Mention
from .looked_ahead import named_in
from .mentions import Names
from .plain_facts import Block, PlainFact
from .plain_names import plain_ends


class ColumnNames:
    """Looks up the sources and targets of facts."""

    def __init__(self, names: Names) -> None:
        import orjson

        self._names = names
        self._loads = orjson.loads

    def mentions(self, facts: Sequence[PlainFact], columns: Columns) -> Sequence[Sequence[Mention]]:
        """Look up ids, and list the mentions among all sources and targets."""
        handle = self._names.ids.get
        types = columns["source_type"], columns["target_type"]
        if not (any(map(any, types)) or any(columns["source_as"]) or any(columns["target_as"])):
            columns["source_as"] = columns["target_as"] = [""] * len(facts)
            for ids, handles in SIDES:
                columns[handles] = columns[f"{ids}_sure"] = list(map(handle, columns[ids]))
            if all(columns["from"]) and all(columns["to"]):
                return ()
        return [
            [(name, type_ or None) for name, type_ in zip(columns[ids], some, strict=True)]
            for (ids, _), some in zip(SIDES, types, strict=True)
        ]

    def resolve(self, columns: Columns, mentions: Sequence[Sequence[Mention]]) -> Mapping[Mention, Entity]:
        """Put the ids and handles of ends into the columns; return entities for new names."""
        cached = [self._names.sure.ids(side) for side in mentions]
        pairs = zip(chain.from_iterable(mentions), chain.from_iterable(cached), strict=True)
        known, new = plain_ends(self._names, {mention for mention, id_ in pairs if id_ is None})
        id_of = {**known, **{mention: entity.id for mention, entity in new.items()}}.get
        for (ids, handles), side, sure in zip(SIDES, mentions, cached, strict=True):
            names, as_ = columns[ids], f"{ids}_as"
            if not all(sure):
                sure = [id_ or id_of(mention) for id_, mention in zip(sure, side, strict=True)]  # noqa: PLW2901
            columns[f"{ids}_sure"] = sure
            columns[ids] = [id_ or name for id_, name in zip(sure, names, strict=True)]
            columns[handles] = list(map(self._names.ids.get, columns[ids]))
            given = columns[as_] if any(columns[as_]) else names
            columns[as_] = [
                "" if (name := as_written or mention) == id_ else name
                for as_written, mention, id_ in zip(given, names, columns[ids], strict=True)
            ]
        return new

    def introduce(
        self, block: Block, mentions: Sequence[Sequence[Mention]], new: Mapping[Mention, Entity], sure: Sequence[bool]
    ) -> None:
        """Write the new entities of facts without doubts."""
        lines: dict[Mention, int] = {}
        for line, is_sure, source, target in zip(block.lines, sure, *mentions, strict=True):
            if is_sure:
                if source in new:
                    lines.setdefault(source, line)
                if target in new:
                    lines.setdefault(target, line)
        self._names.introduce([(new[mention], line) for mention, line in lines.items()])
        for mention in lines:  # it need not be looked up when it comes again
            self._names.sure.add(mention, new[mention].id)

    def open_mentions(
        self, facts: Sequence[PlainFact], mentions: Sequence[Sequence[Mention]], columns: Columns, doubts: Sequence[int]
    ) -> set[Mention]:
        """List the mentions whose meaning new names may change: without a type, or not looked up."""
        mentioned = {
            mention
            for (ids, _), side in zip(SIDES, mentions, strict=True)
            for mention, id_, is_sure in zip(side, columns[ids], columns[f"{ids}_sure"], strict=True)
            if not is_sure or (mention[1] is None and mention[0] != id_)
        }
        for place in doubts:
            attributes = bytes(facts[place].attributes)
            if b"against" in attributes or b"via" in attributes:
                with suppress(ValueError):
                    mentioned |= {(name, None) for name in named_in(self._loads(attributes))}
        return mentioned
