"""The entities that two others have in common."""

from __future__ import annotations

from ..graph.figures import counted
from ..graph.model import Answer, Columns, EntityRef, Relation, Row
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ._answer import answer
from .path import PathNet

EXAMPLE = 'common Iran "United States"'
QUESTION = "What do {ends} have in common?"
GRAPH = "path"
STANCES = {"friend": "friends", "foe": "foes", "mixed": "mixed", "neutral": "neutral"}
COLUMNS: Columns = {"entity": "entity", "stance": "text", "to_a": "relation", "to_b": "relation"}


def common(
    store: Store, source: EntityRef, target: EntityRef, *, scope: Scope = EVERYTHING, limit: int | None = None
) -> Answer:
    """Entities tied to both of two others: common friends, foes and intermediaries.

    The sign to an end is that of the strongest relation to it, by (-weight, relation, id), whichever way its
    arrow points. Both friendly is `friend`, both hostile `foe`, one of each `mixed`, all else `neutral`. They may be of
    any type. Rows come by id; relations strongest first.

    `source`: entity on one side.
    `target`: entity on the other.
    """
    net = PathNet(store, [source, target], scope._replace(any_node=True))
    near = [set(nearby) for _, nearby in net.net.near(net.handles)]
    shared = (near[0] & near[1]) - set(net.handles)
    ids = sorted(net.net.ids(shared).values())
    start, goal = net.ends
    hops = net.hops({(end, id_) for id_ in ids for end in (start, goal)})
    rows: list[Row] = []
    for id_ in ids[:limit]:
        ties = hops[start, id_], hops[goal, id_]
        to_a, to_b = ([relation.id for relation in tie] for tie in ties)
        rows.append({"entity": id_, "stance": _stance(*ties), "to_a": to_a, "to_b": to_b})
    return answer(
        "common", COLUMNS, rows, entities=[start, goal, *(row["entity"] for row in rows)],
        relations=[id_ for row in rows for id_ in (*row["to_a"], *row["to_b"])], limit=limit, total=len(ids),
        heading=_heading([_stance(hops[start, id_], hops[goal, id_]) for id_ in ids]),
    )  # fmt: skip


def _heading(stances: list[str]) -> str:
    """Count the entities in a sentence, by stance."""
    if not stances:
        return ""
    counts = [counted(stances.count(name), name, plural) for name, plural in STANCES.items() if name in stances]
    return f"{counted(len(stances), 'entity', 'entities')} in common: {', '.join(counts)}."


def _stance(to_a: list[Relation], to_b: list[Relation]) -> str:
    signs = {to_a[0].sign, to_b[0].sign}
    if 0 in signs:
        return "neutral"
    if len(signs) == 2:
        return "mixed"
    return "friend" if signs == {1} else "foe"
