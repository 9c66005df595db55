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

    def placed(self, start: int, end: int) -> Details:
        """Add the first and last character of a quote."""
        from orjson import loads

        kept = loads(self.kept) if self.kept else {}
        return self._replace(kept=pack_details({**kept, "start_char": start, "end_char": end}))


NO_DETAILS = Details(None, "")


class DetailChecker:
    """Checks details; the results are cached, since a large file repeats a few values."""

    def __init__(self, names: Names) -> None:
        import orjson

        self._names = names
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
        if attributes:
            values["attributes"] = attributes
        if plain is not None:
            values["plain"] = plain
        named = "" if "ref" in attributes else named_part(attributes, ())
        return Details(pack_details(values), named, lasting, "ref" in attributes, attributes)

    def _attributes(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
        """Check attributes; return them as stored, and whether the names in them are ids of the store."""
        attributes = dict(given)
        lasting = True
        for key in ("against", "via"):
            mention = attributes.get(key)
            if isinstance(mention, str):
                attributes[key] = self._names.known(mention) or mention
                lasting = lasting and mention in self._names.ids
            elif mention is not None:
                raise InputError(f"the attribute {key} names an entity, it is not {mention!r}.")
        if "count" in attributes:
            attributes["count"] = stored_count(attributes["count"])
        if fraction(attributes, "strength") == 0:
            raise InputError("strength is above 0 and at most 1.")
        return attributes, lasting


def _check_characters(fields: Mapping[str, Any]) -> None:
    first, last = fields.get("start_char"), fields.get("end_char")
    if first is not None and last is not None and last < first:
        raise InputError(f"start_char {first} is behind end_char {last}.")
