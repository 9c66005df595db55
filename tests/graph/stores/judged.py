"""Loads, forgets, judgements and undos in any order, and the store that they should come to."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from linkchart.commands.splitting import split_of
from linkchart.graph.errors import InputError
from linkchart.graph.identity.contradictions import check
from linkchart.graph.identity.in_force import InForce
from linkchart.graph.identity.judgements import Judgement
from linkchart.graph.identity.records import records_by_origin
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.loaders.export import write_facts
from tests.graph.records import EVERYTHING, Record, add, contents, document, entity

PEOPLE = ("Ann Lee", "Anne Lee", "Bob Roe", "Rob Roe", "Cal Day")
IDS = tuple(f"person:{name.lower().replace(' ', '-')}" for name in PEOPLE)
DOCUMENTS = (
    document("a", publisher="Agency", reliability="A", published="2020-01-05"),
    document("b", publisher="Agency", reliability="C"),
    document("c", publisher="Herald", reliability="B"),
)
LASTING = [entity(name, "Person", id=id_) for name, id_ in zip(PEOPLE[2:], IDS[2:], strict=True)]
"""Records of no document, which stay."""


def _fact(source: str, relation: str, target: str, **more: Any) -> Record:
    fields = {"source": source, "relation": relation, "target": target, **more}
    return "fact", {key: value for key, value in fields.items() if value is not None}


_ONE = st.sampled_from(IDS)
FACTS = st.builds(
    _fact,
    _ONE,
    st.sampled_from(["SUPPORTS", "MET_WITH", "OPPOSES"]),
    _ONE,
    source_as=st.sampled_from([None, "Ann", "Robbie"]),
    date=st.sampled_from([None, "2019", "2020-01-03"]),
    credibility=st.sampled_from([None, 1, 3]),
    modality=st.sampled_from([None, "claimed", "negated", "forecast"]),
    attributes=st.sampled_from([None, {"against": IDS[0]}, {"against": IDS[1]}]),
)
RECORDS = st.builds(
    lambda place, aliases, kind: entity(PEOPLE[place], "Person", id=IDS[place], aliases=aliases, kind=kind),
    st.integers(0, len(IDS) - 1),
    st.sampled_from([[], ["The Boss"], ["Robbie"]]),
    st.sampled_from([None, "leader", "agent"]),
)


def _some(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(_ONE, min_size=2, max_size=most, unique=True)


JUDGEMENTS = st.one_of(
    st.builds(lambda ids: Judgement("same", tuple(ids)), _some(3)),
    st.builds(lambda ids: Judgement("different", tuple(ids)), _some(2)),
    st.builds(lambda id_, name: Judgement("rename", (id_,), name), _ONE, st.sampled_from(["Ann", "X Y"])),
    st.builds(
        lambda id_, name, removed: Judgement("alias", (id_,), name, removed),
        _ONE, st.sampled_from(["The Boss", "Robbie"]), st.booleans(),
    ),
    st.builds(
        lambda id_, names, documents: Judgement(
            "split", (id_, f"{id_}-2"), "Other One", names=tuple(names), documents=tuple(documents)
        ),
        _ONE, st.sampled_from([[], ["Ann"], ["Robbie"]]), st.sampled_from([[], ["a"], ["c"]]),
    ),
)  # fmt: skip


def judge(store: Store, *judgements: Judgement) -> list[int]:
    """Judge, and return the numbers of the judgements."""
    with store.writer() as writer:
        writer.command = None
        return [writer.judge(judgement) for judgement in judgements]


def undo(store: Store, number: int) -> None:
    """Take a judgement out of force."""
    with store.writer() as writer:
        writer.command = None
        writer.undo_judgement(number, number)


class File(NamedTuple):
    """A loaded file: the entry of its load, its document and its records."""

    entry: int
    document: str | None
    records: list[Record]


def exported(store: Store) -> list[str]:
    """Export a store as a facts file, without the numbers and times of judgements."""
    out, judgements = io.StringIO(), [judgement._replace(number=0, time=None) for judgement in store.judgements()]
    records = records_by_origin(store.entity_records(), judgements)
    graph = store.documents(), records, store.relations(EVERYTHING)
    write_facts(*graph, out, "jsonl", extra={}, saved=store.saved(), judgements=judgements)
    return out.getvalue().splitlines()


class Judging(RuleBasedStateMachine):
    """A store, and the files and judgements that it should be made of."""

    def open_store(self) -> Store:
        """Open a new store."""
        raise NotImplementedError

    @initialize()
    def begin(self) -> None:
        self.store = self.open_store()
        self.files: list[File] = []
        self.in_force: dict[int, Judgement] = {}
        self._load(None, LASTING)

    @rule(place=st.integers(0, 2), records=st.lists(RECORDS, max_size=3), facts=st.lists(FACTS, max_size=5))
    def load(self, place: int, records: list[Record], facts: list[Record]) -> None:
        described = DOCUMENTS[place]
        people = {fields["id"] for _, fields in (*records, *LASTING)}
        own = [_of_document(fields, described[1]["id"], people) for _, fields in facts]
        here = [("fact", fields) for fields in own if {fields["source"], fields["target"]} <= people]
        self._load(described[1]["id"], [described, *records, *here])

    @precondition(lambda self: any(file.document for file in self.files))
    @rule(data=st.data())
    def forget(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted({file.document for file in self.files if file.document})))
        self.store.forget(name)
        self.files = [file for file in self.files if file.document != name]
        self._drop_void(name)
        stand = {judgement.number for judgement in self.store.judgements()}
        for number in self.in_force.keys() - stand:  # void, since the history forgets whom it named
            ids = self.in_force.pop(number).entities
            assert not all(self.store.matches(ids).values())

    @rule(judgement=JUDGEMENTS)
    def judge(self, judgement: Judgement) -> None:
        try:
            check(judgement, InForce(judgement._replace(number=number) for number, judgement in self.in_force.items()))
        except InputError:
            return
        (number,) = judge(self.store, judgement)
        self.in_force[number] = judgement

    @rule(data=st.data())
    def split_telling(self, data: st.DataObject) -> None:
        """Split off an entity that a single telling is about."""
        relations = [(relation.id, relation.source) for relation in self.store.relations(EVERYTHING)]
        if relations:
            id_, source = data.draw(st.sampled_from(relations))
            try:
                judgement = split_of(self.store, source, None, tellings=[f"{id_}:1"])
                check(
                    judgement, InForce(judgement._replace(number=number) for number, judgement in self.in_force.items())
                )
            except InputError:
                return
            (number,) = judge(self.store, judgement)
            self.in_force[number] = judgement

    @precondition(lambda self: self.in_force)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.in_force)))
        self.store.undo(number)
        del self.in_force[number]

    @precondition(lambda self: len(self.files) > 1)
    @rule(data=st.data())
    def undo_load(self, data: st.DataObject) -> None:
        """Undo a load, unless later ones need it or something of it was forgotten."""
        file = data.draw(st.sampled_from(self.files[1:]))
        try:
            self.store.undo(file.entry)
        except InputError:
            return
        self.files.remove(file)

    @invariant()
    def store_is_a_function_of_files_and_judgements(self) -> None:
        if not hasattr(self, "store"):
            return
        fresh = open_store(":memory:", create=True)
        try:
            for file in self.files:
                assert not add(fresh, *file.records).rejected
            for _, judgement in sorted(self.in_force.items()):
                judge(fresh, judgement)
            now, wanted = contents(self.store), contents(fresh)
            assert now == wanted
            assert exported(self.store) == exported(fresh)
        finally:
            fresh.close()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()

    def _drop_void(self, document_: str) -> None:
        """Drop the judgements that were forgotten with what they name; the others must be in force as before."""
        in_force = {judgement.number for judgement in self.store.judgements()}
        void = [self.in_force.pop(number) for number in self.in_force.keys() - in_force]
        here = {entity.id for entity in self.store.entities()}
        for lost in void:
            assert document_ in (*lost.documents, *(mark.split()[0] for mark in lost.tellings)) or not (
                here.issuperset(lost.entities)
            )

    def _load(self, name: str | None, records: list[Record]) -> None:
        assert not add(self.store, *records).rejected
        self.files.append(File(max(entry.number for entry in self.store.history()), name, records))


def _of_document(fields: dict[str, Any], document_: str, people: set[str]) -> dict[str, Any]:
    """Assign a fact to a document; its opponent is kept only if it is an entity, since else it would be text."""
    against = fields.get("attributes", {}).get("against")
    known = {key: value for key, value in fields.items() if key != "attributes" or against in people}
    return {**known, "document": document_}
