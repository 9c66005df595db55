"""Any order, any split into files, any mixture of load, copy and forget: the store is as after one load of the rest."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any, ClassVar, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from linkchart.graph.errors import InputError
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.graph.stores.transfer import transfer
from tests.graph.records import Record, add, contents

DOCUMENTS = {
    "a": {"publisher": "Agency", "reliability": "B", "published": "2020-01-05"},
    "b": {"publisher": "AGENCY", "reliability": "D", "published": "2021-06"},
    "c": {"reliability": "F"},
}
ENTITIES = ("organization:x", "organization:y", "organization:z", "event:raid", "person:ana", "population:guards")
RELATIONS = (
    ("organization:x", "SUPPORTS", "organization:y"),  # a tie
    ("organization:x", "FIGHTS", "organization:y"),  # it contradicts the first, and reads the same both ways
    ("organization:y", "FIGHTS", "organization:x"),
    ("organization:x", "ATTACKED", "organization:z"),  # an act
    ("event:raid", "KILLED", "population:guards"),
    ("organization:z", "PERPETRATED", "event:raid"),
)
DATES = ("2019", "2020", "2020-03", "2020-03-14", "2021-01")


class File(NamedTuple):
    """A file: entity records with their aliases, and facts.

    `owner`: the document with which the entity records go, the only one that the file had when it was loaded.
    """

    documents: tuple[str, ...]
    entities: tuple[tuple[str, str], ...]
    facts: tuple[Record, ...]
    owner: str | None

    def records(self) -> list[Record]:
        """List the records of the file."""
        documents = [("document", {"id": id_, **DOCUMENTS[id_]}) for id_ in self.documents]
        return [*documents, *map(_entity, self.entities), *self.facts]

    def without(self, document: str) -> File:
        """Give the file without a forgotten document."""
        entities = () if self.owner == document else self.entities
        facts = tuple(fact for fact in self.facts if fact[1].get("document") != document)
        return self._replace(
            documents=tuple(id_ for id_ in self.documents if id_ != document), entities=entities, facts=facts
        )


def _entity(pair: tuple[str, str]) -> Record:
    id_, alias = pair
    type_, _, name = id_.partition(":")
    aliases = {"aliases": [alias]} if alias else {}
    return "entity", {"id": id_, "type": type_.capitalize(), "name": name.capitalize(), **aliases}


def _dated(draw: st.DrawFn) -> dict[str, str]:
    kind = draw(st.sampled_from(["date", "span", "start", "none"]))
    if kind == "date":
        return {"date": draw(st.sampled_from(DATES))}
    if kind == "span":
        first, last = sorted(draw(st.tuples(st.sampled_from(DATES), st.sampled_from(DATES))))
        return {"start": first, "end": last}
    return {"start": draw(st.sampled_from(DATES))} if kind == "start" else {}


@st.composite
def facts(draw: st.DrawFn, documents: tuple[str, ...]) -> Record:
    """Draw a fact that stands in one of some documents; in none if there are none.

    Else a fact would outlive the records of its ends, which go with the only document of their file.
    """
    source, relation, target = draw(st.sampled_from(RELATIONS))
    fact: dict[str, Any] = {"source": source, "relation": relation, "target": target, **_dated(draw)}
    optional: dict[str, st.SearchStrategy[Any]] = {
        "credibility": st.sampled_from([1, 3, 6]),
        "modality": st.sampled_from(["claimed", "hypothetical", "negated"]),
        "attributes": st.sampled_from([{"count": 5}, {"count": "at least 6"}, {"role": "r"}, {"ref": "7"}]),
    }
    if documents:
        fact["document"] = draw(st.sampled_from(documents))
    return "fact", fact | draw(st.fixed_dictionaries({}, optional=optional))


@st.composite
def files(draw: st.DrawFn) -> File:
    """Draw a file that is right by construction: it has records of all ends."""
    documents = tuple(sorted(draw(st.sets(st.sampled_from(sorted(DOCUMENTS)), max_size=2))))
    drawn = tuple(draw(st.lists(facts(documents), max_size=4)))
    ends = sorted({fact[end] for _, fact in drawn for end in ("source", "target")})
    more = draw(st.sets(st.sampled_from(ENTITIES), max_size=1))
    aliases = st.sampled_from(["", "", "Front", "Guard"])
    entities = tuple((id_, draw(aliases)) for id_ in sorted({*ends, *more}))
    return File(documents, entities, drawn, documents[0] if len(documents) == 1 else None)


def _forgotten(files_: list[File], document: str) -> list[File]:
    """Give files without a forgotten document.

    An entity that only its facts named goes, unless another file or a file of other documents has a record of it.
    """
    left = [file.without(document) for file in files_]
    still_named = {fact[1][end] for file in left for fact in file.facts for end in ("source", "target")}
    named = {
        fact[1][end]
        for file in files_ for fact in file.facts if fact[1].get("document") == document for end in ("source", "target")
    }  # fmt: skip
    records = [(id_, was) for was, file in zip(files_, left, strict=True) for id_, _ in file.entities]
    kept = {id_ for id_, was in records if was.owner is not None or document not in was.documents}
    gone = named - still_named - kept
    return [file._replace(entities=tuple(pair for pair in file.entities if pair[0] not in gone)) for file in left]


class StoreHistory(RuleBasedStateMachine):
    """A store through loads, copies into it and removals; a subclass says how an empty one is opened."""

    opened: ClassVar[Callable[[], Store]]

    def __init__(self) -> None:
        super().__init__()
        self._files: list[File] = []
        self._entries: list[int] = []  # the entry of each file

    def _loaded(self, file: File) -> None:
        self._files.append(file)
        self._entries.append(max(entry.number for entry in self._store.history()))

    @initialize()
    def open(self) -> None:
        """Begin with an empty store."""
        self._store = type(self).opened()

    @rule(file=files())
    def load(self, file: File) -> None:
        """Load a file."""
        assert add(self._store, *file.records()).rejected == ()
        self._loaded(file)

    @rule(file=files())
    def copy(self, file: File) -> None:
        """Load a file into another store and copy that."""
        with closing(open_store(":memory:", create=True)) as other:
            assert add(other, *file.records()).rejected == ()
            transfer(other, self._store)
        self._loaded(file)

    @precondition(lambda self: any(file.documents for file in self._files))
    @rule(data=st.data())
    def forget(self, data: st.DataObject) -> None:
        """Forget a document."""
        known = sorted({id_ for file in self._files for id_ in file.documents})
        document = data.draw(st.sampled_from(known))
        self._store.forget(document)
        self._files = _forgotten(self._files, document)

    @precondition(lambda self: self._files)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Undo a load or a copy, unless later ones need it or something of it was forgotten."""
        place = data.draw(st.integers(0, len(self._files) - 1))
        try:
            self._store.undo(self._entries[place])
        except InputError:
            return
        del self._files[place], self._entries[place]

    @invariant()
    def is_as_after_one_load(self) -> None:
        """Compare with a store into which all that remains is loaded at once, in another order."""
        if not hasattr(self, "_store"):
            return
        records = [record for file in reversed(self._files) for record in file.records()]
        records.sort(key=lambda record: ("document", "entity", "fact").index(record[0]))
        with closing(open_store(":memory:", create=True)) as once:
            assert add(once, *records).rejected == ()
            assert contents(self._store) == contents(once)

    def teardown(self) -> None:
        """Close the store."""
        if hasattr(self, "_store"):
            self._store.close()
