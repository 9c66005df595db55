"""Facts as JSON Lines, for programs and big data: one document, entity or fact a line.

The file is streamed. A piece with nothing but plain facts, entities or documents is decoded in one step; other pieces
are read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import groupby
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.json import Decoder

from ..graph.errors import InputError
from ..graph.loading.fields import Record
from ..graph.loading.plain_facts import FEWEST, Block, FullFact, PlainDocument, PlainEntity, PlainFact
from ._repeated_keys import repeated_key, repeats_keys
from .facts import KEYS, broken, record
from .source import Source

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")

Entity = TypeVar("Entity", PlainEntity, dict[str, Any])
Line = TypeVar("Line")

_ADDED = {"line", "reason"}  # the keys that a rejects file adds, so that it can be loaded again
_KINDS = "document, entity and fact"
_FIRST = "schema|document|entity|fact|saved|judgement|review|history|line|reason|record"
_BEGINNING = re.compile(rf'\s*\{{\s*"(?:{_FIRST})"\s*:')


def sniff(head: str) -> bool:
    """Check whether the text begins with an object that has a key of this format."""
    return _BEGINNING.match(head) is not None


def read(source: Source) -> Iterator[Record | Block]:
    """Read the records line by line; raises InputError with line and column for invalid JSON."""
    number = 1
    for count, text in source.pieces():
        yield from _Piece(source, number, count, text).records()
        number += count


class _FactLine(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A line with a fact of the usual keys, as most are."""

    fact: PlainFact


class _FullLine(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A line with a fact of any keys."""

    fact: FullFact


class _EntityLine(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A line with an entity of the usual keys."""

    entity: PlainEntity


class _DocumentLine(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A line with a document of the usual keys."""

    document: PlainDocument


class _Line(Struct, Generic[Entity], forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A line with any of the three kinds of records."""

    fact: FullFact | None = None
    document: dict[str, Any] | None = None
    entity: Entity | None = None


_Plain: TypeAlias = _Line[PlainEntity]
_Unusual: TypeAlias = _Line[dict[str, Any]]
# Kinds of lines with a plain fact or a plain entity alone, as _mixed describes them.
_PLAIN_KINDS = (False, type(None)), (True, PlainEntity)
_USUAL, _FACTS = Decoder(_FactLine).decode_lines, Decoder(_FullLine).decode_lines
_ENTITIES, _DOCUMENTS = Decoder(_EntityLine).decode_lines, Decoder(_DocumentLine).decode_lines
_MIXED, _UNUSUAL = Decoder(_Plain).decode_lines, Decoder(_Unusual).decode_lines


class _Piece:
    """Some lines of a file."""

    def __init__(self, source: Source, number: int, count: int, text: bytes) -> None:
        self._source = source
        self._number = number
        self._count = count
        self._text = text

    def records(self) -> Iterator[Record | Block]:
        """Read the records, consecutive plain ones of a kind as one block."""
        facts: Sequence[_FactLine | _FullLine] = _decoded(_USUAL, self._text) or _decoded(_FACTS, self._text)
        if len(facts) == self._count:
            yield Block([line.fact for line in facts], (), self._numbers(0, self._count))
        elif len(entities := _decoded(_ENTITIES, self._text)) == self._count:
            yield Block((), [line.entity for line in entities], self._numbers(0, self._count))
        elif len(documents := _decoded(_DOCUMENTS, self._text)) == self._count:
            yield Block((), (), self._numbers(0, self._count), [line.document for line in documents])
        else:
            yield from self._mixed()

    def _mixed(self) -> Iterator[Record | Block]:
        lines: Sequence[_Plain | _Unusual] = _decoded(_MIXED, self._text) or _decoded(_UNUSUAL, self._text)
        if len(lines) != self._count:  # something is wrong or unusual, or a line is blank
            yield from (self._single(place) for place, line in enumerate(self._lines) if line.strip())
            return
        first = 0
        kinds = [line.document is None and (line.fact is None, type(line.entity)) for line in lines]
        for kind, run in groupby(kinds):
            last = first + len(list(run))
            if kind in _PLAIN_KINDS and last - first >= FEWEST:
                facts = [line.fact for line in lines[first:last] if line.fact is not None]
                entities = [line.entity for line in lines[first:last] if isinstance(line.entity, PlainEntity)]
                yield Block(facts, entities, self._numbers(first, last))
            else:
                yield from (self._record(place, lines[place]) for place in range(first, last))
            first = last

    def _record(self, place: int, line: _Plain | _Unusual) -> Record:
        if line.fact is None and line.document is None and isinstance(line.entity, dict):
            return record(self._number + place, "entity", line.entity)
        if line.fact is None and line.document is not None and line.entity is None:
            return record(self._number + place, "document", line.document)
        return self._single(place)

    def _numbers(self, first: int, last: int) -> Sequence[int]:
        return range(self._number + first, self._number + last)

    def _single(self, place: int) -> Record:
        """Read a line by itself; raises InputError for invalid JSON."""
        from orjson import JSONDecodeError, loads

        number, line = self._number + place, self._lines[place]
        try:
            value = loads(line)
        except JSONDecodeError as error:
            raise _fault(self._source, number, line, error) from None
        if (key := repeated_key(line)) is not None:
            return broken(number, f"The key “{key}” is here twice.", line.decode())
        return _record_of(number, value)

    @cached_property
    def _lines(self) -> list[bytes]:
        return self._text.removesuffix(b"\n").split(b"\n")


def _decoded(decode: Callable[[bytes], Sequence[Line]], lines: bytes) -> Sequence[Line]:
    """Decode the lines, or return none when any does not fit the decoder or gives a key twice."""
    with suppress(ValueError, RecursionError):
        decoded: Sequence[Any] = decode(lines)
        attributes = _attributes(decoded) if b'"attributes"' in lines else ()
        if not (repeats_keys(lines, decoded) or any(map(repeated_key, attributes))):
            return decoded
    return ()


def _attributes(decoded: Sequence[Any]) -> set[bytes]:
    """Collect the attributes of the facts in lines, all of one class; they stay as written."""
    if not decoded or isinstance(decoded[0], _EntityLine | _DocumentLine):
        return set()
    facts = filter(None, [line.fact for line in decoded])
    return {*map(bytes, filter(None, [fact.attributes for fact in facts]))}


def _record_of(number: int, value: Any) -> Record:
    if not isinstance(value, dict):
        return broken(number, f"A line must be an object with one of {_KINDS}.", value)
    kinds = [kind for kind in KEYS if kind in value]
    others = value.keys() - _ADDED - KEYS.keys()
    if len(kinds) != 1 or others:
        rest = {key: item for key, item in value.items() if key not in _ADDED}
        has = ", ".join(rest)[:100] or "none"
        reason = f"A line must have exactly one of {_KINDS}; this one has {has}."
        return broken(number, reason, rest["record"] if rest.keys() == {"record"} else rest)
    return record(number, kinds[0], value[kinds[0]])


def _fault(source: Source, number: int, line: bytes, error: ValueError) -> InputError:
    source.decoded(number, line)  # raises its own error if the encoding is wrong
    problem, _, where = str(error).partition(": line 1 column ")
    column = where.partition(" ")[0]
    return InputError(f"{source.name}, line {number}, column {column}: broken JSON: {problem}.")
