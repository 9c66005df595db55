"""Preview a judgement: find and print what it would change, without writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.errors import LinkchartError
from ..graph.figures import counted
from ..graph.identity.in_force import InForce
from ..graph.identity.judgements import described, details_of, split_off
from ..graph.identity.preview import Change, changes, changes_alone, matched
from ..graph.stores.clashes import EVERYTHING
from .console.terminal import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..graph.identity.judgements import Judgement
    from ..graph.model import Entity, Relation
    from ..graph.stores.protocol import Store
    from ..render.subjects import Subjects

SHOWN = 10
"""The most changes of a kind that are printed; --json has all."""

TITLES = {
    "fused": ("relation is made of several", "relations are made of several"),
    "moved": ("relation gets another end", "relations get another end"),
    "within": (
        "relation leads from an entity to itself: kept, but on no path",
        "relations lead from an entity to itself: kept, but on no path",
    ),
    "parted": ("relation is split", "relations are split"),
    "regraded": ("relation changes its grade or its disputes", "relations change their grade or their disputes"),
}


class Preview(NamedTuple):
    """What a judgement changes: relations, clashing kinds, and saved questions whose answer changes."""

    changes: Sequence[Change]
    clashes: Sequence[tuple[Entity, Entity]]
    questions: Sequence[str]


def preview_of(store: Store, judgement: Judgement) -> Preview:
    """Find what a judgement would change, without writing."""
    in_force = InForce([*store.judgements(), judgement])
    about = in_force.related(judgement.entities)
    entities = list(store.entities(about))
    with store.judged(judgement) as trial:
        changed = _changes(store, trial, about)
        questions = [name for name, words in store.saved().items() if _answer(store, words) != _answer(trial, words)]
    return Preview(changed, list(_clashes(judgement, entities)), questions)


def show_preview(store: Store, judgement: Judgement, *, as_json: bool) -> None:
    """Print what a judgement would change."""
    preview = preview_of(store, judgement)
    if as_json:
        _print_json(judgement, preview)
        return
    from ..graph.identity.records import recorded_names
    from ..render.subjects import Subjects

    entities = {entity.id: entity for entity in store.entities(list(_named(preview, judgement)))}
    names = {id_: entity.name for id_, entity in entities.items()} | recorded_names(store, judgement.entities)
    say(f"Nothing is written. If {described(judgement, names)}:", hang=2)
    subjects = Subjects(entities, {}, store.schema)
    subjects.names = {**split_off(judgement), **subjects.names}
    _print_changes(preview.changes, subjects)
    for first, other in preview.clashes:
        say(f"Kinds clash: {first.id} is {first.kind}, {other.id} {other.kind}: {first.kind} is used.", hang=2)
    for name in preview.questions:
        say(f"The saved question “{name}” gets another answer.", hang=2)
    if not any(preview):
        say("nothing changes in the graph.")


def _changes(store: Store, trial: Store, about: Collection[str]) -> list[Change]:
    """Compare the relations of some entities; reads tellings only where they decide, and of the changes to show."""
    selection = EVERYTHING._replace(about=tuple(sorted(about)))
    alone, (ids_before, ids_after) = matched(
        store.relations(selection, bare=True), trial.relations(selection, bare=True), about
    )
    whole = changes(_relations(store, about, ids_before), _relations(trial, about, ids_after), store.schema)
    changed = sorted([*changes_alone(alone), *whole], key=lambda change: change.after[0].id)
    shown = [change for how in TITLES for change in islice((change for change in changed if change.how == how), SHOWN)]
    old = _by_id(store, about, (relation for change in shown for relation in change.before))
    new = _by_id(trial, about, (relation for change in shown for relation in change.after))
    return [Change(change.how, _from(old, change.before), _from(new, change.after)) for change in changed]


def _by_id(store: Store, about: Collection[str], relations: Iterable[Relation]) -> dict[str, Relation]:
    """Read relations of some entities with their tellings."""
    return {relation.id: relation for relation in _relations(store, about, [relation.id for relation in relations])}


def _from(whole: Mapping[str, Relation], relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Replace relations by the same ones with tellings, where they were read."""
    return tuple(whole.get(relation.id, relation) for relation in relations)


def _relations(store: Store, about: Collection[str], ids: Sequence[str]) -> list[Relation]:
    """Read some relations of some entities; on a server, an index finds no relation of an open transaction."""
    return list(store.relations(EVERYTHING._replace(ids=ids, about=about))) if ids else []


def _named(preview: Preview, judgement: Judgement) -> dict[str, None]:
    """Collect the ids of the entities that the text of a preview may name."""
    relations = [relation for change in preview.changes for relation in (*change.before, *change.after)]
    ends = (end for relation in relations for end in (relation.source, relation.target, relation.place))
    return dict.fromkeys([*judgement.entities, *filter(None, ends)])


def _print_changes(changes: Iterable[Change], subjects: Subjects) -> None:
    """Print the changed relations, kind of change by kind."""
    for how, titles in TITLES.items():
        alike = [change for change in changes if change.how == how]
        if alike:
            say(f"{counted(len(alike), *titles)}:", hang=2)
        for change in alike[:SHOWN]:
            say(f"{_words(change.before, subjects)} → {_words(change.after, subjects)}", indent=2, hang=4)
        if len(alike) > SHOWN:
            say(f"… and {len(alike) - SHOWN:,} more: --json has all.", indent=2)


def _words(relations: Iterable[Relation], subjects: Subjects) -> str:
    from ..render.wording import grade, sentence

    return " and ".join(f"{sentence(relation, subjects)} {grade(relation)}" for relation in relations)


def _clashes(judgement: Judgement, entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Yield pairs of entities of different kinds that the judgement merges, in its order."""
    if judgement.kind == "same":
        place = {id_: place for place, id_ in enumerate(judgement.entities)}
        merged = (entity for entity in entities if entity.id in place and entity.kind)
        pairs = combinations(sorted(merged, key=lambda entity: place[entity.id]), 2)
        yield from (pair for pair in pairs if pair[0].kind != pair[1].kind)


def _answer(store: Store, words: Sequence[str]) -> Any:
    """Ask a saved question; return its answer, or the error."""
    from .query_options import question_and_form
    from .saved import command_of

    try:
        command = command_of(words)
        with command.make_context(words[0], list(words[1:]), parent=click.get_current_context().find_root()) as inner:
            answer = command.ask(store, question_and_form(inner.params)[0])
        return answer.rows, answer.heading
    except (LinkchartError, click.ClickException) as error:
        return str(error)


def _print_json(judgement: Judgement, preview: Preview) -> None:
    from ..render.machine import print_object

    listed = [
        {"how": change.how, "before": list(map(_brief, change.before)), "after": list(map(_brief, change.after))}
        for change in preview.changes
    ]
    clashes = [[{"id": entity.id, "kind": entity.kind} for entity in pair] for pair in preview.clashes]
    whole = {"kind": judgement.kind, **details_of(judgement), "relations": listed}
    print_object({**whole, "clashing_kinds": clashes, "saved": list(preview.questions)})


def _brief(relation: Relation) -> dict[str, Any]:
    keys = ("id", "source", "relation", "target", "start", "end", "confidence", "disputed")
    return {key: getattr(relation, key) for key in keys}
