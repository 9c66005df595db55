"""Documents loaded again: unchanged, a new edition, or a clash of ids (docs/semantics.md, Evidence)."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from ..documents import Document
from ..errors import InputError
from ..names import normal
from ..quotes import Text
from ..stores.contract.writer import Writer
from ..stores.protocol import Store
from ..stores.removals import Withdrawn
from .notes import Notes

if TYPE_CHECKING:
    from .report import Readers


class Editions:
    """The documents of a file, with their texts, beside those of their ids that the store or the file has already."""

    def __init__(self, store: Store, readers: Readers, notes: Notes, *, new_edition: bool) -> None:
        self._store = store
        self._readers = readers
        self._notes = notes
        self._new_edition = new_edition
        self._known: dict[str, Document | None] = {}
        self._new_editions: dict[str, None] = {}  # ids of documents

    def look_ahead(self, ids: Iterable[str]) -> None:
        """Look up the next documents together; all earlier ones of the file must be written."""
        self._known.clear()
        self._look_up(ids)

    def with_text(self, document: Document) -> Document:
        """Read the text of a document that only names a path."""
        if document.text is not None or not document.path or not self._readers.text:
            return document
        try:
            text = self._readers.text(self._readers.base, document.path)
            why = f"is not at {document.path} below {self._readers.base}"
        except InputError as error:
            text, why = None, f"cannot be read: {str(error).removesuffix('.')}"
        if text is None:
            self._notes.add("missing text", f"the text of {document.id} {why}: its quotes are not checked.")
        return document._replace(text=text)

    def check(self, document: Document) -> None:
        """Note whether a document is a new edition of an existing one; raises InputError for a clash."""
        if document.id not in self._known:
            self._look_up([document.id])
        known = self._known[document.id]
        is_new = known is not None and is_new_edition(known, document, wanted=self._new_edition)
        self._known[document.id] = document if known is None else _over(known, document)
        if is_new:
            self._new_editions[document.id] = None

    def withdraw(self, writer: Writer) -> list[Withdrawn]:
        """Withdraw the tellings whose quotes are not in the new edition of their document."""
        return [
            withdrawn
            for id_ in self._new_editions
            for document in self._store.documents([id_])
            for withdrawn in writer.withdraw(id_, Text(document.text or ""))
        ]

    def combined(self, id_: str) -> Document:
        """Combine all records of a document that was checked; later ones override earlier ones."""
        return self._known[id_] or Document(id_)

    def _look_up(self, ids: Iterable[str]) -> None:
        asked = dict.fromkeys(ids)
        self._known |= asked
        documents = self._store.documents(list(asked)) if asked else ()
        self._known.update((document.id, document) for document in documents)


def is_new_edition(known: Document, document: Document, *, wanted: bool) -> bool:
    """Check whether a document has another text than the known one; raises InputError for a clash.

    `wanted`: another text is a new edition even without a date that shows it to be later.
    """
    publishers = [described.publisher for described in (known, document) if described.publisher]
    if len({normal(publisher) or publisher for publisher in publishers}) > 1:
        raise InputError(
            f"{document.id} is by {publishers[0]} in the store and by {publishers[1]} here: these are two documents. "
            f"Load this one under another id, with --rename-document {document.id}=NEW."
        )
    if known.text is None or document.text is None or known.text == document.text:
        return False
    if wanted or (document.edition and document.edition > (known.edition or known.published or "")):
        return True
    raise InputError(
        f"{document.id} has another text in the store (sha256 {_hash(known.text)}) than here ({_hash(document.text)}): "
        "load it with --new-edition if it is a later edition, or under another id with "
        f"--rename-document {document.id}=NEW."
    )


def _over(known: Document, document: Document) -> Document:
    given = {name: value for name, value in document._asdict().items() if value is not None and value != {}}
    return known._replace(**given)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
