"""A real Neo4j server without Docker: for the tests, and for people as `make neo4j`.

python tests/neo4j/server.py [--release 5|2026] [--home DIR]
"""

import argparse
import atexit
import fcntl
import os
import random
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

START_SECONDS = 240
STOP_SECONDS = 60


class ServerError(Exception):
    """What a person must put right before there is a server."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release of Neo4j's Community Edition, the oldest Java that runs it, and its main class."""

    version: str
    java: int
    main: str
    settings: Mapping[str, str] = field(default_factory=dict)


RELEASES = {
    "5": Release("5.26.30", 17, "org.neo4j.server.CommunityEntryPoint"),
    "2026": Release(
        "2026.08.1",
        21,
        "org.neo4j.server.Neo4jCommunity",
        {"server.fleet_discovery.enabled": "false"},  # it would look for others of its kind by broadcast
    ),
}

POM = """\
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>linkchart</groupId>
  <artifactId>neo4j</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>{}
  </dependencies>
</project>
"""
DEPENDENCY = """
    <dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"""
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"

# A pipe from us is the server's leash: however we end, kill -9 included, it closes and the server stops.
# PR_SET_PDEATHSIG would not do: it follows the thread that started the server, and only Linux has it.
LEASH = """
exec 3<&0
{ read -r _ <&3; kill $$; } &
exec "$@" </dev/null 3<&-
"""
BOLT_HELLO = bytes.fromhex("6060b017 00040405 00000004 00000000 00000000")
HTTP_HELLO = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

WELCOME = """\
Neo4j {version} is up; Ctrl-C stops it. Its data stays in {home}

  Bolt      {access.uri}
  Browser   {access.http}/browser/
  user      {access.user}
  password  {access.password}

  export NEO4J_USERNAME={access.user} NEO4J_PASSWORD={access.password}
"""


@dataclass(frozen=True, slots=True)
class Access:
    """Where a server answers (over Bolt, over Bolt with routing, and for the Browser), and to whom."""

    uri: str
    routed: str
    http: str
    user: str
    password: str = field(repr=False)


def cache_folder() -> Path:
    """Locate the folder that keeps jars and homes between runs, outside any checkout."""
    above = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("LINKCHART_CACHE") or Path(above, "linkchart"))


def find_java(minimum: int) -> Path | None:
    """Find a java of at least the version `minimum`: JAVA_HOME's, PATH's or an installed one."""
    return next((java for java in _javas() if _java_version(java) >= minimum), None)


