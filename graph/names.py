"""Ids of entities, and the normal form in which names are compared (docs/semantics.md, Identity)."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from .errors import InputError
from .named_tuples import Record

EXACT = ("Account", "Tool")
"""Types whose names are compared as written: numbers, addresses, versions."""

ALL_RULES = "gpe"
"""The rules by which names are compared, a letter each: general, of persons, exact."""

_GENERAL, _PERSON, _EXACT = "g", "p", "e"
_RULES = {"person": _PERSON, **dict.fromkeys(map(str.lower, EXACT), _EXACT)}
NO_RULES: Mapping[str, str] = {}

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛′ʹʼʻʽ`´ʿʾ׳"))
_SIGNS = str.maketrans({"&": " and ", "+": " plus ", "#": " sharp ", "@": " at "})
_LATIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
     "ŋ": "n", "ŧ": "t"}
)  # fmt: skip
_ACCENTED = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC")
"""Scripts in which a combining mark is an accent or a vowel point; elsewhere it is part of the letter."""

ARTICLES = ("the", "an", "a")


def slug(name: str, type_: str = "", kind: str | None = None) -> str:
    """Make the second half of an id from a name: its normal form with `-` for spaces.

    Raises InputError for a name without a letter or digit.

    >>> slug("Harakat Ḥizb-Allāh (Lebanon)")
    'harakat-hizb-allah-lebanon'
    """
    form = normal(name, type_, kind)
    if not form or not any(map(str.isalnum, form)):
        raise InputError(f"“{name}” has no letter or digit to make an id of.")
    return "-".join(form.split())


def entity_id(type_: str, name: str, kind: str | None = None) -> str:
    """Make the id of an entity from its first name.

    >>> entity_id("Organization", "Quds Force")
    'organization:quds-force'
    """
    return f"{type_.lower()}:{slug(name, type_, kind)}"


@lru_cache(maxsize=10_000)
def normal(name: str, type_: str = "", kind: str | None = None) -> str:
    """Bring a name to the form in which names are compared; "" for one with no letter or digit.

    Case, accents, apostrophes, full stops inside a word and, except for a Person, a leading article are dropped; other
    punctuation separates words. Names of an Account or a Tool keep all that.

    >>> normal("The U.S. Army"), normal("J. Novák"), normal("C++"), normal("The Edge", "Person")
    ('us army', 'j novak', 'c plus plus', 'the edge')
    >>> normal("+49 30-1234", "Account", "phone"), normal("Bob@Example.org", "Account", "email")
    ('+49301234', 'bob@example.org')
    """
    if type_ in EXACT:
        return _exact(name, kind)
    simple = name.isascii() and name.replace(" ", "").isalnum()
    text = " ".join(name.lower().split()) if simple else _words(name)
    if type_ == "Person":
        return text
    first, _, rest = text.partition(" ")
    return rest if rest and first in ARTICLES and (simple or _begins_with_article(name)) else text


def name_forms(names: tuple[str, ...], type_: str, kind: str | None = None) -> set[str]:
    """Collect the normal forms of all names of an entity."""
    return {form for name in names if (form := normal(name, type_, kind))}


def word_forms(names: tuple[str, ...], type_: str) -> set[str]:
    """Collect the forms by whose words an entity is searched, with exact names simplified as well."""
    return name_forms(names, "" if type_ in EXACT else type_)


class Match(Record):
    """An entity that a mention may mean; not `exact` if the mention is only spelt similarly."""

    id: str
    exact: bool = True


def narrowed(matches: Sequence[Match]) -> tuple[str, ...]:
    """List the ids of the exact matches or, without any, of all."""
    return tuple(match.id for match in matches if match.exact) or tuple(match.id for match in matches)


class Lookup:
    """A search for the entities that mentions mean by name, whatever their types."""

    def __init__(self, mentions: Iterable[str], rules: Mapping[str, str] = NO_RULES) -> None:
        """Prepare the forms to search for; `rules` has those of mentions of known types (see `rule_of`)."""
        self._forms = {mention: lookup_forms(mention, rules.get(mention, ALL_RULES)) for mention in mentions}
        self._named: dict[str, list[tuple[str, Collection[str]]]] = {}

    @property
    def forms(self) -> list[str]:
        """The forms of all mentions."""
        return sorted({form for forms in self._forms.values() for form in forms})

    def add(self, form: str, id_: str, names: Collection[str]) -> None:
        """Add an entity that has one of the forms, with all its names as written."""
        self._named.setdefault(form, []).append((id_, names))

    def matches(self, mention: str) -> tuple[Match, ...]:
        """List the entities that a mention may mean, in order of id."""
        spelling = mention.strip()
        exact: dict[str, bool] = {}
        for form, rules in self._forms[mention].items():
            for id_, names in self._named.get(form, ()):
                if rule_of(id_.partition(":")[0]) in rules:
                    exact[id_] = exact.get(id_, False) or spelling in names
        return tuple(Match(id_, exact[id_]) for id_ in sorted(exact))


def lookup_forms(mention: str, rules: str = ALL_RULES) -> Mapping[str, str]:
    """Map the normal forms of a mention to the rules each comes from; for the general rule, only its own form.

    >>> lookup_forms("The Edge"), lookup_forms("The Edge", rule_of("Organization"))
    ({'edge': 'g', 'the edge': 'pe', 'The Edge': 'e'}, {'edge': 'g'})
    """
    if rules == _GENERAL:  # as for most types
        form = normal(mention)
        return {form: _GENERAL} if form else {}
    return _all_forms(mention)


@lru_cache(maxsize=25_000)
def _all_forms(mention: str) -> Mapping[str, str]:
    plain = _exact(mention, None)
    person = normal(mention, "Person")
    general = normal(mention) if person.partition(" ")[0] in ARTICLES else person  # they differ in articles alone
    forms = [(general, _GENERAL), (person, _PERSON), (plain, _EXACT), (plain.casefold(), _EXACT)]
    if re.match(_PARTED_DIGITS, plain):
        forms.append((_exact(mention, "phone"), _EXACT))
    rules: dict[str, str] = {}
    for form, rule in forms:
        if form:
            rules[form] = rules.get(form, "") + rule
    return rules


_PARTED_DIGITS = r"\D*\d.*[\s\u2010-\u2015-]|[^\s\u2010-\u2015-]*[\s\u2010-\u2015-].*\d"


def rule_of(type_: str) -> str:
    """Name the rule by which the names of a type are compared, written as in the ontology or in an id."""
    return _RULES.get(type_.lower(), _GENERAL)


def _exact(name: str, kind: str | None) -> str:
    """Bring a name to the form in which names are compared as written."""
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFKC", name)
    text = " ".join(name.split())
    if kind in ("email", "domain", "ip"):
        return text.casefold()
    return re.sub(r"[\s\u2010-\u2015-]+", "", text) if kind in ("phone", "bank") else text


@lru_cache(maxsize=50_000)
def _words(name: str) -> str:
    """Bring a name that is not plain ASCII letters and digits to words separated by single spaces."""
    text = _letters(name)
    if "." not in text:
        return " ".join(text.split())
    words: list[str] = []
    for run in text.split():
        if run.find(".") in (-1, len(run) - 1):  # at most one full stop, at the end: most words of a sentence
            words.append(run.removesuffix("."))
        else:
            words += _without_stops(run)
    return " ".join(filter(None, words))


def _letters(name: str) -> str:
    """Lower a name's case and drop its accents; separators become spaces, full stops stay."""
    if name.isascii():
        return name.translate(_ascii())
    from unicodedata import category, normalize

    letters: list[str] = []
    accented = after_letter = False  # script of the character to which a following mark belongs
    text = normalize("NFKC", name.translate(_APOSTROPHES)).translate(_APOSTROPHES).casefold()
    for char in normalize("NFD", text).translate(_SIGNS):
        if char.isalnum() or char == ".":
            accented, after_letter = _takes_accents(char), char != "."
            letters.append(char)
        elif category(char).startswith("M"):
            if after_letter and not accented:
                letters.append(char)
        elif category(char) != "Cf":  # an invisible character, like a soft hyphen, separates nothing
            accented = after_letter = False
            letters.append(" ")
    return normalize("NFC", "".join(letters).translate(_LATIN))


