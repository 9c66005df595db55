"""Frames of adjectives: "Iran-backed militias", "is responsible for", "a group active in Syria"."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Filler, Frame
from .building import Slots, frame, nearer
from .chunks import Chunk, filler_of
from .clause import Parsed
from .phrases import Phrase


def adjective_frames(parsed: Parsed) -> Iterator[Frame]:
    """Yield "Iran-backed militias", "pro-Iranian militias", "is responsible for", "a group active in Syria"."""
    if "compound" in [mention.form for mention in parsed.tagged.mentions if mention is not None]:
        for phrase in parsed.phrases:
            for head in phrase.heads:
                yield from _compounds(parsed, phrase, head)
    for clause in parsed.clauses:
        if clause.adjective and clause.subject is not None:
            yield frame(
                parsed, "adjective", clause.adjective, clause.adjective_unit,
                _slots(clause.subject, clause.prepositions), clause.negated, clause.mood, clause.speaker,
                clause.attitude,
            )  # fmt: skip
    for owner, unit, after in parsed.adjectives:
        word = parsed.tagged.words[unit]
        yield frame(
            parsed, "adjective", word, unit, _slots(owner, after), False, "asserted", nearer(parsed, unit), ""
        )  # fmt: skip


def _slots(owner: Phrase, after: list[tuple[str, Phrase]]) -> Slots:
    """Fill the slots of an adjective: whose it is, and the prepositions after it."""
    slots: Slots = {"subject": [owner.filler]}
    for prep, phrase in after:
        slots.setdefault(prep, []).append(phrase.filler)
    return slots


_COMPOUND_VERBS = {"backed": "back", "led": "lead", "linked": "link", "supported": "support",
                   "sponsored": "sponsor", "funded": "fund",
                   "controlled": "control", "held": "hold", "allied": "ally", "aligned": "align",
                   "trained": "train", "armed": "arm",
                   "dominated": "dominate", "run": "run", "owned": "own", "based": "base",
                   "affiliated": "affiliate", "occupied": "occupy",
                   "financed": "finance", "equipped": "equip", "aided": "aid"}  # fmt: skip


def _compounds(parsed: Parsed, phrase: Phrase, head: Chunk) -> Iterator[Frame]:
    mentions = parsed.tagged.mentions
    last = mentions[head.stop - 1]
    names = (last,) if last is not None and last.name else phrase.filler.mentions if len(phrase.heads) == 1 else ()
    for at in range(head.first, head.stop - 1):
        mention = mentions[at]
        if mention is None or mention.form != "compound" or not mention.name:
            continue
        word = parsed.tagged.words[at]
        filler = Filler(mention.start, mention.end, mention.text.lower(), (mention,), mention.text)
        own = filler_of(parsed.sentence, parsed.tagged, head, names)
        if word.startswith(("pro-", "anti-")):
            slots: Slots = {"subject": [own], "object": [filler]}
            yield frame(parsed, "adjective", word.split("-")[0], at, slots, False, "asserted", nearer(parsed, at), "")
        else:
            verb = _COMPOUND_VERBS.get(word.rsplit("-", 1)[1])
            if verb is not None:
                slots = {"subject": [filler], "object": [own]}
                yield frame(parsed, "adjective", verb, at, slots, False, "asserted", nearer(parsed, at), "")
