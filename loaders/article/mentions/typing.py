"""Decide from the words around it what a name is that no dictionary has: a person, a place, a body."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from .. import data, lexicon
from ..records import Sentence
from .heads import heads, is_office
from .span import Span

_SAYS = frozenset(
    "said says told tells added adds noted warned explained stated argued recalled wrote testified".split()
)
_PLACE_NOUNS = frozenset(
    "city cities town towns village villages province provinces region regions district districts area areas "
    "island islands county governorate suburb suburbs neighborhood neighbourhood capital port airport border "
    "department departments governorates oblast prefecture canton municipality commune township "
    "coast valley state countryside outskirts peninsula mountains desert camp camps prison".split()
)
_BODY_NOUNS = frozenset(
    "group militia party company organization organisation network movement faction firm bank agency "
    "newspaper cartel gang rebels militants fighters guerrillas insurgents separatists forces army troops "
    "brigade battalion".split()
)
_AFTER_IN = {"in": 2, "near": 2.5, "outside": 2, "inside": 1.5, "across": 2, "around": 1, "into": 1, "at": 0.5,
             "from": 0.5,
             "towards": 1, "toward": 1, "throughout": 2}  # fmt: skip
_GONE_TO = frozenset(
    "visited visit visits visiting entered reached toured besieged shelled bombed bombarded encircled".split()
)
"""Verbs before a place: "visited Mae Sot"."""
_TAKEN = frozenset("captured seized retook recaptured overran liberated conquered captures seizes retakes".split())
"""Verbs before a town or a man: of two words, "captured Abu Hamza", the latter is likelier."""
_VESSELS = frozenset(
    "frigate destroyer submarine corvette cruiser battleship warship ship vessel tanker ferry freighter trawler yacht "
    "boat icebreaker carrier minesweeper flagship".split()
)
_BATTLES = frozenset("shelling bombing bombardment siege battle fall capture outskirts".split())
_BETWEEN_STATES = frozenset("ties relations talks treaty border pact accord".split())
_CIVIL = frozenset("aid rights research advocacy business human media opposition lobby relief charity".split())
"""Words that say that a group bears no arms: "an aid group"."""
_SIDES = frozenset({"eastern", "western", "northern", "southern", "central"})
_JOINTS = frozenset("al bin ibn de la van von del da".split())

_Cues = defaultdict[tuple[str, str | None], float]
"""The evidence for each type and kind of a name."""


def _cues() -> _Cues:
    return defaultdict(float)


Types = dict[str, tuple[str, str | None, bool]]
"""Type and kind of each name, and whether the words around it tell them clearly."""


def types_of(sentences: Sequence[Sentence], spans: Sequence[list[Span]]) -> Types:
    """Guess type and kind of every unknown name from all its places in the text."""
    cues: dict[str, _Cues] = defaultdict(_cues)
    for sentence, found in zip(sentences, spans, strict=True):
        for span in found:
            if not span.type:
                _collect(cues[span.name], sentence, span)
    types: Types = {name: _decide(name, counter) for name, counter in cues.items()}
    for found, sentence in zip(spans, sentences, strict=True):
        for span, following in itertools.pairwise(found):
            if following.type or max(cues[following.name].values()) >= 1:
                continue
            if sentence.lower[span.stop : following.first] in _COORDINATED:
                types[following.name] = (span.type, span.kind, True) if span.type else types[span.name]
    return types


_CLEAR = 1
_COORDINATED = ((",",), ("and",), ("or",), (",", "and"))


def _decide(name: str, cues: _Cues) -> tuple[str, str | None, bool]:
    best = max(cues.items(), key=lambda item: (item[1], item[0][0]), default=None)
    if best is None or best[1] <= 0:
        return ("Person", None, False) if " " in name else ("Organization", "other", False)
    (type_, kind), score = best
    return type_, kind, score >= _CLEAR


def _collect(cues: _Cues, sentence: Sentence, span: Span) -> None:
    words, lower = sentence.words, sentence.lower
    before = lower[span.first - 1] if span.first else ""
    earlier = lower[span.first - 2] if span.first > 1 else ""
    if before in _JOINTS and is_office(earlier):
        before = earlier  # "Special Envoy de Mistura"
    if earlier in ("of", "for") and span.first > 2 and lower[span.first - 3] in ("secretary", "minister"):
        before = lower[span.first - 3]  # "Secretary of State Antony Blinken"
    after = lower[span.stop] if span.stop < len(words) else ""
    later = lower[span.stop + 1] if span.stop + 1 < len(words) else ""
    cues["Person", None] += _person(words, lower, span, before, after, later)
    cues["Place", "city"] += _place(before, earlier, after)
    cues["Organization", "armed_group" if _is_group(before, after) else "other"] += _body(
        words, span, before, earlier, after
    )
    cues["State", None] += _state(before, earlier, after, later)
    if (before in _VESSELS and not words[span.first].isupper()) or (earlier in _VESSELS and is_office(before)):
        cues["Asset", "vessel"] += 6  # "the frigate Admiral Gorshkov"; the "USS Cole" may act
    if after == ",":
        _apposition(cues, lower, span.stop + 1)


def _person(words: tuple[str, ...], lower: tuple[str, ...], span: Span, before: str, after: str, later: str) -> float:
    size = sum(1 for word in words[span.first : span.stop] if word[0].isupper())
    score = 1.2 if 2 <= size <= 4 else 0.0
    if lower[span.first] in data.words("first_names.txt"):
        score += 3 if size > 1 else 1
    if any(len(word) <= 2 and word.endswith(".") for word in words[span.first : span.stop]):
        score += 2
    if any(word in _JOINTS or word.startswith(("al-", "el-", "Al-", "El-")) for word in words[span.first : span.stop]):
        score += 0.5
    if is_office(before) or (before in ("-", "secretary") and span.first > 1):
        score += 4
    if after in _SAYS or before in _SAYS:
        score += 1.5
    if (after == "," and later == "who") or after == "who":
        score += 2
    if after == "," and later.isdigit() and len(later) == 2:
        score += 3
    return score


def _place(before: str, earlier: str, after: str) -> float:
    score = float(_AFTER_IN.get(before, 0))
    if before == "of" and earlier in _PLACE_NOUNS:
        score += 5
    if before in _GONE_TO or (before == "of" and earlier in _BATTLES):
        score += 1.5
    if before in _TAKEN:
        score += 1
    if before in _PLACE_NOUNS and (earlier in ("the", "of", "in") or earlier in _SIDES):
        score += 2
    if before in _SIDES or before == "downtown":
        score += 3
    if after in _PLACE_NOUNS:
        score += 4
    return score


def _is_group(before: str, after: str) -> bool:
    return before in ("group", "militia", "rebels") or after in (
        "rebels",
        "militants",
        "fighters",
        "guerrillas",
        "group",
        "militia",
    )


def _body(words: tuple[str, ...], span: Span, before: str, earlier: str, after: str) -> float:
    name = words[span.first]
    score = 0.0
    if span.stop - span.first == 1 and name.isupper() and 2 <= len(name) <= 7 and name.isalpha():
        score += 2.5
    if before in _BODY_NOUNS:
        score += 4
    if after in _BODY_NOUNS and before not in _AFTER_IN:
        score += 2
    if before in ("against", "by") or (before == "the" and span.stop - span.first == 1):
        score += 0.4
    if before == "in" and earlier in ("stake", "stakes", "share", "shares", "shareholder"):
        score += 3
    if earlier in ("members", "member", "fighters", "leader", "leaders") and before == "of":
        score += 2
    return score


def _state(before: str, earlier: str, after: str, later: str) -> float:
    score = 0.0
    if after in ("'s", "’s") and (
        is_office(later)
        or later in ("prime", "foreign", "government", "defense", "defence", "army", "military", "parliament")
    ):
        score += 3
    if before in ("of", "from") and (
        (earlier in heads().actor and heads().actor[earlier].kind in ("military", "government", "police"))
        or earlier in ("president", "government", "king", "people", "republic", "ambassador")
    ):
        score += 2.5
    if after in ("troops", "army", "government", "soldiers", "forces", "officials", "military"):
        score += 1.5
    if before in ("with", "between") and earlier in _BETWEEN_STATES:
        score += 2
    if before in ("with", "by", "to", "against") or after in lexicon.verbs():
        score += 0.3
    return score


def _apposition(cues: _Cues, lower: tuple[str, ...], at: int) -> None:
    """Read the noun phrase after a comma: "Liwa Fatemiyoun, an armed group …", "Ann Lee, a researcher …"."""
    if at < len(lower) and lower[at] in ("a", "an", "the", "one", "former", "another"):
        at += 1
    elif at < len(lower) and not is_office(lower[at]):
        return
    for word in lower[at : at + 5]:
        if is_office(word) and not word.endswith("s"):
            cues["Person", None] += 3
            return
        if word in _BODY_NOUNS:
            armed = word in ("group", "militia", "faction", "gang") and _CIVIL.isdisjoint(lower[at : at + 5])
            cues["Organization", "armed_group" if armed else "other"] += 3
            return
        if word in _PLACE_NOUNS:
            cues["Place", "city"] += 3
            return
        if word in lexicon.PREPOSITIONS or word in (",", "."):
            return
