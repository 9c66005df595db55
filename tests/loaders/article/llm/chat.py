"""A chat server on this machine that behaves as real ones do, well and badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """What the server sends: a status, headers and the parts of a body."""

    body: Iterable[bytes] = ()
    status: int = 200
    headers: Mapping[str, str] = {}


Behaviour = Callable[[dict[str, Any], int], Reply]
"""From a request and how many came before it to the reply."""


class Chat:
    """A running server: its address and the requests that it got."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []


def said(content: str, finish: str = "stop") -> Reply:
    """Make a well-formed reply with a model's text."""
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": finish}
    usage = {"prompt_tokens": 100, "completion_tokens": 20}
    return Reply([json.dumps({"choices": [choice], "usage": usage}).encode()])


def facts(*found: Mapping[str, Any]) -> Reply:
    """Make a reply with facts."""
    return said(json.dumps({"facts": found}))


def refused(status: int, message: str = "no", **headers: str) -> Reply:
    """Make a reply that refuses the request."""
    return Reply([json.dumps({"error": {"message": message}}).encode()], status, headers)


@contextmanager
def chat(behaviour: Behaviour) -> Iterator[Chat]:
    """Run a server that behaves in one way."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            running.requests.append(request)
            running.keys.append(self.headers.get("Authorization"))
            reply = behaviour(request, len(running.requests) - 1)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            try:
                for part in reply.body:
                    self.wfile.write(part)
            except OSError:
                self.close_connection = True  # the client has had enough

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as in the base class
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        running = Chat(f"http://127.0.0.1:{server.server_port}/v1")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
