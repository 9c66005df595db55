"""Key attributes that mean the same make one relation, whose id is as before."""

from __future__ import annotations

from typing import Any

import pytest

from linkchart.graph.relation_ids import hashed, named_part
from linkchart.graph.stores.protocol import Store
from tests.graph.records import EVERYTHING, add, fact

KEY = ("amount", "currency", "code")

ALIKE = [
    *[(value, 1000) for value in ("1,000", "1 000", "1\u202f000", "1000", "1000.00", "1,000.0", 1000.0)],
    *[("1,234,567.50", 1234567.5), ("0.50", 0.5)],
]
DIFFERENT = [
    *[(value, 1000) for value in ("1.000", "1,00", "1,0000", "0,100", "1,000 or more", "about 1,000", "$1,000")],
    *[("1,234 567", 1234567), ("12,34,567", 1234567), ("٣,٠٠٠", 3000), (",000", 0)],
]


@pytest.mark.parametrize(("written", "number"), ALIKE)
def test_amount_is_compared_by_value(written: Any, number: float) -> None:
    assert named_part({"amount": written}, KEY) == named_part({"amount": number}, KEY)


@pytest.mark.parametrize(("written", "number"), DIFFERENT)
def test_other_texts_are_no_amounts(written: Any, number: float) -> None:
    assert named_part({"amount": written}, KEY) != named_part({"amount": number}, KEY)


def test_only_codes_of_currencies_have_no_case() -> None:
    for name, parts in (("currency", 1), ("code", 2)):
        assert len({named_part({name: value}, KEY) for value in ("usd", "USD")}) == parts
    assert named_part({"code": "1.10"}, KEY) != named_part({"code": "1.1"}, KEY)
    assert named_part({"ref": "1,000"}, KEY) != named_part({"ref": "1000"}, KEY)


def pay(store: Store, *payments: tuple[Any, str]) -> list[str]:
    """Load payments of a day, and list the ids of their relations."""
    facts = (
        fact(
            "Acme",
            "PAID",
            "Bravo",
            date="2020-01-03",
            document=f"d{amount}",
            attributes={"amount": amount, "currency": code},
        )
        for amount, code in payments
    )
    assert add(store, *facts).rejected == ()
    return [relation.id for relation in store.relations(EVERYTHING)]


def test_payment_written_otherwise_is_one_payment(store: Store) -> None:
    (id_,) = pay(store, (1000, "USD"))
    assert pay(store, ("1,000", "usd")) == [id_] == ["r62d969676ea5d10a"]
    assert len(pay(store, ("1.000", "USD"), (1000, "EUR"))) == 3


def test_ids_equal_those_of_the_first_release() -> None:
    rows = [
        ("person:a", "MET", "person:b", "2020-03-14", "2020-03-14", ""),
        ("state:é", "PAID", "state:c", "", "", "x"),
    ]
    assert hashed(rows) == (969223833907383443, -1118868247480068541)
    assert hashed(rows[1:]) == hashed(rows)[1:]
