"""Retract a document: its tellings stay but no longer count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..documents import Document
from ..errors import InputError, UnknownName
from .entries import Command

if TYPE_CHECKING:
    from .protocol import Store


def retract(store: Store, document: str, why: str, *, replaced_by: str | None = None) -> None:
    """Retract a document, or change the reason; `undo` revokes that.

    Raises UnknownName for an unknown document, InputError without a reason.
    """
    if not why.strip():
        raise InputError("A retraction needs a reason: --why “…”.")
    known = {stored.id: stored for stored in store.documents([document, replaced_by or document])}
    for id_ in filter(None, (document, replaced_by)):
        if id_ not in known:
            raise UnknownName("document", id_, (stored.id for stored in store.documents()))
    if replaced_by == document:
        raise InputError(f"{document} cannot replace itself.")
    ids = [document, *([replaced_by] if replaced_by else [])]
    with store.writer() as writer:
        before = [known[document].retracted, known[document].replaced_by]
        writer.command = Command("retract", why=why, details={"ids": ids, "before": before})
        writer.documents([Document(document, retracted=why, replaced_by=replaced_by)])
