"""`linkchart verify`: compare the contents and answers of two stores."""

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
    """The first difference between two stores: where it is, and what each of them has."""

    place: str
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
    """Compare the contents of two stores, and their answers to the same questions.

    Every query is asked, with each of its options, about the most connected entities of every type and some others.
    Exits with 0 when everything is the same; otherwise prints the first difference and exits with 1.
    """
    from .copy import location_key

    del store
    if location_key(store_url(ctx)) == location_key(against):
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
        difference = next(_contents(here, there, progress), None)
    if difference is not None:
        return _report(difference, here, there)
    say(f"Both have {amounts(here.statistics().totals)}.")
    asked = 0
    with Progress("asking") as progress:
        from .sample_questions import questions, spread_of

        for asked, words in enumerate(questions(spread_of(here), asks), 1):
            difference = _difference(words, *(_outcome(ctx, words, store) for store in (here, there)))
            if difference is not None:
                return _report(difference, here, there)
            progress.step(asked, asked / asks)
    if asked:
        say(f"{counted(asked, 'question')} asked of both: the answers are the same.")
    return 0


def _report(difference: Difference, here: Store, there: Store) -> int:
    show(f"Not the same: {difference.place}")
    show(f"  {here.url}: {difference.here}")
    show(f"  {there.url}: {difference.there}")
    return 1


def _contents(here: Store, there: Store, progress: Any) -> Iterator[Difference]:
    """Yield differences between the contents of two stores."""
    everything = Selection(Scope(modalities=RELATION_MODALITIES))
    yield from _fields("the types of the case", here.schema.extra, there.schema.extra)
    yield from _pairs("document", here.documents(), there.documents(), progress)
    yield from _pairs("entity", here.entities(), there.entities(), progress)
    yield from _pairs("relation", here.relations(everything), there.relations(everything), progress)
    yield from _fields("the counts", here.statistics()._asdict(), there.statistics()._asdict())
    yield from _fields("the saved questions", here.saved(), there.saved())


def _pairs(kind: str, here: Iterable[Any], there: Iterable[Any], progress: Any) -> Iterator[Difference]:
    for number, (first, second) in enumerate(zip_longest(here, there), 1):
        progress.step(number)
        if first is None or second is None or first.id != second.id:
            ids = [None if item is None else item.id for item in (first, second)]
            least = min(id_ for id_ in ids if id_ is not None)
            yield Difference(f"the {kind} {least}", *("present" if id_ == least else "missing" for id_ in ids))
            return
        if first != second:
            yield from _fields(f"the {kind} {first.id}", first._asdict(), second._asdict())


def _fields(place: str, here: Any, there: Any) -> Iterator[Difference]:
    if here == there:
        return
    for key in [*here, *(key for key in there if key not in here)]:
        if here.get(key) != there.get(key):
            yield Difference(f"{place}: {key}", _shown(here.get(key)), _shown(there.get(key)))
            return


def _outcome(ctx: click.Context, words: Sequence[str], store: Store) -> Answer | LinkchartError:
    """Ask a store; return its answer, or its error for a question that makes no sense in this case."""
    from .query_options import question_and_form
    from .saved import command_of

    command = command_of(words)
    try:
        with command.make_context(words[0], list(words[1:]), parent=ctx) as inner:
            return command.ask(store, question_and_form(inner.params)[0])
    except StoreError as error:
        raise StoreError(f"{error} (Asked: {_typed(words)})") from error
    except LinkchartError as error:
        return error


def _difference(
    words: Sequence[str], here: Answer | LinkchartError, there: Answer | LinkchartError
) -> Difference | None:
    """Describe the difference between two answers, None when they are equal."""
    if isinstance(here, LinkchartError) or isinstance(there, LinkchartError):
        answers = [
            str(answer) if isinstance(answer, LinkchartError) else f"{len(answer.rows)} rows"
            for answer in (here, there)
        ]
        same = type(here) is type(there) and answers[0] == answers[1]
        return None if same else Difference(f"the answer to {_typed(words)}", *answers)
    for place, (first, second) in enumerate(zip_longest(here.rows, there.rows), 1):
        if first is None or second is None or dict(first) != dict(second):
            return Difference(f"row {place} of {_typed(words)}", _row(first), _row(second))
    rest = [(answer.total, answer.notes, answer.heading) for answer in (here, there)]
    if rest[0] != rest[1]:
        return Difference(f"the total, notes or heading of {_typed(words)}", *map(_shown, rest))
    return None


def _row(row: Any) -> str:
    return "no such row" if row is None else _shown(dict(row))


def _shown(value: Any) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _typed(words: Sequence[str]) -> str:
    from shlex import join

    return "linkchart " + join(words)
