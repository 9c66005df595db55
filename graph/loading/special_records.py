"""Records of an export other than the graph: the types of a case, saved questions, and judgements.

Somebody else's file may hold them, too. So they are taken into a store that is new, and else only on wish.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from ..errors import InputError
from ..identity.judgements import KINDS as JUDGEMENTS
from ..identity.judgements import PAIRS, Judgement, judgement_of
from ..schema import Schema, extended
from ..stores.protocol import Store


class SpecialRecords:
    """Whether to load these records of a file, and those that the store has."""

    def __init__(self, store: Store, *, all_records: bool) -> None:
        self._store = store
        self._all_records = all_records
        # Looked up now, since what the load itself adds does not count.
        self._is_new = not (store.saved() or any(store.documents()) or any(store.entities()))

    @cached_property
    def saved(self) -> Mapping[str, tuple[str, ...]]:
        """The saved questions of the store."""
        return self._store.saved()

    @cached_property
    def judgements(self) -> Sequence[Judgement]:
        """The judgements in force in the store."""
        return list(self._store.judgements())

    @property
    def are_taken(self) -> bool:
        """Whether they are loaded: always into a store that was empty before the load."""
        return self._all_records or self._is_new


def is_in_force(extra: Mapping[str, Any], schema: Schema) -> bool:
    """Tell whether a schema already contains these types and relations."""
    wanted = extended(schema, extra)
    return dict(wanted.nodes) == dict(schema.nodes) and dict(wanted.relations) == dict(schema.relations)


def saved_question(fields: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Read the name of a saved question and its words; raises InputError."""
    name, arguments = fields.get("name"), fields.get("arguments")
    if not isinstance(name, str) or not name:
        raise InputError("a saved question needs a name.")
    if not isinstance(arguments, list) or not all(isinstance(word, str) for word in arguments) or not arguments:
        raise InputError(f"the arguments of the saved question “{name}” are a list of texts.")
    return name, arguments


def read_judgement(fields: Mapping[str, Any], schema: Schema) -> Judgement:
    """Read the judgement of a record; raises InputError."""
    kind, entities = fields.get("kind"), fields.get("entities")
    if kind not in JUDGEMENTS:
        raise InputError(f"a judgement is {', '.join(JUDGEMENTS[:-1])} or {JUDGEMENTS[-1]}, not {kind!r}.")
    for key in ("entities", "names", "documents", "tellings"):
        if not _is_list_of_texts(fields.get(key, [])):
            raise InputError(f"the {key} of a judgement are a list of texts.")
    least = 1 if kind in ("rename", "alias") else 2
    if not isinstance(entities, list) or len(entities) < least or (kind in PAIRS and len(entities) != 2):
        raise InputError(f"a judgement of the kind {kind} names {'one entity' if least == 1 else 'two entities'}.")
    for id_ in entities:
        if id_.partition(":")[0] not in schema.type_of_prefix or not id_.partition(":")[2]:
            raise InputError(f"a judgement names entities by their ids; “{id_}” is none.")
    if kind in ("split", "rename", "alias") and not isinstance(fields.get("name"), str):
        raise InputError(f"a judgement of the kind {kind} needs a name.")
    said = {key: fields[key] for key in ("why", "who", "time") if isinstance(fields.get(key), str)}
    return judgement_of(kind, fields, **said)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
