"""`linkchart verify`: whether another store holds the same and answers the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..graph.errors import InputError, LinkchartError, StoreError
from ..graph.figures import counted
from ..graph.model import RELATION_MODALITIES
from ..graph.scope import Scope, Selection
from ..graph.stores.protocol import Store
from .console.terminal import say, show
from .opening import open_at
from .options import Number, opened, store_option, store_url

if TYPE_CHECKING:
    from ..graph.model import Answer

ASKS = 200


class Difference(NamedTuple):
    """The first thing in which two stores differ, and what each of them says."""

    what: str
    here: str
    there: str


@click.command(params=[store_option()])
@click.option(
    "--against", required=True, metavar="STORE", help="The store to compare with: neo4j://host:7687, or a file."
)
@click.option(
    "--asks",
    type=Number(int, 0),
    metavar="N",
    default=ASKS,
    show_default=True,
    help="How many questions to ask; 0 = none.",
)
@click.pass_context
def verify(ctx: click.Context, store: str | None, against: str, asks: int) -> int:
    """Ask two stores the same questions and compare what they hold and answer.

    Every query is asked, with each of its options, about the most connected entities of every type and some
    others. Ends with 0 when all answers are the same; the first difference is printed, and ends with 1.
    """
    from .copy import place_of

    del store
    if place_of(store_url(ctx)) == place_of(against):
        raise InputError(f"{against} is the store itself: name another.")
    with opened(ctx) as here:
        there = open_at(against)
        try:
            with there.reading():
                return _compare(ctx, here, there, asks)
        finally:
            there.close()


def _compare(ctx: click.Context, here: Store, there: Store, asks: int) -> int:
    from ..render.wording import amounts
    from .console.progress import Progress

    with Progress("comparing") as progress:
        found = next(_holdings(here, there, progress), None)
    if found is not None:
        return _tell(found, here, there)
    say(f"Both hold {amounts(here.statistics().totals)}.")
    asked = 0
    with Progress("asking") as progress:
        from .sample_questions import questions, spread_of

        for asked, words in enumerate(questions(spread_of(here), asks), 1):
            found = _unlike(words, *(_outcome(ctx, words, one) for one in (here, there)))
            if found is not None:
                return _tell(found, here, there)
            progress.step(asked, asked / asks)
    if asked:
        say(f"{counted(asked, 'question')} asked of both: the answers are the same.")
    return 0


def _tell(found: Difference, here: Store, there: Store) -> int:
    show(f"Not the same: {found.what}")
    show(f"  {here.url}: {found.here}")
    show(f"  {there.url}: {found.there}")
    return 1


def _holdings(here: Store, there: Store, progress: Any) -> Iterator[Difference]:
    """Yield what one of two stores holds and the other does not, or otherwise."""
    everything = Selection(Scope(modalities=RELATION_MODALITIES))
    yield from _fields("the types of the case", here.schema.extra, there.schema.extra)
    yield from _pairs("document", here.documents(), there.documents(), progress)
    yield from _pairs("entity", here.entities(), there.entities(), progress)
    yield from _pairs("relation", here.relations(everything), there.relations(everything), progress)
    yield from _fields("what they count", here.statistics()._asdict(), there.statistics()._asdict())
    yield from _fields("the saved queries", here.saved(), there.saved())


def _pairs(kind: str, here: Iterable[Any], there: Iterable[Any], progress: Any) -> Iterator[Difference]:
    for number, (one, other) in enumerate(zip_longest(here, there), 1):
        progress.step(number)
        if one is None or other is None or one.id != other.id:
            ids = [None if it is None else it.id for it in (one, other)]
            first = min(id_ for id_ in ids if id_ is not None)
            yield Difference(f"the {kind} {first}", *("held" if id_ == first else "missing" for id_ in ids))
            return
        if one != other:
            yield from _fields(f"the {kind} {one.id}", one._asdict(), other._asdict())


def _fields(what: str, here: Any, there: Any) -> Iterator[Difference]:
    if here == there:
        return
    for key in [*here, *(key for key in there if key not in here)]:
        if here.get(key) != there.get(key):
            yield Difference(f"{what}: {key}", _shown(here.get(key)), _shown(there.get(key)))
            return


def _outcome(ctx: click.Context, words: Sequence[str], store: Store) -> Answer | LinkchartError:
    """Ask a store; return its answer, or its refusal of a question that makes no sense here."""
    from .query_command import taken_apart
    from .saved import command_of

    command = command_of(words)
    try:
        with command.make_context(words[0], list(words[1:]), parent=ctx) as inner:
            return command.ask(store, taken_apart(inner.params)[0])
    except StoreError as error:
        raise StoreError(f"{error} (Asked: {_typed(words)})") from error
    except LinkchartError as error:
        return error


def _unlike(words: Sequence[str], here: Answer | LinkchartError, there: Answer | LinkchartError) -> Difference | None:
    """Describe the difference between two answers, None when they are equal."""
    if isinstance(here, LinkchartError) or isinstance(there, LinkchartError):
        answers = [str(one) if isinstance(one, LinkchartError) else f"{len(one.rows)} rows" for one in (here, there)]
        same = type(here) is type(there) and answers[0] == answers[1]
        return None if same else Difference(f"the answer to {_typed(words)}", *answers)
    for place, (one, other) in enumerate(zip_longest(here.rows, there.rows), 1):
        if one is None or other is None or dict(one) != dict(other):
            return Difference(f"row {place} of {_typed(words)}", _row(one), _row(other))
    rest = [(one.total, one.notes, one.heading) for one in (here, there)]
    if rest[0] != rest[1]:
        return Difference(f"what is said beside the rows of {_typed(words)}", *map(_shown, rest))
    return None


def _row(row: Any) -> str:
    return "no such row" if row is None else _shown(dict(row))


def _shown(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _typed(words: Sequence[str]) -> str:
    from shlex import join

    return "linkchart " + join(words)
