"""Relations from which the generated cases of the queries are made."""

from __future__ import annotations

DENSE = ("SUPPORTS", "FIGHTS", "OPPOSES", "COOPERATES_WITH", "MEMBER_OF")

CONDUCTING = ("SUPPORTS", "CONTROLS", "MEMBER_OF", "LEADS")

EVENTFUL = ("PERPETRATED", "KILLED", "TARGETED", "LEADS", "SUPPORTS", "FIGHTS")

CAUSAL = ("CAUSED", "RESPONSE_TO", "PERPETRATED", "OCCURRED_AT")
