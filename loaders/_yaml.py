"""Read the YAML of facts files: core types only, without anchors, aliases, tags and duplicate keys."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from msgspec.json import decode

from ..graph.errors import InputError

DEEPEST = 32
_END = "SequenceEndEvent"

_WORDS = {"true": True, "false": False, "null": None}
_CORE = {form: value for word, value in _WORDS.items() for form in (word, word.title(), word.upper())}
_CORE |= {"": None, "~": None}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BEYOND = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value; a `plain` one is written without quotes."""

    line: int
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    values: Sequence[Node]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping with texts as keys."""

    line: int
    values: dict[str, Node]


@dataclass(frozen=True, slots=True)
class Packed:
    """An item of a list, as JSON."""

    line: int
    content: bytes


class PackedItems(Sequence["Node"]):
    """The items of a list under a key of the root; the Packed ones stand in one piece of memory."""

    def __init__(self, items: Iterable[Node]) -> None:
        self._content = bytearray()
        self._ends = array("Q", [0])
        self._lines = array("Q")
        self._others: dict[int, Node] = {}
        for place, item in enumerate(items):
            if isinstance(item, Packed):
                self._content += item.content
            else:
                self._others[place] = item
            self._ends.append(len(self._content))
            self._lines.append(item.line)

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, place: Any) -> Any:
        """The item at a place; slices are not read."""
        if place in self._others:
            return self._others[place]
        return Packed(self._lines[place], bytes(self._content[self._ends[place] : self._ends[place + 1]]))


Node: TypeAlias = Scalar | Items | Pairs | Packed
Pack: TypeAlias = Callable[[str, Node], Node]
"""Makes an item of a list under a key of the root smaller."""


def parse(name: str, text: str, pack: Pack = lambda _, node: node) -> Node | None:
    """Parse the document in the text, None when there is none; raises InputError with line and column."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events = iter(yaml.parse(text, Loader=loader))
    reader = _Reader(name, events, pack)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise InputError(f"{name}{where}: broken YAML: {error.problem or error.context}.") from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        raise InputError(f"{name}, line {line}: broken YAML: {error.reason}.") from None


def core(text: str) -> Any:
    """Read a plain scalar as YAML 1.2 does: as null, a boolean, a number, else the text itself.

    >>> [core(text) for text in ("NO", "2020-01-03", "0x10", "1e3", "~")]
    ['NO', '2020-01-03', 16, 1000.0, None]
    """
    if text in _CORE:
        return _CORE[text]
    if _INTEGER.fullmatch(text) and len(text) < 40:
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _BEYOND.fullmatch(text) else text


def resolved(node: Node) -> Any:
    """Turn a node into Python values, plain scalars by their core type."""
    if isinstance(node, Scalar):
        return core(node.text) if node.plain else node.text
    if isinstance(node, Items):
        return [resolved(item) for item in node.values]
    if isinstance(node, Packed):
        return decode(node.content)
    return {key: resolved(value) for key, value in node.values.items()}


def textual(node: Node) -> Any:
    """Turn a node into texts exactly as written, None for a plain null."""
    if isinstance(node, Scalar):
        return None if node.plain and core(node.text) is None else node.text
    return [textual(item) for item in node.values] if isinstance(node, Items) else resolved(node)


class _Reader:
    """Builds nodes from the parser's events, read one by one so that an error stops the parser."""

    def __init__(self, name: str, events: Iterator[Any], pack: Pack) -> None:
        self.name = name
        self.events = events
        self.pack = pack

    def document(self) -> Node | None:
        next(self.events)  # the stream's start
        if type(next(self.events)).__name__ == "StreamEndEvent":
            return None
        node = self.node(next(self.events), 0)
        next(self.events)  # the document's end
        after = next(self.events)
        if type(after).__name__ != "StreamEndEvent":
            raise self.refusal(after, "a file may have one YAML document only; make a file of each")
        return node

    def node(self, event: Any, depth: int) -> Node:
        kind = type(event).__name__
        line = event.start_mark.line + 1
        self.check(event, depth)
        if kind == "ScalarEvent":
            return Scalar(line, event.value, event.implicit[0])
        if kind == "SequenceStartEvent":
            return Items(line, [self.node(item, depth + 1) for item in self.until(_END)])
        return Pairs(line, self.pairs(depth + 1))

    def check(self, event: Any, depth: int) -> None:
        """Raise InputError for YAML that is not supported."""
        if type(event).__name__ == "AliasEvent" or event.anchor is not None:
            raise self.refusal(event, "anchors and aliases (& and *) are not read; write the value out")
        if event.tag is not None:
            raise self.refusal(event, f"tags ({event.tag}) are not read; leave it out")
        if depth > DEEPEST:
            raise self.refusal(event, f"nested more than {DEEPEST} deep")

    def pairs(self, depth: int) -> dict[str, Node]:
        values: dict[str, Node] = {}
        for event in self.until("MappingEndEvent"):
            key = self.node(event, depth)
            if not isinstance(key, Scalar):
                raise self.refusal(event, "a key must be a text")
            if key.text in values:
                raise self.refusal(event, f"the key “{key.text}” is here twice")
            value = next(self.events)
            if depth == 1 and type(value).__name__ == "SequenceStartEvent":
                values[key.text] = self.items(key.text, value)
            else:
                values[key.text] = self.node(value, depth)
        return values

    def items(self, key: str, start: Any) -> Items:
        """Read a list under a key of the root, with its items packed."""
        self.check(start, 1)
        packed = PackedItems(self.pack(key, self.node(item, 2)) for item in self.until(_END))
        return Items(start.start_mark.line + 1, packed)

    def until(self, end: str) -> Iterator[Any]:
        while type(event := next(self.events)).__name__ != end:
            yield event

    def refusal(self, event: Any, reason: str) -> InputError:
        mark = event.start_mark
        return InputError(f"{self.name}, line {mark.line + 1}, column {mark.column + 1}: {reason}.")


def written(value: Any, *, as_text: bool = False) -> str:
    """Write a value on one line, such that `resolved` (`as_text`: `textual`) gives the value back.

    >>> written({"count": 3, "claim": "no: 3"}), written("2020", as_text=True)
    ('{count: 3, claim: "no: 3"}', '2020')
    """
    if isinstance(value, dict):
        pairs = (f"{_key(key)}: {written(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(written(item, as_text=as_text) for item in value)}]"
    if isinstance(value, str):
        read_back = core(value)
        bare = _BARE.fullmatch(value) and (isinstance(read_back, str) or (as_text and read_back is not None))
        return value if bare else _quoted(value)
    return _CONSTANTS.get(str(value)) or repr(value)


_CONSTANTS = {"None": "null", "True": "true", "False": "false"}
_BARE = re.compile(r"[^\W_](?:[\w./()+@–’-]|[ :](?=[\w(]))*")
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]')


def _quoted(text: str) -> str:
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(char) or f"\\u{ord(char):04X}"


def _key(text: str) -> str:
    """Write a key of a flow mapping; YAML requires a mark before a long one."""
    key = written(text)
    return key if len(key) < 120 else f"? {key} "
