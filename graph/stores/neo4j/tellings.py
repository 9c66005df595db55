"""Tellings as a relationship stores them: parallel lists with one element for each telling."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ...identity.telling_marks import Marked, mark
from ...model import NOTHING, Telling
from ...relation_ids import key_of, named_part, ref_origin
from ...schema import Schema
from ...telling_details import details_of, read_details, telling_from


class StoredTelling(NamedTuple):
    """A telling as stored; equal ones of a key are one telling. "" stands for no value."""

    document: str | None
    paragraph: int | None
    quote: str | None
    credibility: int | None
    details: str | None
    start: str
    end: str
    source_as: str | None
    target_as: str | None
    source_id: str | None = None
    target_id: str | None = None
    loads: str | None = None
    """The numbers of the loads that added it, "3 7"."""

    @property
    def content(self) -> tuple[Any, ...]:
        """Its content, whichever load added it."""
        return self[:-1]


class Source(NamedTuple):
    """The fields of a document that grade its tellings."""

    title: str | None = None
    publisher: str | None = None
    reliability: str | None = None
    published: str | None = None
    has_text: bool = False
    retracted: bool = False


Sources = Mapping[str, Source]

LISTS = (
    *("documents", "paragraphs", "quotes", "credibilities", "details", "starts", "ends"),
    *("sourceAs", "targetAs", "sourceIds", "targetIds", "loads"),
)
_BOUNDS = {"starts": "start", "ends": "end"}


def _column_of(name: str) -> str:
    """Write the column of a list, which is left out where it has no values or, of dates, only the relation's."""
    bound = f"r.{_BOUNDS.get(name)}"
    left_out = f"CASE WHEN {bound} IS NULL THEN [] ELSE [_ IN r.quotes | {bound}] END" if name in _BOUNDS else "[]"
    return f"coalesce(r.{name}, {left_out})"


TELLING_LISTS = ", ".join(map(_column_of, LISTS))
"""The columns that `stored_tellings` reads."""
CONTENT_LISTS = ", ".join(map(_column_of, LISTS[:-1]))
"""The columns of the content of tellings, without their loads."""


class KeyTellings(NamedTuple):
    """The tellings of one key, with the ends and name of their relations."""

    key: int
    source: str
    name: str
    target: str
    tellings: list[StoredTelling]


def united(tellings: Iterable[StoredTelling]) -> list[StoredTelling]:
    """Merge equal tellings, with all their loads."""
    by_content: dict[tuple[Any, ...], StoredTelling] = {}
    for telling in tellings:
        known = by_content.setdefault(telling.content, telling)
        if known.loads != telling.loads:
            loads = numbers_of(known.loads) | numbers_of(telling.loads)
            by_content[telling.content] = telling._replace(loads=loads_of(loads))
    return list(by_content.values())


def numbers_of(loads: str | None) -> set[int]:
    """Read the numbers of loads; 0 stands for unknown ones of older versions.

    >>> numbers_of("3 7"), numbers_of(None)
    ({3, 7}, {0})
    """
    return set(map(int, loads.split())) if loads else {0}


def loads_of(numbers: Iterable[int]) -> str | None:
    """Write the numbers of loads, the first one first."""
    return " ".join(map(str, sorted(numbers))) or None


def stored_tellings(*lists: Sequence[Any]) -> list[StoredTelling]:
    """Read the tellings of a relationship from its lists."""
    count = max(map(len, lists), default=0)
    return [StoredTelling(*_values(lists, place)) for place in range(count)]


def _values(lists: Sequence[Sequence[Any]], place: int) -> Iterable[Any]:
    for name, values in zip(LISTS, lists, strict=True):
        value = values[place] if values else None
        yield (value or "") if name in ("starts", "ends") else (value or None)


