"""Resolve pronouns and descriptions to whom they stand for (stage 3): recorded, graded down, or left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from . import lexicon
from .about import country_of, offices_of
from .antecedents import (
    alone,
    belongs_elsewhere,
    citizens_of,
    helped,
    is_actor,
    is_free,
    is_named_next,
    is_owned,
    is_part_of_name,
    owns_ministers,
    put_for,
    sameness,
    sure,
    surety,
)
from .mentions.names import adjective_of
from .pronouns import HE, IT, THEY, with_pronouns
from .quoted import spoken
from .records import Mention, Sentence
from .together import for_each, pair_in

WINDOW = 2
"""Sentences that a reference looks back over."""

_GROUPS = ("armed_group", "militia")
_OF_STATE = ("military", "police", "government", "intelligence")
_CIVIC = frozenset("citizen population protester demonstrator protestor resident voter opposition".split())


def resolve(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Resolve the pronouns and descriptions of each sentence to mentions."""
    return _Resolver(sentences, mentions).resolve()


class _Resolver:
    def __init__(self, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> None:
        self._sentences = sentences
        self._given = mentions
        self._resolved: list[list[Mention]] = []
        self._counts = Counter(mention.key for found in mentions for mention in found if mention.name)
        self._country = country_of(mentions)
        self._offices = offices_of(sentences, mentions)

    def resolve(self) -> list[list[Mention]]:
        for sentence, found in zip(self._sentences, self._given, strict=True):
            self._resolved.append([])
            for mention in with_pronouns(sentence, found):
                self._resolved[-1].append(mention if mention.name else self._one(mention))
            self._resolved[-1] = spoken(sentence, self._resolved[-1])
        return self._resolved

    @property
    def _here(self) -> Sentence:
        return self._sentences[len(self._resolved) - 1]

    def _one(self, mention: Mention) -> Mention:
        if mention.form == "pronoun":
            return self._two(mention) or (mention if mention.rule == "two" else self._pronoun(mention))
        if mention.type == "Person":
            return self._officeholder(mention)
        if belongs_elsewhere(self._here, mention):
            return mention
        if mention.type == "State":
            return self._state(mention)
        if mention.type == "Organization":
            return self._body(mention)
        if mention.type == "Issue":
            return self._issue(mention)
        return self._people(mention)

    # Descriptions.

    def _issue(self, mention: Mention) -> Mention:
        """Resolve "the pandemic", "this crisis" to what the text spoke of before."""
        issues = [each for each in self._before() if each.type == "Issue" and each.form == "name"]
        same = [each for each in issues if each.kind == mention.kind] if mention.kind == "disease" else issues
        if mention.rule != "definite" or not same or len({each.key for each in same[-3:]}) > 1:
            return mention
        return put_for(mention, same[-1], 0.85)

    def _state(self, mention: Mention) -> Mention:
        """Resolve "the country": after a preposition the one that the text is about, else the one named last."""
        sentence = self._here
        first = sentence.word_at(mention.start)
        before = sentence.lower[max(first - 2, 0) : first]
        if self._country and any(word in lexicon.PREPOSITIONS for word in before):
            how = f"“{mention.text}”: {self._country}, which the text is about"
            return mention._replace(name=self._country, type="State", country=None, resolved_by=how, grade=0.75)
        several = len({each.key for each in self._resolved[-1] if each.type == "State" and each.name}) > 1
        return self._pick(mention, self._recent(mention, ("State",)), 0.65 if several else 0.8)

    def _body(self, mention: Mention) -> Mention:
        head = mention.text.split()[-1].lower()
        if mention.kind == "coalition" or "coalition" in mention.text.lower():
            return self._coalition(mention)
        if mention.kind in _OF_STATE and (mention.rule == "definite" or head == "police"):
            return self._of_country(mention, head)
        if mention.rule in {"definite", "head noun"}:
            kinds = _GROUPS if mention.kind in _GROUPS else (mention.kind,)
            candidates = self._recent(mention, ("Organization",), kinds)
            alike = [each for each in candidates if each.name.lower().endswith(f" {head}")]
            candidates = alike or (candidates if head != "front" else [])  # "the front" may be a front line
            if mention.kind in _GROUPS and not candidates:  # a "Liberation Army" may be "the rebel group"
                armies = self._recent(mention, ("Organization",), ("military",))
                candidates = [each for each in armies if each.rule == "head noun" and not each.country]
            return self._pick(mention, candidates, sameness(mention))
        return mention

    def _coalition(self, mention: Mention) -> Mention:
        candidates = [each for each in self._before() if each.kind == "coalition" or each.rule == "coalition"]
        if candidates:
            return put_for(mention, candidates[-1], 0.85)
        words = mention.text.lower().split()
        name = " ".join(words[: words.index("coalition") + 1]) if "coalition" in words else mention.text
        if len(name.split()) < 2:  # "the Coalition" is a name, "the coalition" is none
            return mention._replace(name=mention.text, rule="coalition", grade=0.8) if name != mention.text else mention
        return mention._replace(name=name, kind="coalition", rule="coalition", grade=0.8)

    def _of_country(self, mention: Mention, head: str) -> Mention:
        """Resolve "the army" to the army of the country that is spoken of."""
        country = self._country_here()
        same = [each for each in self._before() if each.country and each.kind == mention.kind]
        same = [each for each in same if each.name.lower().endswith(head)]
        if same and len({each.name for each in same[-3:]}) == 1 and country == same[-1].country:
            return put_for(mention, same[-1], 0.8)
        if not country:
            return mention
        adjective = adjective_of(country)
        name = (
            f"{adjective} {mention.text[0].lower()}{mention.text[1:]}"
            if mention.kind != "government"
            else f"{adjective} government"
        )
        how = f"“{mention.text}”: of {country}, which the text is about"
        return mention._replace(name=name, country=country, resolved_by=how, grade=0.75)

    def _country_here(self) -> str:
        """Find whose army "the army" is: of "in Mali", of the only state nearby, of the one the text is about."""
        sentence, found = self._here, self._resolved[-1]
        first = found[0] if found else None
        opens = first is not None and first.form == "name" and sentence.word_at(first.start) == 1
        if first is not None and opens and first.type == "State" and sentence.lower[0] == "in":
            return first.name
        here = {each.country or each.name for each in found if each.type == "State" or each.country}
        before = self._resolved[-2] if len(self._resolved) > 1 else []
        near = here | {each.country or each.name for each in before if each.type == "State" or each.country}
        if len(here) == 1 and (len(near) == 1 or here == {self._country}):
            return next(iter(here))
        return self._country if not here or self._country in here or len(here) > 1 else ""

    def _people(self, mention: Mention) -> Mention:
        """Resolve "citizens", "protesters" to those of the country that the text is about."""
        civic = mention.form == "description" and lexicon.noun_lemma(mention.text) in _CIVIC
        if not civic or not self._country or is_part_of_name(self._here, mention):
            return mention
        if not is_owned(self._here, mention):
            return citizens_of(mention, self._country, "which the text is about")
        owners = self._recent(mention, ("State",))
        return citizens_of(mention, owners[0].name, "the state named before") if owners else mention

    def _officeholder(self, mention: Mention) -> Mention:
        office = lexicon.noun_lemma(mention.text.split()[-1])
        holders = {name for name, offices in self._offices.items() if office in offices}
        if len(holders) != 1 or mention.rule != "definite" or is_named_next(self._here, mention):
            return mention
        (name,) = holders
        return mention._replace(name=name, resolved_by=f"“{mention.text}”: the only {office} of the text", grade=0.75)

    # Pronouns.

    def _two(self, mention: Mention) -> Mention | None:
        """Resolve "both", "they", "the two sides" to the two whom this sentence or the last one joins."""
        if mention.rule != "two" and mention.text.lower() not in THEY:
            return None
        last = len(self._resolved) - 1
        for number in range(last, max(last - 1, 0) - 1, -1):
            before = [each for each in self._resolved[number] if each.end <= mention.start and each.form == "name"]
            if group := pair_in(self._sentences[number], before):
                free = before[0] in group or mention.rule == "two"
                return for_each(mention, group) if free else None
            if before:
                return None
        return None

    def _pronoun(self, mention: Mention) -> Mention:
        word = mention.text.lower()
        if word in HE:
            persons = self._recent(mention, ("Person",))
            persons = [each for each in persons if each.rule != "possessive"] or persons  # "His aide, X, said he"
            if persons:
                return put_for(mention._replace(type="Person"), persons[0], 0.85 if alone(persons) else 0.65)
            groups = [each for each in self._recent(mention, ("Organization",)) if each.kind in _GROUPS]
            return put_for(mention, groups[-1], 0.7) if len({each.name for each in groups}) == 1 else mention
        if owner := helped(self._here, mention, self._resolved[-1]):
            return put_for(mention, owner, 0.8)
        types: tuple[str, ...] = ("Organization", "State" if word in IT else "Population")
        if word in IT and owns_ministers(self._here, mention):
            types = ("State",)
        candidates = self._recent(mention, types)
        if word in THEY:
            candidates = [each for each in candidates if each.form != "count"]
        if not candidates or not sure(candidates):
            return mention
        return put_for(mention, candidates[0], surety(self._here, mention, candidates))

    # Candidates.

    def _before(self) -> list[Mention]:
        """List the names and descriptions so far whose entity is known."""
        said = [mention for found in self._resolved for mention in found if mention.name]
        return [mention for mention in said if mention.form in ("name", "description")]

    def _recent(self, mention: Mention, types: tuple[str, ...], kinds: tuple[str | None, ...] = ()) -> list[Mention]:
        """Find whom the nearest sentence speaks of that has such a mention, this sentence first."""
        excluded = ("adjective", "compound") if mention.form == "pronoun" else ("adjective", "compound", "pronoun")
        last = len(self._resolved) - 1
        for number in range(last, max(last - WINDOW, 0) - 1, -1):
            found = self._resolved[number]
            candidates = [
                each
                for each in found
                if (each.type in types and each.form not in excluded)
                and (each.end <= mention.start and is_actor(each))
                and (not kinds or each.kind in kinds)
            ]
            free = [each for each in candidates if is_free(self._sentences[number], each)]
            if candidates := free or candidates:
                named = [each for each in candidates if each.name]
                return named if candidates[0].name or mention.form != "pronoun" else []
        return []

    def _pick(self, mention: Mention, candidates: list[Mention], grade: float) -> Mention:
        """Take the only candidate, else the one that the text speaks of far more than of others."""
        names = {each.key: each for each in candidates}
        if len(names) == 1:
            return put_for(mention, candidates[-1], grade)
        ranked = sorted(names, key=lambda key: (-self._counts[key], key))
        if len(ranked) > 1 and self._counts[ranked[0]] >= 2 * self._counts[ranked[1]]:
            return put_for(mention, names[ranked[0]], grade - 0.1)
        return mention
