"""The details of a fact, its rare keys: their checks, and their JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..counts import stored_count
from ..errors import InputError
from ..fact_keys import DETAILS, USUAL
from ..model import NOTHING
from ..relation_ids import named_part
from ..telling_details import pack_details
from .documents import remember
from .fields import clean_fact, fraction, storable
from .mentions import Names
from .notes import Notes
from .written_names import is_placeholder


class Details(NamedTuple):
    """The rare keys of a fact as JSON, None for none, and their part of a relation's key.

    `lasting`: whether their meaning is fixed; a name in them may mean another entity later in the file. `attributes`
    are those of the fact; `has_ref`: they have a record number, which counts in the key with its document.
    """

    kept: str | None
    named: str
    lasting: bool = True
    has_ref: bool = False
    attributes: Mapping[str, Any] = NOTHING

    def placed(self, start: int | None, end: int | None) -> Details:
        """Add the first and last character of a quote, as far as given."""
        from orjson import loads

        kept = loads(self.kept) if self.kept else {}
        characters = {"start_char": start, "end_char": end}
        kept |= {name: value for name, value in characters.items() if value is not None}
        return self._replace(kept=pack_details(kept))


NO_DETAILS = Details(None, "")
_NAMING = "against", "via"
"""Attributes that name entities."""


class DetailChecker:
    """Checks details; the results are cached, since a large file repeats a few values."""

    def __init__(self, names: Names, notes: Notes) -> None:
        import orjson

        self._names = names
        self._notes = notes
        self._dumps, self._sorted = orjson.dumps, orjson.OPT_SORT_KEYS
        self._by_text: dict[bytes, Details] = {}

    def check(self, fields: Mapping[str, Any], *, plain: bool | None = None) -> Details:
        """Check and pack the DETAILS among the keys of a fact; raises InputError.

        `plain`: whether the fact has one `date`, where its start and end do not show that.
        """
        if not fields and plain is None:
            return NO_DETAILS
        try:
            written = self._dumps((fields, plain), option=self._sorted)
        except TypeError as error:
            raise InputError(f"the attributes cannot be kept: {error}.") from error
        details = self._by_text.get(written)
        if details is None:
            details = self._packed(clean_fact(fields), plain)
            if details.lasting:
                remember(self._by_text, written, details)
        return details

    def _packed(self, fields: Mapping[str, Any], plain: bool | None) -> Details:
        storable(fields.get("attributes"))
        _check_characters(fields)
        values = {DETAILS[key]: fields[key] for key in DETAILS if key in fields and fields[key] != USUAL.get(key)}
        attributes, lasting = self._attributes(values.get("attributes", {}))
        values["attributes"] = attributes
        lasting = self._without_placeholders(values, "place", "attributed_to") and lasting
        place = values.get("place", "")
        if self._names.is_id(place) and not self._names.known(self._named("place", place)):
            lasting = False
        if not attributes:
            del values["attributes"]
        if plain is not None:
            values["plain"] = plain
        named = "" if "ref" in attributes else named_part(attributes, ())
        return Details(pack_details(values), named, lasting, "ref" in attributes, attributes)

    def _attributes(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
        """Check attributes; return them as stored, and whether the names in them are ids of the store."""
        attributes = dict(given)
        lasting = self._without_placeholders(attributes, *_NAMING)
        for key in _NAMING:
            mention = attributes.get(key)
            if isinstance(mention, str):
                attributes[key] = self._named(key, mention)
                lasting = lasting and mention in self._names.ids
            elif mention is not None:
                raise InputError(f"the attribute {key} names an entity, it is not {mention!r}.")
        if "count" in attributes:
            attributes["count"] = stored_count(attributes["count"])
        if fraction(attributes, "strength") == 0:
            raise InputError("strength is above 0 and at most 1.")
        return attributes, lasting

    def _named(self, key: str, mention: str) -> str:
        """Find the entity that an attribute names; words that name none are kept."""
        if id_ := self._names.known(mention):
            return id_
        if self._names.is_id(mention):
            near = self._names.near_ids(mention)
            hint = f", near: {', '.join(near)}" if near else ""
            self._notes.add("unknown id", f"{key} {mention} is no known id{hint}; it is kept as words.", mention)
        return mention

    def _without_placeholders(self, values: dict[str, Any], *keys: str) -> bool:
        """Drop values that stand for no name, such as the “nan” of an empty cell, with a note; true if none was."""
        size = len(values)
        for key in keys:
            value = values.get(key)
            if isinstance(value, str) and not self._names.placeholders and is_placeholder(value):
                del values[key]
                self._notes.add("placeholder", f"{key.replace('_', ' ')} “{value}” is left out.", f"{key}\n{value}")
        return len(values) == size


def _check_characters(fields: Mapping[str, Any]) -> None:
    first, last = fields.get("start_char"), fields.get("end_char")
    if first is not None and last is not None and last < first:
        raise InputError(f"start_char {first} is behind end_char {last}.")
