"""Relations that follow from others: who perpetrated an event ATTACKED those whom it hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .grading import rounded
from .model import MODALITIES, Relation
from .schema import DERIVING, Schema


def derived(relations: Iterable[Relation], schema: Schema) -> list[Relation]:
    """Return one ATTACKED for each perpetrator, event and victim among the relations, in order of id.

    Both steps have to hold: the confidences multiply, and the weaker modality stands. Of several ways in
    which an event hit somebody the heaviest counts.
    """
    known = sorted(relations, key=lambda one: (-one.weight, one.id))
    culprits: dict[str, list[Relation]] = {}
    for one in known:
        if one.relation == "PERPETRATED":
            culprits.setdefault(one.target, []).append(one)
    found: dict[tuple[str, str | None, str], Relation] = {}
    for one in _attacks(known, culprits, schema):
        found.setdefault((one.source, one.via, one.target), one)
    return sorted(found.values(), key=lambda one: one.id)


def _attacks(known: Sequence[Relation], culprits: dict[str, list[Relation]], schema: Schema) -> Iterator[Relation]:
    sort = schema.relations["ATTACKED"]
    for hit in known:
        if hit.relation not in DERIVING or schema.entity_type(hit.target) not in sort.range:
            continue
        for deed in culprits.get(hit.source, ()):
            if deed.source != hit.target and schema.entity_type(deed.source) in sort.domain:
                yield _attack(deed, hit, schema)


def _attack(deed: Relation, hit: Relation, schema: Schema) -> Relation:
    sort = schema.relations["ATTACKED"]
    graded = [one.confidence for one in (deed, hit) if one.confidence is not None]
    confidence = rounded(graded[0] * graded[-1] if len(graded) == 2 else graded[0]) if graded else None
    return Relation(
        id=f"{deed.id}+{hit.id}",
        source=deed.source,
        relation=sort.name,
        target=hit.target,
        start=hit.start or deed.start,
        end=hit.end or deed.end,
        sign=sort.sign,
        strength=sort.strength,
        confidence=confidence,
        weight=rounded(sort.strength * (1.0 if confidence is None else confidence)),
        modality=max(deed.modality, hit.modality, key=MODALITIES.index),
        place=hit.place or deed.place,
        derived=True,
        via=hit.source,
        tellings=(*deed.tellings, *hit.tellings),
    )
