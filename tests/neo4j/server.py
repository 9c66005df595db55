"""A real Neo4j server without Docker: for the tests, and for people as `make neo4j`."""

import atexit
import os
import re
import secrets
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from tests.neo4j.installation import RELEASES, ServerError, find_java, jars
from tests.neo4j.ports import BOLT_HELLO, HTTP_HELLO, free_port, is_free, reply

START_SECONDS = 240
STOP_SECONDS = 60


# A pipe from us is the server's leash: however we end, kill -9 included, it closes and the server stops.
# PR_SET_PDEATHSIG would not do: it follows the thread that started the server, and only Linux has it.
LEASH = """
exec 3<&0
{ read -r _ <&3; kill $$; } &
exec "$@" </dev/null 3<&-
"""


@dataclass(frozen=True, slots=True)
class Access:
    """Where a server answers (over Bolt, over Bolt with routing, and for the Browser), and to whom."""

    uri: str
    routed: str
    http: str
    user: str
    password: str = field(repr=False)


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
            if not is_free(port):
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
        while not (reply(self._bolt, BOLT_HELLO).strip(b"\0") and reply(self._http, HTTP_HELLO)):
            if process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                version = RELEASES[self.release].version
                raise ServerError(f"Neo4j {version} did not come up; it says:\n{self.log_tail()}")
            time.sleep(0.1)

    def _forget(self) -> None:
        self.process = None
        atexit.unregister(self.stop)
