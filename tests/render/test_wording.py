from __future__ import annotations

import pytest

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
