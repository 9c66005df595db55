"""Run a Neo4j server of your own until Ctrl-C, without Docker.

python -m tests.neo4j.run_server [--release 5|2026] [--home DIR]
"""

import argparse
import signal
import sys
import time
from pathlib import Path

from tests.neo4j.installation import RELEASES, ServerError, cache_folder
from tests.neo4j.server import Server

WELCOME = """\
Neo4j {version} is up; Ctrl-C stops it. Its data stays in {home}

  Bolt      {access.uri}
  Browser   {access.http}/browser/
  user      {access.user}
  password  {access.password}

  export NEO4J_USERNAME={access.user} NEO4J_PASSWORD={access.password}
"""


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
