"""Hypothesis strategies of facts files."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from linkchart.graph.loading.written_names import is_plain
from linkchart.graph.model import MODALITIES

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
LETTERS = st.text(
    st.characters(categories=["L", "Nd", "Mn", "Zs", "Pd", "Po"], exclude_characters="&"), min_size=1, max_size=9
)
NAMES = LETTERS.map(lambda text: f"N{text}".strip()).filter(is_plain)
WORDS = TEXT | st.sampled_from(["null", "NO", "2020", "1e3", "a: b", "# a", "\u2028", "~"])
TYPES = ("State", "Organization", "Person")
RELATIONS = (
    ("State", "SUPPORTS", "Organization"),
    ("Person", "MET_WITH", "State"),
    ("Person", "MEMBER_OF", "Organization"),
)
DATES = st.sampled_from(["2019", "2020", "2020-03", "2020-03-14"])
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**62), 2**62) | st.floats(-1e9, 1e9) | WORDS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(WORDS, values, max_size=2),
    max_leaves=4,
)
ATTRIBUTES = st.dictionaries(
    WORDS.filter(lambda word: word not in ("strength", "against", "via")), VALUES, max_size=3
) | st.fixed_dictionaries({"strength": st.floats(0.1, 1), "against": st.just("State 1")})


@st.composite
def cases(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw the lines of a case that is right by construction."""
    documents = draw(st.integers(0, 2))
    lines: list[dict[str, Any]] = []
    for number in range(documents):
        rest = {"title": WORDS, "publisher": WORDS, "published": DATES, "text": WORDS, "attributes": ATTRIBUTES}
        grade = {"reliability": st.sampled_from("ABCDEF")}
        lines.append({"document": {"id": f"d{number}"} | draw(st.fixed_dictionaries({}, optional=rest | grade))})
    for type_ in TYPES:
        for number in range(2):
            more = {
                "kind": WORDS,
                "aliases": st.lists(NAMES, max_size=2),
                "attributes": ATTRIBUTES,
            }
            entity = {"name": f"{type_} {number}", "type": type_} | draw(st.fixed_dictionaries({}, optional=more))
            lines.append({"entity": entity})
    return lines + [{"fact": draw(facts(documents))} for _ in range(draw(st.integers(0, 6)))]


@st.composite
def facts(draw: st.DrawFn, documents: int) -> dict[str, Any]:
    """Draw a fact between entities of a case with so many documents."""
    source, relation, target = draw(st.sampled_from(RELATIONS))
    ends = [f"{end.lower()}:{end.lower()}-{draw(st.integers(0, 1))}" for end in (source, target)]
    fact: dict[str, Any] = {"source": ends[0], "relation": relation, "target": ends[1]}
    span = {"start": st.just("2019-05"), "end": DATES.filter(lambda date: date > "2019-05")}
    fact |= draw(st.fixed_dictionaries({"date": DATES}) | st.fixed_dictionaries({}, optional=span))
    made = st.sampled_from([{"method": "analyst"}, {"method": "import", "rule": "r 1"}, {"rule": "x"}])
    fact |= draw(made)
    optional: dict[str, st.SearchStrategy[Any]] = {
        "place": NAMES,
        "attributes": ATTRIBUTES,
        "confidence": st.floats(0, 1),
        "credibility": st.integers(1, 6),
        "modality": st.sampled_from(MODALITIES),
        "attributed_to": NAMES,
        "paragraph": st.integers(1, 40),
        "start_char": st.integers(0, 99),
        "end_char": st.integers(99, 199),
    }
    if documents:
        optional["document"] = st.sampled_from([f"d{number}" for number in range(documents)])
    return fact | draw(st.fixed_dictionaries({}, optional=optional))
