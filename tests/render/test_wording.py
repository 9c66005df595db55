from __future__ import annotations

import pytest

from linkchart.render.own_statement import own_statement
from linkchart.render.wording import grade
from tests.graph.records import EVERYTHING, add, document, empty_store, fact


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((5, 12), "[ungraded, 2 tellings, disputed: count, counts from 5 to 12]"),
        (("at least 5", 12), "[ungraded, 2 tellings, counts from 5 to 12]"),
        ((5, 5), "[ungraded, 2 tellings]"),
        (("several", 5), "[ungraded, 2 tellings]"),
    ],
)
def test_differing_counts_say_their_range(counts: tuple[int | str, ...], words: str) -> None:
    ends = {"source_type": "Event", "target_type": "Population"}
    with empty_store() as store:
        for id_, count in zip("ab", counts, strict=True):
            add(
                store,
                document(id_),
                fact("Raid", "KILLED", "guards", document=id_, attributes={"count": count}, **ends),
            )
        (relation,) = store.relations(EVERYTHING)
    assert grade(relation) == words


def test_receipt_says_what_its_telling_states_otherwise() -> None:
    ends = {"source_type": "Event", "target_type": "Population"}
    day = {"date": "2020-03-14", "confidence": 0.9, "attributes": {"count": 5, "weapon": "drone"}}
    month = {"date": "2020-03", "confidence": 0.8, "attributes": {"count": 6}}
    with empty_store() as store:
        add(store, *(fact("Raid", "KILLED", "guards", **stated, **ends) for stated in (day, month)))
        (relation,) = store.relations(EVERYTHING)
    assert [own_statement(telling, relation) for telling in relation.tellings] == ["", "in 2020-03 (count: 6)"]
