"""Ports of this machine: free ones, and what answers on others."""

import random
import socket

BOLT_HELLO = bytes.fromhex("6060b017 00040405 00000004 00000000 00000000")

HTTP_HELLO = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def free_port(wanted: int = 0) -> int:
    """Choose a port of this machine that nobody listens on, `wanted` if it is free."""
    # Below the ports that the kernel gives to outgoing connections, else a client that knocks while
    # its server is down may be given the server's own port, and keep it from coming up again.
    others = random.sample(range(10_000, 32_000), 100)
    return next(port for port in (wanted, *others) if port and is_free(port))


def is_free(port: int) -> bool:
    """Test whether nobody listens on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def reply(port: int, hello: bytes) -> bytes:
    """Greet whatever listens on a port; the first bytes of its answer, none without one."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(hello)
            return connection.recv(4)
    except OSError:
        return b""
