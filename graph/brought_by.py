"""The key `brought_by` of an entity record: a document, the load, or only the facts that name the entity."""

from __future__ import annotations

from typing import Final

from .errors import InputError

LOAD: Final = "load"
FACTS: Final = "facts"
_DOCUMENT = "document "


def of_document(id_: str) -> str:
    """Write that a document brought the record."""
    return _DOCUMENT + id_


def document_in(brought_by: str) -> str | None:
    """Read the document that brought a record, None for no document; raises InputError for anything else.

    >>> document_in("document briefing")
    'briefing'
    """
    if brought_by in (LOAD, FACTS):
        return None
    id_ = brought_by.removeprefix(_DOCUMENT)
    if id_ == brought_by or not id_:
        raise InputError(f"brought_by is {LOAD}, {FACTS} or “document” with an id, not “{brought_by}”.")
    return id_
