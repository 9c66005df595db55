"""One proposal for each fact, graded by how often its rule is right (stage 8)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from ...graph.model import NOTHING
from ...graph.schema import Schema
from .mentions.names import adjective_of
from .records import Proposal
from .statements import MUTUAL

LEAST = 0.6
"""Proposals graded below this are for a person to look at first."""


@cache
def _measured() -> dict[str, Any]:
    return tomllib.loads(files(__package__ or "").joinpath("extraction.toml").read_text(encoding="utf-8"))


def precision(rule: str, builder: str, relation: str) -> float:
    """Look up the measured precision of a rule, else of its relation, else of its builder."""
    figures = _measured()[builder]
    value = figures.get("rules", {}).get(rule) or figures.get("relations", {}).get(relation) or figures["default"]
    return float(value)


def fused(proposals: Iterable[Proposal], schema: Schema) -> list[Proposal]:
    """Fuse proposals to one for each source, relation, target and modality, in the order of the text.

    The parser's goes before that of the patterns, and that before a model's; opposite ones halve each other's grade.
    """
    best: dict[tuple[str, ...], list[Proposal]] = {}
    for proposal in proposals:
        if _admitted(proposal, schema):
            best.setdefault(_key(proposal, schema), []).append(proposal)
    kept = [_merged(group) for group in best.values()]
    kept = [each for each in kept if not _is_at_home(each, kept)]
    return sorted(_doubted(kept, schema), key=lambda each: (each.start_char, each.source, each.relation, each.target))


def _admitted(proposal: Proposal, schema: Schema) -> bool:
    relation = schema.relations.get(proposal.relation)
    return (
        relation is not None
        and proposal.source_type in relation.domain
        and proposal.target_type in relation.range
        and (proposal.source, proposal.source_type) != (proposal.target, proposal.target_type)
    )


def _key(proposal: Proposal, schema: Schema) -> tuple[str, ...]:
    ends = [(proposal.source_type, proposal.source), (proposal.target_type, proposal.target)]
    if schema.relations[proposal.relation].symmetric:
        ends.sort()
    return (*ends[0], proposal.relation, *ends[1], "negated" if proposal.modality == "negated" else "")


def _is_at_home(visit: Proposal, proposals: list[Proposal]) -> bool:
    """Check whether somebody would meet the state that they serve: a president who lands in the own capital."""
    if visit.relation not in ("MET_WITH", "AGREED_WITH") or {visit.source_type, visit.target_type} != {
        "Person",
        "State",
    }:
        return False
    person, state = (visit.source, visit.target) if visit.target_type == "State" else (visit.target, visit.source)
    own = (state, f"{adjective_of(state)} ")
    return any(
        each.source == person
        and each.relation in _SERVING
        and (each.target == own[0] or each.target.startswith(own[1]))
        for each in proposals
    )


_SERVING = frozenset({"LEADS", "MEMBER_OF", "AFFILIATED_WITH"})


def _merged(group: list[Proposal]) -> Proposal:
    """Choose the best of proposals for one fact, with the rules of all."""
    if len(group) == 1:
        return group[0]
    first = min(group, key=lambda each: (_METHODS.index(each.method), -each.extraction, each.start_char))
    rules = dict.fromkeys([first.rule, *(proposal.rule for proposal in group)])
    dated = first
    if not (first.date or first.start or first.end):
        dated = next((each for each in group if each.date or each.start or each.end), first)
    return first._replace(
        rule=" + ".join(filter(None, rules)), extraction=max(each.extraction for each in group),
        date=dated.date, start=dated.start, end=dated.end, date_basis=dated.date_basis,
        place=next((each.place for each in group if each.place), ""),
        attributes={key: value for each in reversed(group) for key, value in each.attributes.items()} or NOTHING,
    )  # fmt: skip


def _doubted(proposals: list[Proposal], schema: Schema) -> list[Proposal]:
    """Halve the grades of a relation that is proposed in both directions.

    What a model proposes does not count against a rule: models mistake who does what to whom.
    """
    plain = [each for each in proposals if each.modality != "negated"]
    by_rule = _triples(each for each in plain if each.method != "llm")
    by_any = _triples(plain)
    return [
        each._replace(extraction=round(each.extraction / 2, 3))
        if (each.target, each.relation, each.source) in (by_any if each.method == "llm" else by_rule)
        and not schema.relations[each.relation].symmetric
        and each.relation not in _MUTUAL
        and MUTUAL not in each.resolved_by
        else each
        for each in proposals
    ]


def _triples(proposals: Iterable[Proposal]) -> set[tuple[str, str, str]]:
    return {(each.source, each.relation, each.target) for each in proposals}


_METHODS = ("nlp", "rules", "llm")
_MUTUAL = frozenset({"ACCUSED", "FIGHTS", "THREATENED", "REJECTED", "DEMANDED_OF", "OPPOSES"})
"""Relations that two entities often have in both directions in one article."""
