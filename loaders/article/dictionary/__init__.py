"""The dictionary: words, with their slots, that state relations (stage 5).

Its files are TOML, those beside this module and the user's own, and have one `[[entry]]` a way of saying a
relation. `slots` names, for source, target and the parts of an event, the roles of a frame to look in, first
that names somebody: `target = "object | on"`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple

from ....graph.errors import InputError
from ..records import Frame, Mention

FORMS = ("verb", "noun", "adjective", "name")
PARTS = ("source", "target", "killed", "injured", "place", "claimed", "against")
"""The results that an entry can have for a frame."""

_WITH = ("along with", "together with", "as well as")
LIGHT = frozenset(
    word.strip()
    for word in (
        "launch, carry out, conduct, stage, make, hold, sign, provide, give, impose, mount, perform, commit, "
        "perpetrate, execute, undertake, take, wage, lead, begin, start, resume, continue, deliver, have, lodge, "
        "file, issue, send, express, plot, unleash, organize, organise, step up, intensify, escalate, renew, carry "
        "on, participate in, take part in, engage in, mastermind, orchestrate, win, fight, lose, join, fly"
    ).split(",")
)
"""Verbs whose subject does what their object says: "launched an attack"."""

_KEYS = frozenset(
    ("words", "form", "relation", "slots", "category", "where", "not", "attributes", "yes", "no",
     "builders", "name", "of_state", "of_people", "extraction", "accepted")
)  # fmt: skip


class Example(NamedTuple):
    """A sample sentence of an entry and its facts; none for a sentence that states nothing."""

    text: str
    facts: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One way of saying one relation."""

    name: str
    words: tuple[str, ...]
    form: str
    relations: tuple[str, ...]  # the first that the types of the ends admit
    slots: Mapping[str, tuple[str, ...]]
    category: str = ""
    where: Mapping[str, frozenset[str]] = {}
    unless: Mapping[str, frozenset[str]] = {}
    attributes: Mapping[str, Any] = {}
    yes: tuple[Example, ...] = ()
    no: tuple[Example, ...] = ()
    builders: tuple[str, ...] = ("patterns", "parser")
    of_state: str = ""  # which body of a state is meant where the target is one: "government"
    of_people: str = ""  # the relation that is meant where every target is people: captured towns, captured men
    extraction: float | None = None  # how often it is right, where a review of its facts has shown
    accepted: Mapping[str, Sequence[int]] = {}  # of each review: its facts accepted, and all that were decided
    file: str = ""
    line: int = 0

    def find(self, part: str, frame: Frame) -> tuple[Mention, ...]:
        """Find the mentions in the first role that names somebody."""
        for role in self.slots.get(part, ()):
            if role == "subject" and not self._lends_its_subject(frame):
                continue
            if found := frame.mentions(role):
                return found + _company(frame) if role == "subject" else found
        return ()

    def _lends_its_subject(self, frame: Frame) -> bool:
        """Check whether who "launched" an attack made it; who "condemned" it did not."""
        if frame.form != "noun" or "via" in self.where or frame.via in LIGHT:
            return True
        return not frame.via and not self.category

    def fits(self, frame: Frame) -> bool:
        """Check whether a frame with a word of this entry has the heads that the entry asks for."""
        for role, heads in self.where.items():
            if not _has(frame, role, heads):
                return False
        for role, heads in self.unless.items():  # noqa: SIM110 - a generator takes twice the time
            if _has(frame, role, heads):
                return False
        return True


class Dictionary:
    """All entries, looked up by form and predicate."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_word: dict[tuple[str, str, str], list[Entry]] = {}
        for entry in self.entries:
            for builder, word in product(entry.builders, entry.words):
                self._by_word.setdefault((builder, entry.form, word), []).append(entry)

    def words(self, form: str) -> frozenset[str]:
        """List the predicates of a form that have a meaning: no builder need look at others."""
        return frozenset(word for _, kind, word in self._by_word if kind == form)

    def acts(self) -> frozenset[str]:
        """List the nouns of things that happen."""
        acts = [entry.words for entry in self.entries if entry.form == "noun" and entry.category]
        return frozenset(word for words in acts for word in words)

    def match(self, frame: Frame) -> list[Entry]:
        """List the entries that a frame fits."""
        return [
            each for each in self._by_word.get((frame.builder, frame.form, frame.predicate), ()) if each.fits(frame)
        ]


@cache
def shipped() -> Dictionary:
    """Load the dictionary that linkchart ships."""
    return Dictionary(_shipped_entries())


def with_files(paths: Iterable[str]) -> Dictionary:
    """Load the shipped dictionary and the user's files; raises InputError that names file and line."""
    own = [entry for path in paths for entry in read_entries(path, read_text(path))]
    return Dictionary([*own, *shipped().entries]) if own else shipped()


