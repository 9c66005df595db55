"""A chat server is asked within limits, whatever it does."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import pytest

from linkchart.loaders.article.llm import ModelSettings
from linkchart.loaders.article.llm.endpoint import AnswerError, Endpoint, ModelError
from tests.loaders.article.llm.chat import Behaviour, Reply, chat, facts, refused, said

QUESTION = [{"role": "user", "content": "Chad supports Libya."}]
SCHEMA = {"type": "object"}


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record the pauses between tries instead of taking them."""
    taken: list[float] = []
    monkeypatch.setattr("linkchart.loaders.article.llm.endpoint.sleep", taken.append)
    return taken


def endpoint(url: str, timeout: float = 5.0) -> Endpoint:
    return Endpoint(ModelSettings(url, "small", timeout=timeout))


def formats(requests: list[dict[str, Any]]) -> list[str | None]:
    return [request.get("response_format", {}).get("type") for request in requests]


def refusing(*refusals: tuple[str, int]) -> Behaviour:
    def behaviour(request: dict[str, Any], _: int) -> Reply:
        kind = request.get("response_format", {})
        for name, status in refusals:
            if name == kind.get("type") or (name == "bare json_object" and kind == {"type": "json_object"}):
                return refused(status, "unknown format")
        return facts()

    return behaviour


def test_request_asks_for_the_schema_at_temperature_0() -> None:
    with chat(lambda *_: facts()) as server:
        answer = endpoint(server.url + "/").ask(QUESTION, SCHEMA)
    (request,) = server.requests
    assert (request["model"], request["temperature"], request["messages"]) == ("small", 0, QUESTION)
    assert request["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (json.loads(answer.text), answer.sent, answer.received) == ({"facts": []}, 100, 20)


@pytest.mark.parametrize("status", [400, 422, 500])
def test_json_schema_refused_json_object_is_asked_for(status: int) -> None:
    with chat(refusing(("json_schema", status))) as server:
        asked = endpoint(server.url)
        for _ in range(2):
            asked.ask(QUESTION, SCHEMA)
    assert formats(server.requests) == ["json_schema", "json_object", "json_object"]
    assert server.requests[1]["response_format"]["schema"] == SCHEMA


def test_every_format_refused_none_is_asked_for() -> None:
    with chat(refusing(("json_schema", 500), ("json_object", 400))) as server:
        endpoint(server.url).ask(QUESTION, SCHEMA)
    assert formats(server.requests) == ["json_schema", "json_object", "json_object", None]


def test_busy_server_is_asked_again_when_it_says(pauses: list[float]) -> None:
    with chat(lambda _, before: facts() if before == 2 else refused(429, Retry_After="7")) as server:
        endpoint(server.url).ask(QUESTION, SCHEMA)
    assert pauses == [7, 7]


def test_busy_server_for_good_is_an_error(pauses: list[float]) -> None:
    with chat(lambda *_: refused(429, "slow down")) as server, pytest.raises(ModelError, match=r"5 tries.*slow down"):
        endpoint(server.url).ask(QUESTION, SCHEMA)
    assert pauses == [1, 2, 4, 8]


def test_wrong_key_is_an_error_at_once() -> None:
    with chat(lambda *_: refused(401, "bad key")) as server, pytest.raises(ModelError, match="bad key"):
        endpoint(server.url).ask(QUESTION, SCHEMA)
    assert len(server.requests) == 1


def test_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKCHART_LLM_KEY", "secret")
    with chat(lambda *_: facts()) as server:
        endpoint(server.url).ask(QUESTION, SCHEMA)
    assert server.keys == ["Bearer secret"]


def test_no_server_is_an_error() -> None:
    with chat(lambda *_: facts()) as server:
        url = server.url
    with pytest.raises(ModelError, match="did not answer"):
        endpoint(url, timeout=0.5).ask(QUESTION, SCHEMA)


def test_slow_answer_within_the_time_is_taken() -> None:
    parts = re.findall(rb"(?s).", b"".join(facts().body))
    with chat(lambda *_: Reply(parts)) as server:
        assert endpoint(server.url).ask(QUESTION, SCHEMA).text == '{"facts": []}'


def slowly() -> Iterator[bytes]:
    while True:
        threading.Event().wait(0.1)
        yield b" "


def test_answer_over_the_time_is_an_error() -> None:
    with chat(lambda *_: Reply(slowly())) as server, pytest.raises(AnswerError, match="took over"):
        endpoint(server.url, timeout=0.5).ask(QUESTION, SCHEMA)


def test_endless_answer_is_an_error() -> None:
    with chat(lambda *_: Reply(repeat(b"x" * 100_000))) as server, pytest.raises(AnswerError, match="does not end"):
        endpoint(server.url).ask(QUESTION, SCHEMA)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": null}]}'])
def test_answer_in_no_chat_format_is_an_error(body: bytes) -> None:
    with chat(lambda *_: Reply([body])) as server, pytest.raises(AnswerError, match="chat format"):
        endpoint(server.url).ask(QUESTION, SCHEMA)


def test_answer_at_the_limit_of_length_is_cut() -> None:
    with chat(lambda *_: said('{"facts": [', "length")) as server:
        assert endpoint(server.url).ask(QUESTION, SCHEMA).is_cut
