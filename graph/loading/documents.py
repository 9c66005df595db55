"""The documents that facts refer to, and the check of quotes against their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from ..documents import Document
from ..errors import InputError, near_words
from ..figures import counted
from ..identity.similar import BESIDE
from ..quotes import Place, Text
from ..stores.contract.writer import Writer
from ..stores.protocol import Store
from .notes import Notes
from .written_names import decoded

HINTS = 20
"""The most messages with suggestions; a broken file may have thousands of faults."""

CHARACTERS = 20_000_000  # of cached texts; bounds memory, not what can be loaded
PUBLISHERS = 50_000  # cached ones, likewise

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def remember(memory: dict[_Key, _Value], key: _Key, value: _Value, limit: int = 25_000) -> None:
    """Add a value to a cache that is emptied when it is full."""
    if len(memory) >= limit:
        memory.clear()
    memory[key] = value


class Evidence:
    """The documents of a store and of the file being loaded, with a cache of their texts."""

    def __init__(self, store: Store, writer: Writer, notes: Notes) -> None:
        self._notes = notes
        self.texts: dict[str | None, Text] = {}
        self.ahead: Callable[[], Iterable[str]] = tuple  # the documents of the next facts, to be looked up together
        self.documents = writer.document_handles  # handles of written documents
        self.refused: set[str] = set()  # rejected documents of the file, whose facts are rejected too
        self._store = store
        self._writer = writer
        self._size = 0
        self._publishers: dict[str, str | None] = {}
        self._described: list[Document] = []  # not written yet
        self._described_ids: set[str] = set()  # their ids
        self._met: set[str] = set()  # named, but without a record
        self._undescribed: dict[str, int] = {}  # the same, written or not, with the first line that named them
        self._hints = HINTS

    def trim(self) -> None:
        """Empty the cache when it exceeds its limits."""
        self.documents.trim()
        if len(self._publishers) > PUBLISHERS:
            self._publishers.clear()
        if self._size > CHARACTERS:
            self.documents.forget()
            self.texts.clear()
            self._publishers.clear()
            self._size = 0

    def look_up(self, document: str) -> None:
        """Look up a document, along with the next ones; raises InputError for a rejected one."""
        if document in self.refused:
            raise InputError(f"its document {document} was rejected.")
        if self._unknown({document}):
            self.learn({document, *self.ahead()})
        if self._undescribed.get(document) == 0:
            self._undescribed[document] = self._notes.line

    def learn(self, documents: AbstractSet[str]) -> None:
        """Look up documents that are not known yet; those without a record are noted as undescribed."""
        missing = self._unknown(documents)
        stored = list(self._store.documents(missing)) if missing else []
        self.documents.fetch(document.id for document in stored)
        new = missing.difference(document.id for document in stored)
        self._met |= new
        self._undescribed |= dict.fromkeys(new, 0)
        for document in stored:
            self._keep(document)
            if document == Document(document.id):
                self._undescribed[document.id] = 0

    def know(self, document: Document, combined: Document) -> None:
        """Add a document that the file describes, and its text to check quotes against.

        `combined`: the same with what earlier records say, such as a text that this one need not repeat.
        """
        self._described.append(document)
        self._described_ids.add(document.id)
        self._met.discard(document.id)
        self._undescribed.pop(document.id, None)
        self._keep(combined)

    def know_new(self, documents: Sequence[Document]) -> bool:
        """Add new documents without texts; add none, and return false, if any is known or described twice."""
        ids = {document.id for document in documents}
        if len(ids) < len(documents) or any(True for _ in self._store.documents(ids)):
            return False
        self._described += documents
        self._described_ids |= ids
        self._met -= ids
        for id_ in ids & self._undescribed.keys():
            del self._undescribed[id_]
        self._publishers.update((document.id, document.publisher) for document in documents)
        return True

    def described(self) -> list[Document]:
        """Take the documents to write, which count as stored from now on."""
        batch, self._described = self._described, []
        self._described_ids.clear()
        return batch

    def introduce(self, accepted: Iterable[str | None]) -> None:
        """Write the undescribed documents of accepted facts."""
        if met := self._met.intersection(accepted):
            self._met -= met
            self._writer.documents([Document(id_) for id_ in sorted(filter(None, met))])

    def note_undescribed(self) -> None:
        """Note the documents that neither the file nor the store describes."""
        for place, (document, line) in enumerate(sorted(self._undescribed.items(), key=lambda item: item[::-1])):
            self._notes.begin(line)
            near = self._near(document) if place < HINTS else []
            hint = f" Near: {', '.join(near)}." if near else ""
            self._notes.add("unknown document", f"nothing describes {document}: its quotes are not checked.{hint}")
            self._notes.settle(accepted=True)

    def _near(self, document: str) -> list[str]:
        known = self._store.documents_beside(document, BESIDE)
        return near_words(document, [id_ for id_ in known if id_ not in self._undescribed], 3)

    def _unknown(self, documents: AbstractSet[str]) -> set[str]:
        # Not `documents - self.documents.keys()`: that goes through all known documents.
        known = self.documents, self._described_ids, self._met
        return {id_ for id_ in documents if not any(id_ in some for some in known)}

    def _keep(self, document: Document) -> None:
        if document.publisher or document.id not in self._publishers:
            self._publishers[document.id] = document.publisher
        if document.text is not None:
            self.texts[document.id] = Text(document.text)
            self._size += len(document.text)

    def publisher(self, document: str | None) -> str | None:
        """Look up the publisher of a document, which owns its record numbers; None if unknown."""
        if document is None:
            return None
        self.look_up(document)
        if document not in self._publishers:
            for stored in self._store.documents([document]):
                self._keep(stored)
        return self._publishers.get(document)

    def place(
        self, document: str, quote: str, paragraph: int | None, stated: tuple[int | None, int | None]
    ) -> Place | None:
        """Find a quote in its document, one of `texts`; None unless it stands where the fact says.

        `stated`: the first and last character that the fact gives, if any.
        """
        start, end = stated
        text = self.texts[document]
        place = text.find(quote, start, paragraph)
        if place is None or start not in (None, place.start) or end not in (None, place.end):
            return None
        return place if paragraph in (None, text.paragraph_at(place.start)) else None

    def check(self, fact: Mapping[str, Any]) -> Place:
        """Find a fact's quote in its document, one of `texts`; raises InputError when it is not there."""
        document, quote = fact["document"], fact["quote"]
        paragraph, start = fact.get("paragraph"), fact.get("start_char")
        text = self.texts[document]
        place = text.find(quote, start, paragraph) or text.find(decoded(quote), start, paragraph)
        if place is None:
            raise InputError(f"the quote does not stand in {document}{self._but_for(text, quote)}: “{short(quote)}”")
        end = fact.get("end_char")
        if start not in (None, place.start) or end not in (None, place.end):
            stated = f"characters {start} to {end}" if end is not None else f"character {start}"
            at = f"{place.start} to {place.end}"
            self._notes.add("quote elsewhere", f"{document}: not at {stated}, but {at}: “{short(quote)}”")
        elif paragraph is not None and paragraph != text.paragraph_at(place.start):
            at = str(text.paragraph_at(place.start))
            self._notes.add("quote elsewhere", f"{document}: not in paragraph {paragraph}, but {at}: “{short(quote)}”")
        return place

    def outside(self, document: str, paragraph: int | None, stated: tuple[int | None, int | None]) -> str:
        """Describe a place that is not in the text of a document, one of `texts`; "" for one that is."""
        text = self.texts[document]
        length = len(text.body)
        if paragraph is not None and paragraph > (last := text.paragraph_at(length)):
            return f"{document} has {counted(last, 'paragraph')}, and none is number {paragraph:,}."
        far = max((offset for offset in stated if offset is not None), default=0)
        return f"{document} has {counted(length, 'character')}, and none is number {far:,}." if far > length else ""

    def note_outside(self, fact: Mapping[str, Any]) -> None:
        """Note that a fact without a quote names a place that is not in the text of its document."""
        stated = fact.get("start_char"), fact.get("end_char")
        if sentence := self.outside(fact["document"], fact.get("paragraph"), stated):
            self._notes.add("no such place", sentence)

    def _but_for(self, text: Text, quote: str) -> str:
        """Describe for a message the words in which a quote differs; "" if nothing in the text is similar."""
        self._hints -= 1
        difference = text.difference(quote) if self._hints >= 0 else None
        if difference is None:
            return ""
        mine, theirs = difference
        if not mine:
            return f" but for “{short(theirs)}”, which it leaves out"
        return f" but for “{short(mine)}”" + (f", where the text has “{short(theirs)}”" if theirs else "")


def short(quote: str) -> str:
    """Shorten a quote for a message."""
    return quote if len(quote) <= 80 else quote[:79] + "…"
