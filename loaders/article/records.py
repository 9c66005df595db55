"""The plain records that the stages of reading an article pass on.

Every `start` and `end` is an offset into the article's text as it is stored, so that a quote is always
`text[start:end]`. NamedTuples, since an article makes thousands of them and they are the cheapest to make.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ...graph.model import NOTHING


class Given(NamedTuple):
    """A value about the document and where it comes from: a meta tag, a dateline, a mail header, an option."""

    value: str
    basis: str


class Article(NamedTuple):
    """An article as read: its text and metadata (stage 1)."""

    text: str
    blocks: tuple["Block", ...]
    path: str | None = None
    title: Given | None = None
    published: Given | None = None
    publisher: Given | None = None
    notes: tuple[str, ...] = ()


class Block(NamedTuple):
    """A stretch of running text (a paragraph or a title); captions, bylines and links have none.

    `paragraph` counts non-empty lines from 1, as facts do.
    """

    start: int
    end: int
    paragraph: int
    kind: str = "text"  # or "title"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words as parallel lists, which is several times faster than an object a word.

    No NamedTuple: few are made, but their fields are read thousands of times, in half the time from slots.
    """

    number: int  # counts the sentences of the article from 0
    start: int
    end: int
    paragraph: int
    text: str
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]  # offsets into the article's text
    ends: tuple[int, ...]
    kind: str = "text"  # or "title"

    def word_at(self, offset: int) -> int:
        """Find the number of the first word that ends after an offset of the text."""
        return bisect_right(self.ends, offset)


class Mention(NamedTuple):
    """A name, pronoun or description in the text and the entity that it refers to (stages 2 and 3).

    `name` is the entity's name, "" for a pronoun or description that is not resolved (never use it as an end
    of a fact). `kind` tells grains apart: the Iraqi Army, the Iraqi government and Iraq are three entities.
    """

    start: int
    end: int
    text: str
    name: str
    type: str
    kind: str | None = None
    rule: str = ""  # how it was recognized: "dictionary", "store", "title", "head noun", "alias" …
    form: str = "name"  # "name", "adjective" (Iraqi, in "Iraqi troops"), "pronoun", "description", "count"
    country: str | None = None  # the state that a body belongs to: Iraq, of the Iraqi Army
    amount: int | str | None = None  # of a Population: 6, or words such as "at least 12", "several"
    resolved_by: str = ""  # how a pronoun or description was resolved; "" for a name
    grade: float = 1.0  # multiplies the grade of a fact: less than 1 for what was resolved
    aliases: tuple[str, ...] = ()  # other names that the document itself gives
    group: tuple["Mention", ...] = ()  # of "both" or "the two countries": each of those meant

    @property
    def key(self) -> tuple[str, str]:
        """Give what two mentions of one entity have in common."""
        return self.type, self.name


class Filler(NamedTuple):
    """A phrase that fills a slot of a frame: the whole noun phrase, its head and its mentions.

    `mentions` has one mention a member of a coordination ("Iran and Iraq" has two), only of heads: in "the
    Iraqi bank" it has the bank and not Iraq. It is empty when nobody is named ("the attack").
    """

    start: int
    end: int
    head: str  # lemma of the head noun: "attack", "member"; a name's last word in lower case
    mentions: tuple[Mention, ...] = ()
    text: str = ""


