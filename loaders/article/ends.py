"""Who is meant by the ends of a statement: a body and not its number, a government and not its country."""

from __future__ import annotations

from ...graph.schema import Schema
from .mentions.described import FOLLOWERS
from .mentions.names import adjective_of
from .records import Frame, Mention


def admitted(relations: tuple[str, ...], source: str, target: str, schema: Schema) -> str:
    """Find the first relation whose domain and range admit two types; "" when none does."""
    for name in relations:
        relation = schema.relations.get(name)
        if relation is not None and source in relation.domain and target in relation.range:
            return name
    return ""


def as_said(source: Mention, target: Mention, relation: str, frame: Frame, schema: Schema) -> tuple[Mention, Mention]:
    """Order the ends of a tie without a direction as the text has them: "Chad met Niger, its ally"."""
    earlier = target.start < source.start or target.form == "pronoun"  # whom a pronoun means was named before
    swapped = frame.form == "noun" and earlier and schema.relations[relation].symmetric
    return (target, source) if swapped and admitted((relation,), target.type, source.type, schema) else (source, target)


def is_no_whole(source: Mention, target: Mention) -> bool:
    """Check whether a name is no body to be a part of: "a Nigerian faction", "Hemedti's forces", "Asia's army"."""
    if target.type == "Place":
        return source.type == "Organization"
    return target.form == "adjective" if target.type == "State" else target.kind == "other" and target.grade < 1


def is_departure(target: Mention, frame: Frame) -> bool:
    """Check whether somebody only leaves a place: who "left Belgrade" resigned from nothing."""
    return target.type == "State" and frame.predicate in ("leave", "quit")


def is_mere_number(*ends: Mention) -> bool:
    """Check whether an end of a tie is only so many people: "300 members" are nobody to remember."""
    return any(end.form == "count" and end.type == "Population" and not end.country for end in ends)


def without_counts(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Name the body that people belong to rather than their number: "300 members of Hamas"."""
    if all(mention.form != "count" for mention in mentions):
        return mentions
    bodies = tuple(mention for mention in mentions if mention.form != "count" or mention.type == "Organization")
    return bodies or mentions


def body_of(mention: Mention, body: str) -> Mention:
    """Name a state's government: a minister belongs to that, and does not lead the country."""
    if mention.type != "State":
        return mention
    name = f"{adjective_of(mention.name)} {body}"
    why = f"{mention.text}: its {body}" if not mention.resolved_by else f"{mention.resolved_by}: its {body}"
    return mention._replace(name=name, type="Organization", kind=body, resolved_by=why)


def is_a_part(target: Mention, frame: Frame) -> bool:
    """Check whether only a faction of a body is led: "a FARC faction led by X"."""
    fillers = frame.slots.get("object", ())
    return target.rule != FOLLOWERS and any(each.head in _FACTIONS and target in each.mentions for each in fillers)


_FACTIONS = frozenset("faction wing branch unit cell splinter column contingent detachment".split())


CAPITAL = 0.9
"""Grade of a state for which its capital stands."""


def acting(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """List those who act: for a capital its state, as in "Moscow warned"."""
    if all(mention.rule != "capital" for mention in mentions):
        return mentions
    return tuple(
        mention._replace(
            name=mention.country, type="State", kind=None, grade=round(mention.grade * CAPITAL, 3),
            resolved_by=f"{mention.text}, the capital, stands for {mention.country}",
        )
        if mention.type == "Place" and mention.rule == "capital" and mention.country
        else mention
        for mention in mentions
    )  # fmt: skip
