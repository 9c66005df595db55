"""Every query has its Cypher, which says the same first sentence and takes the same parameters."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkchart.graph.errors import InputError
from linkchart.graph.schema import builtin
from linkchart.graph.scope import Scope
from linkchart.graph.stores.neo4j.cypher import bounded, inlined, literal
from linkchart.graph.stores.neo4j.ontology import ontology_of
from linkchart.queries import names, query, statement
from linkchart.queries.path import SPECIFIC

NAMES = names()
FOLDER = files("linkchart.queries")
VALUES: dict[str, Any] = {"ends": ["a", "b"], "k": 2, "by": "hops", "max_hops": 3, "directed": True, "limit": None,
                          "without": ["a"], "scope": Scope()}  # fmt: skip


def parameters(name: str) -> dict[str, Any]:
    """The parameters of a query's function but for the store, with their defaults."""
    code = query(name).function.__code__
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 0x04)
    return dict.fromkeys(code.co_varnames[1:count]) | (query(name).function.__kwdefaults__ or {})


def subjects(name: str) -> list[str]:
    return [line for line in query(name).cypher.splitlines() if not line.lstrip().startswith("//")]


def test_queries_and_cypher_files_correspond() -> None:
    texts = [file.name for file in FOLDER.iterdir() if file.name.endswith(".cypher")]
    stems = {name.removesuffix(".cypher") for name in texts if not name.startswith("_")}
    assert stems == {name.replace("-", "_") for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_first_sentences_are_equal(name: str) -> None:
    assert query(name).cypher.splitlines()[0] == f"// {query(name).summary}"


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_equal(name: str) -> None:
    """A comment names those of which the server has no need."""
    assert set(re.findall(r"\$(\w+)", query(name).cypher)) - {"ontology"} == set(parameters(name))


@pytest.mark.parametrize("name", NAMES)
def test_filters_are_fields_of_scope(name: str) -> None:
    fields = set(re.findall(r"\$scope\.(\w+)", query(name).cypher))
    assert fields <= set(Scope._fields)
    limits = {"any_node", "any_relation", "through"}
    assert not fields or fields >= set(Scope._fields) - limits
    assert bool(fields & limits) == query(name).walks_paths


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_those_of_rows_then_graph(name: str) -> None:
    text = "\n".join(subjects(name))
    last = re.split(r"(?m)^RETURN ", text)[-1].split("\nORDER BY")[0]
    columns = [re.split(r" AS |\n|[ .]", column.strip())[-1] for column in _split(last)]
    assert columns[-1] == "graph"
    home = query(name).function.__globals__
    if not fetches(name) and "COLUMNS" in home:
        assert columns[:-1] == list(SPECIFIC if name == "path" else home["COLUMNS"])


def fetches(name: str) -> bool:
    return query(name).cypher.splitlines()[1].startswith("// Fetches ")


def _split(text: str) -> list[str]:
    """Split at the commas that stand in no bracket."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


@pytest.mark.parametrize("name", NAMES)
def test_hop_limit_is_default_of_function(name: str) -> None:
    bounds = set(re.findall(r"\{1,(\d+)\}", "\n".join(subjects(name))))
    default = parameters(name).get("max_hops")
    assert bounds == ({str(default)} if default and name != "ranking" else set())


@pytest.mark.parametrize("name", NAMES)
def test_file_is_one_statement_with_comments_on_top(name: str) -> None:
    assert ";" not in "\n".join(subjects(name))
    assert "//" not in "\n".join(subjects(name))
    assert max(len(line) for line in query(name).cypher.splitlines()) <= 140


@pytest.mark.parametrize("name", NAMES)
def test_statement_has_no_parameter_left(name: str) -> None:
    text = statement(name, parameters(name) | {key: VALUES[key] for key in VALUES if key in parameters(name)})
    assert not [line for line in text.splitlines() if "$" in line and not line.startswith("//")]
    assert text.splitlines()[0] == f"// {query(name).summary}"


@pytest.mark.parametrize("name", NAMES)
def test_no_type_or_relation_is_named(name: str) -> None:
    schema = builtin()
    words = set(re.findall(r"\w+", "\n".join(subjects(name))))
    assert not words & {*schema.nodes, *schema.relations}


@pytest.mark.parametrize("name", NAMES)
def test_ontology_flags_exist(name: str) -> None:
    assert set(re.findall(r"\$ontology\.(\w+)", query(name).cypher)) <= ontology_of(builtin()).keys()


@pytest.mark.parametrize("most", [0, -1, 51, True, 2.0, "2} MATCH (n) DETACH DELETE n"])
def test_bounds_are_checked_numbers(most: Any) -> None:
    with pytest.raises(InputError):
        bounded("MATCH (a)-[r]-{1,6}(b)", most)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), "\ud800", {"a b": 1}, {1, 2}])
def test_value_without_cypher_literal_is_rejected(value: Any) -> None:
    with pytest.raises((InputError, TypeError)):
        literal(value)


def test_comment_keeps_parameter_names() -> None:
    assert inlined("// $name\nRETURN $name", {"name": "x"}) == "// $name\nRETURN 'x'"


@given(st.text())
def test_text_cannot_close_its_literal(text: str) -> None:
    quoted = literal(text)
    assert re.fullmatch(r"'(?:[^'\\\n\r]|\\.)*'", quoted)
    assert quoted.isprintable() or " " in quoted or any(not char.isprintable() for char in text)