def _javas() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin", "java")
    if java := shutil.which("java"):
        yield Path(java)
    yield from sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    yield from sorted(Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home/bin/java"))


@cache
def _java_version(java: Path) -> int:
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    except OSError:
        return 0
    version = re.search(r'version "(\d+)', said)
    return int(version[1]) if version else 0


def jars(release: str) -> Path:
    """Fetch a release's jars once by Maven, whoever else asks meanwhile; their folder."""
    folder = cache_folder() / f"neo4j-{RELEASES[release].version}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with Path(f"{folder}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.is_dir():
                _bring_jars(RELEASES[release].version, folder)
    return folder


def _bring_jars(version: str, folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerError("Maven brings Neo4j and there is no mvn: for example `apt-get install maven`.")
    print(f"Maven brings Neo4j {version} (about 150 MB, once) …", file=sys.stderr)
    server = [("org.neo4j", "neo4j", version), ("org.neo4j.app", "neo4j-server", version)]
    wanted = [*server, ("org.neo4j.client", "neo4j-browser", "5.24.0")]
    with TemporaryDirectory(dir=folder.parent, prefix="half-") as half:
        Path(half, "pom.xml").write_text(POM.format("".join(DEPENDENCY.format(*jar) for jar in wanted)))
        command = [maven, "-B", "-q", "-C", COPY, "-DincludeScope=runtime", "-DoutputDirectory=jars"]
        done = subprocess.run(command, cwd=half, capture_output=True, text=True, check=False)
        if done.returncode:
            said = re.search(r"\[ERROR\] (.*)", done.stdout) or re.search(r"(\S.*)", done.stderr)
            raise ServerError(f"Maven could not bring Neo4j {version}; is it offline? {said and said[1]}")
        Path(half, "jars").rename(folder)


def free_port(wanted: int = 0) -> int:
    """Choose a port of this machine that nobody listens on, `wanted` if it is free."""
    # Below the ports that the kernel gives to outgoing connections, else a client that knocks while
    # its server is down may be given the server's own port, and keep it from coming up again.
    others = random.sample(range(10_000, 32_000), 100)
    return next(port for port in (wanted, *others) if port and _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _reply(port: int, hello: bytes) -> bytes:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(hello)
            return connection.recv(4)
    except OSError:
        return b""


class Server:
    """A server that is up inside `with`, on a home folder of its own, and never outlives who started it.

    Without `home` it lives in a temporary folder. `settings` are lines of neo4j.conf, such as
    `{"server.databases.default_to_read_only": "true"}`; `ports` are those for Bolt and HTTP, if free;
    `options` are Java's.
    """

    def __init__(
        self,
        release: str = "5",
        home: Path | None = None,
        settings: Mapping[str, str] | None = None,
        ports: tuple[int, int] = (0, 0),
        options: Sequence[str] = (),
    ) -> None:
        self.release = release
        self.settings = settings or {}
        self._options = options
        self.process: subprocess.Popen[bytes] | None = None
        self._folders = ExitStack()
        folder = home or self._folders.enter_context(TemporaryDirectory(prefix="linkchart-neo4j-"))
        self.home = Path(folder).absolute()
        self._bolt, self._http = map(free_port, ports)
        self.access = self._access()

    def _access(self) -> Access:
        bolt, http = f"127.0.0.1:{self._bolt}", f"127.0.0.1:{self._http}"
        kept = self.home / "password"
        # Hex, since a password that began with "-" would be read as an option.
        password = kept.read_text() if kept.exists() else secrets.token_hex(12)
        return Access(f"bolt://{bolt}", f"neo4j://{bolt}", f"http://{http}", "neo4j", password)

    def __enter__(self) -> Self:
        try:
            self.start()
        except ServerError:
            self._folders.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._folders.close()

    def start(self, settings: Mapping[str, str] | None = None) -> Access:
        """Start the server and wait until it answers; `settings` override its own for this run."""
        if self.process:
            return self.access
        for port in (self._bolt, self._http):
            if not _is_free(port):
                raise ServerError(f"Neo4j cannot start: another program listens on port {port}.")
        self._prepare({**self.settings, **(settings or {})})
        run = [*self._java(RELEASES[self.release].main), f"--home-dir={self.home}"]
        with (self.home / "logs" / "console.log").open("wb") as console:
            self.process = subprocess.Popen(
                ["sh", "-c", LEASH, "sh", *run, f"--config-dir={self.home / 'conf'}"],
                stdin=subprocess.PIPE,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # else Ctrl-C reaches the server too, in the middle of our own end
            )
        atexit.register(self.stop)
        self._await(self.process)
        return self.access

    def stop(self) -> None:
        """Shut the server down in good order; its data stays in its home."""
        if self.process is None:
            return
        try:
            self.process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._forget()

    def kill(self) -> None:
        """Kill the server, as a power cut would; the next start recovers its data."""
        if self.process is None:
            return
        self.process.kill()
        self.process.communicate()
        self._forget()

    def admin(self, *arguments: str) -> str:
        """Run neo4j-admin with, say, "database", "import", …, in the stopped server's home; its output."""
        self._prepare(self.settings)
        return self._run_admin(*arguments)

    def log_tail(self, lines: int = 15) -> str:
        """Read the last lines that the server wrote, without stack traces and Java's own warnings."""
        logs = (self.home / "logs" / name for name in ("neo4j.log", "console.log"))
        text = "\n".join(log.read_text(errors="replace") for log in logs if log.exists())
        noise = re.compile(r"\tat |WARNING: |\s*$")
        return "\n".join([line for line in text.splitlines() if not noise.match(line)][-lines:])

    def _prepare(self, settings: Mapping[str, str]) -> None:
        for folder in ("conf", "logs", "tmp"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        settings = {**self._own_settings(), **RELEASES[self.release].settings, **settings}
        conf = self.home / "conf" / "neo4j.conf"
        conf.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        kept = self.home / "password"
        if not kept.exists():
            new = self.home / "password.new"
            new.touch(mode=0o600)
            new.write_text(self.access.password)
            self._run_admin("dbms", "set-initial-password", f"@{new}")
            new.rename(kept)

    def _own_settings(self) -> dict[str, str]:
        ports = {"bolt": self._bolt, "http": self._http}
        kinds = ("listen", "advertised")
        return {
            **{f"server.{n}.{kind}_address": f"127.0.0.1:{p}" for n, p in ports.items() for kind in kinds},
            "server.memory.pagecache.size": "256m",
            "dbms.usage_report.enabled": "false",
            "client.allow_telemetry": "false",
            # No setting spares the fsyncs; this one spares half a gigabyte of empty log in every new home.
            "db.tx_log.preallocate": "false",
            # A stop would wait for open transactions (10 s on 5, a minute on 2026) and then for Netty (10 s).
            "db.shutdown_transaction_end_timeout": "1s",
            "internal.db.transaction.shutdown_terminated_transaction_wait_timeout": "1s",
            "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        }

    def _java(self, main: str) -> list[str]:
        minimum = RELEASES[self.release].java
        java = find_java(minimum)
        if java is None:
            how = f"for example `apt-get install openjdk-{minimum}-jdk-headless maven`, or set JAVA_HOME"
            raise ServerError(f"Neo4j {self.release} needs Java {minimum} or later and there is none: {how}.")
        # A killed server leaves its web pages in Java's temporary folder: so that is in its home.
        options = ["-Xmx1g", f"-Djava.io.tmpdir={self.home / 'tmp'}", *self._options]
        return [
            str(java),
            *options,
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            f"{jars(self.release)}/*",
            main,
        ]

    def _run_admin(self, *arguments: str) -> str:
        command = [*self._java("org.neo4j.cli.AdminTool"), *arguments]
        places = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(
            command, cwd=self.home, env=os.environ | places, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise ServerError(f"neo4j-admin {' '.join(arguments[:2])} failed; it says:\n{done.stdout}{done.stderr}")
        return done.stdout

    def _await(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not (_reply(self._bolt, BOLT_HELLO).strip(b"\0") and _reply(self._http, HTTP_HELLO)):
            if process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                version = RELEASES[self.release].version
                raise ServerError(f"Neo4j {version} did not come up; it says:\n{self.log_tail()}")
            time.sleep(0.1)

    def _forget(self) -> None:
        self.process = None
        atexit.unregister(self.stop)


def main() -> int:
    """Run a server until Ctrl-C; the exit status."""
    parser = argparse.ArgumentParser(description="Run a Neo4j server of your own until Ctrl-C.")
    parser.add_argument("--release", choices=RELEASES, default="5")
    parser.add_argument("--home", type=Path, help="folder of its data (default: one a release, in the cache)")
    options = parser.parse_args()
    home: Path = options.home or cache_folder() / f"neo4j-home-{options.release}"
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Server(options.release, home, ports=(7687, 7474)) as server:
            version = RELEASES[options.release].version
            print(WELCOME.format(version=version, home=server.home, access=server.access), flush=True)
            while server.process and server.process.poll() is None:
                time.sleep(0.5)
            raise ServerError(f"Neo4j ended by itself; it says:\n{server.log_tail()}")
    except KeyboardInterrupt:
        return 0
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
