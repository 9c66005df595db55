"""Answers without some entity, relation or document."""

from __future__ import annotations

from typing import Any

import pytest

from linkchart.graph.errors import InputError, UnknownEntity
from linkchart.graph.stores.protocol import Store
from tests.queries.asking import asked, column
from tests.queries.graphs import graph_of, linked


def chain_of_two_documents() -> Store:
    facts = [
        ("state:iran", "CONTROLS", "organization:quds", {"confidence": 1.0, "document": "one"}),
        ("organization:quds", "SUPPORTS", "organization:houthis", {"confidence": 1.0, "document": "two"}),
        ("organization:quds", "SUPPORTS", "organization:hezbollah", {"confidence": 0.8, "document": "one"}),
        ("organization:quds", "SUPPORTS", "organization:hezbollah", {"confidence": 1.0, "document": "two"}),
    ]
    names = {
        "state:iran": "Iran",
        "organization:quds": "Quds Force",
        "organization:houthis": "Houthis",
        "organization:hezbollah": "Hezbollah",
    }
    entities = [{"id": id_, "type": id_.split(":")[0].title(), "name": name} for id_, name in names.items()]
    facts_ = [{"source": a, "relation": name, "target": b, **more} for a, name, b, more in facts]
    return graph_of([(1, "entity", entity) for entity in entities] + [(2, "fact", fact) for fact in facts_])


def test_whatif_describes_effect_of_document_in_words() -> None:
    store = chain_of_two_documents()
    answer = asked(store, "whatif", "influence", "Iran", without=("two",))
    assert column(answer, "change") == ["lost", "moved"]
    assert column(answer, "words") == ["Iran loses Houthis", "Hezbollah falls from 0.7 to 0.56"]
    assert tuple(answer.columns) == ("change", "before", "after")
    assert [row["after"] and row["after"]["score"] for row in answer.rows] == [None, 0.56]


def test_id_from_before_a_finer_date_names_its_relation() -> None:
    ends = {
        "source": "State A",
        "source_type": "State",
        "relation": "SUPPORTS",
        "target": "B",
        "target_type": "Organization",
    }
    month, day = ({**ends, "start": start, "attributes": {"against": "C"}} for start in ("2020-03", "2020-03-14"))
    (earlier,) = asked(graph_of([(1, "fact", month)]), "influence", "State A").relations
    store = graph_of([(1, "fact", month), (2, "fact", day)])
    (now,) = asked(store, "influence", "State A").relations
    with pytest.raises(UnknownEntity, match=f"before a finer date came: it is {now} now"):
        asked(store, "whatif", "influence", "State A", without=(earlier,))


def test_whatif_restores_the_store() -> None:
    store = chain_of_two_documents()
    before = asked(store, "influence", "Iran")
    relation = before.relations[0]
    answer = asked(store, "whatif", "influence", "Iran", without=("Quds Force", "two", relation))
    assert column(answer, "change") == ["lost"] * 3
    assert asked(store, "influence", "Iran") == before


def test_whatif_without_the_subject_loses_all_rows() -> None:
    answer = asked(chain_of_two_documents(), "whatif", "influence", "Iran", without=("Iran",))
    assert column(answer, "change") == ["lost"] * 3


def test_whatif_gains_detour() -> None:
    store = linked("state:a SUPPORTS state:b", "state:b SUPPORTS state:c", "state:a SUPPORTS state:c")
    direct = asked(store, "path", "state:a", "state:c").relations[0]
    answer = asked(store, "whatif", "path", "state:a", "state:c", without=(direct,))
    assert column(answer, "words") == ["a loses a → c", "a gains a → b → c"]


def test_sensitivity_puts_largest_effect_first() -> None:
    store = chain_of_two_documents()
    answer = asked(store, "whatif", "influence", "Iran", sensitivity=True)
    control = asked(store, "path", "Iran", "Quds Force").relations[0]
    assert [(row["removed"], row["lost"]) for row in answer.rows][:2] == [("one", 3), (control, 3)]
    assert asked(store, "whatif", "influence", "Iran", sensitivity=True, limit=1).total == len(answer.rows)


@pytest.mark.parametrize(
    ("words", "options", "error"),
    [
        (("whatif", "influence", "Iran"), {"without": ("Iran",)}, InputError),
        (("nonsense", "Iran"), {"without": ("Iran",)}, InputError),
        (("influence", "Iran"), {}, InputError),
        (("influence", "Iran"), {"without": ("Nobody",)}, UnknownEntity),
    ],
)
def test_whatif_without_removal_is_rejected(
    words: tuple[str, ...], options: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        asked(chain_of_two_documents(), "whatif", *words, **options)
