"""The documents that facts refer to, and whether their quotes stand in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from ..errors import InputError
from ..model import Document
from ..stores.protocol import Store, Writer

CHARACTERS = 20_000_000  # of the texts kept in mind; bounds memory, not what can be loaded

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def remember(memory: dict[_Key, _Value], key: _Key, value: _Value, limit: int = 25_000) -> None:
    """Keep a value in a memory that starts anew when it is full."""
    if len(memory) >= limit:
        memory.clear()
    memory[key] = value


class Evidence:
    """The documents of a store and of the file being loaded, with as many of their texts as memory allows."""

    def __init__(self, store: Store, writer: Writer) -> None:
        self.warnings: list[str] = []
        self.texts: dict[str | None, _Text] = {}
        self.ahead: Callable[[], Iterable[str]] = tuple  # the documents of the next facts, to be looked up together
        self.documents = writer.document_handles  # of those written
        self._store = store
        self._writer = writer
        self._size = 0
        self._described: list[Document] = []  # not written yet
        self._told: set[str] = set()  # their ids
        self._met: set[str] = set()  # named, but described by nobody

    def trim(self) -> None:
        """Start anew when there is more than memory is meant to hold."""
        self.documents.trim()
        if self._size > CHARACTERS:
            self.documents.forget()
            self.texts.clear()
            self._size = 0

    def look_up(self, document: str) -> None:
        """Learn of a document, if it is not known yet, and of those that come soon."""
        if self._unknown({document}):
            self.learn({document, *self.ahead()})

    def learn(self, documents: AbstractSet[str]) -> None:
        """Look up documents that are not known yet; what nobody has described comes to be."""
        missing = self._unknown(documents)
        stored = list(self._store.documents(missing)) if missing else []
        self.documents.fetch(one.id for one in stored)
        self._met |= missing.difference(one.id for one in stored)
        for one in stored:
            self._keep(one)

    def know(self, document: Document) -> None:
        """Remember a document that the file describes, and its text to check quotes against."""
        self._described.append(document)
        self._told.add(document.id)
        self._met.discard(document.id)
        self._keep(document)

    def described(self) -> list[Document]:
        """Return what is to be written; from now on the store knows it."""
        batch, self._described = self._described, []
        self._told.clear()
        return batch

    def introduce(self, accepted: Iterable[str | None]) -> None:
        """Let the documents of accepted facts come to be that nobody has described."""
        if met := self._met.intersection(accepted):
            self._met -= met
            self._writer.documents([Document(id_) for id_ in sorted(filter(None, met))])

    def _unknown(self, documents: AbstractSet[str]) -> set[str]:
        # Not `documents - self.documents.keys()`: that goes through all known documents.
        known = self.documents, self._told, self._met
        return {id_ for id_ in documents if not any(id_ in some for some in known)}

    def _keep(self, document: Document) -> None:
        if document.text is not None:
            self.texts[document.id] = _Text(document.text)
            self._size += len(document.text)

    def check(self, fact: Mapping[str, Any]) -> None:
        """Raise InputError when a fact's quote does not stand in its document, one of `texts`; warn when elsewhere."""
        document, quote, paragraph = fact["document"], fact["quote"], fact.get("paragraph")
        start, end = fact.get("start_char"), fact.get("end_char")
        body = self.texts[document]
        if not body.has(quote):
            raise InputError(f"the quote does not stand in {document}: “{short(quote)}”")
        if paragraph is not None and not body.has(quote, paragraph):
            self.warnings.append(f"{document}: not in paragraph {paragraph}, but elsewhere: “{short(quote)}”")
        if start is not None and end is not None and _squeezed(body.text[start:end]) != _squeezed(quote):
            self.warnings.append(f"{document}: characters {start} to {end} are not the quote “{short(quote)}”")


class _Text:
    """A document's text, ready to be asked whether a quote stands in it, white space aside."""

    __slots__ = ("_paragraphs", "_squeezed", "text")

    def __init__(self, body: str) -> None:
        self.text = body
        self._squeezed = _squeezed(body)
        self._paragraphs: list[str] | None = None

    def has(self, quote: str, paragraph: int | None = None) -> bool:
        wanted = _squeezed(quote)
        if paragraph is None:
            return wanted in self._squeezed
        if self._paragraphs is None:
            self._paragraphs = [_squeezed(line) for line in self.text.splitlines() if line.strip()]
        return paragraph <= len(self._paragraphs) and wanted in self._paragraphs[paragraph - 1]


def short(quote: str) -> str:
    """Return the beginning of a quote, for a message."""
    return quote if len(quote) <= 80 else quote[:79] + "…"


def _squeezed(body: str) -> str:
    return re.sub(r"\s+", " ", body).strip()
