"""Statements that fetch all arcs of a search at once: hop by hop on the server, as sets of nodes.

Paths are not listed, since there may be a great many of them over few arcs. In every statement `a` and `b` are
the ends of a relation `r` that is walked from `a` to `b`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ...scope import Rule
from .database import either

FARTHEST = 4
"""The most hops for which both ends are expanded together: two from each; more would reach much of a graph."""

COUNTED = 2_000
"""The most relations of a node whose ties are counted while fetching."""

EQUAL = 1e-9
"""Weights that differ by no more than this are equal."""


class Steps(NamedTuple):
    """How to walk by a rule: its patterns, and the condition on `a`, `r` and `b`."""

    rule: Rule
    condition: str

    def patterns(self, *, backward: bool) -> list[str]:
        """Write patterns from a to b; relations walked against their arrow are matched backward."""
        if set(self.rule.along) == set(self.rule.against):
            return [f"(a)-[r:{either(self.rule.along)}]-(b)"] if self.rule.along else []
        along, against = ("<-", "-"), ("-", "->")
        if not backward:
            along, against = against, along
        directions = ((self.rule.along, along), (self.rule.against, against))
        return [f"(a){left}[r:{either(names)}]{right}(b)" for names, (left, right) in directions if names]

    def onward(self, *, backward: bool) -> str:
        """Write the clause from every `a` to each `b` by an `r`."""
        clauses = [f"MATCH {pattern} WHERE {self.condition}" for pattern in self.patterns(backward=backward)]
        if len(clauses) == 1:
            return clauses[0]
        return "CALL (a) { " + " UNION ALL ".join(f"{clause} RETURN r, b" for clause in clauses) + " }"

    def only(self, names: Collection[str], *, inside: bool) -> Steps:
        """Limit the steps to some relations, or (`inside` false) to all others."""
        along, against = (
            tuple(name for name in side if (name in names) is inside) for side in (self.rule.along, self.rule.against)
        )
        return self._replace(rule=self.rule._replace(along=along, against=against))

    def either_way(self) -> str:
        """Write the condition that `r` may be walked from `a` to `b`, for patterns without arrows."""
        arrows = (("startNode", self.rule.along), ("endNode", self.rule.against))
        return f"({' OR '.join(f'r:{either(names)} AND {end}(r) = a' for end, names in arrows if names)})"


def shortest(steps: Steps, any_start: str, max_hops: int) -> str:
    """Write the statement for all shortest paths, with a row for each node on them.

    A row has the arcs that enter the node, its name and, on the paths of the highest weight, the number of its ties,
    unless these are more than COUNTED: counting for all nodes took as long as finding the paths.
    """
    names = dict.fromkeys((*steps.rule.along, *steps.rule.against))
    arrow = "" if set(steps.rule.along) == set(steps.rule.against) else f" AND {steps.either_way()}"
    return f"""
MATCH (s:Entity {{id: $source}}), (t:Entity {{id: $target}})
MATCH ALL SHORTEST (s) ((a)-[r:{either(names)}]-(b) WHERE {steps.condition}{arrow}){{1,{max_hops}}} (t)
WITH a, b, r, reduce(product = 1.0, step IN r | product * step.weight) AS product
UNWIND range(0, size(r) - 1) AS place
WITH a[place] AS a, b[place] AS b, max(r[place].weight) AS weight, max(product) AS product
WITH b, collect([a.id, weight]) AS arcs, max(product) AS product
WITH collect([b, arcs, product]) AS nodes, max(product) AS best
UNWIND nodes AS node
WITH node[0] AS b, node[1] AS arcs, node[2] >= best - {EQUAL} AS ahead
RETURN b.id, arcs, b.name, CASE WHEN ahead AND b.id <> $target AND COUNT {{ (b)-[:{either(names)}]-() }} <= {COUNTED}
  THEN COUNT {{ MATCH (b)-[r:{either(names)}]-(a) WHERE a <> b AND {any_start} RETURN DISTINCT a }} END
"""


def ways(steps: Steps, max_hops: int) -> str:
    """Write the statement for the arcs of all paths of at most FARTHEST hops, as one row of five lists.

    The first four lists are the neighbours of each end and the weights; the last says for each node where
    both sides meet how it is reached, and where it leads: [node, [[near, weight]], [[near, weight]]].
    """
    first, last = (
        f"WITH {end} AS a {steps.onward(backward=backward)} "
        f"RETURN collect(b) AS {layer}, collect(r.weight) AS {layer}Weights"
        for end, layer, backward in (("s", "out", False), ("t", "into", True))
    )
    return f"""
