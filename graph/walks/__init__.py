"""Searches over a store's arcs: shortest, heaviest and k best paths, and the spread of influence.

Every search orders paths as docs/semantics.md says: it compares weights rounded to 9 decimals, and orders paths of
equal weight and hops by the ids of their nodes.
"""
