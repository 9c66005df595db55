"""Facts as YAML, for people: one case a file, with its documents, entities and facts.

A value without quotes is a text (`NO`, `2020-03`), except among attributes, where numbers and booleans are read as
such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from msgspec.json import decode, encode

from ..graph.errors import InputError
from ..graph.loading.fields import Record
from ._yaml import Items, Node, Packed, Pairs, Scalar, parse, resolved, textual
from .facts import KEYS, numbered, record, unknown_key
from .source import Source

SUFFIXES: tuple[str, ...] = (".yaml", ".yml")

PARTS = {
    "schema": "schema", "document": "document", "documents": "document", "entities": "entity", "facts": "fact",
    "judgements": "judgement", "reviews": "review", "saved": "saved", "history": "history",
}  # fmt: skip
"""The keys of a case in the order of its records, and the kind of record under each."""

_KEYS = "documents?|entities|facts|schema|judgements|reviews|saved|history"
_BEGINNING = re.compile(rf"^(?:{_KEYS})\s*:(?:\s|$)", re.MULTILINE)


def sniff(head: str) -> bool:
    """Check whether a line of the text begins with a key of a case."""
    return _BEGINNING.search(head) is not None


def read(source: Source) -> Iterator[Record]:
    """Read documents, then entities, then facts; raises InputError with the line for broken YAML.

    In a case with exactly one document, facts belong to it unless they name another; `document: null` names none.
    """
    root = parse(source.name, source.text(), _packed)
    if root is None or (isinstance(root, Scalar) and textual(root) is None):
        return
    if not isinstance(root, Pairs):
        raise InputError(f"{source.name}, line {root.line}: a case must have the keys {', '.join(PARTS)}.")
    _check_keys(source, root)
    listed = {key: _listed(source, key, root.values.get(key)) for key in PARTS}
    only = _only_document([nodes for key, nodes in listed.items() if PARTS[key] == "document"])
    for key, nodes in listed.items():
        for node in nodes:
            yield record(node.line, PARTS[key], _record_fields(PARTS[key], node, only))


def _check_keys(source: Source, root: Pairs) -> None:
    for key, node in root.values.items():
        if key not in PARTS:
            raise InputError(f"{source.name}, line {node.line}: {unknown_key(key, PARTS, 'A case')}")


def _only_document(lists: Sequence[Sequence[Node]]) -> str | None:
    """Read the id of the only document, None where there are more or none."""
    return _id_of(next(filter(None, lists))[0]) if sum(map(len, lists)) == 1 else None


def _listed(source: Source, key: str, node: Node | None) -> Sequence[Node]:
    if node is None or (isinstance(node, Scalar) and textual(node) is None):
        return []
    if key == "document":
        return [node]
    if isinstance(node, Items):
        return node.values
    raise InputError(f"{source.name}, line {node.line}: “{key}” must be a list.")


def _record_fields(kind: str, node: Node, document: str | None) -> Any:
    fields = _fields(kind, node)
    if not isinstance(fields, dict):
        return fields
    if kind == "fact":
        fields = numbered({"document": document} | fields)
    return {key: value for key, value in fields.items() if value is not None}


def _packed(key: str, node: Node) -> Node:
    """Write the fields of a record as JSON, unless JSON cannot represent their numbers."""
    with suppress(ValueError, OverflowError, RecursionError):
        if key in PARTS and (content := encode(fields := _fields(PARTS[key], node))) and decode(content) == fields:
            return Packed(node.line, content)
    return node


def _fields(kind: str, node: Node) -> Any:
    if isinstance(node, Packed):
        return decode(node.content)
    if not isinstance(node, Pairs):
        return resolved(node)
    texts = KEYS[kind].keys() - {"attributes"}
    return {key: textual(value) if key in texts else resolved(value) for key, value in node.values.items()}


def _id_of(document: Node) -> str | None:
    fields = _fields("document", document)
    id_ = fields.get("id") if isinstance(fields, dict) else None
    return id_ if isinstance(id_, str) else None
