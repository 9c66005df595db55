"""Reports for tests: a plain one, and one in which every text is hostile."""

from __future__ import annotations

import itertools

from linkchart.graph.model import Entity
from linkchart.render.picture.picture import Picture
from linkchart.render.report.parts import Chain, Cited, Evidence, Line, Report, Section, Table
from tests.render.samples import HOSTILE, hostile, relation, small


def plain_report() -> Report:
    evidence = [
        Evidence("Iran controls Quds Force", "[graded 0.48]", [Cited("1.1", "So it is.", "A briefing, paragraph 3")])
    ]
    chain = Chain("Iran → Quds Force", "1 hop", [Line("Iran controls Quds Force", "[graded 0.48]", ["1.1"])])
    first = Section("chain", "linkchart path Iran 'Quds Force'", chains=[chain], picture=small(), evidence=evidence)
    return Report(
        "Iran", [("Store", "case.db")], [first, Section("none", "linkchart events", problem="No such thing.")]
    )


def hostile_report() -> Report:
    from linkchart.render.labels import plain

    sections = []
    for rank, raw in enumerate(HOSTILE, 1):
        text = plain(raw)
        sections.append(
            Section(
                text, text, text, text, text,
                chains=[Chain(text, text, [Line(text, text, ["1.1"])])],
                lines=[Line(text)],
                table=Table([text, text], [[text, text], [text, text]], frozenset([1]), [["1.1"], []]),
                notes=[text],
                picture=hostile(),
                flows=[HOSTILE],
                evidence=[Evidence(text, text, [Cited(f"{rank}.1", text, text)])],
            )
        )  # fmt: skip
    return Report(plain(HOSTILE[0]), [(plain(sentence), plain(sentence)) for sentence in HOSTILE[:3]], sections)


def chain_of(count: int) -> Picture:
    """Actors one behind the other."""
    entities = [Entity(f"state:s{number:02}", "State", f"State of {number}") for number in range(count)]
    pairs = itertools.pairwise(entities)
    relations = [relation(f"r{rank}", source.id, "SUPPORTS", other.id) for rank, (source, other) in enumerate(pairs)]
    return Picture("", "", entities, relations, highlight=frozenset(relation.id for relation in relations))
