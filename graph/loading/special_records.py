"""Records of an export besides the graph: types of the case, saved questions, and judgements.

A foreign file may have them too, so they are loaded into a new store, and otherwise only on request.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from shlex import quote
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..identity.contradictions import check, repeated
from ..identity.in_force import InForce
from ..identity.judgements import KINDS as JUDGEMENTS
from ..identity.judgements import PAIRS, Judgement, described, judgement_of
from ..identity.records import recorded_names
from ..schema import Schema, extended
from ..stores.contract.writer import Writer
from ..stores.entries import Command
from ..stores.protocol import Store
from .notes import Notes

if TYPE_CHECKING:
    from .report import Readers


class SpecialRecords:
    """The special records of a file and of the store."""

    def __init__(self, store: Store, writer: Writer, readers: Readers, notes: Notes, *, all_records: bool) -> None:
        self.questions: dict[str, list[str]] = {}  # to be saved
        self.schema = store.schema
        self._store = store
        self._writer = writer
        self._read_schema = readers.schema
        self._notes = notes
        self._all_records = all_records
        # Looked up before the load adds any.
        self._is_new = not (store.saved() or any(store.documents()) or any(store.entities()))

    def own_types(self, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        """Read the types of a case that are to be added; none if they are in force already or not wanted."""
        if self._read_schema is None:
            raise InputError("schema: types of a case are not read here.")
        extra = self._read_schema(fields, self.schema)
        if is_in_force(extra, self.schema):
            return {}
        if not self._are_taken:
            self._leave_out("its types and relations are not taken: --all-records takes them.")
            return {}
        return extra

    def add_question(self, fields: Mapping[str, Any]) -> None:
        """Add a saved question; raises InputError if there is a different one of its name."""
        name, arguments = saved_question(fields)
        known = self.questions.get(name) or self._saved.get(name)
        if known is not None and list(known) != arguments:
            raise InputError(
                f"the saved question “{name}” asks something else in the store: take this one in under another name, "
                f"with --rename-saved {quote(f'{name}=NEW')}."
            )
        if known is not None:
            return
        if self._are_taken:
            self.questions[name] = arguments
        else:
            self._leave_out(f"the saved question “{name}” is not taken: --all-records takes it.")

    def add_judgement(self, fields: Mapping[str, Any]) -> None:
        """Write a judgement unless it is in force; raises InputError if it contradicts one."""
        judgement = read_judgement(fields, self.schema)
        if repeated(judgement, self._in_force):
            return
        if not self._are_taken:
            self._leave_out(f"the judgement that {described(judgement)} is not taken: --all-records takes it.")
            return
        check(judgement, self._in_force, partial(recorded_names, self._store))
        number = self._writer.judge(judgement)
        self._in_force = InForce([*self._in_force.all, judgement._replace(number=number)])

    def add_review(self, fields: Mapping[str, Any]) -> None:
        """Add a review of the facts to the load's entry in the history."""
        command = self._writer.command or Command("load")
        reviews = [*command.details.get("reviews", ()), read_review(fields)]
        self._writer.command = command._replace(details={**command.details, "reviews": reviews})

    @cached_property
    def _saved(self) -> Mapping[str, tuple[str, ...]]:
        return self._store.saved()

    @cached_property
    def _in_force(self) -> InForce:
        """The judgements in force, including those of the file so far."""
        return InForce(self._store.judgements())

    @property
    def _are_taken(self) -> bool:
        """Whether they are loaded: always into a store that was empty before the load."""
        return self._all_records or self._is_new

    def _leave_out(self, sentence: str) -> None:
        self._notes.add("left out", sentence)


def is_in_force(extra: Mapping[str, Any], schema: Schema) -> bool:
    """Check whether a schema already contains these types and relations."""
    wanted = extended(schema, extra)
    return dict(wanted.nodes) == dict(schema.nodes) and dict(wanted.relations) == dict(schema.relations)


def saved_question(fields: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Read the name and arguments of a saved question; raises InputError."""
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


def read_review(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Read how many facts a reviewer has accepted and rejected; raises InputError."""
    written = {key: str(fields.get(key, 0)) for key in ("accepted", "rejected")}
    counts = {key: int(count) for key, count in written.items() if count.isdecimal()}
    if len(counts) < len(written):
        raise InputError("a review says how many facts were accepted and rejected, as whole numbers.")
    return counts | {key: fields[key] for key in ("who", "time") if isinstance(fields.get(key), str)}


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
