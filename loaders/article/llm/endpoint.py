"""One question to a chat server: over HTTP, within a time and a size, repeated where that helps."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple

from ....graph.errors import InputError, LinkchartError
from . import ModelSettings

if TYPE_CHECKING:
    import httpx

TRIES = 5
LONGEST_ANSWER = 4_000_000
"""Bytes; a server that sends more does not stop by itself."""
_LONGEST_WAIT = 60.0
_BUSY = (408, 409, 425, 429, 500, 502, 503, 504, 529)
_UNFIT = (400, 404, 415, 422, 500, 501)
"""Status codes with which servers reject an unknown response format; llama.cpp's uses 500."""

Message = Mapping[str, str]


class ModelError(LinkchartError):
    """The model's server cannot be used: it does not answer, or refuses the key, the model or every request."""


class AnswerError(LinkchartError):
    """One answer of the model is of no use; another question may still be answered."""


class Answer(NamedTuple):
    """An answer of a model."""

    text: str
    is_cut: bool  # the server stopped it at its limit of length
    sent: int  # tokens
    received: int


class Endpoint:
    """A chat server, with the most exact response format that it has accepted so far."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._url = settings.url.rstrip("/") + "/chat/completions"
        self._client = _client(settings)
        self._format = 0

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Answer:
        """Ask for JSON of a schema; raises ModelError or AnswerError.

        The format is `json_schema`, then `json_object` with the schema, then none at all, as far as the server
        refuses the one before.
        """
        formats = _formats(schema)
        while True:
            body = {"model": self._settings.model, "temperature": 0, "stream": False, "messages": list(messages)}
            last = self._format + 1 == len(formats)
            status, content = self._post(body | formats[self._format], refusals=() if last else _UNFIT)
            if status == 200:
                return _answer(content)
            self._format += 1

    def _post(self, body: Mapping[str, Any], refusals: Sequence[int]) -> tuple[int, bytes]:
        """Post a request until it succeeds, or is refused with one of some statuses; return status and content."""
        import httpx

        problem = ""
        for attempt in range(TRIES):
            pause = min(2.0**attempt, _LONGEST_WAIT)
            try:
                status, content, retry_after = self._send(body)
            except httpx.TransportError as error:
                problem = f"{type(error).__name__}: {error}".rstrip(": ")
            else:
                if status == 200 or status in refusals:
                    return status, content
                problem = f"status {status}: {_reason(content)}"
                if status not in _BUSY:
                    raise ModelError(f"The model server {self._settings.url} refuses the request ({problem}).")
                pause = min(retry_after or pause, _LONGEST_WAIT)
            if attempt + 1 < TRIES:
                sleep(pause)
        raise ModelError(f"The model server {self._settings.url} did not answer in {TRIES} tries ({problem}).")

    def _send(self, body: Mapping[str, Any]) -> tuple[int, bytes, float]:
        """Post once; return status, content and the seconds to wait that a busy server asks for."""
        deadline = monotonic() + self._settings.timeout
        content = bytearray()
        with self._client.stream("POST", self._url, json=body) as response:
            for part in response.iter_bytes():
                content += part
                if len(content) > LONGEST_ANSWER:
                    raise AnswerError("the answer does not end.")
                if monotonic() > deadline:
                    raise AnswerError(f"the answer took over {self._settings.timeout:,.0f} seconds.")
        return response.status_code, bytes(content), _seconds(response.headers.get("retry-after", ""))


def _client(settings: ModelSettings) -> httpx.Client:
    try:
        import httpx
    except ImportError:
        raise InputError("Asking a model needs an extra: pip install 'linkchart[llm]'.") from None
    if not settings.url.startswith(("http://", "https://")):
        raise InputError(f"“{settings.url}” is no address of a model server, such as http://localhost:11434/v1.")
    key = os.environ.get("LINKCHART_LLM_KEY") or os.environ.get("OPENAI_API_KEY")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(headers=headers, timeout=httpx.Timeout(settings.timeout, connect=10.0))


def _formats(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    named = {"name": "facts", "strict": True, "schema": schema}
    return [
        {"response_format": {"type": "json_schema", "json_schema": named}},
        {"response_format": {"type": "json_object", "schema": schema}},
        {"response_format": {"type": "json_object"}},
        {},
    ]


def _answer(content: bytes) -> Answer:
    """Read the answer in a server's response; raises AnswerError."""
    try:
        response = json.loads(content, strict=False)
        choice = response["choices"][0]
        text = choice["message"]["content"] or ""
        usage = response.get("usage") or {}
        sent, received = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise AnswerError("the answer is not in the chat format.") from None
    return Answer(str(text), choice.get("finish_reason") == "length", sent, received)


def _reason(content: bytes) -> str:
    """Shorten a server's reason for refusing a request."""
    text = content.decode("utf-8", "replace")
    try:
        error = json.loads(text)["error"]
        text = error["message"] if isinstance(error, dict) else str(error)
    except (ValueError, LookupError, TypeError):
        pass
    return " ".join(text.split())[:200] or "no reason given"


def _seconds(text: str) -> float:
    try:
        return max(float(text), 0.0)
    except ValueError:
        return 0.0
