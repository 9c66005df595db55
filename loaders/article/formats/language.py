"""Tell in which language a text is written, by its commonest words and letters."""

from __future__ import annotations

import re
from collections import Counter

from ....graph.errors import InputError

_COMMON = {
    "English": "the of and to in is that for on with was by as from at it are has were said not which two its but who",
    "French": "le la les de des et en une un que qui dans pour sur est par au aux du pas avec ce il sont ont selon",
    "German": "der die das und in zu den mit von ist des dem auf für nicht ein eine als auch es an werden sich bei",
    "Spanish": "el la los las de que y en un una por con para del se es su al lo como más pero ha fue",
    "Italian": "il la le di che e un una per con non del della dei si è sono da nel al alla gli anche ha",
    "Portuguese": "os de que e um uma da dos em para com não por se na mais ao foi são também pelo",
    "Dutch": "de het een van en in is dat op te voor met niet zijn aan er om bij ook als door naar wordt",
    "Swedish": "och i att det som en på är av för med den till inte om ett har de var från",
    "Polish": "i w na z nie się do że jest o to jak po za od przez dla przy oraz był",
    "Turkish": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ise ancak",
    "Indonesian": "yang dan di untuk dengan ini itu dari pada dalam tidak akan ke juga oleh",
    "Swahili": "ya wa na kwa katika ni za la kuwa hiyo cha huyo kutoka hii wake baada pia lakini",
    "Filipino": "ang ng sa mga na ay at ni kay para hindi ito siya nang mula kung rin",
    "Vietnamese": "và của là các có được cho trong không với người một đã này những",
    "Hausa": "da na ya ta ba ne ce wani wata kuma domin sun cikin daga wannan",
    "Somali": "ka ku iyo oo ee uu ay in la waxaa ayaa soo kale ah",
    "Romanian": "și de în la cu pe care nu din este pentru sunt mai fost au prin",
    "Czech": "je v na se že z do jsem jsou pro ale jako který podle také",
    "Hungarian": "az és hogy nem egy is ez van volt meg csak mint vagy szerint",
    "Danish": "og i at det en er til på af med der den ikke for har fra blev",
    "Norwegian": "og i det som en er til på av med ikke at har fra også ble",
    "Finnish": "ja on ei että se oli ovat myös mutta kun joka hän sen olla",
}  # fmt: skip
_SCRIPTS = (  # the letters of one language before those that it shares with others
    ("Persian", re.compile("[پچژگ]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff]")),
    ("Ukrainian", re.compile("[іїєґ]")),
    ("Russian", re.compile(r"[\u0400-\u04ff]")),
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Hindi", re.compile(r"[\u0900-\u097f]")),
    ("Thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("Burmese", re.compile(r"[\u1000-\u109f]")),
    ("Amharic", re.compile(r"[\u1200-\u137f]")),
)
_OTHER = "another language"
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_FOREIGN = re.compile(r"[\u0370-\uffff]")
_SAMPLE = 6000
"""Characters that tell the language of a text."""
_ENOUGH = 12
"""Words that a text needs before its language is judged."""
_FEWEST = 4
"""Common words of another language that a text needs to be in it."""
_MANY = 60
"""Words of which an English text certainly has common ones."""


def language_of(text: str) -> str:
    """Recognise the language of a text; "English" for one too short to tell.

    >>> language_of("Der Krieg ist vorbei und die Soldaten sind mit dem Zug nach Hause gefahren, auch der General.")
    'German'
    """
    sample = text[:_SAMPLE]
    if not sample.isascii() and len(_FOREIGN.findall(sample)) > len(sample) / 4:
        return next((name for name, letters in _SCRIPTS if len(letters.findall(sample)) > len(sample) / 50), _OTHER)
    if _is_plainly_english(sample.lower().split()):
        return "English"
    words = re.findall(r"[^\W\d_]+", sample.lower())
    english = sum(map(_WORDS["English"].__contains__, words))
    if len(words) < _ENOUGH:
        return "English"
    counts = Counter(words)
    shares = {language: sum(counts[word] for word in common) for language, common in _WORDS.items()}
    best = max(shares, key=lambda language: (shares[language], language == "English"))
    if shares[best] > max(1.5 * english, _FEWEST - 1):
        return best
    return _OTHER if len(words) >= _MANY and english < len(words) / 25 else "English"


def _is_plainly_english(words: list[str]) -> bool:
    """Check whether every fifth word of a text is one of the commonest English ones."""
    return len(words) >= _ENOUGH and sum(map(_WORDS["English"].__contains__, words)) > len(words) / 5


def require_english(text: str, name: str) -> None:
    """Raise InputError that names the language of a text that is not English."""
    language = language_of(text)
    if language != "English":
        raise InputError(f"{name} is in {language}; only English is read.")
