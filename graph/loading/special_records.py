"""Records of an export beside the graph itself: the types of a case, and saved questions.

Somebody else's file may hold them, too. So they are taken into a store that is new, and else only on wish.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ..errors import InputError
from ..schema import Schema, extended
from ..stores.protocol import Store


class SpecialRecords:
    """Whether these records of a file are taken, and what there is of them in the store."""

    def __init__(self, store: Store, *, all_records: bool) -> None:
        self._store = store
        self._all_records = all_records

    @cached_property
    def saved(self) -> Mapping[str, tuple[str, ...]]:
        """The saved questions of the store."""
        return self._store.saved()

    @cached_property
    def are_taken(self) -> bool:
        """Whether they are: always into a store that was empty before the load."""
        return self._all_records or not (
            self.saved or any(True for _ in self._store.documents()) or any(True for _ in self._store.entities())
        )


def is_in_force(extra: Mapping[str, Any], schema: Schema) -> bool:
    """Return whether a schema says all that some types and relations say."""
    wanted = extended(schema, extra)
    return dict(wanted.nodes) == dict(schema.nodes) and dict(wanted.relations) == dict(schema.relations)


def saved_question(fields: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Return the name of a saved question and its words; raises InputError."""
    name, arguments = fields.get("name"), fields.get("arguments")
    if not isinstance(name, str) or not name:
        raise InputError("a saved question needs a name.")
    if not isinstance(arguments, list) or not all(isinstance(word, str) for word in arguments) or not arguments:
        raise InputError(f"the arguments of the saved question “{name}” are a list of texts.")
    return name, arguments