MATCH (s:Entity {{id: $source}}), (t:Entity {{id: $target}})
CALL (s) {{ {first} }}
CALL (t) {{ {last} }}
CALL (s, t, out, into) {{
  CALL (s, t, out, into) {{ {" UNION ALL ".join(_layers(steps, max_hops))} }}
  WITH m, collect(CASE WHEN side = 1 AND near IS NOT NULL THEN [near, weight] END) AS before,
    collect(CASE WHEN side = 2 AND near IS NOT NULL THEN [near, weight] END) AS after,
    min(side) AS least, max(side) AS most
  WHERE least < most
  RETURN collect([m.id, before, after]) AS met
}}
RETURN [b IN out | b.id], outWeights, [b IN into | b.id], intoWeights, met
"""


def _layers(steps: Steps, max_hops: int) -> list[str]:
    """Write the parts that list the nodes m of each side, with the node near to the end and the weight of the arc."""
    parts = ["UNWIND [s, t] AS m RETURN m, null AS near, null AS weight, CASE m WHEN s THEN 1 ELSE 2 END AS side"]
    for place, (layer, backward) in enumerate((("out", False), ("into", True))):
        depth = (max_hops + 1 - place) // 2
        if depth > 0:
            parts.append(f"UNWIND {layer} AS m RETURN DISTINCT m, null AS near, null AS weight, {place + 1} AS side")
        if depth > 1:
            parts.append(
                f"UNWIND {layer} AS a WITH DISTINCT a {steps.onward(backward=backward)} "
                f"RETURN b AS m, a.id AS near, r.weight AS weight, {place + 1} AS side"
            )
    return parts


def weighty(steps: Steps, max_hops: int) -> str:
    """Write the statement for the arcs of all paths of at least the weight $least, with a row for each node.

    Either half of such a path weighs no less than the whole. A first column says whether arcs are to be read backward.
    """
    return " UNION ALL ".join(
        _weighty_half(steps, depth, backward=backward)
        for depth, backward in ((max_hops - max_hops // 2, False), (max_hops // 2, True))
        if depth > 0
    )


def _weighty_half(steps: Steps, depth: int, *, backward: bool) -> str:
    onward = steps.onward(backward=backward)
    start = "target" if backward else "source"
    grown = (
        f"CALL (rim) {{ UNWIND rim AS one WITH one[0] AS a, one[1] AS product {onward} "
        "WITH b, max(product * r.weight) AS product WHERE product >= $least RETURN collect([b, product]) AS grown }\n"
        "WITH ball + grown AS ball, grown AS rim\n"
    ) * (depth - 1)
    return f"""
MATCH (start:Entity {{id: ${start}}})
WITH [[start, 1.0]] AS ball, [[start, 1.0]] AS rim
{grown}UNWIND ball AS one
WITH one[0] AS a, max(one[1]) AS product
{onward}
WITH a, b, r, product WHERE product * r.weight >= $least
RETURN {str(backward).lower()} AS backward, a.id AS id, collect(b.id) AS others, collect(r.weight) AS weights
"""


def around(steps: Steps, any_start: str, hops: int, shared: Collection[str], *, backward: bool) -> str:
    """Write the statement for all relations of walks of this length and their `shared` relations, without its RETURN.

    `any_start` is the condition on arcs from nodes of any type.
    """
    onward = steps.onward(backward=backward)
    # Each subquery only collects: with a grouping key it would return no row where nothing leads on.
    grown = (
        f"CALL (rim) {{ UNWIND rim AS a {onward} RETURN collect(DISTINCT b) AS grown }}\n"
        "CALL (ball, grown) { UNWIND ball + grown AS node RETURN collect(DISTINCT node) AS wider }\n"
        "WITH wider AS ball, grown AS rim\n"
    ) * (hops - 1)
    parts = _entering(steps, any_start) if backward else _leaving(steps, any_start, shared)
    return f"""
MATCH (start:Entity {{id: $start}})
WITH [start] AS ball, [start] AS rim
{grown}CALL (ball) {{ {" UNION ALL ".join(f"{part} RETURN r" for part in parts)} }}
WITH r, startNode(r) AS a, endNode(r) AS b
"""


def _entering(steps: Steps, any_start: str) -> list[str]:
    """Write the parts that match the relations leading to the nodes of the ball."""
    return [f"UNWIND ball AS b MATCH {pattern} WHERE {any_start}" for pattern in steps.patterns(backward=False)]


def _leaving(steps: Steps, any_start: str, shared: Collection[str]) -> list[str]:
    """Write the parts that match the relations leading from the ball, and all that share the end of a shared one."""
    own, diluted = (steps.only(shared, inside=inside) for inside in (False, True))
    parts = [f"UNWIND ball AS a MATCH {pattern} WHERE {own.condition}" for pattern in own.patterns(backward=False)]
    parts += [
        f"UNWIND ball AS a MATCH {pattern} WHERE {diluted.condition} WITH DISTINCT b MATCH {every} WHERE {any_start}"
        for pattern in diluted.patterns(backward=False)
        for every in diluted.patterns(backward=False)
    ]
    return parts