def lists_of(tellings: Iterable[StoredTelling], start: str, end: str) -> list[list[Any] | None]:
    """Write tellings as the lists of a relationship from `start` to `end`; "" and 0 stand for no value.

    None is a list that is left out: one without values or, of dates, with only those of the relationship.
    """
    columns = list(zip(*tellings, strict=True))
    usual = {"starts": start, "ends": end}
    return [_column(name, column, usual.get(name)) for name, column in zip(LISTS, columns, strict=True)]


def _column(name: str, values: Sequence[Any], usual: str | None) -> list[Any] | None:
    if not any(values):
        return [""] * len(values) if name == "quotes" else None
    if usual and all(value == usual for value in values):
        return None
    nothing: Any = 0 if name in _NUMBERS else ""
    return [nothing if value is None else value for value in values]


_NUMBERS = frozenset(("paragraphs", "credibilities"))


def telling_of(telling: StoredTelling, sources: Sources) -> Telling:
    """Make a telling with the values from its document."""
    source = sources.get(telling.document, Source()) if telling.document else Source()
    return telling_from(
        telling.document, source.publisher, source.published, source.reliability, source.has_text, source.retracted,
        telling.paragraph, telling.credibility, telling.source_as, telling.target_as, telling.quote, telling.details,
        telling.source_id, telling.target_id, telling.start, telling.end,
    )  # fmt: skip


def stored_telling(telling: Telling) -> StoredTelling:
    """Convert a telling to the form that a relationship stores."""
    return StoredTelling(
        telling.document, telling.paragraph, telling.quote, telling.credibility, details_of(telling),
        telling.start or "", telling.end or "", telling.source_as, telling.target_as, telling.source_id,
        telling.target_id,
    )  # fmt: skip


def key_of_telling(
    of_key: KeyTellings, telling: StoredTelling, sources: Sources, schema: Schema, standing: Mapping[str, str]
) -> int:
    """Compute the key of a telling, which depends on the publisher of its document."""
    if "ref" not in attributes_of(telling):
        return of_key.key
    return key_of_ends(of_key.source, of_key.name, of_key.target, telling, sources, schema, standing)


def key_of_ends(
    source: str,
    name: str,
    target: str,
    telling: StoredTelling,
    sources: Sources,
    schema: Schema,
    standing: Mapping[str, str],
) -> int:
    """Compute the key of a telling of a relation; `standing`: representatives by entity."""
    attributes = named_now(attributes_of(telling), standing)
    origin = ref_origin(sources.get(telling.document or "", Source()).publisher, telling.document)
    named = named_part(attributes, schema.relations[name].key, origin if "ref" in attributes else "")
    return key_of(source, name, target, named)


def mark_of_stored(of_key: KeyTellings, telling: StoredTelling, schema: Schema) -> str:
    """Make the mark by which a split may name a telling, from the ends that it was loaded with."""
    source, target = telling.source_id or of_key.source, telling.target_id or of_key.target
    dated = telling.start, telling.end
    marked = Marked(source, of_key.name, target, *dated, telling.document, telling.paragraph, telling.quote)
    return mark(marked, symmetric=schema.relations[of_key.name].symmetric)


def attributes_of(telling: StoredTelling) -> Mapping[str, Any]:
    """Read the attributes of a telling."""
    attributes: Mapping[str, Any] = (
        read_details(telling.details).get("attributes", NOTHING) if telling.details else NOTHING
    )
    return attributes


def named_now(attributes: Mapping[str, Any], standing: Mapping[str, str]) -> Mapping[str, Any]:
    """Replace the entities that attributes name by their representatives."""
    named = {key: standing[attributes[key]] for key in NAMING & attributes.keys() if attributes[key] in standing}
    return {**attributes, **named} if named else attributes


NAMING = frozenset(("against", "via"))
"""Attributes that name entities."""


def documents_of(tellings: Iterable[KeyTellings]) -> set[str]:
    """Collect the ids of the documents of some tellings."""
    return {telling.document for some in tellings for telling in some.tellings if telling.document}