@lru_cache(maxsize=1)
def _ascii() -> Mapping[int, str | None]:
    """Make the table by which `_letters` rewrites ASCII in one step."""
    letters = {code: chr(code).lower() for code in range(128)}
    kept = {code: char if char.isalnum() or char == "." else " " for code, char in letters.items()}
    return {**kept, **_SIGNS, **dict.fromkeys(map(ord, "'`"))}


@lru_cache(maxsize=5_000)
def _takes_accents(char: str) -> bool:
    from unicodedata import name

    return name(char, "").startswith(_ACCENTED)


def _without_stops(run: str) -> list[str]:
    """Split a run of letters and full stops: `u.s.` is one word, an initial before a name another.

    >>> _without_stops("u.s."), _without_stops("j.novak"), _without_stops("example.com")
    (['us'], ['j', 'novak'], ['examplecom'])
    """
    words: list[str] = []
    for stretch in re.split(r"\.{2,}", run):
        initials = re.match(_INITIALS, stretch)
        head = initials[0] if initials else ""
        words += [head.replace(".", ""), stretch[len(head) :].replace(".", "")]
    return list(filter(None, words))


_INITIALS = r"(?:[^\W\d_][^\w.]*\.)+(?=\w[^.]*\w)"


def _begins_with_article(name: str) -> bool:
    """Check whether a name begins with an article as a word of its own, unlike A-10, A+ and A. Smith.

    >>> _begins_with_article("“The” Band"), _begins_with_article("An-26"), _begins_with_article("A & B")
    (True, False, False)
    """
    return re.match(r"\W*(?:the|an?)[^\w\s.,]?\s+[^\w\s]?\w", name, re.IGNORECASE) is not None
