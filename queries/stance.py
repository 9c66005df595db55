"""Whether one entity is a friend or a foe of another."""

from __future__ import annotations

from ..graph.model import Answer, Row
from ..graph.schema import WALKABLE
from ..graph.scope import EVERYTHING, Rule, Scope
from ..graph.stores.protocol import Store
from ._answer import answer
from ._paths import PathNet
from ._signed import SignedNet, signed_names, signed_path

COLUMNS = ("sign", "weight", "path")
VERDICTS = {1: "friendly", -1: "hostile"}


def stance(
    store: Store,
    source: str,
    target: str,
    *,
    max_hops: int = 3,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Whether an entity is a friend or a foe of another: the strongest friendly and the strongest hostile path.

    Only relations with a sign are used, walked in either direction; PERPETRATED counts as friendly, so that
    who carried out an act is as hostile as the act to those it hit. The sign of a path is the product of its
    signs, its weight that of its weights; of equal weights the fewest hops count, then the least ids. Between
    the ends stand states, organizations, persons and events. From what an event did to a person a path goes
    on to what that person leads only where the person led it at the time, if both dates are known. The
    heavier path comes first and is the verdict; of equal weight, there is none.

    `source`: entity whose stance is asked for.
    `target`: entity towards which.
    `max_hops`: longest path looked for.
    """
    first, second = PathNet(store, [source, target], scope).ends
    names = signed_names(store.schema, scope)
    net = SignedNet(store, (first, second), Rule(scope, names, names, WALKABLE, (first, second)), max_hops)
    found = [path for sign in (1, -1) if (path := signed_path(net, sign, max_hops))]
    found.sort(key=lambda path: (-path.weight, len(path.nodes), path.nodes, -path.sign))
    rows: list[Row] = [{"sign": one.sign, "weight": one.weight, "path": list(one.nodes)} for one in found]
    shown = found[:limit]
    return answer(
        "stance", COLUMNS, rows, entities=[node for one in shown for node in one.nodes],
        relations=[id_ for one in shown for id_ in one.relations], limit=limit, heading=_verdict(rows),
    )  # fmt: skip


def _verdict(rows: list[Row]) -> str:
    if not rows:
        return ""
    if len(rows) == 2 and rows[0]["weight"] == rows[1]["weight"]:
        return "Verdict: undecided, the friendly and the hostile path weigh the same."
    return f"Verdict: {VERDICTS[rows[0]['sign']]}."
