"""The canned queries: one module and one .cypher file each, of one stem.

A module holds one public function of its own name. The first line of its docstring is the help of its
command, its positional parameters are the command's arguments, its keyword parameters the options;
`scope` stands for all the common filters. Nothing else needs to know of a new query.

The docstring tells of an option, or of an argument that needs it, on a line like "`max_hops`: longest path
looked for.", which becomes its help; text may run on, indented. A parameter annotated `EntityRef` takes an entity,
`AnyRef` also a document or relation.

A module whose query walks the path graph says `GRAPH = "path"`, and its command gets --through, --any-node and
--any-relation. `EXAMPLE` is a question for the bundled case, shown by --help. `QUESTION` is what the query asks, as a
sentence: `{0}` and `{1}` are the names of its entities, `{ends}` lists them all, `{around}` and `{about}` list them
after that word, if there are any. One that asks another query names the parameter for that one's words in
`PASSES_ON`. `COLUMNS` says what kind of value each column has.

A .cypher file is given the ontology as `$ontology`; `<in_scope>` in it stands for the text of `_in_scope.cypher`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
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
        """Words of the command line that ask the query of the bundled case."""
        return str(self.function.__globals__.get("EXAMPLE", ""))

    @property
    def question(self) -> str:
        """The sentence that asks the query, with places for names."""
        return str(self.function.__globals__.get("QUESTION", ""))

    @property
    def walks_paths(self) -> bool:
        """Whether the query walks the path graph, so that its limits can be lifted."""
        return self.function.__globals__.get("GRAPH") == "path"

    @property
    def asks_another(self) -> bool:
        """Whether the query asks another one, so that its command passes on what it does not know."""
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
    """Return the command names of all queries, sorted; modules that begin with `_` are not queries."""
    from pkgutil import iter_modules

    return tuple(sorted(one.name.replace("_", "-") for one in iter_modules(__path__) if one.name[0] != "_"))


def query(name: str) -> Query:
    """Return the query of a command name; raises KeyError when there is none."""
    stem = name.replace("-", "_")
    home = f"{__package__}.{stem}"
    if not stem.isidentifier() or stem[0] == "_":
        raise KeyError(name)
    try:
        function: Any = getattr(import_module(home), stem)
    except ModuleNotFoundError as error:
        if error.name != home:
            raise
        raise KeyError(name) from None
    return Query(name, function)


def statement(name: str, arguments: Mapping[str, Any], schema: Schema | None = None) -> str:
    """Return a query's .cypher with its values written in, to be pasted into Neo4j Browser.

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
    """Return a statement in which each `<name>` is the text of `_name.cypher`, its lines as far in as the first."""

    def fragment(match: re.Match[str]) -> str:
        before, name = match.groups()
        margin = before[: len(before) - len(before.lstrip())]
        body = _with_fragments(read(f"_{name}").rstrip("\n"), read)
        return before + body.replace("\n", f"\n{margin}")

    return _FRAGMENT.sub(fragment, text)


_FRAGMENT = re.compile(r"(?m)^(.*?)<(\w+)>")