def _shipped_entries() -> Iterable[Entry]:
    folder = files(__package__ or "")
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            yield from read_entries(file.name, file.read_text(encoding="utf-8"))


def read_text(path: str) -> str:
    """Read a dictionary file; raises InputError."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8.") from None


def read_entries(file: str, text: str) -> list[Entry]:
    """Read the entries of a dictionary file; raises InputError that names file and line."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file}: {error}.") from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[entry]]"]
    tables = data.get("entry", [])
    if strange := sorted(data.keys() - {"entry"}) or (["entry"] if not isinstance(tables, list) else []):
        raise InputError(f"{file}: “{strange[0]}” is not [[entry]].")
    return [_entry(file, line, table) for line, table in zip(lines, tables, strict=False)]


def _entry(file: str, line: int, table: Mapping[str, Any]) -> Entry:
    where = f"{file}, line {line}"
    if strange := sorted(table.keys() - _KEYS):
        raise InputError(f"{where}: an entry has no key “{strange[0]}”: it is one of {', '.join(sorted(_KEYS))}.")
    try:
        return _checked(file, line, table)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
    except (TypeError, AttributeError, KeyError) as error:
        raise InputError(f"{where}: a value is of the wrong kind ({error}).") from None


def _checked(file: str, line: int, table: Mapping[str, Any]) -> Entry:
    """Make an entry from a table; raises InputError if it is wrong."""
    words, form, relation = _strings(table, "words"), table.get("form", "verb"), table.get("relation", "")
    slots = {part: _roles(roles) for part, roles in table.get("slots", {}).items()}
    _check_parts(words, form, slots, relation)
    stem = file.rpartition("/")[2].removesuffix(".toml")
    return Entry(
        table.get("name", f"{stem}/{words[0].replace(' ', '-')}-{form}"), words, form, _roles(relation), slots,
        table.get("category", ""),
        _heads_by_role(table, "where"), _heads_by_role(table, "not"), table.get("attributes", {}),
        tuple(_example(each) for each in table.get("yes", [])),
        tuple(Example(text) for text in _strings(table, "no")),
        _strings(table, "builders") or ("patterns", "parser"),
        table.get("of_state", ""), table.get("of_people", ""),
        _figure(table), table.get("accepted", {}),
        file, line,
    )  # fmt: skip


def _example(value: Any) -> Example:
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(each, str) for each in value):
        raise InputError("yes is a list of [sentence, fact, …].")
    return Example(value[0], tuple(value[1:]))


def _check_parts(words: Collection[str], form: object, slots: Mapping[str, Any], relation: object) -> None:
    if not words:
        raise InputError("an entry needs words.")
    if form not in FORMS:
        raise InputError(f"form is “{form}”: it is one of {', '.join(FORMS)}.")
    if unknown := sorted(slots.keys() - set(PARTS)):
        raise InputError(f"slots has no “{unknown[0]}”: it is one of {', '.join(PARTS)}.")
    if not isinstance(relation, str) or not relation:
        raise InputError("an entry needs a relation.")


def _heads_by_role(table: Mapping[str, Any], key: str) -> dict[str, frozenset[str]]:
    return {role: frozenset(heads) for role, heads in table.get(key, {}).items()}


def _figure(table: Mapping[str, Any]) -> float | None:
    figure = table.get("extraction")
    if figure is not None and not (isinstance(figure, int | float) and 0 < figure <= 1):
        raise InputError(f"extraction is a number above 0 and at most 1, not {figure}.")
    return figure


def _strings(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise InputError(f"{key} is a list of texts.")
    return tuple(values)


def _roles(text: str) -> tuple[str, ...]:
    return tuple(role.strip() for role in text.split("|") if role.strip())


def _company(frame: Frame) -> tuple[Mention, ...]:
    """Find who acts with the subject, between it and the verb: "Chad, along with Niger, attacked"."""
    if frame.form != "verb" or frame.passive:
        return ()
    company = (filler for words in _WITH if words in frame.slots for filler in frame.slots[words])
    return tuple([mention for filler in company if filler.end < frame.start for mention in filler.mentions])


def _has(frame: Frame, role: str, heads: frozenset[str]) -> bool:
    """Check whether one of some heads stands in a role; "*" is any."""
    if role in ("via", "attitude"):
        word = frame.via if role == "via" else frame.attitude
        return word in heads or bool(word and "*" in heads)
    present = [filler.head for filler in frame.slots.get(role, ())]
    return not heads.isdisjoint(present) or ("*" in heads and any(present))
