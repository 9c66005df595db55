"""The errors that linkchart raises on purpose.

    LinkchartError
    ├── InputError        a file or an option cannot be used as given
    │   └── UnknownName   a name is none of the few known ones
    ├── SchemaError       the ontology does not allow a type or a relation
    ├── UnknownEntity     no entity has that name; carries the nearest names
    ├── AmbiguousEntity   several entities have that name; carries them
    ├── UnknownRelation   no relation or document has that id
    │   └── UnknownTelling  no telling is named so
    └── StoreError        a store is missing, foreign, locked, full, or out of reach
        └── StoreChanged  somebody wrote to it meanwhile

The command line turns any of them into one sentence and exit code 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LISTED = 30
"""The most known names that an error lists."""

LONGEST = 400
"""The most characters of a message."""


class LinkchartError(Exception):
    """The base of every error a user can cause; its text is a sentence for them."""


class InputError(LinkchartError):
    """A file or an option that cannot be used as given."""


class SchemaError(LinkchartError):
    """A type or a relation that the ontology does not allow."""


class StoreError(LinkchartError):
    """A store that is missing, foreign, locked, full or out of reach."""


class StoreChanged(StoreError):
    """A store that was written to while it was read; trying again may work."""

    def __init__(self, url: str) -> None:
        super().__init__(f"{url} was being written while it was read: ask again when that is done.")


class UnknownRelation(LinkchartError):
    """No relation or document has this id."""


class UnknownTelling(UnknownRelation):
    """No telling is named so."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"There is no telling “{reference}”: name one by its relation's id and its place among the tellings, "
            "as evidence --json lists them, like r0123456789abcdef:1."
        )


ALIKE = 0.5
"""The least likeness, from 0 to 1, of a name that is offered for an unknown one."""

MARGIN = 0.15
"""How far the similarity of an offered name may fall behind the best one."""


def near_words(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """List the known words most like the given one, at most `count`, the most alike first.

    >>> near_words("KONTROLS", ["CONTROLS", "COUNTERS", "OWNS"], 3)
    ['CONTROLS']
    """
    from rapidfuzz.distance.Indel import normalized_similarity
    from rapidfuzz.process import extract

    by_form = {name.casefold(): name for name in known}
    close = extract(word.casefold(), list(by_form), scorer=normalized_similarity, score_cutoff=ALIKE, limit=count)
    return [by_form[form] for form, likeness, _ in close if likeness >= close[0][1] - MARGIN]


def did_you_mean(word: str, known: Iterable[str], count: int = 1) -> str:
    """Write the hint that follows the sentence about an unknown word; "" when no known word is near.

    >>> did_you_mean("KONTROLS", ["CONTROLS", "COUNTERS", "OWNS"])
    ' Did you mean CONTROLS?'
    """
    near = near_words(word, known, count)
    return f" Did you mean {' or '.join(near)}?" if near else ""


class UnknownName(InputError):
    """A name that is none of the few known ones; the message lists the nearest, or all of them."""

    def __init__(self, kind: str, name: str, known: Iterable[str], advice: str = "") -> None:
        names = list(known)
        listed = f"There are: {', '.join(names)}." if names and len(names) <= LISTED else ""
        sentence = f"There is no {kind} “{name}”.{did_you_mean(name, names, 3)}"
        super().__init__(" ".join(filter(None, [sentence, advice or listed])))
        self.kind, self.name = kind, name


class UnknownEntity(LinkchartError):
    """No entity has this name."""

    def __init__(self, mention: str, nearest: Sequence[str] = (), advice: str = "") -> None:
        hint = f"Nearest known names: {', '.join(nearest)}." if nearest else ""
        super().__init__(" ".join(filter(None, [f"No entity is called “{mention}”.", hint, advice])))
        self.mention = mention
        self.nearest = tuple(nearest)


class AmbiguousEntity(LinkchartError):
    """Several entities have this name."""

    def __init__(self, mention: str, candidates: Sequence[str]) -> None:
        super().__init__(f"“{mention}” may be any of {', '.join(candidates)}: name one by its id.")
        self.mention = mention
        self.candidates = tuple(candidates)


def readable(sentence: str, word: int = 80) -> str:
    """Shorten a message, and any word in it of more than `word` characters, to a length people read.

    >>> readable("the number " + "9" * 500 + " is too large.", 12)
    'the number 99999999…999 is too large.'
    """
    if len(sentence) > word:
        words = (part if len(part) <= word else _elided(part, word) for part in sentence.split(" "))
        sentence = " ".join(words)
    return sentence if len(sentence) <= LONGEST else _elided(sentence, LONGEST)


def _elided(text: str, room: int) -> str:
    return f"{text[: room * 2 // 3]}…{text[-(room // 4) :]}"
