"""Everything that linkchart raises on purpose.

    LinkchartError
    ├── InputError        a file or an option cannot be used as given
    │   └── UnknownName   a word is none of the few that are known
    ├── SchemaError       a type or a relation is not what the ontology says
    ├── UnknownEntity     no entity of that name; carries the nearest names
    ├── AmbiguousEntity   several entities of that name; carries them
    ├── UnknownRelation   no relation or document of that id
    └── StoreError        a store is missing, foreign, locked, full, or out of reach
        └── StoreChanged  somebody has written it meanwhile

The command line turns any of them into one sentence and exit code 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LISTED = 30
"""Known names that an error lists at most."""

LONGEST = 400
"""Characters of a sentence that a person reads."""


class LinkchartError(Exception):
    """The base of every error a user can cause; its text is a sentence for them."""


class InputError(LinkchartError):
    """A file or an option that cannot be used as given."""


class SchemaError(LinkchartError):
    """A type or a relation that the ontology does not allow."""


class StoreError(LinkchartError):
    """A store that is missing, foreign, locked, full or out of reach."""


class StoreChanged(StoreError):
    """A store that somebody has written while it was read; to ask once more may do."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} was being written while it was read: ask again when that is done.")


class UnknownRelation(LinkchartError):
    """No relation or document has this id."""


MARGIN = 0.15
"""How much less like a word than the most alike one another may be, and still be offered beside it."""


def near_words(word: str, known: Iterable[str], count: int) -> list[str]:
    """List the known words most like the given one, at most `count`, the most alike first.

    >>> near_words("KONTROLS", ["CONTROLS", "COUNTERS", "OWNS"], 3)
    ['CONTROLS']
    """
    from difflib import SequenceMatcher, get_close_matches

    wanted, by_form = word.casefold(), {name.casefold(): name for name in known}
    close = get_close_matches(wanted, by_form, count, 0.5)
    likeness = [SequenceMatcher(None, form, wanted).ratio() for form in close]
    return [by_form[form] for form, like in zip(close, likeness, strict=True) if like >= likeness[0] - MARGIN]


class UnknownName(InputError):
    """A word that stands for nothing among the few that are known; the text says which are meant or known."""

    def __init__(self, kind: str, name: str, known: Iterable[str], advice: str = "") -> None:
        names = list(known)
        near = near_words(name, names, 3)
        hint = f"Did you mean {' or '.join(near)}?" if near else ""
        listed = f"There are: {', '.join(names)}." if names and len(names) <= LISTED else ""
        super().__init__(" ".join(filter(None, [f"There is no {kind} “{name}”.", hint, advice or listed])))
        self.kind, self.name, self.near = kind, name, tuple(near)


class UnknownEntity(LinkchartError):
    """No entity answers to this name."""

    def __init__(self, mention: str, nearest: Sequence[str] = (), advice: str = "") -> None:
        hint = f"Nearest known names: {', '.join(nearest)}." if nearest else ""
        super().__init__(" ".join(filter(None, [f"No entity is called “{mention}”.", hint, advice])))
        self.mention = mention
        self.nearest = tuple(nearest)


class AmbiguousEntity(LinkchartError):
    """Several entities answer to this name."""

    def __init__(self, mention: str, candidates: Sequence[str]) -> None:
        super().__init__(f"“{mention}” may be any of {', '.join(candidates)}: name one by its id.")
        self.mention = mention
        self.candidates = tuple(candidates)


def readable(sentence: str, word: int = 80) -> str:
    """Shorten a sentence about a value of any length: words of more than `word` characters, and the whole.

    >>> readable("the number " + "9" * 500 + " is too large.", 12)
    'the number 99999999…999 is too large.'
    """
    if len(sentence) > word:
        words = (part if len(part) <= word else _elided(part, word) for part in sentence.split(" "))
        sentence = " ".join(words)
    return sentence if len(sentence) <= LONGEST else _elided(sentence, LONGEST)


def _elided(text: str, room: int) -> str:
    return f"{text[: room * 2 // 3]}…{text[-(room // 4) :]}"
