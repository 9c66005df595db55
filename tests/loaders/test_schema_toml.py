"""A case's own types and relations, from TOML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linkchart.graph.errors import InputError
from linkchart.graph.schema import builtin, extended
from linkchart.loaders.schema_toml import read_extra

OWNS = '[relations.RENTS]\ndomain = ["Organization"]\nrange = ["Vessel"]\n'


def extra(tmp_path: Path, text: str) -> dict[str, Any]:
    file = tmp_path / "extra.toml"
    file.write_text(text, encoding="utf-8")
    return read_extra(str(file), builtin())


def test_new_types_and_relations_extend_the_schema(tmp_path: Path) -> None:
    text = f"""
[nodes.Vessel]
kinds = ["tanker", "warship"]
gloss = "a ship"

{OWNS}
sign = 1
strength = 0.9
conducts = "forward"
symmetric = false
on_path = true
expected = ["share"]
inverse = "owned by"
gloss = "holds the title"
"""
    schema = extended(builtin(), extra(tmp_path, text))
    assert schema.nodes["Vessel"].kinds == ("tanker", "warship")
    owns = schema.relations["RENTS"]
    assert (owns.domain, owns.range, owns.sign, owns.strength) == (("Organization",), ("Vessel",), 1, 0.9)
    assert schema.entity_type("vessel:grace-1") == "Vessel"


def test_relation_is_overridden_in_part(tmp_path: Path) -> None:
    before = builtin().relations["SUPPORTS"]
    after = extended(builtin(), extra(tmp_path, "[relations.SUPPORTS]\nstrength = 1\n")).relations["SUPPORTS"]
    assert (after.strength, after.domain, after.conducts) == (1, before.domain, before.conducts)


def test_empty_file_adds_nothing(tmp_path: Path) -> None:
    assert extra(tmp_path, "") == {"nodes": {}, "relations": {}}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[relations.RENTS\n", "broken TOML"),
        ("[node.Vessel]\n", "the file has no key “node”. Did you mean nodes?"),
        ("nodes = 3\n", "nodes must be tables: [nodes.NAME]."),
        ("[nodes]\nVessel = 3\n", "nodes.Vessel must be a table: [nodes.Vessel]."),
        ("[nodes.vessel]\n", "[nodes.vessel]: a name here looks like Vessel"),
        ("[nodes.'Ves sel']\n", "[nodes.Ves sel]: a name here looks like Vessel"),
        ("[nodes.STATE]\n", "[nodes.STATE] differs from State in capitals only."),
        ("[nodes.Vessel]\nkind = ['a']\n", "[nodes.Vessel] has no key “kind”. Did you mean kinds?"),
        ("[nodes.Vessel]\nkinds = 'a'\n", "nodes.Vessel.kinds must be a list of texts, not 'a'."),
        ("[relations.Owns]\n", "[relations.Owns]: a name here looks like OWNED_BY"),
        ("[relations.RENTS]\nrange = ['State']\n", "[relations.RENTS] is new and needs a domain"),
        ("[relations.RENTS]\ndomain = ['State']\n", "[relations.RENTS] is new and needs a range"),
        (OWNS, "relations.RENTS.range: there is no node type “Vessel”."),
        ("[relations.SUPPORTS]\nrange = ['Organisation']\n", "“Organisation”. Did you mean Organization?"),
        ("[relations.SUPPORTS]\ndomain = ['Document']\n", "a Document is the source of a fact"),
        ("[relations.SUPPORTS]\ndomain = []\n", "relations.SUPPORTS.domain is empty"),
        ("[relations.SUPPORTS]\nsign = 2\n", "relations.SUPPORTS.sign must be -1, 0 or 1, not 2."),
        ("[relations.SUPPORTS]\nsign = true\n", "relations.SUPPORTS.sign must be -1, 0 or 1, not True."),
        ("[relations.SUPPORTS]\nstrength = 0\n", "strength must be above 0 and at most 1, not 0."),
        ("[relations.SUPPORTS]\nstrength = nan\n", "strength must be above 0 and at most 1, not nan."),
        ("[relations.SUPPORTS]\nconducts = 'both'\n", "conducts must be forward, backward or none, not 'both'."),
        ("[relations.SUPPORTS]\nconducts = []\n", "conducts must be forward, backward or none, not []."),
        ("[relations.SUPPORTS]\non_path = 1\n", "on_path must be true or false, not 1."),
        ("[relations.SUPPORTS]\nsymetric = true\n", "has no key “symetric”. Did you mean symmetric?"),
        ("[relations.SUPPORTS]\nname = 'X'\n", "[relations.SUPPORTS] has no key “name”"),
    ],
)
def test_mistake_gets_one_clear_sentence(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        extra(tmp_path, text)
    assert str(caught.value).startswith(str(tmp_path / "extra.toml"))
    assert fault in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        read_extra(str(tmp_path / "none.toml"))
