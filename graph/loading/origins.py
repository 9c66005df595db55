"""Origins of entity records: the only document of their file, else the load, unless the records say it themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from ..brought_by import FACTS, document_in
from ..documents import Document
from ..errors import InputError, LinkchartError
from ..model import Entity
from ..stores.contract.writer import Writer
from .documents import Evidence

Brought = tuple[Entity, str | None]
"""An entity record and its key `brought_by`."""


class Origins:
    """The origins of the entity records of one file."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._owner: str | None = None
        self._several = False

    def note(self, documents: Iterable[Document]) -> None:
        """Attribute entity records to the document of the file, as long as there is just one."""
        ids = {self._owner, *(document.id for document in documents)} - {None}
        if self._several or len(ids) > 1:
            if self._owner is not None:
                self._writer.disown()
            self._owner, self._several = None, True
        else:
            (self._owner,) = ids

    def check(self, record: Brought, evidence: Evidence) -> None:
        """Look up the document of a record's `brought_by`; raises a LinkchartError if it cannot be used."""
        entity, brought_by = record
        if brought_by is None:
            return
        if document := document_in(brought_by):
            evidence.look_up(document)
        if brought_by == FACTS and (entity.kind or entity.aliases or entity.attributes):
            raise InputError("an entity that only facts bring has no kind, aliases or attributes.")

    def are_usable(self, records: Sequence[Brought], evidence: Evidence) -> bool:
        """Check that the origins of all records can be used."""
        if all(brought_by is None for _, brought_by in records):
            return True
        with suppress(LinkchartError):
            for record in records:
                self.check(record, evidence)
            return True
        return False

    def write(self, records: Sequence[Brought], evidence: Evidence) -> None:
        """Write records of entities, grouped by origin."""
        by_origin: dict[str | None, list[Entity]] = {}
        for entity, brought_by in records:
            by_origin.setdefault(brought_by, []).append(entity)
        self._writer.mention(by_origin.pop(FACTS, []))
        for brought_by, entities in by_origin.items():
            document = self._owner if brought_by is None else document_in(brought_by)
            evidence.introduce([document])
            self._writer.entities(entities, document)
