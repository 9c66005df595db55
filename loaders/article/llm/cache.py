"""Answers that a model gave before, by the content of the question: a second run sends nothing."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from . import ModelSettings
from .endpoint import Answer, Message


class Cache:
    """A folder with one file for each answer, named by the hash of model, question and schema."""

    def __init__(self, settings: ModelSettings, schema: Mapping[str, Any]) -> None:
        self._folder = Path(settings.cache) if settings.cache else _user_folder()
        self._kind = [settings.url, settings.model, schema]

    def get(self, question: Sequence[Message]) -> Answer | None:
        """Look up the answer to a question; None when there is no readable one."""
        try:
            return Answer(*json.loads(self._path(question).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def put(self, question: Sequence[Message], answer: Answer) -> None:
        """Keep the answer to a question; a folder that cannot be written costs a later run, not this one."""
        path = self._path(question)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(answer), encoding="utf-8")
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)

    def _path(self, question: Sequence[Message]) -> Path:
        content = json.dumps([*self._kind, list(question)], sort_keys=True).encode()
        return self._folder / f"{hashlib.sha256(content).hexdigest()}.json"


def _user_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "linkchart" / "llm"
