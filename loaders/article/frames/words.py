"""Word lists for the effects on a clause or phrase: attitudes, moods, nouns that refer to their owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..records import Mention


def word_set(words: str) -> frozenset[str]:
    """Split a text into words."""
    return frozenset(words.split())


TRANSPARENT = word_set(
    "member combatant fighter position post base target unit convoy troop soldier stronghold headquarters group part "
    "number force territory official warplane jet aircraft plane drone ship tank artillery gunman militant rebel "
    "commander leadership wing faction branch side authority representative envoy delegation negotiator diplomat "
    "citizen national civilian refugee worker compound camp area hideout cell operative site facility ally officer "
    "agent patrol guard helicopter vessel lorry truck activist supporter demonstrator protester follower warship army "
    "navy bomber building office detainee prisoner hostage adviser computer most majority dozen hundred thousand "
    "pair series couple rest half all one some several many two three"
)
"""Heads that stand for their owner: "positions of Daesh", "Israeli warplanes"."""
OFFICES = word_set(
    "government parliament cabinet army military police court president minister premier leader ruler king queen "
    "spokesman spokeswoman ambassador foreign ministry embassy navy official authority troop administration regime "
    "senate congress judge prosecutor assembly lawmaker general monarch chancellor secretary"
)
"""Heads that act for the state that they belong to: "the president of Armenia"."""
PLACE_NOUNS = word_set(
    "region province city town village district area part capital neighborhood neighbourhood vicinity outskirt "
    "center centre north south east west northeast northwest southeast southwest border suburb port island state "
    "governorate county prefecture coast valley territory edge heart"
)
"""Heads that stand for the place after "of": "the city of Diyala"."""
DIRECTIONS = word_set("north south east west northeast northwest southeast southwest")
DISTANCES = word_set("mile miles km kilometer kilometers kilometre kilometres hours minutes )")
"""Words before a direction that say how far off a place is."""
OWNING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        word_set("target position post base site facility compound building"), ("of", "from", "in", "at", "near")
    ),
    "camp": ("of", "for", "in", "at"),
}
"""Prepositions of a head that lead to its owner, where they are more than "of" and "from"."""

PERSONS = word_set(
    "man woman person boy girl suspect student teacher journalist doctor lawyer official officer soldier policeman "
    "brother sister son daughter father mother citizen national resident leader minister cleric businessman member"
)
"""Heads that "who" stands for rather than for the body after them: "a man linked to Hamas who fled"."""

PARTS = word_set(
    "part series number some most all couple dozen hundred thousand majority lot bulk any several rest kind"
)
"""Heads that stand for what they are a part of: "part of an aid program"."""

OBJECT_CONTROL = word_set(
    "urge ask order force tell call help assist allow let make persuade want invite require press enable permit direct "
    "compel pressure warn advise encourage lead cause push instruct train"
)
"""Verbs whose object does what the verb after it says: "urged Iran to stop"."""
HELPING = word_set("back support help aid assist arm fund finance join train")
"""Verbs whose object does what "in" names: "backs Mali in its fight", "in fighting"."""
ATTITUDES = {
    word: attitude
    for attitude, words in {
        "promise": "promise agree offer pledge vow plan intend decide prepare prepared ready willing undertake",
        "threaten": "threaten swear",
        "refuse": "refuse decline fail reject",
        "demand": "demand ask urge want call request insist order press require appeal",
        "attempt": "try attempt struggle",
        "aim": "seek aim hope want wish",
        "allow": "allow let permit authorize",
        "force": "force compel",
        "deny": "deny dispute",
        "accuse": "accuse suspect charge blame",
    }.items()
    for word in words.split()
}
"""The attitude that a verb gives to the verb that depends on it."""
COMPLEX = word_set(
    "response retaliation reaction support cooperation collaboration coordination favor favour front charge line "
    "behalf addition protest revenge connection alliance conjunction violation defiance fight war struggle part"
)
"""Nouns that make a longer preposition: "in response to"."""

FORECAST = word_set("will shall 'll ’ll wo going")
"""Auxiliaries of the future."""

HYPOTHETICAL = word_set("would could may might should must can ought ca 'd")
"""Auxiliaries of what may be."""

SUPPOSING = word_set("supposing suppose assuming assume imagine providing provided")
"""First words of a sentence that is a condition up to its comma."""

CONDITIONS = word_set("if unless whether lest until provided supposing assuming otherwise")
"""Conjunctions of a condition."""

SAYING = word_set(
    "say tell announce report add state note explain declare confirm reveal disclose write insist argue warn "
    "indicate remark comment tweet testify acknowledge admit stress emphasize underline"
)
"""Verbs of what somebody says without a judgement."""

CLAIMING = word_set("claim allege assert contend maintain accuse boast suspect believe suggest charge")
"""Verbs of what somebody says and may be wrong about."""

DENYING = word_set("deny reject dispute refute dismiss disprove doubt")
"""Verbs whose clause is denied."""

JUDGED = word_set(
    "arrest detain jail imprison convict sentence indict try prosecute expel sue fine extradite hang execute want"
)
"""Verbs after whose "for" stands what somebody is said to have done: "arrested for attacking a church"."""

UNREAL = word_set(
    "plan intend want hope wish expect seek threaten try attempt aim vow promise pledge agree offer prepare "
    "decide consider propose swear order urge ask demand call need like fear risk ready able unable likely unlikely "
    "set due poised poise about close near eager keen entitled free tempted tempt loath reluctant hesitant "
    "allow authorize help refuse decline require force persuade encourage suppose pretend imagine "
    "aspire mean tell recommend suggest discuss fail assist fight battle campaign"
)
"""Verbs and adjectives after which a thing has not happened yet, or may never."""
UNREAL_THAT = word_set(
    "hope fear expect wish imagine pretend suppose urge demand ask propose suggest recommend order request "
    "predict anticipate threaten plan require want worry dream"
)
"""Verbs after whose "that" a thing has not happened yet, or may never."""
RUMORS = word_set(
    "report rumor rumour claim allegation story accusation notion suggestion idea myth speculation charge "
    "possibility fear threat hope plan risk prospect theory assumption suspicion hypothesis danger lie hoax "
    "case event scenario talk tale fiction invention nonsense"
)
"""Nouns whose clause nobody vouches for."""
AIMS = word_set(
    "aim purpose intention goal object objective idea hope plan plot threat risk danger possibility chance prospect "
    "capability thought dream way means"
)
"""Nouns before "of" and what somebody may do: "with the aim of killing"."""
FALSE = word_set("false untrue wrong fake baseless unfounded unlikely impossible")
"""Adjectives that deny a clause: "it is false that"."""

ALMOST = frozenset({"almost", "nearly"})
"""Adverbs before a verb of what did not happen: "almost invaded"."""

NOT = word_set("not n't n’t never neither nor hardly without no")
"""Words that deny."""

UNDOING = word_set("refuse decline fail avoid refrain prevent stop deny forget neglect cease abstain")
"""Verbs after which a thing was not done."""

AVERTING = word_set(
    "avert prevent avoid foil thwart cancel halt end stop suspend abandon withdraw postpone delay rule ban oppose "
    "repel drop lift cease fail collapse break deny reject renounce"
)
"""Verbs whose object did not happen, or no longer does."""
WISHING = word_set(
    "threaten plan fear seek propose consider urge want demand request promise pledge vow anticipate expect predict "
    "offer discuss debate suggest contemplate advocate mull prepare need require imagine "
    "simulate rehearse practise practice"
) | {"call for", "warn of", "hope for", "push for", "ask for", "appeal for", "wait for", "aim for", "prepare for"}
"""Verbs whose object has not happened yet, or may never."""

DOUBTFUL = word_set("unlikely impossible possible likely imminent inevitable near over off dead")
"""Adjectives that leave a thing open: "a truce is unlikely"."""

EXPRESSED = word_set("protest demand denounce condemn mourn mark celebrate oppose")
"""Verbs for acts done by way of another: "blocked roads to protest"."""

HEADS = word_set("chief head director commander chairman boss leader president deputy coordinator")
"""Posts that lead only a part where a noun stands before them: "the UN rights chief", "an opposition leader"."""

SUFFERED = word_set("suffer sustain endure withstand repel survive experience face")
"""Verbs whose subject is who was attacked: "suffered an attack"."""

STATEMENTS = word_set(
    "statement declaration letter resolution message speech petition communique note decree order appeal report tweet "
    "post video memo protest rally march demonstration strike sit-in riot"
)
"""Nouns whose participle says what their author does: "issued a statement condemning"."""

DISOWNING = word_set(
    "disown disavow repudiate retract withdraw reject dismiss deny denounce condemn criticize criticise mock delete"
)
"""Verbs of those who did not make the statement that is their object, or take it back."""

OFFICIAL = word_set("government ministry police international")
"""Kinds of bodies that do not operate where a sentence has them act: "British police in Oxford arrested"."""

PEOPLE = word_set(
    "bomber gunman militant rebel fighter activist supporter demonstrator protester follower refugee civilian worker "
    "citizen national detainee prisoner hostage operative cell member adviser member"
)
"""Heads that may stand for an organization, never for a state: Palestinian gunmen are not Palestine."""

FOLLOWING = word_set("supporter follower activist demonstrator protester adviser ally relative opponent critic lawyer")
"""Heads that do not stand for the person whose they are: supporters of the president are not he."""


def leads_out(noun: str, before: str) -> bool:
    """Check by the word before whether a direction leads out of a place: "south of Kano", but "the south of Mali"."""
    if noun not in DIRECTIONS:
        return False
    return before in DISTANCES or not (before in lexicon.DETERMINERS or lexicon.is_adjective(before))


def are_followers(owners: Sequence[Mention]) -> bool:
    """Check whether supporters and the like are on the side of a person, who is not meant with them."""
    return any(owner.type == "Person" for owner in owners)


NO_STAND_INS = {"State": PEOPLE, "Person": FOLLOWING}
"""Heads that never stand for an owner of a type."""

SPANS = word_set("hour day night week month year")
"""Units of time, which say how long what follows took: "a week of fighting"."""

USING = word_set("use employ involve deploy deliver drop fly")
"""Verbs of the means of an act, after which its target may stand: "struck, using drones, at"."""

HARMING = word_set("kill injure wound hurt target hit destroy damage claim leave maim displace")
"""Verbs of what an act did: "the attacks in Gao, which killed ten" is not about Gao."""

ARMS = word_set(
    "missile rocket drone shell bomb mortar grenade torpedo mine gunship bomber warplane jet helicopter artillery ied "
    "projectile device"
)
"""Arms that stand for who used them: "missiles fired by X hit", "Houthi drones struck"."""

OCCURRING = word_set("erupt resume flare rage begin continue ensue intensify") | {"break out", "flare up"}
"""Verbs that say that a thing happens: what follows is about it, as in "clashes erupted between X and Y"."""

AROUND = word_set("in with after amid during")
"""Prepositions of what the subject of a verb was in: "retook the town after a week of fighting with X"."""

ARTICLES = word_set("a an one another")
"""Words before a post that several hold: "a commander of the Taliban"."""

LISTING = word_set("include comprise")
"""Verbs whose subject may say whose members follow: "NATO countries include"."""
