"""Write relations and paths in words, as an analyst would."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..graph.figures import coarse, counted, number
from ..graph.model import RETRACTED, Relation, Row, Telling
from ..graph.telling_order import counting, standing_of
from .subjects import NAMING

if TYPE_CHECKING:
    from ..graph.stores.totals import Counts
    from .subjects import Subjects

_PART = {4: "in", 7: "in", 10: "on"}


def sentence(
    relation: Relation, subjects: Subjects, near: str | None = None, paint: Callable[[str, int], str] | None = None
) -> str:
    """Describe a relation from its end `near` (else from its source); `paint` colours the verb by its sign."""
    kind = subjects.schema.relations[relation.relation]
    backward = near == relation.target != relation.source and bool(kind.inverse or kind.symmetric)
    ends = (relation.target, relation.source) if backward else (relation.source, relation.target)
    verb = kind.inverse if backward and not kind.symmetric else kind.words
    first, second = (subjects.names.get(end, end) for end in ends)
    attributes = {"place": relation.place, **relation.attributes} if relation.place else relation.attributes
    words = [first, paint(verb, relation.sign) if paint else verb, second, when(relation.start, relation.end)]
    return " ".join(filter(None, [*words, details(_with_names(attributes, subjects))]))


def _with_names(attributes: Mapping[str, Any], subjects: Subjects) -> Mapping[str, Any]:
    """Put names for the ids of entities among attributes."""
    named = [key for key in ("place", *NAMING) if isinstance(attributes.get(key), str)]
    return {**attributes, **{key: subjects.names.get(attributes[key], attributes[key]) for key in named}}


def when(start: str | None, end: str | None) -> str:
    """Write a span of dates in words.

    >>> when("2020-01-03", "2020-01-03"), when("2012", None), when(None, "2020-01"), when("2012", "2014")
    ('on 2020-01-03', 'since 2012', 'until 2020-01', 'from 2012 to 2014')
    """
    if start and end:
        return f"{_PART[len(start)]} {start}" if start == end else f"from {start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def span_words(span: Sequence[str | None]) -> str:
    """Write the span of days in which ties were in force together, in words.

    >>> span_words(["2014-01-01", None]), span_words([])
    ('since 2014', 'never at the same time')
    """
    if not span:
        return "never at the same time"
    start, end = span
    return when(coarse(start) if start else None, coarse(end, last=True) if end else None) or "always"


def measures(row: Row) -> str:
    """Write the length, weight and, if the row has it, specificity of a path."""
    specific = f", specificity {number(row['specificity'])}" if "specificity" in row else ""
    return f"{counted(row['hops'], 'hop')}, weight {number(row['weight'])}{specific}"


def remarks(row: Row, subjects: Subjects) -> list[str]:
    """List remarks on a whole path: when it was in force, and which sources alone report one of its hops."""
    lines = []
    span = row.get("together")
    if span is not None:
        hops = [[subjects.relations[id_] for id_ in hop] for hop in row["relations"]]
        undated = sum(not any(relation.start or relation.end for relation in hop) for hop in hops)
        note = f" ({undated} of {counted(len(hops), 'hop')} undated)" if undated else ""
        lines.append((f"in force together: {span_words(span)}" if span else span_words(span)) + note)
    voices = row.get("rests_on") or ()
    if voices:
        lines.append(f"rests on {' and '.join(voices)} alone")
    return lines


def details(attributes: Mapping[str, Any]) -> str:
    """Write a relation's attributes in brackets, without empty values and notes.

    >>> details({"weapon": "drone", "count": 1, "date_note": "year inferred", "support_kinds": ["unspecified"]})
    '(weapon: drone, count: 1)'
    """
    known = {key: _listed(value) for key, value in attributes.items() if not key.endswith("note")}
    shown = [f"{key.replace('_', ' ')}: {value}" for key, value in known.items() if value not in {"", "unspecified"}]
    return f"({', '.join(shown)})" if shown else ""


def _listed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " and ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def grade(relation: Relation) -> str:
    """Write in brackets the grade of a relation and the number of its tellings, denials and retracted tellings."""
    grade_ = "ungraded" if relation.confidence is None else f"graded {number(relation.confidence)}"
    parts = [grade_, *_tellings(relation)]
    if relation.modality not in ("asserted", "negated", RETRACTED):
        speakers = sorted({telling.attributed_to for telling in relation.tellings if telling.attributed_to})
        parts.insert(0, relation.modality + (f" by {', '.join(speakers)}" if speakers else ""))
    if relation.derived:
        parts.insert(0, "derived")
    others = [kind for kind in relation.disputed if kind != "denied"]
    parts += [f"disputed: {', '.join(others)}"] if others else []
    parts += [f"counts from {counts}"] if (counts := _counts(relation)) else []
    return f"[{', '.join(parts)}]"


def _counts(relation: Relation) -> str:
    """Write the range of a relation's differing counts, "" if it has none."""
    if "count" not in relation.attributes:
        return ""
    from ..graph.counts import spread  # few relations have counts

    return spread(telling.attributes.get("count") for telling in counting(relation.tellings))


def _tellings(relation: Relation) -> Iterator[str]:
    """Yield the numbers of tellings, denials and retracted tellings, without zeros."""
    standings = [standing_of(telling) for telling in relation.tellings]
    denials, retracted = standings.count("negated"), standings.count(RETRACTED)
    count = len(standings) - denials - retracted
    if count or relation.modality not in ("negated", RETRACTED):
        yield counted(count, "telling")
    if denials:
        yield counted(denials, "denial")
    if retracted:
        yield f"{retracted:,} retracted"


def standing(telling: Telling) -> str:
    """Write the source of a telling, who says so or denies it, and how the telling was made."""
    place = telling.document or "no document"
    if telling.paragraph:
        place += f", paragraph {telling.paragraph}"
    if telling.modality == "negated":
        place += f", denied by {telling.attributed_to or telling.publisher or 'it'}"
    elif telling.attributed_to:
        place += f", according to {telling.attributed_to}"
    method = telling.method + (f" {telling.made_by}" if telling.made_by else "")
    grade_ = "ungraded" if telling.confidence is None else f"graded {number(telling.confidence)}"
    grade_ = "retracted" if telling.retracted else grade_
    unchecked = ", quote unchecked" if telling.quote and not telling.checked else ""
    return f"{place} ({method}, {grade_}{unchecked})"


def is_path(row: Row) -> bool:
    """Check whether a row is a path with its relations hop by hop."""
    return "nodes" in row and "relations" in row


def amounts(counts: Counts) -> str:
    """Write counts in words."""
    return ", ".join(
        [
            counted(counts.documents, "document"),
            counted(counts.entities, "entity", "entities"),
            counted(counts.relations, "relation"),
            counted(counts.tellings, "telling"),
        ]
    )
