"""What the graph does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..graph.errors import UnknownName
from ..graph.model import MODALITIES, Answer, Columns, Relation
from ..graph.schema import EVENT_PARTS, Schema
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.protocol import Store
from ..graph.telling_order import counting
from ..graph.voices import voices
from ._answer import answer, pages_of, smallest
from ._events import EVENT_ROLES

EXAMPLE = 'gaps --kind "no perpetrator"'
QUESTION = "What does the graph not know?"
COLUMNS: Columns = {"kind": "text", "subject": "either", "relations": "number"}
KINDS: tuple[str, ...] = (
    "no perpetrator", "no date", "no place", "disputed", "no attribute", "look-alike", "ungraded", "one voice"
)  # fmt: skip
"""The kinds of gaps, the most harmful first."""

ON_REQUEST = ("look-alike",)


MANY = 10**9
"""A number above the relations of any entity."""


class Gap(NamedTuple):
    """A gap: its kind, its subject (an entity or relation), and the subject's number of relations."""

    kind: str
    subject: str
    relations: int = 1


def gaps(store: Store, *, kind: tuple[str, ...] = (), scope: Scope = EVERYTHING, limit: int | None = None) -> Answer:
    """What the graph does not know, the most harmful first.

    Kinds, in this order: `no perpetrator` of an event of a kind in which somebody acts, `no date` and `no place` of an
    event, `disputed`, `no attribute` of a relation that lacks one the ontology expects, `look-alike` for entities of
    one type with near names (only if asked for), `ungraded`, `one voice` of a relation that only one source reports.
    `relations` counts the subject's relations; rows come by kind, then -relations, then id. An event that is only
    feared, expected or denied did not happen and has no gaps. With --relation, only relations of that name are
    examined, and no events.

    `kind`: only gaps of this kind. Repeatable.
    """
    counts = dict.fromkeys(KINDS, 0)
    keys, total = smallest(_keys(store, scope, _wanted(kind), counts), limit)
    heading = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    return _answer(keys)._replace(total=total, heading=f"{heading}." if heading else "")


def pages(store: Store, *, kind: tuple[str, ...] = (), scope: Scope = EVERYTHING) -> Iterator[Answer]:
    """Yield the answer of `gaps` a page at a time."""
    keys, _ = smallest(_keys(store, scope, _wanted(kind), dict.fromkeys(KINDS, 0)), None)
    return pages_of(keys, _answer)


def _keys(store: Store, scope: Scope, wanted: tuple[str, ...], counts: dict[str, int]) -> Iterator[str]:
    """Yield the key of each row, and count the rows of each kind.

    A key is one text, which takes the least memory: the position of the kind, MANY minus the relations of the
    subject has, and its id.
    """
    for gap in _all(store, scope, wanted):
        counts[gap.kind] += 1
        yield f"{KINDS.index(gap.kind)}{MANY - gap.relations:010}{gap.subject}"


def _answer(keys: Sequence[str]) -> Answer:
    """Make the rows of some keys."""
    rows = [
        {"kind": KINDS[int(key[0])], "subject": key[11:], "relations": MANY - int(key[1:11])} for key in keys
    ]  # fmt: skip
    subjects = [key[11:] for key in keys]
    return answer(
        "gaps", COLUMNS, rows, entities=[id_ for id_ in subjects if ":" in id_],
        relations=[id_ for id_ in subjects if ":" not in id_],
    )  # fmt: skip


def _wanted(kinds: Iterable[str]) -> tuple[str, ...]:
    for kind in kinds:
        if kind not in KINDS:
            raise UnknownName("kind of gap", kind, KINDS)
    return tuple(kinds) or tuple(kind for kind in KINDS if kind not in ON_REQUEST)


def _all(store: Store, scope: Scope, wanted: tuple[str, ...]) -> Iterator[Gap]:
    """Yield the gaps of the wanted kinds, reading relations once."""
    events = _Events(store.schema)
    for relation in store.relations(Selection(scope)):
        events.add(relation)
        if relation.modality != "negated":
            for kind in _of_relation(store.schema, relation):
                if kind in wanted:
                    yield Gap(kind, relation.id)
    if not scope.relations and any(kind in wanted for kind in KINDS[:3]):
        for kind, event, count in _of_events(store, scope, events):
            if kind in wanted:
                yield Gap(kind, event, count)
    if "look-alike" in wanted:
        for id_ in _look_alikes(store):
            yield Gap("look-alike", id_, events.counts[id_])


def _look_alikes(store: Store) -> list[str]:
    """List the entities of the pairs that “duplicates” lists."""
    from ..graph.identity.candidates import candidates

    return sorted({id_ for candidate in candidates(store) for id_ in candidate.pair})


def _of_relation(schema: Schema, relation: Relation) -> Iterator[str]:
    if relation.disputed:
        yield "disputed"
    if any(relation.attributes.get(name) in (None, "", [], ()) for name in _expected(schema, relation)):
        yield "no attribute"
    if relation.confidence is None:
        yield "ungraded"
    if len(relation.tellings) == 1 or len(voices(counting(relation.tellings))) == 1:
        yield "one voice"


def _expected(schema: Schema, relation: Relation) -> Iterator[str]:
    """Yield the expected attributes of a relation: a count only if the victims are not named."""
    kind = schema.relations[relation.relation]
    for name in kind.expected:
        if name != "count" or not schema.acts(relation.target):
            yield name


class _Events:
    """The known parts of each event, and the number of relations of each entity."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.known_parts: dict[str, set[str]] = {}
        self.counts: Counter[str] = Counter()

    def add(self, relation: Relation) -> None:
        """Note the parts of an event that a relation reports."""
        self.counts[relation.source] += 1
        if relation.target != relation.source:
            self.counts[relation.target] += 1
        role = self._schema.role(relation.relation)
        if role not in EVENT_ROLES:
            return
        parts = {
            "no perpetrator": role == "perpetrator",
            "no date": role in EVENT_PARTS and bool(relation.start or relation.end),
            "no place": role == "place" or relation.place is not None,
        }
        for end in (relation.source, relation.target):
            if self._schema.is_event(end):
                self.known_parts.setdefault(end, set()).update(part for part, known in parts.items() if known)


def _of_events(store: Store, scope: Scope, events: _Events) -> Iterator[tuple[str, str, int]]:
    schema = store.schema
    every = Selection(Scope(modalities=MODALITIES), names=schema.with_role(*EVENT_ROLES))
    reported = {end for relation in store.relations(every, bare=True) for end in (relation.source, relation.target)}
    for event in store.entities(types=schema.event_types):
        known = events.known_parts.get(event.id)
        if event.id in scope.avoid or (known is None and event.id in reported):
            continue
        acted = event.kind in schema.nodes[event.type].acted_kinds
        for kind in KINDS[:3]:
            if kind not in (known or ()) and (acted or kind != "no perpetrator"):
                yield kind, event.id, events.counts[event.id]
