"""Names and kinds of a load that may be mistakes: shared aliases, new names close to known ones, unlisted kinds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ..errors import did_you_mean
from ..identity.similar import PREFIX, near_pairs
from ..model import Entity
from ..names import normal
from ..schema import Schema
from ..stores.protocol import Store
from .notes import Notes

MOST = 50_000
"""The most names, and aliases, that are checked after a load; bounds memory, not what can be loaded."""

MANY = 5_000
"""The fewest aliases for which going through all names once is faster than a look-up of each.

With 50,000 aliases this takes a twentieth of the time.
"""

_BATCH = 1_000


class _Made(NamedTuple):
    """A name under which a fact made a new entity."""

    line: int
    name: str
    id: str


class DoubtfulNames:
    """The new names and kinds of a load, compared with all others at its end."""

    def __init__(self, store: Store, notes: Notes, schema: Schema) -> None:
        self._store = store
        self._notes = notes
        self._listed = {name: type_.kinds for name, type_ in schema.nodes.items() if type_.kinds}
        self._kinds: dict[tuple[str, str], tuple[int, str]] = {}  # lines and ids of the first entities of each
        self._made: dict[str, _Made] = {}  # by normal form
        self._aliases: dict[str, tuple[str, int]] = {}  # ids and lines

    def add_made(self, name: str, type_: str, id_: str, line: int) -> None:
        """Add the name of an entity that a fact made, with its line."""
        if len(self._made) < MOST:
            self._made.setdefault(normal(name, type_), _Made(line, name, id_))

    def add_record(self, entity: Entity, line: int) -> None:
        """Add the aliases and the kind that an entity record gives."""
        for alias in islice(entity.aliases, max(MOST - len(self._aliases), 0)):
            self._aliases[alias] = entity.id, line
        if entity.kind and entity.type in self._listed and len(self._kinds) < MOST:
            self._kinds.setdefault((entity.type, entity.kind), (line, entity.id))

    def note(self) -> None:
        """Note doubtful names and kinds, after all of the load has been written."""
        for alias, ids in self._shared_aliases():
            id_, line = self._aliases[alias]
            others = " and ".join(sorted(ids - {id_}))
            self._add("alias", line, f"“{alias}”, an alias of {id_}, also means {others}: name each by its id.")
        for made, near in sorted(self._near_names().items()):
            self._add("near name", made.line, f"“{made.name}” is new, near: {', '.join(sorted(near)[:3])}.")
        for (type_, kind), (line, id_) in self._kinds.items():
            if kind not in self._listed[type_]:
                hint = did_you_mean(kind, self._listed[type_])
                self._add("unknown kind", line, f"{id_} is a “{kind}”, no kind of {type_} in the ontology.{hint}")

    def _add(self, kind: str, line: int, sentence: str) -> None:
        self._notes.begin(line)
        self._notes.add(kind, sentence)
        self._notes.settle(accepted=True)

    def _shared_aliases(self) -> Iterator[tuple[str, set[str]]]:
        """Yield the aliases that several entities share, with their ids."""
        aliases = iter(self._aliases if len(self._aliases) < MANY else self._suspicious_aliases())
        while batch := list(islice(aliases, _BATCH)):
            for alias, matches in self._store.matches(batch).items():
                if len(matches) > 1:
                    yield alias, {match.id for match in matches}

    def _suspicious_aliases(self) -> list[str]:
        """List the aliases that several entities may share."""
        sharing = self._store.sharing_names({id_ for id_, _ in self._aliases.values()})
        return [alias for alias, (id_, _) in self._aliases.items() if id_ in sharing or _has_article(alias)]

    def _near_names(self) -> dict[_Made, set[str]]:
        """Map names from facts to the known ones that they are close to."""
        forms: dict[str, list[str]] = {}
        for form in self._made:
            forms.setdefault(form[:PREFIX], []).append(form)
        near: dict[_Made, set[str]] = {}
        for prefix, made in forms.items():
            known = {form: (id_, name) for form, id_, name in self._store.names_beginning(prefix)}
            for form, other in near_pairs(made, known):
                id_, name = known[other]
                first = other not in self._made or self._made[other] < self._made[form]
                if first and id_ != self._made[form].id:
                    near.setdefault(self._made[form], set()).add(name)
        return near


def _has_article(name: str) -> bool:
    """Check whether a name begins with an article, which counts in the names of persons alone."""
    first = name[:1]
    if first.isascii() and first.isalnum() and first not in "aAtT":  # quick, as for most names
        return False
    return normal(name) != normal(name, "Person")
