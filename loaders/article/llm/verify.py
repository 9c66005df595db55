"""Verify a model's facts: each quotes the text and names both ends in the quote."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ....graph.dates import iso_date
from ....graph.errors import LinkchartError
from ....graph.model import MODALITIES
from ....graph.names import normal
from ....graph.quotes import Text
from ....graph.schema import Schema
from ..records import Mention, Proposal, Sentence
from ..times import times_of

GRADE = 0.5
"""Grade of every fact of a model: below what `load` takes by itself. What a model says of its own sureness is
no measure and is not asked for."""
UNVERIFIED = {"direction": "unverified"}
_NO_NAME = re.compile(
    r"(?i)https?://|www\.|^[\W\d_]*$|^(?:he|she|it|they|him|her|them|his|its|their|who|which|we|us|i|you)$"
)
_LONGEST_NAME = 100


class Evidence(NamedTuple):
    """An article against which a model's facts are checked."""

    text: Text
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    published: str = ""


class Refused(LinkchartError):
    """A rejected fact of a model, with the reason."""


def verified(fact: Mapping[str, Any], evidence: Evidence, schema: Schema, model: str = "") -> Proposal:
    """Check a model's fact and make its proposal; raises Refused."""
    quote = _word(fact, "quote")
    place = evidence.text.find(quote) if quote else None
    if place is None:
        raise Refused("its quote is not in the text")
    source, target = _end(fact, "source", place.wording, evidence), _end(fact, "target", place.wording, evidence)
    relation = _relation(fact, source, target, schema)
    sentence = _sentence(evidence.sentences, place.start)
    modality = _word(fact, "modality") or MODALITIES[0]
    if modality not in MODALITIES:
        raise Refused("its modality is none")
    date, basis = _date(fact, sentence, evidence.published)
    return Proposal(
        source.name, source.type, relation, target.name, target.type,
        sentence.paragraph, place.start, place.end, place.wording, "", GRADE,
        method="llm", model=model, source_kind=source.kind, target_kind=target.kind,
        source_as=source.text, target_as=target.text,
        sentence=sentence.text, date=date, date_basis=basis, modality=modality,
        attributes=UNVERIFIED if not schema.relations[relation].symmetric else {},
    )  # fmt: skip


def _word(fact: Mapping[str, Any], key: str) -> str:
    value = fact.get(key)
    return value.strip() if isinstance(value, str) else ""


def _end(fact: Mapping[str, Any], side: str, quote: str, evidence: Evidence) -> Mention:
    """Look up the entity that a fact names in the text's own reading; make one for an unknown name."""
    name, type_ = _word(fact, side), _word(fact, f"{side}_type")
    if not name or len(name) > _LONGEST_NAME or _NO_NAME.search(name):
        raise Refused(f"its {side} is no name")
    form = normal(name)
    if not form or f" {form} " not in f" {normal(quote)} ":
        raise Refused(f"its {side} does not stand in its quote")
    known = next((each for each in evidence.mentions if each.name and normal(each.text) == form), None)
    if known is not None:
        return known._replace(text=name)
    return Mention(0, 0, name, name, type_)


def _relation(fact: Mapping[str, Any], source: Mention, target: Mention, schema: Schema) -> str:
    name = _word(fact, "relation")
    relation = schema.relations.get(name)
    if relation is None:
        raise Refused("its relation is not in the ontology")
    if source.key == target.key:
        raise Refused("it relates an entity to itself")
    if source.type not in relation.domain or target.type not in relation.range:
        raise Refused("its relation does not join entities of these types")
    return name


def _sentence(sentences: Sequence[Sentence], offset: int) -> Sentence:
    return sentences[max(bisect_right([each.start for each in sentences], offset) - 1, 0)]


def _date(fact: Mapping[str, Any], sentence: Sentence, published: str) -> tuple[str, str]:
    """Date a fact, with the basis, as far as the sentence itself does: models like to fill dates in."""
    date = _word(fact, "date")
    try:
        iso_date(date)
    except LinkchartError:
        return "", ""
    for time in times_of(sentence, published):
        if time.date == date:
            return date, time.basis
    return (date[:4], "written") if date[:4] in sentence.text else ("", "")
