"""What the graph does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..graph.errors import UnknownName
from ..graph.model import MODALITIES, Answer, Columns, Relation
from ..graph.schema import EVENT_PARTS, Schema
from ..graph.scope import EVERYTHING, Scope, Selection
from ..graph.stores.batches import in_batches
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


BATCH = 500
"""Relations or events looked up at a time."""

MANY = 10**9
"""A number above the relations of any entity."""


class Gap(NamedTuple):
    """A gap: its kind, its subject (an entity or relation), and the subject's number of relations."""

    kind: str
    subject: str
    relations: int


def gaps(store: Store, *, kind: tuple[str, ...] = (), scope: Scope = EVERYTHING, limit: int | None = None) -> Answer:
    """What the graph does not know, the most harmful first.

    Kinds, in this order: `no perpetrator` of an event of a kind in which somebody acts, `no date` and `no place` of an
    event, `disputed`, `no attribute` of a relation that lacks one the ontology expects, `look-alike` for entities of
    one type with near names (only if asked for), `ungraded`, `one voice` of a relation that only one source reports.
    `relations` counts the subject's relations; rows are in order of kind, then of most relations, then of id. An event
    that is only feared, expected or denied did not happen and has no gaps. With --relation, only relations of that
    name are examined, and no events.

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
    subject, and its id.
    """
    for kind, subject, relations in _all(store, scope, wanted):
        counts[kind] += 1
        yield _rank(kind, relations) + subject


@lru_cache
def _rank(kind: str, relations: int) -> str:
    return f"{KINDS.index(kind)}{MANY - relations:010}"


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
    """Yield the gaps of the wanted kinds."""
    events = _Events(store.schema, store.schema.nodes if "look-alike" in wanted else store.schema.event_types)
    for kind, relation in _of_relations(store, scope, events, wanted):
        if kind in wanted:
            yield Gap(kind, relation, 1)
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


def _of_relations(store: Store, scope: Scope, events: _Events, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the gaps of relations; the few that need it are read with their tellings, which takes most of the time."""
    repeated = store.repeated_relations() if "one voice" in wanted else set()
    expecting = {name for name, kind in store.schema.relations.items() if kind.expected and "no attribute" in wanted}
    in_full: list[str] = []
    for relation in store.relations(Selection(scope), bare=True):
        events.add(relation)
        if relation.modality == "negated":
            continue
        if relation.disputed:
            yield "disputed", relation.id
        if relation.confidence is None:
            yield "ungraded", relation.id
        if relation.id in repeated or (relation.relation in expecting and any(_expected(store.schema, relation))):
            in_full.append(relation.id)
        else:
            yield "one voice", relation.id
    for ids in in_batches(in_full, BATCH):
        for relation in store.relations(Selection(scope, ids=ids)):
            for kind in _of_tellings(store.schema, relation):
                yield kind, relation.id


def _of_tellings(schema: Schema, relation: Relation) -> Iterator[str]:
    if any(relation.attributes.get(name) in (None, "", [], ()) for name in _expected(schema, relation)):
        yield "no attribute"
    if len(relation.tellings) == 1 or len(voices(counting(relation.tellings))) == 1:
        yield "one voice"


def _expected(schema: Schema, relation: Relation) -> Iterator[str]:
    """Yield the expected attributes of a relation: a count only if the victims are not named."""
    kind = schema.relations[relation.relation]
    for name in kind.expected:
        if name != "count" or not schema.acts(relation.target):
            yield name


_SHOWN_BY = {"no perpetrator": ("perpetrator",), "no date": EVENT_PARTS, "no place": ("place",)}
"""The roles of relations that show what an event of this kind of gap lacks; a date only if they are dated."""


class _Events:
    """The known parts of each event, and the number of relations of each entity of the `counted` types."""

    def __init__(self, schema: Schema, counted: Collection[str]) -> None:
        self._schema = schema
        self._names = frozenset(schema.with_role(*EVENT_ROLES))
        self._of_role = {kind: frozenset(schema.with_role(*roles)) for kind, roles in _SHOWN_BY.items()}
        self._events = tuple(f"{name.lower()}:" for name in schema.event_types)
        self._counted = tuple(f"{name.lower()}:" for name in counted)
        self.known_parts: dict[str, set[str]] = {}
        self.counts: Counter[str] = Counter()

    def add(self, relation: Relation) -> None:
        """Note the parts of an event that a relation reports."""
        for end in {relation.source, relation.target}:
            if end.startswith(self._counted):
                self.counts[end] += 1
        if relation.relation not in self._names:
            return
        shown = {kind for kind, names in self._of_role.items() if relation.relation in names}
        if not (relation.start or relation.end):
            shown.discard("no date")
        for end in (relation.source, relation.target):
            if end.startswith(self._events):
                self.known_parts.setdefault(end, set()).update(shown)

    def add_places(self, store: Store, scope: Scope) -> None:
        """Note the events whose place only their tellings name."""
        events = sorted(event for event, known in self.known_parts.items() if "no place" not in known)
        for about in in_batches(events, BATCH):
            for relation in store.relations(Selection(scope, about=about, names=self._names)):
                if relation.place is not None:
                    for end in (relation.source, relation.target):
                        self.known_parts.get(end, set()).add("no place")


def _of_events(store: Store, scope: Scope, events: _Events) -> Iterator[tuple[str, str, int]]:
    """Yield the gaps of events but for those of which only relations outside the scope speak."""
    schema = store.schema
    events.add_places(store, scope)
    known_parts = events.known_parts
    unknown = [event.id for event in store.entities(types=schema.event_types) if event.id not in known_parts]
    outside = {*scope.avoid, *({*unknown} & {*_reported(store, unknown)})}
    for event in store.entities(types=schema.event_types):
        acted = event.kind in schema.nodes[event.type].acted_kinds
        for kind in KINDS[:3] if event.id not in outside else ():
            if kind not in known_parts.get(event.id, ()) and (acted or kind != "no perpetrator"):
                yield kind, event.id, events.counts[event.id]


def _reported(store: Store, events: Sequence[str]) -> Iterator[str]:
    """Yield the ends of all relations of some events, whatever their modality."""
    names = store.schema.with_role(*EVENT_ROLES)
    for about in in_batches(events, BATCH):
        for relation in store.relations(Selection(Scope(modalities=MODALITIES), about=about, names=names), bare=True):
            yield from (relation.source, relation.target)
