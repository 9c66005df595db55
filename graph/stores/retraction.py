"""Retract a document: its tellings stay, and count for nothing; alike for every store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InputError, UnknownName
from ..model import Document
from .protocol import Command

if TYPE_CHECKING:
    from .protocol import Store


def retract(store: Store, document: str, why: str, *, replaced_by: str | None = None) -> None:
    """Retract a document, or change the reason; `undo` revokes that.

    Raises UnknownName for a document that there is not, InputError where nothing says why.
    """
    if not why.strip():
        raise InputError("A retraction needs a reason: --why “…”.")
    for id_ in filter(None, (document, replaced_by)):
        if not any(store.documents([id_])):
            raise UnknownName("document", id_, (known.id for known in store.documents()))
    if replaced_by == document:
        raise InputError(f"{document} cannot replace itself.")
    ids = [document, *([replaced_by] if replaced_by else [])]
    with store.writer() as writer:
        writer.command = Command("retract", why=why, details={"ids": ids})
        writer.documents([Document(document, retracted=why, replaced_by=replaced_by)])
