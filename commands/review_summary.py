"""Print the outcome of a review: the decisions, and how often each rule was right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..graph.figures import counted
from .console.terminal import say

if TYPE_CHECKING:
    from ..loaders.review.proposed import Proposed
    from ..loaders.review.review import Review


def print_summary(file: Proposed, done: Review, decisions: int, where: str) -> None:
    """Print how many facts were accepted, rejected and left open."""
    from ..loaders.review.decisions import ACCEPT, REJECT

    accepted, rejected = done.count((ACCEPT,)), done.count((REJECT,))
    left = len(file.facts) - accepted - rejected
    say(
        f"{counted(accepted, 'fact')} accepted, {rejected:,} rejected, {left:,} open, "
        f"in {counted(decisions, 'decision')}. {where}"
    )
    if done.merged() and where.startswith("Written"):
        say(f"{counted(done.merged(), 'name')} merged with another: “linkchart load --all-records” loads that, too.")


def print_rules(acceptance: Mapping[str, tuple[int, int]]) -> None:
    """Print for each rule how many of its facts were accepted unchanged."""
    for rule, (right, total) in acceptance.items():
        say(f"rule {rule}: {right:,} of {total:,} accepted as found", 2, 4)


def regrade_rules(files: Iterable[str], acceptance: Mapping[str, tuple[int, int]], review: str) -> None:
    """Write the acceptance of a user's own rules into their dictionaries, and print it."""
    from ..loaders.review.rules import FEWEST, regrade
    from ..render.files import text_file

    for file in files:
        text, figures = regrade(file, acceptance, review)
        if not figures:
            say(f"{file}: none of its rules found a fact that was decided.")
            continue
        with text_file(file) as out:
            out.write(text)
        for rule, accepted, decided, before, after in figures:
            figure = f"extraction {after} (was {before})" if after is not None else f"extraction {before} as before"
            few = "" if after is not None else f": {FEWEST} facts are needed for a figure"
            say(f"rule {rule}: {accepted:,} of {decided:,} accepted, {figure}{few}. Written: {file}.", 0, 2)
