"""Make the requests to a model: the ontology as a JSON schema, the instructions, the text in overlapping chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ....graph.model import MODALITIES
from ....graph.schema import Schema
from ..records import Sentence

CHUNK = 6_000
"""Characters of text in one request: small models lose facts in the middle of longer ones."""
OVERLAP = 2
"""Sentences that a chunk shares with the previous one, so that neighbouring sentences appear together."""
CHARACTERS_A_TOKEN = 4
"""About, in English; for the estimate before anything is sent."""

INSTRUCTIONS = """You extract relations between named entities from a news text, as JSON.
Take only what the text itself states. Leave out what needs knowledge from elsewhere, what is asked, feared or planned
unless the modality says so, and what is said of nobody who is named.
For each relation give:
- quote: the sentence or the part of it that states the relation, copied character by character from the text;
- source and target: the names as they are written inside the quote, never a pronoun, a number or an address;
- source_type and target_type, relation: from the lists below; the relation reads "source relation target";
- modality: asserted; claimed when somebody says so; negated when the text denies it; forecast or hypothetical;
- date: YYYY, YYYY-MM or YYYY-MM-DD when the quote gives it, else an empty string.
A relation that the text states twice is given once. If there is none, answer {"facts": []}.
Relations, with the types they lead from and to:
"""


def json_schema(schema: Schema) -> dict[str, Any]:
    """Write the JSON schema of an answer: facts with the types and relations of an ontology."""
    text = {"type": "string"}
    type_ = {"type": "string", "enum": sorted(schema.nodes)}
    properties = {
        "quote": text, "source": text, "source_type": type_,
        "relation": {"type": "string", "enum": sorted(schema.relations)},
        "target": text, "target_type": type_,
        "modality": {"type": "string", "enum": list(MODALITIES)}, "date": text,
    }  # fmt: skip
    fact = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"facts": {"type": "array", "items": fact}},
        "required": ["facts"],
        "additionalProperties": False,
    }


def messages(text: str, schema: Schema) -> list[dict[str, str]]:
    """Write the question about a stretch of text."""
    relations = "\n".join(
        f"{name}: {', '.join(sorted(relation.domain))} -> {', '.join(sorted(relation.range))}"
        for name, relation in sorted(schema.relations.items())
    )
    return [{"role": "system", "content": INSTRUCTIONS + relations}, {"role": "user", "content": text}]


def chunks(sentences: Sequence[Sentence], limit: int = CHUNK) -> Iterator[Sequence[Sentence]]:
    """Yield runs of sentences of at most so many characters, each beginning with the end of the one before.

    A sentence that is longer than the limit is a chunk of its own.
    """
    first = 0
    while first < len(sentences):
        end = first + 1
        while end < len(sentences) and sentences[end].end - sentences[first].start <= limit:
            end += 1
        yield sentences[first:end]
        if end == len(sentences):
            return
        first = max(end - OVERLAP, first + 1)
        while first < end and sentences[end].end - sentences[first].start > limit:
            first += 1  # beside the next sentence there is no room for this one


def tokens(question: Sequence[dict[str, str]]) -> int:
    """Estimate the tokens of a question."""
    return sum(len(message["content"]) for message in question) // CHARACTERS_A_TOKEN
