"""The stance of one entity towards another: friend or foe."""

from __future__ import annotations

from ..graph.errors import InputError
from ..graph.figures import number
from ..graph.identity.resolve import resolve_all
from ..graph.model import Answer, Columns, EntityRef, Row
from ..graph.scope import EVERYTHING, Scope
from ..graph.stores.protocol import Store
from ._answer import answer
from ._attacks import dated
from ._signed import COMMON_FOE, ONE_SIGN, SignedNet, SignedPath, best_path

EXAMPLE = 'stance "United States" "Quds Force"'
QUESTION = "Is {0} a friend or a foe of {1}?"
COLUMNS: Columns = {"sign": "number", "weight": "number", "path": "path", "relations": "relation", "common_foe": "text"}


def stance(
    store: Store,
    source: EntityRef,
    target: EntityRef,
    *,
    max_hops: int = 3,
    scope: Scope = EVERYTHING,
    limit: int | None = None,
) -> Answer:
    """Whether an entity is a friend or a foe of another, by its best friendly and its best hostile path.

    The signed graph has the signed relations between actors, and ATTACKED where it follows from an event, all walked
    either way. The sign of a path is the product of its signs, its weight that of its weights; of equal weights the
    fewest hops count, then the least ids. Rows are the best path of each sign with at most one hostile hop, the
    heavier first, and then the best with two hostile hops that meet at one entity, a common foe. The verdict is that
    of a path at least twice as heavy as the other; it is mixed when both exist and neither is so heavy, and unclear
    when there is none. Sharing a foe makes nobody a friend.

    `source`: entity whose stance to judge.
    `target`: entity towards which it is judged.
    `max_hops`: longest path to search for.
    """
    ends = resolve_all(store, [source, target])
    if ends[0] == ends[1]:
        raise InputError(f"A stance needs two entities: “{source}” and “{target}” are the same.")
    acting = all(store.schema.acts(id_) for id_ in ends)
    steps = SignedNet(store, scope).between_ends(ends[0], ends[1], max_hops) if acting else {}
    pair = (ends[0], ends[1])
    friendly, hostile = (best_path(steps, pair, max_hops, ONE_SIGN, state) for state in (0, 1))
    foe = best_path(steps, pair, max_hops, COMMON_FOE, 2)
    paths = sorted(filter(None, (friendly, hostile)), key=lambda path: (-path.weight, len(path.nodes), path.nodes))
    rows = [_row(path, common_foe=False) for path in paths] + ([_row(foe, common_foe=True)] if foe else [])
    shown = [*paths, *([foe] if foe else [])][:limit]
    used = [relation for path in shown for hop in path.relations for relation in hop]
    attacks = list({relation.id: relation for relation in used if relation.derived}.values())
    verdict = verdict_of(friendly, hostile)
    return answer(
        "stance", COLUMNS, rows, entities=[*ends, *(node for path in shown for node in path.nodes)],
        relations=[relation.id for relation in used], derived=dated(store, scope, attacks), limit=limit,
        heading=_words(verdict, friendly, hostile, foe, max_hops),
    )._replace(extras={"verdict": verdict})  # fmt: skip


def _row(path: SignedPath, *, common_foe: bool) -> Row:
    relations = [[relation.id for relation in hop] for hop in path.relations]
    return {
        "sign": path.sign, "weight": path.weight, "path": list(path.nodes), "relations": relations,
        "common_foe": common_foe,
    }  # fmt: skip


def verdict_of(friendly: SignedPath | None, hostile: SignedPath | None) -> str:
    """Judge the best path of either sign: friendly, hostile, mixed or unclear."""
    for_, against = (path.weight if path else 0.0 for path in (friendly, hostile))
    if friendly and (hostile is None or for_ >= 2 * against > 0 or against == 0 < for_):
        return "friendly"
    if hostile and (friendly is None or against >= 2 * for_ > 0 or for_ == 0 < against):
        return "hostile"
    return "mixed" if friendly and hostile else "unclear"


def _words(
    verdict: str, friendly: SignedPath | None, hostile: SignedPath | None, foe: SignedPath | None, max_hops: int
) -> str:
    """Write the verdict with its reasons."""
    if verdict == "mixed" and friendly and hostile:
        return (
            f"Verdict: mixed. The best path for ({number(friendly.weight)}) and the best against "
            f"({number(hostile.weight)}) are within a factor of two.{_inferred(friendly, hostile)}"
        )
    if verdict == "unclear":
        why = f"No signed path of at most {max_hops} hops with at most one hostile hop joins them."
        return f"Verdict: unclear. {'They share a foe, which makes nobody friends.' if foe else why}"
    return f"Verdict: {verdict}.{_inferred(friendly if verdict == 'friendly' else hostile)}"


def _inferred(*paths: SignedPath | None) -> str:
    """Write a note for a verdict that rests on no direct tie."""
    longest = max((len(path.signs) for path in paths if path), default=0)
    direct = any(len(path.signs) == 1 for path in paths if path)
    return "" if direct or not longest else f" No direct tie: inferred over {longest} hops."
