"""Sport, business, fiction and suppositions, which speak of attacks and defeats where nobody is hurt."""

from __future__ import annotations

import re
from functools import lru_cache

HOSTILE = frozenset(
    "ATTACKED FIGHTS COERCED SANCTIONED THREATENED OPPOSES MOBILIZED_AGAINST WEAKENS PERPETRATED TARGETED KILLED "
    "INJURED CLAIMED".split()
)
"""Relations that mean harm."""

_SPORT = re.compile(
    r"\b(?:world cup|cup final|the final|semi-?finals?|quarter-?finals?|match(?:es)?|goalkeeper|striker|midfielder"
    r"|defender|winger|wickets?|cricket|football|soccer|rugby|tennis|basketball|baseball|hockey|innings|tournament"
    r"|championships?|league|playoffs?|olympics?|medal(?:s|ist)?|grand prix|batsman|bowler|penalty shoot-?out"
    r"|half-?time|kick-?off|goalless|hat-?trick|head coach|chess|boxing|wrestling|referee|stoppage time|home win)\b"
    r"|\b\d{1,2}[-–]\d{1,2}\b(?!,)(?= (?:in|at|on|to|win|victory|defeat|loss|after|with|and)\b|[,.]| *$)",
    re.IGNORECASE,
)
_FICTION = re.compile(
    r"\bin (?:the|this|a|his|her|its|one) (?:\w+ )?(?:film|movie|novel|game|series|book|play|show|drama|episode|story"
    r"|sequel|scene|opera|comic|manga|anime|musical|cartoon)\b"
    r"|\b(?:new|latest|first|last|second|third) season of\b"
    r"|\b(?:films?|movies?|novels?|novelist|thriller|sequel|screenplay|box office|protagonist|fictional|video ?games?"
    r"|sitcom|hollywood|documentary|fantasy|blockbuster|starring)\b",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"\b(?:market(?:s|ing|place)?|advertis\w+|shares?|shareholders?|sales|brands?|consumers?|customers?|products?"
    r"|start-?ups?|retailers?|smartphones?|software|profits?|revenues?|investors?|pricing|rival bid|takeover|stock"
    r"|earnings|patents?|supermarkets?|cheaper|discounts?|price (?:cut|war)s?|carmakers?)\b",
    re.IGNORECASE,
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
def is_business(sentence: str) -> bool:
    """Check whether a sentence speaks of markets, where companies attack each other with prices.

    >>> is_business("Pepsi attacked Coca-Cola in the market for drinks.")
    True
    """
    return bool(_BUSINESS.search(sentence))


@lru_cache(maxsize=256)
def is_supposed(sentence: str) -> bool:
    """Check whether a sentence only supposes or denies what it speaks of, in a way that its verbs do not show.

    >>> is_supposed("One more rocket, and Israel bombs Gaza."), is_supposed("Israel bombed Gaza as long as it could.")
    (True, False)
    """
    return _SUPPOSED.match(sentence) is not None
