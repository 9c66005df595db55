"""The questions of the kit for Neo4j Browser: one of every query, about the bundled case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..queries import Query, names, query
from .signature import parameters

if TYPE_CHECKING:
    import click

    from ..graph.schema import Schema
    from ..graph.stores.neo4j.browser.files import Saved

ENDS = ("state:iran", "organization:hezbollah", "organization:houthis")
"""The entities of a question that is not listed in WORDS."""

# Arguments that show more of a query than entities alone would.
WORDS = {
    "bottleneck": "state:iran organization:hezbollah --max-hops 3",
    "common": "state:iran state:united-states",
    "events": "--on person:qassem-soleimani",
    "gaps": "--limit 50",
    "influencers": "organization:houthis",
    "path": "state:iran organization:hezbollah -k 3",
    "stance": "state:united-states organization:quds-force",
    "timeline": "organization:daesh",
    "whatif": "influence state:iran --without organization:quds-force",
}
FOLDERS = ("The whole graph", "One entity", "Between entities")
ANOTHER = "What if"


def files_of_kit(ctx: click.Context, schema: Schema) -> dict[str, bytes]:
    """Write the files of the kit, by name."""
    from ..graph.stores.neo4j.browser.files import kit
    from ..render.palette import SIGNS, looks

    return kit(list(_saved()), lambda words: _statement(ctx, words, schema), schema, looks(schema), SIGNS)


def _saved() -> Iterator[Saved]:
    from ..graph.stores.neo4j.browser.files import Saved

    for name in names():
        entry = query(name)
        yield Saved(_folder(entry), name, f"{name} {WORDS.get(name, ' '.join(ENDS[: _ends(entry)]))}".rstrip())


def _folder(entry: Query) -> str:
    return ANOTHER if entry.asks_another else FOLDERS[min(_ends(entry), len(FOLDERS) - 1)]


def _ends(entry: Query) -> int:
    """Count the entities that a query needs; three for one that takes any number."""
    known = parameters(entry.function)
    if any(parameter.kind == "more" for parameter in known):
        return len(ENDS)
    return sum(parameter.needed for parameter in known if parameter.kind == "ends")


def _statement(ctx: click.Context, command: str, schema: Schema) -> str:
    """Write the statement of a sample question, without looking at the user's store."""
    from shlex import split

    from .cypher import question_context
    from .statement import IdsAlone, statement_of

    name, *words = split(command)
    with question_context(name, words, ctx) as inner:
        return statement_of(name, inner.params, IdsAlone("the questions are about the bundled case", schema))
