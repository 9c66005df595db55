"""Verbs and nouns that set the mood of their complements, and how verbs are used."""

from __future__ import annotations

SAYING = frozenset(
    "say tell announce report add state note explain declare confirm reveal disclose write insist argue "
    "warn indicate remark comment testify acknowledge admit stress emphasize underline claim "
    "allege assert contend maintain believe suspect think suggest".split()
)
HOPING = frozenset(
    "hope wish want expect fear demand insist propose suggest imagine suppose doubt pretend ask urge call "
    "request recommend require order aim need prefer rumour rumor assume".split()
)
"""Verbs after which an act has not happened, or is not known to have."""
DENYING = frozenset(["deny", "reject", "dispute", "refute", "dismiss", "doubt"])
UNDOING = frozenset(["rule out", "stop", "avoid", "cease", "quit", "halt", "suspend", "end", "give up"])
"""Verbs after which a thing was not done, or no longer is: "ruled out attacking Iran"."""
UNDONE = frozenset("stop avoid consider suggest oppose condemn recommend prevent".split())
"""Verbs before a gerund of what did not happen, or need not have: "considered attacking"."""
OBJECT_CONTROL = frozenset(
    "urge ask order force tell call help assist allow let make persuade want invite require press enable permit "
    "direct compel pressure warn advise encourage lead cause push instruct train accuse suspect blame "
    "prevent stop".split()
)
ATTITUDES = {
    word: attitude
    for attitude, words in {
        "promise": "promise agree offer pledge vow plan intend decide prepare undertake volunteer commit",
        "threaten": "threaten swear",
        "refuse": "refuse decline fail reject",
        "demand": "demand ask urge want call request insist order press require appeal tell",
        "attempt": "try attempt struggle",
        "aim": "seek aim hope wish",
        "allow": "allow let permit authorize",
        "force": "force compel",
        "deny": "deny dispute",
        "accuse": "accuse suspect charge blame",
    }.items()
    for word in words.split()
}
READY = {
    "willing": "promise", "ready": "promise", "prepared": "promise", "unwilling": "refuse", "reluctant": "refuse",
    "determined": "promise",
}  # fmt: skip
PLANS = {
    "offer": "promise", "pledge": "promise", "promise": "promise", "agreement": "promise", "decision": "promise",
    "vow": "promise", "threat": "threaten", "refusal": "refuse", "attempt": "attempt", "effort": "attempt",
    "bid": "attempt",
}  # fmt: skip
"""Nouns after which an infinitive says what somebody means to do: "its refusal to meet"."""
ACHIEVED = frozenset("manage begin start continue go help use proceed keep come get force cause lead enable".split())
GIVING = frozenset(
    "give grant offer send tell pay hand award lend sell show teach deny promise supply deal ask".split()
)
CONDITIONS = frozenset(["if", "unless", "whether", "lest"])
PATIENTS = frozenset(
    "kill injure wound arrest detain kidnap capture destroy damage base station locate deploy abduct "
    "behead bomb seize execute assassinate murder displace jail elect found arm impose condemn ban "
    "sanction sentence oust blame attribute ascribe expel defeat recapture liberate besiege surround affect "
    "associate affiliate perpetrate ambush free rescue bury burn torture rape evacuate shoot train fund finance".split()
)
"""Verbs whose -ed form after a noun and without an object says what was done to it: "two people killed in Mosul"."""
PHRASAL = {
    "carry out", "step up", "carry on", "call off", "break off", "take over", "set off", "round up", "blow up",
    "cut off", "shoot down", "back up", "rule out", "give up", "hand over", "pull out", "lash out", "set up",
    "team up", "turn over", "take part", "break out", "bring about", "put down", "wipe out", "drive out",
    "push back", "give in", "step down", "walk out", "rise up", "sit down", "pull back", "gun down", "bail out",
    "beat up", "open up", "move in", "close down", "shut down",
}  # fmt: skip


DESCRIBING = ("adjective and head noun", "office-holder for the government")
"""Rules of names that say what somebody is: "the Iraqi president", "Iran's elite force"."""
