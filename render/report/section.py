"""An answer as a section of a report: in the words of the terminal, with numbers for its evidence."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import click

from ...graph.model import Answer, Document, Relation, Row, Telling
from ...graph.scope import Scope
from ...graph.stores.protocol import Store
from ..cells import cell, is_number
from ..labels import plain
from ..picture.choose import choose
from ..picture.picture import Picture
from ..subjects import Subjects, subjects_of
from ..wording import grade, is_path, measures, sentence, standing
from .parts import Chain, Cited, Line, Section, Table, Told

IN_TURN = frozenset({"nodes", "path", "via", "events"})
"""Columns whose lists are in the order in which one goes through them, also in the rows of a whatif."""

MOST_NODES = 40
"""More would not be legible on paper."""


@dataclass(frozen=True, slots=True)
class _Material:
    """An answer with all that its section needs: what it speaks of, and the numbers of tellings by relation and row."""

    answer: Answer
    subjects: Subjects
    cites: Mapping[str, Sequence[str]]
    of_rows: Sequence[Sequence[str]]


def answered(section: Section, rank: int, answer: Answer, store: Store, scope: Scope) -> Section:
    """Return a section with its answer; its evidence is numbered from `rank`.1."""
    subjects = subjects_of(answer, store)
    rests = [_rests_on(row, answer, subjects) for row in answer.rows]
    evidence, cites = _evidence(_in_turn(rests, answer, subjects), subjects, store, rank)
    numbers = [[one for id_ in held for one in cites[id_]] for held in rests]
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


def _in_turn(rests: Sequence[Sequence[str]], answer: Answer, subjects: Subjects) -> list[Relation]:
    """Return the relations of an answer in the order in which its rows rest on them."""
    order = [*(id_ for held in rests for id_ in held), *answer.relations, *(one.id for one in answer.derived)]
    return [subjects.relations[id_] for id_ in dict.fromkeys(order) if id_ in subjects.relations]


def _evidence(
    relations: Sequence[Relation], subjects: Subjects, store: Store, rank: int
) -> tuple[list[Told], dict[str, list[str]]]:
    """Return what is told of each relation, and the numbers of these tellings by its id."""
    known = _documents(subjects, store)
    count = itertools.count(1)
    told = []
    for one in relations:
        tellings = [
            Cited(f"{rank}.{next(count)}", plain(telling.quote or ""), _standing(telling, known, subjects))
            for telling in one.tellings
        ]
        told.append(Told(_sentence(one, subjects), grade(one), tellings))
    numbers = [[telling.number for telling in one.tellings] for one in told]
    return told, {one.id: found for one, found in zip(relations, numbers, strict=True)}


def _documents(subjects: Subjects, store: Store) -> dict[str, Document]:
    named = {telling.document for one in subjects.relations.values() for telling in one.tellings if telling.document}
    return {one.id: one for one in store.documents(sorted(named))} if named else {}


def _standing(telling: Telling, known: Mapping[str, Document], subjects: Subjects) -> str:
    """Return where a telling stands, with title, publisher and date of its document in the place of its id."""
    document = known.get(telling.document or "")
    told = telling.document
    if document:
        parts = (document.title or document.id, telling.publisher or document.publisher, document.published)
        told = ", ".join(part for part in parts if part)
    said_by = telling.attributed_to and subjects.names.get(telling.attributed_to, telling.attributed_to)
    return plain(standing(telling._replace(document=told, attributed_to=said_by)))


def _rows(given: _Material) -> tuple[list[Chain], list[Line], Table | None]:
    """Return the rows as chains, sentences or a table, as the terminal would show them."""
    rows = given.answer.rows
    if not rows:
        return [], [], None
    if is_path(rows[0]):
        return [_chain(row, given) for row in rows], [], None
    if "words" in rows[0]:
        lines = zip(rows, given.of_rows, strict=True)
        return [], [Line(f"{plain(row['words'])}.", cites=cites) for row, cites in lines], None
    columns = given.answer.columns
    cells = [
        [plain(click.unstyle(cell(row[name], kind, given.subjects))) for name, kind in columns.items()] for row in rows
    ]
    numbers = frozenset(rank for rank, name in enumerate(columns) if all(is_number(row[name]) for row in rows))
    titles = [name.replace("_", " ") for name in columns]
    return [], [], Table(titles, cells, numbers, given.of_rows)


def _chain(row: Row, given: _Material) -> Chain:
    names = given.subjects.names
    hops = [
        Line(
            f"{'also: ' if rank else ''}{_sentence(given.subjects.relations[id_], given.subjects, near)}",
            grade(given.subjects.relations[id_]),
            given.cites.get(id_, ()),
        )
        for near, relations in zip(row["nodes"], row["relations"], strict=False)
        for rank, id_ in enumerate(relations)
    ]
    title = " → ".join(names.get(one, str(one)) for one in row["nodes"])
    return Chain(plain(title), measures(row), hops)


def _sentence(relation: Relation, subjects: Subjects, near: str | None = None) -> str:
    return plain(click.unstyle(sentence(relation, subjects, near)))


def _rests_on(row: Row, answer: Answer, subjects: Subjects) -> list[str]:
    """Return the ids of the relations that a row rests on, in its order.

    They are those it names; else those between entities it goes through one after the other; else those between any
    two that it names.
    """
    texts = list(dict.fromkeys(_texts(row)))
    named = [text for text in texts if text in subjects.relations]
    if named:
        return named
    held = [subjects.relations[id_] for id_ in answer.relations if id_ in subjects.relations]
    steps = [frozenset(pair) for flow in _flows([row]) for pair in itertools.pairwise(flow)]
    along = [one.id for step in steps for one in held if frozenset((one.source, one.target)) == step]
    return list(dict.fromkeys(along)) or [one.id for one in held if {one.source, one.target} <= set(texts)]


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(item)


def _flows(rows: Sequence[Row]) -> Iterator[list[str]]:
    """Yield the lists of entities that rows go through in turn, those of rows within rows among them."""
    for row in rows:
        for name, value in row.items():
            if isinstance(value, Mapping):
                yield from _flows([value])
            elif name in IN_TURN and isinstance(value, list | tuple) and len(value) > 1:
                yield [str(one) for one in value]


def _notes(answer: Answer, evidence: Sequence[Told]) -> Iterator[str]:
    """Yield what is to be said besides the rows."""
    yield from answer.notes
    if not answer.rows and not answer.notes:
        yield "No answer: nothing in the store fits the question."
    left = answer.total - len(answer.rows)
    if left > 0 and answer.rows:
        yield f"… {left:,} more: --limit 0 shows all."
    if answer.rows and not evidence:
        yield "The answer speaks of no single relation, so no telling is quoted."


def _picture(answer: Answer, store: Store, scope: Scope) -> Picture | None:
    """Return the picture of what the answer speaks of, else of what joins its entities; None where nothing does."""
    if not answer.entities:
        return None
    held = choose(store, answer=answer, scope=scope, hops=0, max_nodes=MOST_NODES)
    own = [one for one in held.relations if one.id in held.highlight]
    relations = own or [one for one in held.relations if not one.derived]
    if not relations:
        return None
    ends = {end for one in relations for end in (one.source, one.target)}
    if not own and 2 * len(ends) < len(answer.entities):
        return None  # what happens to join a few of them is no picture of the answer
    entities = [one for one in held.entities if one.id in ends]
    left_out = held.total_entities - len(held.entities)
    return replace(
        held,
        entities=entities,
        relations=relations,
        total_entities=len(entities) + left_out,
        total_relations=max(len(answer.relations), len(relations)) if own else 0,
    )
