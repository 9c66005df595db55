"""Clashes between two stores, such as different documents of one id, and renaming to avoid them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from shlex import quote

from ..documents import Document
from ..errors import InputError
from ..identity.judgements import Judgement
from ..identity.telling_marks import mark_of
from ..loading.editions import is_new_edition
from ..model import NOTHING, RELATION_MODALITIES, Relation, Telling
from ..question_words import renamed_words
from ..scope import Scope, Selection
from .entity_record import EntityRecord
from .protocol import Store

BATCH = 500

EVERYTHING = Selection(Scope(modalities=RELATION_MODALITIES))
"""All relations, of any modality."""


class Renamed:
    """A store to copy, with new ids for some documents and new names for some saved questions."""

    def __init__(
        self, store: Store, names: Mapping[str, str] = NOTHING, saved_names: Mapping[str, str] = NOTHING
    ) -> None:
        self.store = store
        self._names = names
        self._saved_names = saved_names

    def check(self) -> None:
        """Raise InputError for a document that is not there, or whose new id is that of another one."""
        ids = {document.id for document in self.store.documents([*self._names, *self._names.values()])}
        if missing := sorted(self._names.keys() - ids):
            raise InputError(f"{self.store.url} has no document {missing[0]} to rename.")
        if missing := sorted(self._saved_names.keys() - self.store.saved().keys()):
            raise InputError(f"{self.store.url} has no saved question “{missing[0]}” to rename.")
        new = [self._id(id_) for id_ in sorted(ids)]
        if twice := [id_ for id_ in new if new.count(id_) > 1]:
            raise InputError(f"{self.store.url} would have two documents {twice[0]}: choose another id.")

    def documents(self) -> Iterator[Document]:
        """Yield the documents."""
        for document in self.store.documents():
            replaced_by = document.replaced_by and self._id(document.replaced_by)
            yield document._replace(id=self._id(document.id), replaced_by=replaced_by)

    def judgements(self) -> Iterator[Judgement]:
        """Yield the judgements in force."""
        judgements = list(self.store.judgements())
        marks = self._marks({mark for judgement in judgements for mark in judgement.tellings})
        for judgement in judgements:
            yield judgement._replace(
                documents=tuple(map(self._id, judgement.documents)),
                tellings=tuple(marks.get(mark, mark) for mark in judgement.tellings),
            )

    def _marks(self, wanted: Collection[str]) -> dict[str, str]:
        """Map the marks of tellings of renamed documents to their new marks."""
        marks = {}
        if self._names and wanted:
            for relation in self.store.relations(EVERYTHING):
                symmetric = self.store.schema.relations[relation.relation].symmetric
                ends = relation.source, relation.relation, relation.target
                for telling in relation.tellings:
                    old = mark_of(*ends, telling, symmetric=symmetric)
                    if telling.document in self._names and old in wanted:
                        marks[old] = mark_of(*ends, self._telling(telling), symmetric=symmetric)
        return marks

    def entity_records(self) -> Iterator[EntityRecord]:
        """Yield the records that make up the entities."""
        for record in self.store.entity_records():
            yield record._replace(document=self._id(record.document)) if record.document else record

    def relations(self, selection: Selection) -> Iterator[Relation]:
        """Yield the relations of a selection."""
        for relation in self.store.relations(selection):
            if self._names:
                yield relation._replace(tellings=tuple(map(self._telling, relation.tellings)))
            else:
                yield relation

    def saved(self) -> dict[str, tuple[str, ...]]:
        """Read the saved questions; raises InputError where two of them would get the same name."""
        saved: dict[str, tuple[str, ...]] = {}
        for name, arguments in self.store.saved().items():
            new = self._saved_names.get(name, name)
            if new in saved:
                raise InputError(f"{self.store.url} would have two saved questions “{new}”: choose another name.")
            saved[new] = tuple(renamed_words(arguments, self._names))
        return saved

    def _telling(self, telling: Telling) -> Telling:
        return telling._replace(document=telling.document and self._id(telling.document))

    def _id(self, id_: str) -> str:
        return self._names.get(id_, id_)


def new_editions(source: Renamed, target: Store, *, wanted: bool) -> dict[str, str]:
    """Read the texts of documents that have a later edition in the source, by id.

    Raises InputError for a document whose id is that of another one in the target. `wanted`: every other text is a
    later edition.
    """
    texts = {}
    for documents in _batches(source.documents()):
        known = {document.id: document for document in target.documents(list(documents))}
        for id_, stored in known.items():
            document = documents[id_]
            try:
                is_new = is_new_edition(stored, document, wanted=wanted)
            except InputError as error:
                raise InputError(f"{source.store.url} and {target.url} differ: {error}") from error
            if is_new and document.text is not None:
                texts[id_] = document.text
    return texts


def check_saved(source: Renamed, target: Store) -> None:
    """Raise InputError for a saved question that is a different one in the target."""
    saved = target.saved()
    for name, arguments in source.saved().items():
        if name in saved and tuple(saved[name]) != tuple(arguments):
            raise InputError(
                f"the saved question “{name}” asks something else in {target.url} than in {source.store.url}: copy it "
                f"under another name, with --rename-saved {quote(f'{name}=NEW')}."
            )


def _batches(documents: Iterator[Document]) -> Iterator[dict[str, Document]]:
    batch: dict[str, Document] = {}
    for document in documents:
        batch[document.id] = document
        if len(batch) == BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch
