"""Find Java and fetch Neo4j, without Docker."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


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
                _fetch_jars(RELEASES[release].version, folder)
    return folder


def _fetch_jars(version: str, folder: Path) -> None:
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
