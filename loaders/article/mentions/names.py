"""Names known before an article is read: shipped, the user's own, and those in a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .. import data
from ..sentences import sentence_of

if TYPE_CHECKING:
    from ....graph.model import Entity


class Name(NamedTuple):
    """The meaning of a spelling; the form is "adjective" for Iraqi and "people" for Iraqis."""

    name: str
    type: str
    kind: str | None = None
    country: str | None = None
    form: str = "name"
    rule: str = "dictionary"


class Known(NamedTuple):
    """A name given by the user or a store, with other spellings."""

    name: str
    type: str
    kind: str | None = None
    aliases: Sequence[str] = ()
    rule: str = "store"


def known_from(entities: Iterable[Entity]) -> Iterator[Known]:
    """Yield the names of a store's entities; those of events are no names in a text."""
    for entity in entities:
        if entity.type != "Event":
            yield Known(entity.name, entity.type, entity.kind, tuple(entity.aliases))


class Names:
    """Look up the longest known name at a word of a sentence."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        """Start with the shipped names; names from a store take precedence."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        shipped = _shipped()
        self._by_first.update({first: list(entries) for first, entries in shipped.items()})
        for entity in known:
            name = Name(entity.name, entity.type, entity.kind, rule=entity.rule)
            if entity.type != "Event":
                for spelling in (entity.name, *entity.aliases):
                    _add(self._by_first, spelling, name, first=True)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))  # stable: names from a store stay first

    def first_words(self) -> Iterable[str]:
        """List the words that names begin with."""
        return self._by_first

    def longest(self, words: tuple[str, ...], at: int) -> tuple[int, Name] | None:
        """Find the longest name that begins at a word, and the word after it."""
        for spelling, name in self._by_first.get(words[at], ()):
            size = len(spelling)
            if size == 1 or words[at : at + size] == spelling:
                return at + size, name
        return None


_Entries = dict[str, list[tuple[tuple[str, ...], Name]]]


def _add(entries: _Entries, spelling: str, name: Name, *, first: bool = False) -> None:
    for variant in {spelling, spelling[:1].upper() + spelling[1:], spelling.replace("'", "’")}:
        words = sentence_of(variant).words
        if words:
            row = (words, name)
            listed = entries.setdefault(words[0], [])
            listed.insert(0, row) if first else listed.append(row)


@cache
def _shipped() -> _Entries:
    entries: _Entries = {}
    for name, adjectives, capitals, aliases in data.fields("states.txt"):
        _add_state(entries, name, data.listed(adjectives), data.listed(capitals), data.listed(aliases))
    for name, kind, aliases, country in data.fields("organizations.txt"):
        entry = Name(name, "Organization", kind, country or None)
        for spelling in (name, *data.listed(aliases)):
            _add(entries, spelling, entry)
    for name, kind, country in data.fields("places.txt"):
        _add(entries, name, Name(name, "Place", kind, country or None))
    for name, type_, kind, aliases in data.fields("issues.txt"):
        for spelling in (name, *data.listed(aliases)):
            _add(entries, spelling, Name(name, type_, kind))
    for entry_list in entries.values():
        entry_list.sort(key=lambda entry: -len(entry[0]))
    return entries


def _add_state(entries: _Entries, name: str, adjectives: list[str], capitals: list[str], aliases: list[str]) -> None:
    for spelling in (name, *aliases):
        _add(entries, spelling, Name(name, "State"))
    names = {name, *aliases}
    for spelling in adjectives:
        plural = (spelling.endswith(("s", "men")) and spelling[:-1] in adjectives) or spelling.endswith("men")
        if spelling in names:
            continue  # US: the chunk says whether it is a modifier
        if plural or spelling in _PLURAL_PEOPLES:
            _add(entries, spelling, Name(spelling, "Population", "community", name, "people"))
        else:
            _add(entries, spelling, Name(name, "State", None, name, "adjective"))
    for spelling in capitals:
        if spelling in _SEATS:
            _add(entries, spelling, Name(name, "State", None, name, rule="seat of power"))
        else:
            _add(entries, spelling, Name(spelling, "Place", "city", name, rule="capital"))


_PLURAL_PEOPLES = frozenset(
    {"Danes", "Finns", "Poles", "Turks", "Swedes", "Spaniards", "Britons", "Basotho", "Icelanders"}
)
_SEATS = frozenset({"White House", "Kremlin", "Downing Street", "Whitehall", "Elysee", "Élysée"})


def adjective_of(country: str) -> str:
    """Find the adjective for a country's bodies.

    >>> adjective_of("Iraq"), adjective_of("United States")
    ('Iraqi', 'US')
    """
    return _adjectives().get(country, country)


@cache
def _adjectives() -> dict[str, str]:
    adjectives = {row[0]: data.listed(row[1])[0] for row in data.fields("states.txt") if row[1]}
    return {**adjectives, "United States": "US"}
