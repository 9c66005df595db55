"""What a judgement would change, said without writing anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.errors import LinkchartError
from ..graph.figures import counted
from ..graph.identity.in_force import InForce
from ..graph.identity.judgements import described, details_of
from ..graph.identity.preview import Change, changes, changes_alone, matched
from ..graph.stores.transfer import EVERYTHING
from .console.terminal import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..graph.identity.judgements import Judgement
    from ..graph.model import Entity, Relation
    from ..graph.stores.protocol import Store

SHOWN = 10
"""Changes of a kind that are shown; --json has all."""

TITLES = {
    "fused": ("relation is made of several", "relations are made of several"),
    "moved": ("relation gets another end", "relations get another end"),
    "within": ("relation leads to itself: kept, never walked", "relations lead to themselves: kept, never walked"),
    "parted": ("relation is parted", "relations are parted"),
    "regraded": ("relation is graded or disputed otherwise", "relations are graded or disputed otherwise"),
}


class Preview(NamedTuple):
    """What a judgement changes: relations, kinds that clash, and saved questions with another answer."""

    changes: Sequence[Change]
    clashes: Sequence[tuple[Entity, Entity]]
    questions: Sequence[str]


def preview_of(store: Store, judgement: Judgement) -> Preview:
    """Find what a judgement would change; nothing is written."""
    in_force = InForce([*store.judgements(), judgement])
    about = in_force.related(judgement.entities)
    entities = list(store.entities(about))
    with store.judged(judgement) as trial:
        found = _changes(store, trial, about)
        questions = [name for name, words in store.saved().items() if _answer(store, words) != _answer(trial, words)]
    return Preview(found, list(_clashes(judgement, entities)), questions)


def show_preview(store: Store, judgement: Judgement, *, as_json: bool) -> None:
    """Print what a judgement would change."""
    preview = preview_of(store, judgement)
    if as_json:
        _print_json(judgement, preview)
        return
    from ..render.subjects import Subjects
    from ..render.wording import grade, sentence

    entities = {entity.id: entity for entity in store.entities(list(_named(preview, judgement)))}
    names = {id_: entity.name for id_, entity in entities.items()}
    subjects = Subjects(entities, {}, store.schema)
    say(f"Nothing is written. If {described(judgement, names)}:", hang=2)
    for how, titles in TITLES.items():
        alike = [change for change in preview.changes if change.how == how]
        if alike:
            say(f"{counted(len(alike), *titles)}:", hang=2)
        for change in alike[:SHOWN]:
            old, new = (
                " and ".join(f"{sentence(one, subjects)} {grade(one)}" for one in some)
                for some in (change.before, change.after)
            )
            say(f"{old} → {new}", indent=2, hang=4)
        if len(alike) > SHOWN:
            say(f"… and {len(alike) - SHOWN:,} more: --json has all.", indent=2)
    for one, other in preview.clashes:
        say(f"Kinds clash: {one.id} is {one.kind}, {other.id} {other.kind}: {one.kind} will stand.", hang=2)
    for name in preview.questions:
        say(f"The saved question “{name}” gets another answer.", hang=2)
    if not any(preview):
        say("nothing changes in the graph.")


def _changes(store: Store, trial: Store, about: Collection[str]) -> list[Change]:
    """Compare the relations of some entities; tellings are read only where they decide, and of changes to show."""
    selection = EVERYTHING._replace(about=tuple(sorted(about)))
    before, after = (one.relations(selection, bare=True) for one in (store, trial))
    alone, (ids_before, ids_after) = matched(before, after, about)
    whole = changes(_relations(store, ids_before), _relations(trial, ids_after), store.schema)
    found = sorted([*changes_alone(alone), *whole], key=lambda change: change.after[0].id)
    shown = [change for how in TITLES for change in islice((one for one in found if one.how == how), SHOWN)]
    old = {one.id: one for one in _relations(store, [one.id for change in shown for one in change.before])}
    new = {one.id: one for one in _relations(trial, [one.id for change in shown for one in change.after])}
    return [
        Change(
            change.how,
            tuple(old.get(one.id, one) for one in change.before),
            tuple(new.get(one.id, one) for one in change.after),
        )
        for change in found
    ]


def _relations(store: Store, ids: Sequence[str]) -> list[Relation]:
    return list(store.relations(EVERYTHING._replace(ids=ids))) if ids else []


def _named(preview: Preview, judgement: Judgement) -> dict[str, None]:
    """Collect the ids of entities that the text about a preview may name."""
    relations = (one for change in preview.changes for one in (*change.before, *change.after))
    ends = (end for one in relations for end in (one.source, one.target, one.place))
    return dict.fromkeys([*judgement.entities, *filter(None, ends)])


def _clashes(judgement: Judgement, entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Yield pairs of entities of different kinds that become one, in the order in which the judgement names them."""
    if judgement.kind == "same":
        place = {id_: place for place, id_ in enumerate(judgement.entities)}
        named = sorted((one for one in entities if one.id in place and one.kind), key=lambda one: place[one.id])
        yield from ((one, other) for one, other in combinations(named, 2) if one.kind != other.kind)


def _answer(store: Store, words: Sequence[str]) -> Any:
    """Ask a saved question; return its answer, or why there is none."""
    from .query_command import taken_apart
    from .saved import command_of

    try:
        command = command_of(words)
        with command.make_context(words[0], list(words[1:]), parent=click.get_current_context().find_root()) as inner:
            answer = command.ask(store, taken_apart(inner.params)[0])
        return answer.rows, answer.heading
    except (LinkchartError, click.ClickException) as error:
        return str(error)


def _print_json(judgement: Judgement, preview: Preview) -> None:
    from ..render.machine import print_object

    listed = [
        {"how": change.how, "before": list(map(_brief, change.before)), "after": list(map(_brief, change.after))}
        for change in preview.changes
    ]
    clashes = [[{"id": one.id, "kind": one.kind} for one in pair] for pair in preview.clashes]
    whole = {"kind": judgement.kind, **details_of(judgement), "relations": listed}
    print_object({**whole, "clashing_kinds": clashes, "saved": list(preview.questions)})


def _brief(relation: Relation) -> dict[str, Any]:
    keys = ("id", "source", "relation", "target", "start", "end", "confidence", "disputed")
    return {key: getattr(relation, key) for key in keys}
