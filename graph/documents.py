"""The sources of tellings."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from .model import NOTHING


class Document(NamedTuple):
    """A source of tellings: an article, a report, a data set, a statement.

    `retracted`: why its tellings no longer count; `replaced_by`: the id of the document that replaces it.
    """

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    path: str | None = None
    reliability: str | None = None
    attributes: Mapping[str, Any] = NOTHING
    text: str | None = None
    url: str | None = None
    edition: str | None = None
    retracted: str | None = None
    replaced_by: str | None = None
