"""The screens of a review: a name or a fact to decide on, with the keys to do so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...graph.figures import counted
from ...loaders.review.proposed import ENDS, Fact, Name
from ...render.proposal import fact_words, marked, particulars
from .terminal import say, show, styled

NAME_KEYS = (
    "[a]ccept as new  [r]eject with its facts  [k]ind  [A]ccept all clearly new",
    "[space] skip  [u]ndo  [q]uit",
)
FACT_KEYS = (
    "[a]ccept  [r]eject  [e]dit  [f]lip  re[l]ation  [m]odality  [1] [2] same as",
    "[A]ccept or [R]eject all of this rule  [space] skip  [u]ndo  [q]uit",
)


def show_name(name: Name, facts: Iterable[Fact], left: int) -> None:
    """Show a name, the first fact about it, and the entities it may refer to."""
    kind = f" ({name.kind})" if name.kind else ""
    say("")
    say(f"{counted(left, 'name')} to decide · {name.type}{kind} · in {counted(name.facts, 'fact')}")
    say(styled(name.name, bold=True), 2, 4)
    if fact := next((fact for fact in facts if name.key in fact.ends), None):
        say(marked(fact.fields, (ENDS[fact.ends.index(name.key)],), _bold), 2, 2)
    for number, (id_, other) in enumerate(name.near, 1):
        say(f"[{number}] same as {other} ({id_})", 2, 6)
    _show_keys(NAME_KEYS)


def show_fact(fields: Mapping[str, Any], gain: str, left: int) -> None:
    """Show a fact, its sentence and how it was extracted."""
    say("")
    say(f"{counted(left, 'fact')} to decide · {gain}")
    say(styled(fact_words(fields), bold=True), 2, 4)
    say(marked(fields, ENDS, _bold), 2, 2)
    for line in particulars(fields):
        say(line, 2, 4)
    _show_keys(FACT_KEYS)


def _show_keys(lines: Iterable[str]) -> None:
    for line in lines:
        show(line)


def _bold(words: str) -> str:
    return styled(words, bold=True)
