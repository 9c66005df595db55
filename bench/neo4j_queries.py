"""Ask a case on Neo4j linkchart's questions and the bare Cypher that a person writes for them, and compare.

    python bench/neo4j_queries.py PAIRS.json [--pairs 60] [--only influence …] [--seconds 20]

The server is the one that NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD name; it holds the case that the pairs
belong to (loaded with `linkchart --store … load`). Every question is asked about every pair once without the
clock, then once with it, in turn with its bare counterpart. Printed are medians in milliseconds, their ratio,
and how many statements went to the server. A bare statement that takes longer than --seconds counts as that,
and then the printed ratio is an upper bound.

Bare statements look for the same with the same filters, but give neither the order of equals nor the
relations of a hop: paths by ALL SHORTEST or SHORTEST 10, influence and all that has no such operator by a
variable-length pattern. `by weight` asks for at most 4 hops, since the bare pattern ends for no more.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import neo4j
from neo4j.exceptions import ClientError

from linkchart.graph.rules import influence_rule, path_rule
from linkchart.graph.schema import builtin
from linkchart.graph.scope import EVERYTHING
from linkchart.graph.stores.neo4j.server import Server
from linkchart.graph.stores.open_store import open_store
from linkchart.graph.stores.protocol import Store
from linkchart.queries import query

ENDS = "MATCH (a:Entity {id: $a}), (b:Entity {id: $b}) "
SCHEMA = builtin()
WALKED = "|".join(path_rule(SCHEMA, EVERYTHING).along)
SIGNED = "|".join(name for name, relation in SCHEMA.relations.items() if relation.sign or name == "PERPETRATED")
_CONDUCTING = influence_rule(SCHEMA, EVERYTHING)
CONDUCTING = "|".join((*_CONDUCTING.along, *_CONDUCTING.against))
TYPED = " OR ".join(f"y:{name}" for name in builtin().walkable)
ACTING = " OR ".join(f"y:{name}" for name in builtin().acting)
SAID = "r.modality IN ['asserted', 'claimed']"
PRODUCT = "reduce(w = 1.0, x IN relationships(p) | w * x.weight)"


def hops(most: int, types: str = WALKED, to: str = "b") -> str:
    """Write the pattern of some hops on the path graph."""
    return f"(()-[r:{types}]-(y) WHERE {SAID} AND (y = {to} OR {TYPED})){{1,{most}}}"


def spread(node: str, *, backward: bool, last: str = "") -> str:
    """Write the statement for the entities that influence reaches, or comes from."""
    leaving = "<>" if backward else "="
    arrow = f"(startNode(r) {leaving} x) = (r.conducts = 'forward')"
    step = f"((x)-[r:{CONDUCTING}]-(y) WHERE {SAID} AND ({ACTING}) AND {arrow})"
    return (
        f"MATCH (a:Entity {{id: ${node}}}) MATCH p = (a){step}{{1,4}}(b) {last}"
        f"RETURN b.id, max({PRODUCT}) AS score ORDER BY score DESC"
    )


SHORTEST = f"MATCH p = ALL SHORTEST (a){hops(6)}(b) "
BARE = {
    "path": f"{ENDS}{SHORTEST}WITH p ORDER BY {PRODUCT} DESC LIMIT 1 RETURN p",
    "path k 10": f"{ENDS}MATCH p = SHORTEST 10 (a){hops(6)}(b) RETURN p",
    "path by weight": f"{ENDS}MATCH p = (a){hops(4)}(b) WITH p ORDER BY {PRODUCT} DESC LIMIT 1 RETURN p",
    "path via": f"{ENDS}MATCH (v:Entity {{id: $v}}) CALL (a, v) {{ MATCH p = ALL SHORTEST (a){hops(5, to='v')}(v) "
    f"RETURN p ORDER BY {PRODUCT} DESC LIMIT 1 }} CALL (v, b) {{ MATCH q = ALL SHORTEST (v){hops(5)}(b) RETURN q "
    f"ORDER BY {PRODUCT.replace('(p)', '(q)')} DESC LIMIT 1 }} RETURN p, q",
    "all-shortest": f"{ENDS}{SHORTEST}RETURN p",
    "connect": "UNWIND [[$a, $b], [$a, $v], [$b, $v]] AS pair MATCH (a:Entity {id: pair[0]}), (b:Entity {id: pair[1]}) "
    f"CALL (a, b) {{ {SHORTEST}RETURN p ORDER BY {PRODUCT} DESC LIMIT 1 }} RETURN p",
    "common": f"{ENDS}MATCH (a)-[r:{WALKED}]-(y)-[s:{WALKED}]-(b) WHERE ({TYPED}) AND {SAID} "
    f"AND {SAID.replace('r.', 's.')} RETURN y.id, collect(DISTINCT r.id), collect(DISTINCT s.id)",
    "bottleneck": f"{ENDS}MATCH p = (a){hops(4)}(b) UNWIND nodes(p)[1..-1] AS z RETURN z.id, count(DISTINCT nodes(p))",
    "stance": f"{ENDS}MATCH p = (a){hops(3, SIGNED)}(b) "
    "WITH p, reduce(s = 1, x IN relationships(p) | CASE x.sign WHEN -1 THEN -s ELSE s END) AS sign "
    f"ORDER BY {PRODUCT} DESC RETURN sign, collect(p)[0]",
    "influence": spread("a", backward=False),
    "influencers": spread("b", backward=True),
    "proxies": spread("a", backward=False, last="WHERE type(last(r)) IN ['CONTROLS', 'SUPPORTS'] "),
}


def asked(name: str, store: Store, a: str, b: str, v: str) -> Any:
    """Ask linkchart the question of that name."""
    both = (a, b)
    arguments: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
        "path k 10": (both, {"k": 10}),
        "path by weight": (both, {"by": "weight", "max_hops": 4}),
        "path via": (both, {"via": v}),
        "connect": ((a, b, v), {}),
        "influence": ((a,), {}),
        "influencers": ((b,), {}),
        "proxies": ((a,), {}),
    }
    ends, options = arguments.get(name, (both, {}))
    return query(name.partition(" ")[0]).function(store, *ends, **options)


class Counted:
    """Counts the statements that a store sends while the block runs."""

    def __init__(self) -> None:
        self.sent = 0
        self._kept = Server.read, Server.stream

    def __enter__(self) -> Self:
        read, stream = self._kept

        def reading(server: Server, statement: str, **values: Any) -> Any:
            self.sent += 1
            return read(server, statement, **values)

        def streaming(server: Server, statement: str, **values: Any) -> Any:
            self.sent += 1
            return stream(server, statement, **values)

        Server.read, Server.stream = reading, streaming  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        Server.read, Server.stream = self._kept  # type: ignore[method-assign]


def timed(ask: Callable[[], Any]) -> float:
    """Measure the milliseconds of a call."""
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1000


def main() -> None:
    """Print a line a question."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--pairs", dest="count", type=int, default=60)
    parser.add_argument("--only", nargs="*", default=list(BARE), choices=list(BARE))
    parser.add_argument("--seconds", type=float, default=20.0, help="most that a bare statement may take")
    options = parser.parse_args()
    address, auth = os.environ["NEO4J_URI"], (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    pairs = [tuple(pair) for pair in json.loads(options.pairs.read_text())[: options.count + 1]]
    store = open_store(address)
    print(f"{'query':15} {'linkchart':>10} {'bare':>10} {'ratio':>7}  statements (median, most)", flush=True)
    with neo4j.GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF") as driver:
        for name in options.only:
            compare(name, store, driver, pairs, options.seconds)
    store.close()


def compare(name: str, store: Store, driver: neo4j.Driver, pairs: list[tuple[str, str]], seconds: float) -> None:
    """Print how long a question takes here and there."""
    ours, theirs, sent = [], [], []
    slow = 0

    def bare(values: dict[str, str]) -> None:
        nonlocal slow
        text = neo4j.Query(BARE[name], timeout=seconds)  # type: ignore[arg-type] # its values are parameters
        with driver.session() as session:
            try:
                session.run(text, values).consume()
            except ClientError as error:
                if "TransactionTimedOut" not in (error.code or ""):
                    raise
                slow += 1

    for warm in (True, False):
        for (a, b), (v, _) in zip(pairs[:2] if warm else pairs, pairs[1:], strict=False):
            if v in (a, b):
                continue
            with Counted() as counted:
                spent = timed(lambda a=a, b=b, v=v: asked(name, store, a, b, v))  # type: ignore[misc]
            other = timed(lambda values={"a": a, "b": b, "v": v}: bare(values))  # type: ignore[misc]
            if not warm:
                ours.append(spent)
                theirs.append(other)
                sent.append(counted.sent)
    mine, other = statistics.median(ours), statistics.median(theirs)
    late = f"  ({slow} bare ones stopped after {seconds:g} s)" if slow else ""
    print(
        f"{name:15} {mine:10.1f} {other:10.1f} {mine / other:7.2f}  {statistics.median(sent):g}, {max(sent)}{late}",
        flush=True,
    )


if __name__ == "__main__":
    main()
