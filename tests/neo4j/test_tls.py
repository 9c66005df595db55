"""Encryption to a server: refused, untrusted and used."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from linkchart.graph.errors import StoreError
from linkchart.graph.stores.open_store import open_store
from tests.neo4j.server import Server

pytestmark = pytest.mark.full


def listening(answer: Callable[[socket.socket], object]) -> Iterator[int]:
    """Yield the port of a server that does one thing with each connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    with connection, suppress(OSError):
                        answer(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.fixture
def plain_port() -> Iterator[int]:
    """Yield a port behind which nothing understands TLS."""
    yield from listening(lambda connection: connection.recv(4096))


@pytest.fixture
def tls_port(tmp_path: Path) -> Iterator[int]:
    """Yield a port that wants TLS and shows a certificate that nobody knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(tmp_path))
    yield from listening(lambda connection: context.wrap_socket(connection, server_side=True).recv(4096))


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a self-signed certificate for this machine; the paths of it and of its key."""
    if shutil.which("openssl") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs openssl")
    public, key = folder / "public.crt", folder / "private.key"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([*request, *names, "-keyout", key, "-out", public], check=True, capture_output=True)
    return public, key


@pytest.mark.parametrize("kind", ["neo4j", "bolt"])
def test_server_without_tls_is_said(kind: str, plain_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    for trust in ("s", "ssc"):
        with pytest.raises(StoreError) as caught:
            open_store(f"{kind}+{trust}://127.0.0.1:{plain_port}")
        assert str(caught.value) == (
            f"{kind}+{trust}://127.0.0.1:{plain_port} does not encrypt: turn on TLS for Bolt on the server, "
            f"or write {kind}://127.0.0.1:{plain_port}."
        )


@pytest.mark.parametrize("kind", ["neo4j", "bolt"])
def test_untrusted_certificate_is_said(kind: str, tls_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    with pytest.raises(StoreError, match=rf"not trusted \(self.signed certificate\): .* {kind}\+ssc://"):
        open_store(f"{kind}+s://127.0.0.1:{tls_port}")


def test_tls_of_a_real_server_is_used(neo4j_url: str, neo4j_server: Server) -> None:
    folder = neo4j_server.home / "certificates" / "bolt"
    folder.mkdir(parents=True, exist_ok=True)
    certificate(folder)
    with pytest.raises(StoreError, match="does not encrypt"):
        open_store(neo4j_server.access.routed.replace("neo4j:", "neo4j+s:"))
    neo4j_server.stop()
    neo4j_server.start(TLS)
    try:
        for kind in ("bolt", "neo4j"):
            place = neo4j_server.access.uri.replace("bolt:", f"{kind}+s:")
            with pytest.raises(StoreError, match=r"certificate of .* is not trusted \(self.signed"):
                open_store(place)
            with closing(open_store(place.replace("+s:", "+ssc:"))) as store:
                assert not list(store.entities())
    finally:
        neo4j_server.stop()


TLS = {
    "dbms.ssl.policy.bolt.enabled": "true",
    "dbms.ssl.policy.bolt.base_directory": "certificates/bolt",
    "dbms.ssl.policy.bolt.client_auth": "NONE",
    "server.bolt.tls_level": "OPTIONAL",  # whoever waits for the server to come up asks without TLS
}
