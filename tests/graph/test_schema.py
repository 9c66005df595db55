"""The ontology: its types and relations, those that a case adds, and what paths and influence walk."""

from __future__ import annotations

import pytest

from linkchart.graph.errors import SchemaError, near_words
from linkchart.graph.rules import influence_rule, path_rule
from linkchart.graph.schema import builtin, extended
from linkchart.graph.scope import Scope


def test_relations_join_known_types() -> None:
    schema = builtin()
    for relation in schema.relations.values():
        assert {*relation.domain, *relation.range} <= schema.nodes.keys()
        assert relation.sign in (-1, 0, 1)
        assert 0 < relation.strength <= 1
        assert relation.conducts in ("none", "forward", "backward", "both")
        if relation.symmetric:
            assert relation.conducts in ("none", "both")


def test_entity_type_is_read_from_id() -> None:
    assert builtin().entity_type("organization:quds-force") == "Organization"
    with pytest.raises(SchemaError, match="is not an id"):
        builtin().entity_type("quds-force")


def test_case_adds_types_and_overrides_relations() -> None:
    extra = {
        "nodes": {"Ship": {"kinds": ["tanker"]}},
        "relations": {"SUPPORTS": {"strength": 0.1}, "SAILED_TO": {"domain": ["Ship"], "range": ["Place"]}},
    }
    schema = extended(builtin(), extra)
    usual = builtin().relations["SUPPORTS"]
    assert schema.nodes["Ship"].kinds == ("tanker",)
    assert schema.relations["SUPPORTS"].strength == 0.1
    assert schema.relations["SUPPORTS"].domain == usual.domain
    assert schema.relations["SAILED_TO"].range == ("Place",)
    assert "Ship" not in builtin().nodes
    again = extended(schema, {"relations": {"SAILED_TO": {"strength": 0.9}}})
    assert again.relations["SAILED_TO"].domain == ("Ship",)
    assert again.extra["nodes"] == extra["nodes"]


def test_nearest_words_ignore_case() -> None:
    assert near_words("controlls", builtin().relations) == ["CONTROLS"]
    assert near_words("xyzzy", builtin().relations) == []


def test_named_relations_are_admitted_to_paths() -> None:
    schema = builtin()
    (off, *_) = [name for name, relation in schema.relations.items() if not relation.on_path]
    assert off not in path_rule(schema, Scope()).along
    assert path_rule(schema, Scope(relations=(off,))).along == (off,)
    assert set(path_rule(schema, Scope(any_relation=True)).along) == set(schema.relations)


def test_influence_walks_only_conducting_relations() -> None:
    schema = builtin()
    rule = influence_rule(schema, Scope(relations=("CONTROLS", "LOCATED_IN")))
    assert (rule.along, rule.against) == (("CONTROLS",), ())
    assert rule.through == ("State", "Organization", "Person")
