"""Searches over a store's arcs: shortest, weightiest, k best, and how far influence spreads.

The one order of paths is that of semantics.md, section 5: weights are compared as rounded to 9 decimals,
and what is equal in weight and hops is ordered by the ids of its nodes.
"""
