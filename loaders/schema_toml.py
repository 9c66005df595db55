"""A case's own types and relations, from a TOML file: `[nodes.Vessel]`, `[relations.OWNS]`.

The keys of a table are the fields of `graph.schema.NodeType` and `RelationType`; a table with a known name overrides
the given fields of that type or relation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from ..graph.errors import InputError, did_you_mean
from ..graph.schema import ROLES, Schema, builtin
from .source import Source

_NAMES = {"nodes": re.compile(r"[A-Z][A-Za-z0-9]*"), "relations": re.compile(r"[A-Z][A-Z0-9_]*")}
_LIKE = {"nodes": "Vessel: a capital, letters, digits", "relations": "OWNED_BY: capitals, digits and _"}


def read_extra(path: str, schema: Schema | None = None) -> dict[str, Any]:
    """Read a file's types and relations as `graph.schema.extended` takes them, checked against a schema.

    Raises InputError that names the file, the table and the fault.
    """
    import tomllib

    source = Source(path)
    try:
        tables = tomllib.loads(source.text())
    except ValueError as error:  # broken TOML, or a number of more digits than Python reads
        raise InputError(f"{source.name}: broken TOML: {error}.") from None
    except RecursionError:
        raise InputError(f"{source.name}: broken TOML: lists or tables are nested too deep.") from None
    try:
        return checked_extra(tables, schema or builtin())
    except InputError as error:
        raise InputError(f"{source.name}: {error}") from None


def checked_extra(tables: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """Check types and relations for `graph.schema.extended`; raises InputError for the first fault."""
    _known(tables, _NAMES, "the file")
    parts = {part: _tables(part, tables.get(part, {})) for part in _NAMES}
    types = _types(schema, parts["nodes"])
    for name, entry in parts["nodes"].items():
        _check_keys(f"nodes.{name}", entry, _NODE)
    for name, entry in parts["relations"].items():
        where = f"relations.{name}"
        _check_keys(where, entry, _RELATION)
        if "steers" in entry:
            _check_ends(f"{where}.steers", entry["steers"], types)
        _check_opposes(where, entry.get("opposes", ()), {*schema.relations, *parts["relations"]})
        for end in ("domain", "range"):
            if end in entry:
                _check_ends(f"{where}.{end}", entry[end], types)
            elif name not in schema.relations:
                raise InputError(f"[{where}] is new and needs a {end}: a list of the node types it leads "
                                 f"{'from' if end == 'domain' else 'to'}.")  # fmt: skip
    return parts


def _tables(part: str, tables: Any) -> dict[str, Any]:
    if not isinstance(tables, dict):
        raise InputError(f"{part} must be tables: [{part}.NAME].")
    for name, entry in tables.items():
        if not _NAMES[part].fullmatch(name):
            raise InputError(f"[{part}.{name}]: a name here looks like {_LIKE[part]}.")
        if not isinstance(entry, dict):
            raise InputError(f"{part}.{name} must be a table: [{part}.{name}].")
    return tables


def _types(schema: Schema, nodes: Mapping[str, Any]) -> list[str]:
    """List the names of all node types; no two may differ in case only, since ids begin with them in lower case."""
    known = dict(schema.type_of_prefix)
    for name in nodes:
        other = known.setdefault(name.lower(), name)
        if other != name:
            raise InputError(f"[nodes.{name}] differs from {other} in capitals only.")
    return list(known.values())


def _check_keys(where: str, entry: Mapping[str, Any], checks: Mapping[str, Callable[[Any], str]]) -> None:
    _known(entry, checks, f"[{where}]")
    for key, value in entry.items():
        if wanted := checks[key](value):
            raise InputError(f"{where}.{key} must be {wanted}, not {value!r}.")


def _check_ends(where: str, ends: list[str], types: Collection[str]) -> None:
    for name in ends:
        if name == "Document":
            raise InputError(f"{where}: a Document is the source of a fact, never an end of a relation.")
        if name not in types:
            raise InputError(f"{where}: there is no node type “{name}”.{did_you_mean(name, types)}")
    if not ends:
        raise InputError(f"{where} is empty: name the node types.")


def _check_opposes(where: str, opposed: Collection[str], relations: Collection[str]) -> None:
    for name in opposed:
        if name not in relations:
            hint = did_you_mean(name, relations)
            raise InputError(f"{where}.opposes: there is no relation “{name}”.{hint}")


def _known(entry: Mapping[str, Any], keys: Collection[str], what: str) -> None:
    for key in entry:
        if key not in keys:
            hint = did_you_mean(key, keys) or f" Keys are {', '.join(keys)}."
            raise InputError(f"{what} has no key “{key}”.{hint}")


# Each check describes the value that a key needs, "" when the value fits.


def _text(value: Any) -> str:
    return "" if isinstance(value, str) else "a text"


def _texts(value: Any) -> str:
    return "" if isinstance(value, list) and all(isinstance(item, str) for item in value) else "a list of texts"


def _truth(value: Any) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _sign(value: Any) -> str:
    return "" if type(value) is int and value in (-1, 0, 1) else "-1, 0 or 1"


def _strength(value: Any) -> str:
    return "" if type(value) in (int, float) and 0 < value <= 1 else "above 0 and at most 1"


def _aspect(value: Any) -> str:
    return "" if value in ("tie", "act", "event") else "tie, act or event"


def _role(value: Any) -> str:
    return "" if value in ROLES else f"one of {', '.join(ROLES)}"


def _conducts(value: Any) -> str:
    return "" if value in ("forward", "backward", "none") else "forward, backward or none"


_NODE: Mapping[str, Callable[[Any], str]] = {
    "kinds": _texts,
    "gloss": _text,
    "acts": _truth,
    "walkable": _truth,
    "acted_kinds": _texts,
    "spread_kinds": _texts,
}

_RELATION: Mapping[str, Callable[[Any], str]] = {
    "domain": _texts,
    "range": _texts,
    "sign": _sign,
    "strength": _strength,
    "conducts": _conducts,
    "symmetric": _truth,
    "on_path": _truth,
    "expected": _texts,
    "inverse": _text,
    "layer": _text,
    "plover": _text,
    "gloss": _text,
    "aspect": _aspect,
    "steers": _texts,
    "shared": _truth,
    "once": _truth,
    "key": _texts,
    "proxy": _truth,
    "fraction": _text,
    "role": _role,
    "opposes": _texts,
    "verb": _text,
}
