"""Identifiers and dates of birth, read from the attributes of entities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..dates import iso_date
from ..errors import InputError

IDENTIFIERS = frozenset({
    "bic", "cik", "duns", "email", "ein", "iban", "icao", "idnumber", "imo", "imonumber", "inn", "inncode", "isin",
    "kpp", "lei", "leicode", "mmsi", "npi", "ogrn", "ogrncode", "passport", "passportnumber", "registrationnumber",
    "serialnumber", "socialsecuritynumber", "swift", "swiftbic", "taxid", "taxnumber", "uniqueentityid", "vat",
    "vatcode", "vin", "wikidata", "wikidataid",
})  # fmt: skip
"""Attributes that name one entity, written without case, spaces and underscores."""

BIRTH_DATES = frozenset({"birthdate", "born", "dateofbirth", "dob"})


def identifiers(attributes: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """Select the identifiers among attributes, each with its values.

    >>> dict(identifiers({"tax_number": ["DE 123"], "role": "x"}))
    {'taxnumber': frozenset({'de123'})}
    """
    read = {key: frozenset(filter(None, map(_plain, _values(value)))) for key, value in _named(attributes, IDENTIFIERS)}
    return {key: values for key, values in read.items() if values}


def birth_dates(attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """Select the readable dates of birth among attributes, in ISO form.

    >>> birth_dates({"birthDate": ["1957-03-11"]})
    ('1957-03-11',)
    """
    return tuple(sorted({date for _, value in _named(attributes, BIRTH_DATES) for date in _dates(value)}))


def agree(dates: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Check whether one of some dates may be one of the others: 1957 and 1957-03-11."""
    return any(date.startswith(other) or other.startswith(date) for date in dates for other in others)


def _named(attributes: Mapping[str, Any], names: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for key, value in attributes.items():
        if (plain := re.sub(r"[\W_]", "", key).lower()) in names:
            yield plain, value


def _values(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, str | int) and not isinstance(item, bool):
            yield str(item)


def _plain(value: str) -> str:
    return re.sub(r"[\W_]", "", value).casefold()


def _dates(value: Any) -> Iterator[str]:
    for text in _values(value):
        try:
            date = iso_date(text)
        except InputError:
            continue
        if date:
            yield date
