"""The canned queries: one module and one .cypher file each, with the same stem.

A module has one public function of its own name. The first line of its docstring is the help of its command, its
positional parameters are the command's arguments, its keyword parameters the options; `scope` stands for all the common
filters. A new query needs nothing else.

A line in the docstring like "`max_hops`: longest path looked for." becomes the help of an option, or of an argument
that needs one; its text may continue on indented lines. A parameter annotated `EntityRef` takes an entity, `AnyRef`
also a document or relation.

A module whose query walks the path graph says `GRAPH = "path"`, and its command gets --through, --any-node and
--any-relation. `EXAMPLE` is a question about the bundled case, shown by --help; `FIRST` is what to add for it to have
an answer. `QUESTION` is the query as a sentence: `{0}` and `{1}` are the names of its entities, `{ends}` lists them
all, `{around}` and `{about}` list them after that word, if there are any. A query that asks another one names the
parameter for the other's words in `PASSES_ON`. `COLUMNS` gives each column its kind.

A .cypher file gets the ontology as `$ontology`; `<named>` in it stands for the text of `_named.cypher`, which filters
by all common options.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from ..graph.model import Answer

if TYPE_CHECKING:
    from ..graph.schema import Schema


class Query:
    """A canned query by its command name: `all-shortest` is the function `all_shortest`."""

    def __init__(self, name: str, function: Callable[..., Answer]) -> None:
        self.name = name
        self.function = function

    @property
    def summary(self) -> str:
        """The first sentence of the docstring."""
        return (self.function.__doc__ or "").partition("\n")[0]

    @property
    def example(self) -> str:
        """A command line that asks the query about the bundled case."""
        return str(self.function.__globals__.get("EXAMPLE", ""))

    @property
    def first(self) -> str:
        """A command line to run before the example, where the case itself has no answer to it."""
        return str(self.function.__globals__.get("FIRST", ""))

    @property
    def pages(self) -> Callable[..., Iterator[Answer]] | None:
        """The function that gives all rows a page at a time, where a module has one of this name."""
        function: Callable[..., Iterator[Answer]] | None = self.function.__globals__.get("pages")
        return function

    @property
    def question(self) -> str:
        """The query as a sentence, with placeholders for names."""
        return str(self.function.__globals__.get("QUESTION", ""))

    @property
    def walks_paths(self) -> bool:
        """Whether the query walks the path graph, so that options can lift its limits."""
        return self.function.__globals__.get("GRAPH") == "path"

    @property
    def asks_another(self) -> bool:
        """Whether the query asks another one, so that its command passes on unknown options."""
        return "PASSES_ON" in self.function.__globals__

    @property
    def cypher(self) -> str:
        """The text of the query's .cypher file, with the fragments that it includes."""
        from importlib.resources import files

        folder = files(__package__ or "")

        def text(stem: str) -> str:
            return folder.joinpath(f"{stem}.cypher").read_text(encoding="utf-8")

        return _with_fragments(text(self.name.replace("-", "_")), text)


@cache
def names() -> tuple[str, ...]:
    """List the command names of all queries, sorted; modules that begin with `_` are not queries."""
    from pkgutil import iter_modules

    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__) if module.name[0] != "_"))


def query(name: str) -> Query:
    """Find the query of a command name; raises KeyError when there is none."""
    stem = name.replace("-", "_")
    module = f"{__package__}.{stem}"
    if not stem.isidentifier() or stem[0] == "_":
        raise KeyError(name)
    try:
        __import__(module)  # as importlib.import_module does, but that takes a millisecond to import
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise KeyError(name) from None
    return Query(name, getattr(sys.modules[module], stem))


def statement(name: str, arguments: Mapping[str, Any], schema: Schema | None = None) -> str:
    """Write a query's .cypher with its values filled in, for pasting into Neo4j Browser.

    `arguments`: every parameter of the function but the store; entities by id, `scope` as a Scope. `schema`: the
    store's ontology, if not the built-in one. Raises InputError for a value that cannot be written in Cypher.
    """
    from ..graph.schema import builtin
    from ..graph.stores.neo4j.cypher import inlined
    from ..graph.stores.neo4j.ontology import ontology_of

    scope = arguments.get("scope")
    filters = scope if scope is None or isinstance(scope, dict) else scope._asdict()
    ontology = ontology_of(schema or builtin())
    return inlined(query(name).cypher, {**arguments, "scope": filters, "ontology": ontology})


def _with_fragments(text: str, read: Callable[[str], str]) -> str:
    """Replace each `<name>` in a statement by the text of `_name.cypher`, indented like its first line."""

    def fragment(match: re.Match[str]) -> str:
        before, name = match.groups()
        margin = before[: len(before) - len(before.lstrip())]
        body = _with_fragments(read(f"_{name}").rstrip("\n"), read)
        return before + body.replace("\n", f"\n{margin}")

    return re.sub(_FRAGMENT, fragment, text)


_FRAGMENT = r"(?m)^(.*?)<(\w+)>"
