"""Random cases: typed, signed, dated, graded multigraphs as records, loaded through the gate into memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from linkchart.graph.loading.load import load_file
from linkchart.graph.model import MODALITIES, Relation
from linkchart.graph.schema import builtin
from linkchart.graph.scope import Scope, Selection
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store

Records = list[tuple[int, str, dict[str, Any]]]

SIZES = {
    "State": 2,
    "Organization": 3,
    "Person": 2,
    "Event": 2,
    "Place": 1,
    "Population": 1,
    "Issue": 1,
    "Asset": 1,
    "Account": 1,
    "Tool": 1,
}
ENTITIES = tuple(f"{type_.lower()}:{'abcd'[place]}" for type_, count in SIZES.items() for place in range(count))
ACTORS = tuple(id_ for id_ in ENTITIES if id_.startswith(("state", "organization", "person")))
ENDS = st.sampled_from([*ACTORS, *ACTORS, *ENTITIES])
"""What to ask about: actors more often than what influence and paths seldom reach."""

EVENTS = tuple(id_ for id_ in ENTITIES if id_.startswith(("event", "issue")))

DATES = ("2018", "2019-06", "2019-06-15", "2020", "2020-02", "2020-02-29", "2020-03-01")
SPANS: st.SearchStrategy[dict[str, str]] = st.one_of(
    st.just({}),
    st.sampled_from(DATES).map(lambda date: {"date": date}),
    st.sampled_from(DATES).map(lambda date: {"start": date}),
    st.sampled_from(DATES).map(lambda date: {"end": date}),
    st.sampled_from([("2018", "2019-06-15"), ("2019-06", "2020"), ("2020-02", "2020-03-01")]).map(
        lambda span: {"start": span[0], "end": span[1]}
    ),
)
# Few values, so that weights tie; tiny ones, so that products collapse at the ninth decimal; and none at all.
GRADES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{}, {"credibility": 2}, *({"confidence": grade} for grade in (0, 1, 0.5, 0.25, 0.00003))]
)
STRENGTHS = st.sampled_from([None, None, 0.5, 0.25, 1.0])
SHARES = st.sampled_from([None, 0, 25, 62.5, 100, "40 %"])
PUBLISHED = st.sampled_from([None, "a", "b", "c", "d"])
SAID = st.sampled_from([*["asserted"] * 9, "claimed", "forecast", "negated"])


@st.composite
def facts(draw: st.DrawFn, names: Sequence[str] | None = None) -> dict[str, Any]:
    """One valid fact of the built-in ontology."""
    relations = builtin().relations
    kind = relations[draw(st.sampled_from(sorted(names or relations)))]
    source, target = (
        draw(st.sampled_from([id_ for id_ in ENTITIES if id_.split(":")[0].title() in types]))
        for types in (kind.domain, kind.range)
    )
    fact = {"source": source, "relation": kind.name, "target": target, **draw(SPANS), **draw(GRADES)}
    strength, document = draw(STRENGTHS), draw(PUBLISHED)
    attributes: dict[str, Any] = {} if strength is None else {"strength": strength}
    opposed = draw(st.sampled_from([False, True]))
    if kind.name == "SUPPORTS" and opposed:
        attributes["against"] = draw(st.sampled_from(["state:a", "organization:a"]))
    if draw(st.booleans()) and kind.expected:
        amounts = {"count": 2, "amount": draw(st.sampled_from([100, 100.0, 250.5]))}
        attributes |= {name: amounts.get(name, "something") for name in kind.expected}
    share = draw(SHARES)
    attributes |= {kind.fraction: share} if kind.fraction and share is not None else {}
    fact |= {"attributes": attributes} if attributes else {}
    fact |= {"document": document, "paragraph": draw(st.integers(1, 3))} if document else {}
    return fact | {"modality": draw(SAID)}


def cases(names: Sequence[str] | None = None, most: int = 40) -> st.SearchStrategy[Records]:
    """Cases whose facts are drawn from some relations, or from all; as often large as small."""
    return st.integers(0, most).flatmap(lambda size: st.lists(facts(names), min_size=size, max_size=size)).map(records)


def records(given_facts: Sequence[dict[str, Any]]) -> Records:
    """The records of a file that declares every entity and the documents, and states these facts."""
    documents = [{"id": "a", "publisher": "P", "reliability": "B"}, {"id": "b", "publisher": "P"}, {"id": "c"}]
    documents.append({"id": "d", "publisher": "The P"})  # the same publisher
    entities = [{"id": id_, "type": id_.split(":")[0].title(), "name": id_.replace(":", " ")} for id_ in ENTITIES]
    entities = [entity | ({"kind": "attack"} if entity["type"] == "Event" else {}) for entity in entities]
    whole = [("document", document) for document in documents] + [("entity", entity) for entity in entities]
    whole += [("fact", fact) for fact in given_facts]
    return [(line, kind, dict(record)) for line, (kind, record) in enumerate(whole, 1)]


def graph_of(case: Records) -> Store:
    """A store in memory that holds a case."""
    store = open_store(":memory:", create=True)
    report = load_file(store, case)
    assert not report.rejected, report.rejected
    return store


def linked(*lines: str, **more: Any) -> Store:
    """A store in memory from lines like `state:a SUPPORTS organization:b 0.5 2020`: ends, strength and date."""
    stated = []
    for line in lines:
        source, relation, target, *rest = line.split()
        fact: dict[str, Any] = {"source": source, "relation": relation, "target": target, **more}
        for word in rest:
            fact |= {"date": word} if len(word) >= 4 and word[:2] == "20" else {"attributes": {"strength": float(word)}}
        stated.append(fact)
    ends = sorted({end for fact in stated for end in (fact["source"], fact["target"])})
    entities = [{"id": id_, "type": id_.split(":")[0].title(), "name": id_.split(":")[1]} for id_ in ends]
    whole = [("entity", entity) for entity in entities] + [("fact", fact) for fact in stated]
    return graph_of([(line, kind, record) for line, (kind, record) in enumerate(whole, 1)])


def everything(store: Store) -> list[Relation]:
    """All relations of a store, whatever their modality."""
    return list(store.relations(Selection(Scope(modalities=MODALITIES))))
