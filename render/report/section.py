"""Turn an answer into a section of a report: as the terminal prints it, with numbers for its evidence."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import click

from ...graph.documents import Document
from ...graph.model import Answer, Relation, Row, Telling
from ...graph.scope import Scope
from ...graph.stores.protocol import Store
from ..cells import cell_of, is_number
from ..labels import plain
from ..own_statement import own_statement
from ..picture.choose import choose
from ..picture.picture import Picture
from ..subjects import Subjects, subjects_of
from ..wording import grade, is_path, measures, sentence, standing
from .parts import Chain, Cited, Evidence, Line, Section, Table

IN_TURN = frozenset({"nodes", "path", "via", "events"})
"""Columns whose lists are in the order of a path, also in rows of `whatif`."""

MOST_NODES = 40
"""The most entities that are legible on paper."""


@dataclass(frozen=True, slots=True)
class _Material:
    """An answer, its subjects, and the numbers of its tellings by relation (`cites`) and by row."""

    answer: Answer
    subjects: Subjects
    cites: Mapping[str, Sequence[str]]
    of_rows: Sequence[Sequence[str]]


def answered(section: Section, rank: int, answer: Answer, store: Store, scope: Scope) -> Section:
    """Add an answer to a section; its evidence is numbered from `rank`.1."""
    subjects = subjects_of(answer, store)
    rests_on = [_rests_on(row, answer, subjects) for row in answer.rows]
    evidence, cites = _evidence(_in_turn(rests_on, answer, subjects), subjects, store, rank)
    numbers = [[number for id_ in ids for number in cites[id_]] for ids in rests_on]
    material = _Material(answer, subjects, cites, numbers)
    chains, lines, table = _rows(material)
    return replace(
        section,
        heading=plain(answer.heading),
        chains=chains,
        lines=lines,
        table=table,
        notes=list(map(plain, _notes(answer, evidence))),
        picture=_picture(answer, store, scope),
        flows=list(_flows(answer.rows)),
        evidence=evidence,
    )


def _in_turn(rests_on: Sequence[Sequence[str]], answer: Answer, subjects: Subjects) -> list[Relation]:
    """List the relations of an answer in the order of the rows that they support."""
    rows = (id_ for ids in rests_on for id_ in ids)
    order = [*rows, *answer.relations, *(relation.id for relation in answer.derived)]
    return [subjects.relations[id_] for id_ in dict.fromkeys(order) if id_ in subjects.relations]


def _evidence(
    relations: Sequence[Relation], subjects: Subjects, store: Store, rank: int
) -> tuple[list[Evidence], dict[str, list[str]]]:
    """Number the tellings of each relation; return the evidence, and the numbers by id of the relation."""
    documents = _documents(subjects, store)
    count = itertools.count(1)
    evidence = []
    for relation in relations:
        tellings = [
            Cited(
                f"{rank}.{next(count)}",
                plain(telling.quote or ""),
                _standing(telling, relation, documents, subjects),
                telling.retracted,
            )
            for telling in relation.tellings
        ]
        evidence.append(Evidence(_sentence(relation, subjects), grade(relation), tellings))
    numbers = [[telling.number for telling in item.tellings] for item in evidence]
    return evidence, {relation.id: cites for relation, cites in zip(relations, numbers, strict=True)}


def _documents(subjects: Subjects, store: Store) -> dict[str, Document]:
    relations = subjects.relations.values()
    ids = {telling.document for relation in relations for telling in relation.tellings if telling.document}
    return {document.id: document for document in store.documents(sorted(ids))} if ids else {}


def _standing(telling: Telling, relation: Relation, documents: Mapping[str, Document], subjects: Subjects) -> str:
    """Write the source of a telling, with title, publisher and date of its document instead of the id."""
    document = documents.get(telling.document or "")
    words = telling.document
    if document:
        parts = (document.title or document.id, telling.publisher or document.publisher, document.published)
        words = ", ".join(part for part in parts if part)
    speaker = telling.attributed_to and subjects.names.get(telling.attributed_to, telling.attributed_to)
    own = own_statement(telling, relation)
    return plain(standing(telling._replace(document=words, attributed_to=speaker)) + (f": {own}" if own else ""))


def _rows(material: _Material) -> tuple[list[Chain], list[Line], Table | None]:
    """Turn the rows into chains, sentences or a table, as the terminal would show them."""
    rows = material.answer.rows
    if not rows:
        return [], [], None
    if is_path(rows[0]):
        return [_chain(row, material) for row in rows], [], None
    if "words" in rows[0]:
        lines = zip(rows, material.of_rows, strict=True)
        return [], [Line(f"{plain(row['words'])}.", cites=cites) for row, cites in lines], None
    columns = material.answer.columns
    cells = [
        [plain(click.unstyle(cell_of(row, name, kind, material.subjects))) for name, kind in columns.items()]
        for row in rows
    ]
    numbers = frozenset(rank for rank, name in enumerate(columns) if all(is_number(row[name]) for row in rows))
    titles = [name.replace("_", " ") for name in columns]
    return [], [], Table(titles, cells, numbers, material.of_rows)


def _chain(row: Row, material: _Material) -> Chain:
    names = material.subjects.names
    hops = [
        Line(
            f"{'also: ' if rank else ''}{_sentence(material.subjects.relations[id_], material.subjects, near)}",
            grade(material.subjects.relations[id_]),
            material.cites.get(id_, ()),
        )
        for near, relations in zip(row["nodes"], row["relations"], strict=False)
        for rank, id_ in enumerate(relations)
    ]
    title = " → ".join(names.get(id_, str(id_)) for id_ in row["nodes"])
    return Chain(plain(title), measures(row), hops)


def _sentence(relation: Relation, subjects: Subjects, near: str | None = None) -> str:
    return plain(click.unstyle(sentence(relation, subjects, near)))


def _rests_on(row: Row, answer: Answer, subjects: Subjects) -> list[str]:
    """List the ids of the relations that support a row, in its order.

    These are the relations it names, else those between neighbours on its path, else those between any two entities
    that it names.
    """
    texts = list(dict.fromkeys(_texts(row)))
    named = [text for text in texts if text in subjects.relations]
    if named:
        return named
    relations = [subjects.relations[id_] for id_ in answer.relations if id_ in subjects.relations]
    steps = [frozenset(pair) for flow in _flows([row]) for pair in itertools.pairwise(flow)]
    along = [
        relation.id for step in steps for relation in relations if frozenset((relation.source, relation.target)) == step
    ]
    return list(dict.fromkeys(along)) or [
        relation.id for relation in relations if {relation.source, relation.target} <= set(texts)
    ]


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(item)


def _flows(rows: Sequence[Row]) -> Iterator[list[str]]:
    """Yield the lists of entities along which rows run, including those of rows within rows."""
    for row in rows:
        for name, value in row.items():
            if isinstance(value, Mapping):
                yield from _flows([value])
            elif name in IN_TURN and isinstance(value, list | tuple) and len(value) > 1:
                yield [str(item) for item in value]


def _notes(answer: Answer, evidence: Sequence[Evidence]) -> Iterator[str]:
    """Yield the notes beside the rows."""
    yield from answer.notes
    if not answer.rows and not answer.notes:
        yield "No answer: nothing in the store fits the question."
    further = answer.total - len(answer.rows)
    if further > 0 and answer.rows:
        yield f"… {further:,} more: --limit 0 shows all."
    if answer.rows and not evidence:
        yield "The answer names no single relation, so no telling is quoted."


def _picture(answer: Answer, store: Store, scope: Scope) -> Picture | None:
    """Choose the picture of an answer's relations, else of those between its entities, None if there are none."""
    if not answer.entities:
        return None
    chosen = choose(store, answer=answer, scope=scope, hops=0, max_nodes=MOST_NODES)
    own = [relation for relation in chosen.relations if relation.id in chosen.highlight]
    relations = own or [relation for relation in chosen.relations if not relation.derived]
    if not relations:
        return None
    ends = {end for relation in relations for end in (relation.source, relation.target)}
    if not own and 2 * len(ends) < len(answer.entities):
        return None  # relations between only a few of the entities would misrepresent the answer
    entities = [entity for entity in chosen.entities if entity.id in ends]
    left_out = chosen.total_entities - len(chosen.entities)
    return replace(
        chosen,
        entities=entities,
        relations=relations,
        total_entities=len(entities) + left_out,
        total_relations=max(len(answer.relations), len(relations)) if own else 0,
    )
