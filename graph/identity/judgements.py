"""Judgements of analysts: which entities are the same or different, and their names (docs/who-is-who.md)."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

KINDS = ("same", "different", "unsure", "split", "rename", "alias")
"""The kinds of judgements; each is also the name of its entry in the history."""

PAIRS = ("different", "unsure")
"""Judgements about two entities that leave the graph as it is."""


class Judgement(NamedTuple):
    """A judgement: what was decided, and who did so when and why.

    `entities` are ids as the facts have them. Of `same`, the first lends its id to all; of `split`, the second is the
    new one, which gets the tellings that call the first by one of `names`, stand in one of `documents` or have one of
    the marks `tellings` (see telling_marks). `name` is
    the name that an entity gets by `split`, `rename` or `alias`, or loses where `removed`. `number` is that of its
    entry in the history, 0 before it has one; `time` is UTC.
    """

    kind: str
    entities: tuple[str, ...]
    name: str | None = None
    removed: bool = False
    names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    tellings: tuple[str, ...] = ()
    why: str | None = None
    who: str | None = None
    time: str | None = None
    number: int = 0

    @property
    def content(self) -> tuple[Any, ...]:
        """The decision without who, when and why; the order of a pair is irrelevant."""
        entities = tuple(sorted(self.entities)) if self.kind in PAIRS else self.entities
        return self.kind, entities, self.name, self.removed, self.names, self.documents, self.tellings


def details_of(judgement: Judgement) -> dict[str, Any]:
    """List the details of a judgement for the history, other than its kind, who, when and why."""
    fields = {
        "entities": list(judgement.entities), "name": judgement.name, "removed": judgement.removed,
        "names": list(judgement.names), "documents": list(judgement.documents),
        "tellings": list(judgement.tellings),
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value}


def judgement_of(kind: str, details: Mapping[str, Any], **of_entry: Any) -> Judgement:
    """Make a judgement from its details in the history or a facts file."""
    names, documents, tellings = (tuple(details.get(key, ())) for key in ("names", "documents", "tellings"))
    return Judgement(
        kind, tuple(details["entities"]), details.get("name"), bool(details.get("removed")), names, documents, tellings,
        **of_entry,
    )  # fmt: skip


def fields_of(judgement: Judgement) -> dict[str, Any]:
    """Turn a judgement into its JSON form."""
    about = {"number": judgement.number, "time": judgement.time, "who": judgement.who, "kind": judgement.kind}
    return {**about, **details_of(judgement), "why": judgement.why}


def described(judgement: Judgement, names: Mapping[str, str] | None = None) -> str:
    """Describe a judgement in words, with the known `names` of entities.

    >>> described(Judgement("same", ("person:robert", "person:bob"), number=3), {"person:bob": "Bob"})
    'person:robert is the same as Bob'
    """
    known = {**split_off(judgement), **(names or {})}
    first, *others = (named(id_, known) for id_ in judgement.entities)
    return {
        "same": lambda: f"{first} is the same as {_listed(others)}",
        "different": lambda: f"{first} is not the same as {_listed(others)}",
        "unsure": lambda: f"{first} may or may not be the same as {_listed(others)}",
        "split": lambda: f"{first} is two: {_parted(judgement)} is {_listed(others)}",
        "rename": lambda: f"{first} is called “{judgement.name}”",
        "alias": lambda: f"{first} is {'not ' * judgement.removed}also called “{judgement.name}”",
    }[judgement.kind]()


def cited(judgement: Judgement, names: Mapping[str, str] | None = None) -> str:
    """Cite a judgement: number, words with the known `names` of entities, who, when and why.

    >>> cited(Judgement("different", ("person:a", "person:b"), why="two birthdays", who="ann", number=4))
    'judgement 4 (person:a is not the same as person:b; ann: “two birthdays”)'
    """
    source = ", ".join(filter(None, [judgement.who, (judgement.time or "")[:10]]))
    reason = f"“{judgement.why}”" if judgement.why else ""
    said = ": ".join(filter(None, [source, reason]))
    return f"judgement {judgement.number} ({'; '.join(filter(None, [described(judgement, names), said]))})"


def named(id_: str, names: Mapping[str, str]) -> str:
    """Look up the name of an entity, or else its id."""
    return names.get(id_, id_)


def split_off(judgement: Judgement) -> dict[str, str]:
    """Name the new entity of a split, which may have no record."""
    return {judgement.entities[1]: judgement.name} if judgement.kind == "split" and judgement.name else {}


def _listed(words: Sequence[str]) -> str:
    return " and ".join(words)


def _parted(judgement: Judgement) -> str:
    parts = [f"“{name}”" for name in judgement.names] + [f"the one in {document}" for document in judgement.documents]
    count = len(judgement.tellings)
    return _listed(parts + [f"the one of {count} telling{'s' * (count != 1)}"] * bool(count))
