from __future__ import annotations

from linkchart.graph.stores.open_store import open_store
from linkchart.queries import query
from linkchart.render.subjects import subjects_of
from linkchart.render.wording import sentence
from tests.graph.records import add, fact


def paid(amount: int, date: str = "2020-01-01") -> tuple[str, dict[str, object]]:
    attributes = {"amount": amount, "currency": "USD", "purpose": "rent"}
    return fact("Acme", "PAID", "Beta", date=date, attributes=attributes)


def sentences(*records: tuple[str, dict[str, object]]) -> list[str]:
    store = open_store(":memory:", create=True)
    add(store, *records)
    subjects = subjects_of(query("timeline").function(store), store, bare=True)
    return sorted(sentence(relation, subjects) for relation in subjects.relations.values())


def test_payments_read_by_their_amount() -> None:
    same_day = "Acme paid Beta on 2020-01-01"
    assert sentences(paid(100), paid(250)) == [f"{same_day} (amount: 100)", f"{same_day} (amount: 250)"]


def test_relations_told_apart_by_date_omit_attributes() -> None:
    days = ["2020-01-01", "2020-02-01"]
    assert sentences(*(paid(100, day) for day in days)) == [f"Acme paid Beta on {day}" for day in days]
