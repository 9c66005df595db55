"""Check what can be undone, and what later entries need from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..errors import InputError
from ..identity.judgements import KINDS
from .entries import Entry, Undone
from .protocol import Store

SAVING = ("save", "unsave")
LOADING = ("load", "add", "copy", "extract", "write", "retract", "review")
"""Commands whose additions `undo` removes."""

NEVER = {
    "forget": "what it removed is gone for good",
    "undo": "load, save or judge again what it took away",
    "upgrade": "it only brought the store up to date",
}


class Need(NamedTuple):
    """A later entry that needs an entry to undo, and the reason."""

    number: int
    why: str


class Request(NamedTuple):
    """A request to undo an entry and `also` others; `asked`: the entities that each saved question names."""

    number: int
    why: str | None
    with_later: bool
    asked: Mapping[str, frozenset[str]]
    also: frozenset[int] = frozenset()


class AskedAbout(InputError):
    """Raised if saved questions name entities that an undo would remove."""

    def __init__(self, number: int, needs: Sequence[Need]) -> None:
        super().__init__(str(refusal(number, needs)))
        self.needs = needs


def undo_in(
    store: Store, number: int, why: str | None, attempt: Callable[[Request], Undone], *, with_later: bool
) -> Undone:
    """Undo an entry by `attempt`, which raises AskedAbout inside a transaction that is then rolled back."""
    request = Request(number, why, with_later, _entities_asked(store))
    try:
        return attempt(request)
    except AskedAbout as asked:
        if not with_later:
            raise
        return attempt(request._replace(also=frozenset(need.number for need in asked.needs)))


def check_questions(
    request: Request,
    known: Mapping[int, Entry],
    chosen: Collection[int],
    existing: Callable[[Collection[str]], Collection[str]],
) -> None:
    """Raise AskedAbout if remaining saved questions name removed entities; `existing` filters ids."""
    needs = []
    stay = existing({id_ for ids in request.asked.values() for id_ in ids}) if request.asked else ()
    for name, ids in request.asked.items():
        saved = [n for n, entry in known.items() if entry.command.name == "save" and not entry.undone
                 and entry.command.details.get("name") == name and n not in chosen]  # fmt: skip
        if saved and (lost := sorted(ids.difference(stay))):
            needs.append(Need(max(saved), f"asks about {lost[0]} as “{name}”"))
    if needs:
        raise AskedAbout(request.number, needs)


def _entities_asked(store: Store) -> dict[str, frozenset[str]]:
    saved = store.saved()
    ids_of = store.find({word for words in saved.values() for word in words}) if saved else {}
    return {name: frozenset(id_ for word in words for id_ in ids_of[word]) for name, words in saved.items()}


def check_undoable(entries: Mapping[int, Entry], number: int, first: int = 1) -> None:
    """Raise InputError for an entry that cannot be undone; of loads only those from `first` on can be."""
    entry = entries.get(number)
    if entry is None:
        raise InputError(f"The history has no entry {number}: “linkchart history” lists them.")
    if entry.undone:
        raise InputError(f"Entry {number} has been undone by {entry.undone}.")
    name = entry.command.name
    if name in NEVER or name not in (*KINDS, *SAVING, *LOADING):
        raise InputError(f"Entry {number} ({name}) cannot be undone: {NEVER.get(name, 'it keeps no record of that')}.")
    if name not in KINDS and "blanked" in entry.command.details:
        raise InputError(f"Entry {number} ({name}) cannot be undone: something of it was forgotten since.")
    if name in LOADING and number < first:
        raise InputError(
            f"Entry {number} ({name}) was made before stores kept what a load brings: forget its documents."
        )


def with_needed(
    request: Request, known: Mapping[int, Entry], first: int, needs: Callable[[Collection[int]], Sequence[Need]]
) -> set[int]:
    """List the entries to undo, with the later ones that need them; raises InputError where these must stay.

    `needs` lists the other entries that need some entries.
    """
    check_undoable(known, request.number, first)
    chosen = {request.number, *request.also}
    while needed := needs(chosen):
        if not request.with_later:
            raise refusal(request.number, needed)
        chosen |= {need.number for need in needed}
        for later in chosen:
            check_undoable(known, later, first)
    return chosen


def later_savings(entries: Mapping[int, Entry], chosen: Collection[int]) -> list[Need]:
    """List the later entries that saved or removed the same query as one of the chosen entries."""
    names = {
        entries[number].command.details.get("name"): number
        for number in sorted(chosen, reverse=True) if entries[number].command.name in SAVING
    }  # fmt: skip
    needs = []
    for number, entry in entries.items():
        name = entry.command.details.get("name")
        if (
            entry.command.name in SAVING
            and not entry.undone
            and number not in chosen
            and number > names.get(name, number)
        ):
            needs.append(Need(number, f"saves or removes “{name}” again"))
    return needs


def questions_before(entries: Mapping[int, Entry], chosen: Iterable[int]) -> dict[str, Sequence[str] | None]:
    """Map names of saved questions to their arguments before some entries; None for a query that did not exist."""
    before: dict[str, Sequence[str] | None] = {}
    for number in sorted(chosen, reverse=True):
        details = entries[number].command.details
        if entries[number].command.name in SAVING:
            before[details["name"]] = details["before"]
    return before


def refusal(number: int, needs: Iterable[Need]) -> InputError:
    """Make the error that lists the entries that need one to undo."""
    reasons: dict[int, list[str]] = {}
    for need in needs:
        reasons.setdefault(need.number, []).append(need.why)
    listed = "; ".join(f"{later} {', '.join(dict.fromkeys(why))}" for later, why in sorted(reasons.items()))
    return InputError(
        f"Entry {number} cannot be undone alone, since later ones need it: {listed}. --with-later undoes them, too."
    )
