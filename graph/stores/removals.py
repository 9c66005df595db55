"""Requests to remove things from a store, and their results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Telling


class Forgetting(NamedTuple):
    """A request to forget documents and entities by id, and tellings by relation id and position (`r01…:1`)."""

    documents: Sequence[str] = ()
    entities: Sequence[str] = ()
    tellings: Sequence[str] = ()


class Withdrawn(NamedTuple):
    """A telling whose quote is no longer in the text, with the ends and name of its relation."""

    source: str
    relation: str
    target: str
    telling: Telling
