"""Sport, business, fiction and suppositions, which speak of attacks and defeats where nobody is hurt."""

from __future__ import annotations

import re
from functools import lru_cache

from .records import Mention

HOSTILE = frozenset(
    "ATTACKED FIGHTS COERCED SANCTIONED THREATENED OPPOSES MOBILIZED_AGAINST WEAKENS PERPETRATED TARGETED KILLED "
    "INJURED CLAIMED".split()
)
"""Relations that mean harm."""

_SPORT = re.compile(
    r"\b(?:world cup|cup final|the final|semi-?finals?|quarter-?finals?|match(?:es)?|goalkeepers?|striker"
    r"|midfielders?|defender|winger|wickets?|on penalties|the pitch|copa|springboks|all blacks|cricket|football"
    r"|soccer|rugby|tennis|basketball|baseball|hockey|innings|tournament|championships?|(?<!arab )league|playoffs?"
    r"|olympics?|medal(?:s|ist)?|grand prix|batsm[ae]n|bowlers?|penalty shoot-?out|half-?time|kick-?off"
    r"|(?:first|last|final) (?:mile|lap)|goalless|hat-?trick|head coach|chess|boxing|wrestling|referee|stoppage time"
    r"|home win)\b"
    r"|\b\d{1,2}[-–]\d{1,2}\b(?!,)(?= (?:in|at|on|to|win|victory|defeat|loss|after|with|and)\b|[,.]| *$)",
    re.IGNORECASE,
)
_FICTION = re.compile(
    r"\bin (?:the|this|a|his|her|its|one) (?:\w+ )?(?:film|movie|novel|game|series|book|play|show|drama|episode|story"
    r"|sequel|scene|opera|comic|manga|anime|musical|cartoon)\b"
    r"|\b(?:new|latest|first|last|second|third) season of\b"
    r"|\b(?:films?|movies?|novels?|novelist|thriller|sequel|screenplay|box office|protagonist|fictional|video ?games?"
    r"|sitcom|hollywood|documentary|fantasy|blockbuster|starring|opera|musical"
    r"|comics?|alternate history|graphic novel|(?:board|card|computer) games?)\b",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"\b(?:market(?:s|ing|place)?|advertis\w+|shares?|shareholders?|sales|brands?|consumers?|customers?|products?"
    r"|start-?ups?|retailers?|smartphones?|software|profits?|revenues?|investors?|pricing|rival bid|takeover|stock"
    r"|earnings|patents?|supermarkets?|cheaper|discounts?|price (?:cut|war)s?|carmakers?)\b",
    re.IGNORECASE,
)
_OF_NATURE = tuple(
    f"{what} attack" for what in "heart panic asthma shark dog bear crocodile elephant tiger lion wolf".split()
)
_SUPPOSED = re.compile(
    r"(?:one more|another) [^,.]{1,40}, and\b|(?:as|so) long as\b"
    r"|.*?\b(?:claims?|reports?|rumou?rs?|allegations?|stor(?:y|ies)|suggestions?|accusations?) that\b.*\b(?:made up"
    r"|fake|false|untrue|baseless|unfounded|groundless|invented|fabricated|a lie|lies|a hoax|nonsense|propaganda)\b",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=256)
def is_play(sentence: str) -> bool:
    """Check whether a sentence speaks of sport or fiction.

    >>> is_play("Brazil beat Germany in the World Cup final."), is_play("The army beat the rebels.")
    (True, False)
    """
    return bool(_SPORT.search(sentence) or _FICTION.search(sentence))


@lru_cache(maxsize=256)
def is_natural(sentence: str) -> bool:
    """Check whether a sentence speaks of an attack that nobody made.

    >>> is_natural("He died of a heart attack."), is_natural("He died in an attack.")
    (True, False)
    """
    return any(what in sentence for what in _OF_NATURE)


@lru_cache(maxsize=256)
def is_business(sentence: str) -> bool:
    """Check whether a sentence speaks of markets, where companies attack each other with prices.

    >>> is_business("Pepsi attacked Coca-Cola in the market for drinks.")
    True
    """
    return bool(_BUSINESS.search(sentence))


def is_figurative(relations: tuple[str, ...], predicate: str, ends: Ends, sentence: str) -> bool:
    """Check whether a hostile relation is one of sport, fiction or illness, or one between competitors."""
    if is_play(sentence) or (" attack" in sentence and is_natural(sentence)):
        return True
    doers, targets = ends
    of_bodies = predicate in _OF_BODIES and any(each.type == "State" for each in targets)
    if of_bodies and (predicate in _BODILY or _MEASURES.search(sentence)):
        return True
    if not _VIOLENT.isdisjoint(relations) and _compete(doers, targets):
        return True
    return is_business(sentence) and any(map(_is_in_trade, (*doers, *targets)))


Ends = tuple[tuple[Mention, ...], tuple[Mention, ...]]
"""Who acts, and on whom."""

_VIOLENT = frozenset({"ATTACKED", "FIGHTS"})
_MEASURES = re.compile(r"\b(?:sanctions?|tariffs?|embargo|inflation|drought|prices?|currency|boycott)\b", re.IGNORECASE)
_BODILY = frozenset("beat torture rape abuse mistreat whip flog molest brutalize brutalise".split())
"""Verbs for what is done to a body: no state is beaten but in sport ("Cameroon beat Senegal")."""
_OF_BODIES = _BODILY | {"hit", "strike", "target", "hammer", "pound", "batter"}
"""These and verbs of what measures do to a state too: "sanctions hit Mali hard"."""


def _is_in_trade(mention: Mention) -> bool:
    """Check whether a name may be a company's: also one of which the text does not say what it is."""
    if mention.rule == "capitals" and mention.grade < 1:
        return True
    return mention.type == "Organization" and mention.kind in (None, "company", "media", "other")


def _compete(doers: tuple[Mention, ...], targets: tuple[Mention, ...]) -> bool:
    """Check whether companies are said to attack: "Uber raided Lyft", "Vodafone captured Kenya"."""
    if not doers or not all(map(_is_in_trade, doers)):
        return False
    named = all(each.kind in ("company", "media") for each in doers)
    return named or (bool(targets) and all(map(_is_in_trade, targets)))


@lru_cache(maxsize=256)
def is_supposed(sentence: str) -> bool:
    """Check whether a sentence only supposes or denies what it speaks of, in a way that its verbs do not show.

    >>> is_supposed("One more rocket, and Israel bombs Gaza."), is_supposed("Israel bombed Gaza as long as it could.")
    (True, False)
    """
    return _SUPPOSED.match(sentence) is not None