class Frame(NamedTuple):
    """Who does what to whom: a predicate and its slots (stage 4); what the dictionary matches.

    `subject` is always who acts and `object` who is acted on, also in the passive. Other roles: `indirect`;
    each preposition by its own words ("in", "against", "in response to"); `poss` ("Daesh's attack", "his
    attack"); `mod` (a name or adjective before a noun: "the Israeli raid", "the Quds Force commander");
    `time`; `complement` (a clause or a predicate noun's or verb's further phrase: "elected him president").

    Forms: `verb`; `noun` (an act, "the attack on Kirkuk by Daesh", or a role: "X, commander of Y", "X is a
    member of Y", "President X", all with `subject` X); `adjective` ("Iran-backed militias": back, subject
    Iran, object militias; "pro-Iranian militias": pro, subject militias, object Iran).
    A noun that is the object of a light verb ("launched an attack on Kirkuk") takes subject, time and
    prepositions of that verb, whose lemma is `via`.
    """

    sentence: int
    form: str
    predicate: str  # lemma, with the particle if there is one: "attack", "carry out", "claim responsibility"
    slots: Mapping[str, tuple[Filler, ...]]
    start: int  # of the predicate's own word
    end: int
    span: tuple[int, int]  # the clause: from the first to the last word of predicate and slots
    negated: bool = False
    mood: str = "asserted"  # "claimed", "hypothetical", "forecast"; "question" and "command" make no fact
    speaker: Mention | None = None  # who says so, of a frame inside what somebody says
    via: str = ""
    passive: bool = False
    builder: str = "patterns"
    attitude: str = ""  # "promise", "refuse", "threaten" …: what the verb above makes of it ("refused to meet")

    def mentions(self, role: str) -> tuple[Mention, ...]:
        """List the mentions in all fillers of a slot."""
        fillers = self.slots.get(role)
        if not fillers:
            return ()
        return fillers[0].mentions if len(fillers) == 1 else tuple([each for one in fillers for each in one.mentions])

    def heads(self, role: str) -> tuple[str, ...]:
        """List the head nouns of a slot."""
        return tuple(filler.head for filler in self.slots.get(role, ()))


class Time(NamedTuple):
    """A date as written, and the dates it means (stage 7).

    `start` and `end` bound it in the text; `first` and `last` are ISO dates of any precision, "" when open or
    not known (a relative date in an article without a date of publication).
    """

    start: int
    end: int
    text: str
    first: str
    last: str
    basis: str  # "written", "year of the article", "relative to 2020-04-10, when it was published" …
    kind: str = "on"  # "on" (a plain date), "since", "until", "between"
    leading: bool = False  # at the head of the sentence, so that it dates all that follows
    clause: tuple[int, int] = (0, 1 << 60)  # of "after …" or "who …", outside of which it dates nothing

    @property
    def date(self) -> str:
        """Give the single date that it means; "" for a span or an unknown one."""
        return self.first if self.first == self.last else ""


class Act(NamedTuple):
    """One thing that happened, put together from frames: an Event, or a plain relation (stage 6)."""

    name: str  # of the Event; "" for a plain relation
    category: str
    frames: tuple[Frame, ...]
    time: Time | None = None
    place: Mention | None = None


class Proposal(NamedTuple):
    """A fact that the text seems to state, with its evidence (stage 8).

    `as_fact()` has the keys of the facts format.
    """

    source: str
    source_type: str
    relation: str
    target: str
    target_type: str
    paragraph: int
    start_char: int
    end_char: int
    quote: str
    rule: str
    extraction: float
    method: str = "rules"  # "nlp" when a parser was used, "llm" when a language model was asked
    model: str = ""  # the language model
    source_kind: str | None = None
    target_kind: str | None = None
    source_as: str = ""
    target_as: str = ""
    resolved_by: str = ""
    sentence: str = ""
    date: str = ""
    start: str = ""
    end: str = ""
    date_basis: str = ""
    trigger: str = ""  # the word that states it
    place: str = ""
    modality: str = "asserted"
    attributed_to: str = ""
    attributes: Mapping[str, Any] = NOTHING

    def as_fact(self) -> dict[str, Any]:
        """Turn it into a fact of the facts format, without empty keys."""
        fact = {key: value for key, value in self._asdict().items() if value not in ("", None) and value is not NOTHING}
        for key in ("source_kind", "target_kind"):
            fact.pop(key, None)  # kinds belong to entity records
        if fact["modality"] == "asserted":
            del fact["modality"]
        return fact
